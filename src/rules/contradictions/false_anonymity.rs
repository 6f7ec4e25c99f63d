//! See `false-anonymity.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{personal_data::PersonalData, retention::Then, shape::Several, text::Text},
    rules::{Context, PurposeFacts, wording::lists},
};

declare_rule! {
    "false-anonymity", Warning, ["4(1)", "4(5)", "5(1)(a)"], since "0.1",
    "data that are called anonymous, and are not",
}

/// California's letter for what identifies a person or a device; the catalogue knows it of each datum.
const IDENTIFIERS: &str = "A";

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    for text in [purpose.name.get(), purpose.shared.description.get()].into_iter().flatten() {
        let Some((span, claim)) = claim(cx, text) else { continue };
        // What is made anonymous in the end may be called so.
        if facts.retentions.answers.iter().any(|answer| {
            let retention = cx.register.retentions.used(answer.member);
            let then = retention.then.get().into_iter().flat_map(Several::iter);
            then.into_iter().any(|then| *then == Then::Anonymise)
        }) {
            return;
        }
        let mut cells = facts.cells.iter();
        let identifier = cells.find(|cell| identifies(cx, cell.datum));
        if let Some(cell) = identifier {
            findings.push(
                RULE.at(span, format!("these data are not anonymous: `{}` is among them", cell.datum))
                    .label(format!("`{claim}`"))
                    .help("say what is done: under what other name the data are kept, or when they are made anonymous, as `then = \"anonymise\"`"),
            );
            return;
        }
    }
}

fn claim<'t>(cx: &Context<'_>, text: &'t Text) -> Option<(crate::source::Span, &'t str)> {
    text.wordings().iter().find_map(|wording| {
        let range = lists(cx, wording)?.anonymous.first_in(&wording.words)?;
        Some((wording.span, &wording.words[range]))
    })
}

/// Whether a datum, or the catalogue's entry that it is the same as, identifies.
fn identifies(cx: &Context<'_>, id: &str) -> bool {
    let letters = |datum: &PersonalData| {
        datum.california.get().map(|letters| letters.iter().any(|one| &**one == IDENTIFIERS))
    };
    let Some(datum) = cx.register.personal_data.get(id) else { return false };
    let same = datum.same_as.get().and_then(|same| cx.register.personal_data.get(same.id.as_str()));
    letters(datum).or_else(|| same.and_then(|same| letters(same))).unwrap_or(false)
}
