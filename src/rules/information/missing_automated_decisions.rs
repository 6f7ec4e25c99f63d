//! See `missing-automated-decisions.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-automated-decisions", Warning, ["13(2)(f)", "22(1)"], asks ["purpose.automated-decisions"], since "0.1",
    "a purpose that does not say whether machines alone decide about people",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    if purpose.automated_decisions.is_silent() {
        findings.push(
            RULE.at(purpose.span, format!("purpose `{}` does not say whether machines alone decide about people", purpose.id))
                .help("write `automated-decisions = \"none\"`, or describe each decision: `automated-decisions.credit-check = { … }`"),
        );
    }
}
