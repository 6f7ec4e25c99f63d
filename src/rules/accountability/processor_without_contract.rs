//! See `processor-without-contract.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::{Contract, ContractStatus, Role},
    rules::Context,
};

declare_rule! {
    "processor-without-contract", Error, ["28(3)"], asks ["recipient.contract"], since "0.1",
    "a processor without a signed contract",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    const HELP: &str = "have one signed before it gets any data, and write \
                        `contract = { status = \"signed\", date = 2026-03-10 }`";
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        let recipient = &used.recipient;
        if recipient.role.get() != Some(&Role::Processor) {
            continue;
        }
        let contract = &recipient.contract;
        let says_nothing = contract.is_silent() || contract.get().is_some_and(is_empty);
        if says_nothing {
            let place =
                used.place(|stated| !stated.role.is_silent() || !stated.contract.is_silent());
            findings.push(
                RULE.at(place, format!("no contract with the processor `{}`", used.id()))
                    .help(HELP),
            );
        } else if let Some(span) = contract.span().filter(|_| contract.is_none()) {
            findings.push(RULE.at(span, "there is no contract with this processor").help(HELP));
        } else if let Some(status) = contract.get().and_then(|contract| contract.status.value())
            && status.get().is_some_and(|status| *status != ContractStatus::Signed)
        {
            findings.push(
                RULE.at(status.span, "the contract with this processor is not signed").help(HELP),
            );
        }
    }
}

/// Whether a contract is written of which nothing is said that makes it one.
fn is_empty(contract: &Contract) -> bool {
    contract.status.is_silent()
        && contract.date.is_silent()
        && contract.document.is_silent()
        && contract.expires.is_silent()
}
