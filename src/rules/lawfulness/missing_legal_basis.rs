//! See `missing-legal-basis.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-legal-basis", Error, ["6(1)", "13(1)(c)"], asks ["purpose.legal-basis"], since "0.1",
    "a purpose that names no legal basis",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    if purpose.legal_basis.is_silent() {
        findings.push(
            RULE.at(purpose.span, format!("purpose `{}` names no legal basis", purpose.id))
                .help("add the one that holds, for example `legal-basis = \"consent\"`"),
        );
    }
}
