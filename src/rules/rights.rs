//! Art. 12–22: what people are told of their rights. Which rights apply follows from the bases; nothing of that is written.

mod decision_against_basis;
mod decision_on_children;
mod decision_on_special_data;
mod fee_for_rights;
mod missing_human_review;
mod objection_to_marketing;
mod papers_for_rights;
mod withdraw_without_consent;

use crate::{
    register::{shape::Leaf, text::Text},
    rules::{
        Check, Context, Family, Written,
        phrases::{Phrases, Words},
    },
    source::Span,
};

pub(super) static FAMILY: Family = Family {
    name: "rights",
    about: "Art. 12–22: how people use their rights",
    checks: &[
        (&decision_against_basis::RULE, Check::Purpose(decision_against_basis::check)),
        (&decision_on_children::RULE, Check::Purpose(decision_on_children::check)),
        (&decision_on_special_data::RULE, Check::Purpose(decision_on_special_data::check)),
        (&fee_for_rights::RULE, Check::Leaf(fee_for_rights::check)),
        (&missing_human_review::RULE, Check::Purpose(missing_human_review::check)),
        (&objection_to_marketing::RULE, Check::Register(objection_to_marketing::check)),
        (&papers_for_rights::RULE, Check::Leaf(papers_for_rights::check)),
        (&withdraw_without_consent::RULE, Check::Register(withdraw_without_consent::check)),
    ],
};

/// The words of a list, where they first stand in what `[organisation]` says of rights.
fn words_on_rights<'l>(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'l>,
    list: fn(&Words) -> &Phrases,
) -> Vec<(Span, &'l str)> {
    let on_rights =
        written.kind == "organisation" && written.path.first().is_some_and(|key| key == "rights");
    let Leaf::Text(text) = leaf else { return Vec::new() };
    let wordings = if on_rights { Text::wordings(text) } else { &[] };
    let found = wordings.iter().filter_map(|wording| {
        let language = wording.language.as_deref().unwrap_or_else(|| cx.settings.first_language());
        let range = list(Words::of(language)?).first_in(&wording.words)?;
        Some((wording.span, &wording.words[range]))
    });
    found.collect()
}
