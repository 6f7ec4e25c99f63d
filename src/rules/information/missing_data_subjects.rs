//! See `missing-data-subjects.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-data-subjects", Error, ["30(1)(c)"], asks ["purpose.data-subjects"], since "0.1",
    "a purpose that does not say whose data it uses",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    if purpose.data_subjects.says_nothing() {
        findings.push(
            RULE.at(
                purpose.span,
                format!("purpose `{}` does not say whose data it uses", purpose.id),
            )
            .help("name them, for example `data-subjects = \"customer\"`"),
        );
    }
}
