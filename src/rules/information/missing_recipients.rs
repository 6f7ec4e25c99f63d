//! See `missing-recipients.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-recipients", Error, ["13(1)(e)", "30(1)(d)"], asks ["purpose.recipients"], since "0.1",
    "a purpose that does not say who gets the data",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    if purpose.recipients.says_nothing() {
        findings.push(
            RULE.at(purpose.span, format!("purpose `{}` does not say who gets the data", purpose.id))
                .help("name them, for example `recipients = \"hosting\"`, or write `recipients = \"none\"`"),
        );
    }
}
