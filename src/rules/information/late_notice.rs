//! See `late-notice.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::purposes::{DirectMarketing, Informed},
    rules::{Context, PurposeFacts, information::from_elsewhere},
};

declare_rule! {
    "late-notice", Warning, ["14(3)(b)"], since "0.1",
    "people are written to, and told only some time within a month where their data come from",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let marketing = &facts.purpose.direct_marketing;
    if matches!(marketing.get(), None | Some(DirectMarketing::Is(false))) {
        return;
    }
    for (member, _) in from_elsewhere(cx, facts) {
        let informed = &member.own.informed;
        if let (Some(Informed::WithinOneMonth), Some(place)) = (informed.get(), informed.span()) {
            let finding = RULE.at(place, "people may be written to before they are told").help(
                "tell them with the first message at the latest: `informed = \"at-first-contact\"`",
            );
            findings.push(match marketing.span() {
                Some(span) => finding.also(span, "they are written to"),
                None => finding,
            });
        }
    }
}
