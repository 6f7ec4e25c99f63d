//! See `unexplained-category.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::Publish,
    rules::Context,
};

declare_rule! {
    "unexplained-category", Warning, ["13(1)(e)"], since "0.1",
    "a recipient whose name is known and not told, without a reason",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients().iter().filter(|used| used.is_told) {
        let recipient = &used.recipient;
        if let (Some(Publish::Category), Some(place)) =
            (recipient.publish.get(), recipient.publish.span())
            && recipient.shared.internal.is_silent()
            && !recipient.contact.name.is_silent()
        {
            findings.push(
                RULE.at(place, format!("people are not told the name of `{}`, and nothing says why", used.id()))
                    .help("tell it: leave `publish` out; or give the reason: `internal = \"an attacker should not know our filter\"`"),
            );
        }
    }
}
