//! See `missing-agreement.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-agreement", Warning, ["6(1)(b)", "13(1)(c)"], since "0.1",
    "the basis is a contract, and nothing says which",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for contract in facts.bases("contract") {
        let grounds = &contract.member.own;
        let steps_before_one = grounds.before_contract.get().copied() == Some(true);
        if grounds.agreement.is_silent() && !steps_before_one && cx.is_whole(facts.purpose) {
            findings.push(RULE.at(contract.member.span, RULE.summary).help(format!(
                "write `legal-basis.{}.agreement = \"your membership\"`: the contract, as people know it",
                contract.member.key
            )));
        }
    }
}
