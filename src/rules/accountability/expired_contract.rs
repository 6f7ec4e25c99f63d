//! See `expired-contract.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::Role,
    rules::Context,
};

declare_rule! {
    "expired-contract", Error, ["28(3)"], since "0.1",
    "a processor whose contract has ended",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        let processor = used.recipient.role.get() == Some(&Role::Processor);
        let contract = used.recipient.contract.get().filter(|_| processor);
        let Some(expires) = contract.and_then(|contract| contract.expires.value()) else {
            continue;
        };
        if let Some(day) = expires.get().filter(|day| **day < cx.today) {
            findings.push(
                RULE.at(expires.span, format!("the contract with this processor ended on {day}"))
                    .help("renew it and write the new date, or take the processor out where it is named"),
            );
        }
    }
}
