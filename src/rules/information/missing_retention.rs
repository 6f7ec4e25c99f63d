//! See `missing-retention.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-retention", Error, ["13(2)(a)", "30(1)(f)"], asks ["purpose.retention"], since "0.1",
    "a purpose that does not say how long data are kept",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    // Every datum may say for itself how long it is kept.
    if purpose.retention.says_nothing()
        && facts.retentions.answers.is_empty()
        && !purpose.personal_data.is_none()
    {
        findings.push(
            RULE.at(
                purpose.span,
                format!("purpose `{}` does not say how long data are kept", purpose.id),
            )
            .help(
                "add a period and what starts it, for example `retention = \"6 months after contract-end\"`",
            ),
        );
    }
}
