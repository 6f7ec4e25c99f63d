//! Art. 12(1): concise, transparent, intelligible. What the words of a text betray; WP260 says which.
//! Only words are judged here; what they are about is judged elsewhere.

mod claims;
mod consent_to_notice;
mod different_numbers;
mod hard_to_read;
mod jargon;
mod long_sentence;
mod obsolete_instrument;
mod open_list;
mod placeholder;
mod qualifiers;
mod second_word;
mod vague_basis;
mod vague_period;
mod vague_purpose;
mod vague_recipients;
mod vague_transfer;

use crate::{
    register::{
        keys::Seen,
        shape::Leaf,
        text::{Text, Wording},
    },
    rules::{
        Check, Context, Family, Written,
        phrases::{Phrases, Words},
    },
    source::Span,
};

pub(super) static FAMILY: Family = Family {
    name: "wording",
    about: "Art. 12(1): words that a reader can't hold anybody to",
    checks: &[
        (&claims::RULE, Check::Leaf(claims::check)),
        (&consent_to_notice::RULE, Check::Leaf(consent_to_notice::check)),
        (&different_numbers::RULE, Check::Leaf(different_numbers::check)),
        (&hard_to_read::RULE, Check::Leaf(hard_to_read::check)),
        (&jargon::RULE, Check::Leaf(jargon::check)),
        (&long_sentence::RULE, Check::Leaf(long_sentence::check)),
        (&obsolete_instrument::RULE, Check::Leaf(obsolete_instrument::check)),
        (&open_list::RULE, Check::Leaf(open_list::check)),
        (&placeholder::RULE, Check::Leaf(placeholder::check)),
        (&qualifiers::RULE, Check::Leaf(qualifiers::check)),
        (&second_word::RULE, Check::Leaf(second_word::check)),
        (&vague_basis::RULE, Check::Leaf(vague_basis::check)),
        (&vague_period::RULE, Check::Leaf(vague_period::check)),
        (&vague_purpose::RULE, Check::Purpose(vague_purpose::check)),
        (&vague_recipients::RULE, Check::Register(vague_recipients::check)),
        (&vague_transfer::RULE, Check::Register(vague_transfer::check)),
    ],
};

/// The words for people in a leaf: a text, or the reason why there is none.
fn text(leaf: Leaf<'_>) -> Option<&Text> {
    match leaf {
        Leaf::Text(text) => Some(text),
        Leaf::None(reason) => reason.as_deref(),
        _ => None,
    }
}

/// Every wording that a public document tells now.
fn told<'l>(written: &Written<'_>, leaf: Leaf<'l>) -> &'l [Wording] {
    let told = written.seen == Seen::Public && !written.draft && !written.retired;
    text(leaf).filter(|_| told).map_or(&[], Text::wordings)
}

/// The lists for a wording, if there are any for its language.
pub(super) fn lists(cx: &Context<'_>, wording: &Wording) -> Option<&'static Words> {
    Words::of(wording.language.as_deref().unwrap_or_else(|| cx.settings.first_language()))
}

/// Every text that speaks of all that the organisation does, with its key. A section for some audience speaks of theirs alone.
pub(super) fn of_the_policy<'r>(
    cx: &Context<'r>,
) -> impl Iterator<Item = (&'static str, &'r Text)> {
    let organisation = cx.register.organisation();
    let rights = organisation.rights.get().map(|rights| ("description", &rights.description));
    let own = [("scope", &organisation.scope), ("description", &organisation.shared.description)];
    let statements = cx.register.statements.iter().map(|statement| ("text", &statement.text));
    let sections = cx.register.sections.iter().filter(|section| section.audience.is_silent());
    own.into_iter()
        .chain(rights)
        .chain(statements)
        .chain(sections.map(|section| ("text", &section.text)))
        .filter_map(|(key, field)| Some((key, field.get()?)))
}

/// The words of a list, where they first stand in each wording that a public document tells now.
fn sought<'l>(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'l>,
    list: fn(&Words) -> &Phrases,
) -> Vec<(Span, &'l str)> {
    let found = told(written, leaf).iter().filter_map(|wording| {
        let range = list(lists(cx, wording)?).first_in(&wording.words)?;
        Some((wording.span, &wording.words[range]))
    });
    found.collect()
}
