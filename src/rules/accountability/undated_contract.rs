//! See `undated-contract.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::{ContractStatus, Role},
    rules::Context,
};

declare_rule! {
    "undated-contract", Note, ["5(2)", "28(9)"], since "0.1",
    "a contract with a processor that nobody could find",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        let recipient = &used.recipient;
        let Some(contract) = recipient.contract.get() else { continue };
        let Some(status) = contract.status.value() else { continue };
        if recipient.role.get() == Some(&Role::Processor)
            && status.get() == Some(&ContractStatus::Signed)
            && contract.date.is_silent()
            && contract.document.is_silent()
        {
            findings.push(
                RULE.at(status.span, "a contract is signed, and nothing says when, or where it is")
                    .help("write `contract = { status = \"signed\", date = 2026-03-10, document = \"contract file, no. 4\" }`"),
            );
        }
    }
}
