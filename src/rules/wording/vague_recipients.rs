//! See `vague-recipients.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{entry::Entry, parties::Recipient, text::Text},
    rules::{Context, phrases::Words, wording::lists},
};

declare_rule! {
    "vague-recipients", Warning, ["13(1)(e)", "12(1)"], since "0.1",
    "a recipient of whom nobody learns who it is",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for recipient in cx.register.recipients.iter().filter(|recipient| is_a_category(recipient)) {
        for wording in recipient.category.get().into_iter().flat_map(Text::wordings) {
            if lists(cx, wording).is_some_and(|lists| says_nothing(lists, &wording.words)) {
                findings.push(
                    RULE.at(wording.span, "of this category nobody learns who gets the data")
                        .help("name the recipient, or say what these do and where: `parcel services in Denmark`"),
                );
            }
        }
    }
}

/// Whether the category is all that is said of it.
fn is_a_category(recipient: &Entry<Recipient>) -> bool {
    recipient.contact.name.is_silent()
        && recipient.includes.is_silent()
        && recipient.shared.description.is_silent()
}

fn says_nothing(lists: &Words, category: &str) -> bool {
    let mut words = category.split(|char: char| !char.is_alphanumeric());
    words.all(|word| {
        word.is_empty()
            || lists.vague_recipients.iter().any(|vague| vague.eq_ignore_ascii_case(word))
    })
}
