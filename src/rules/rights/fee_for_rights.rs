//! See `fee-for-rights.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, rights::words_on_rights},
};

declare_rule! {
    "fee-for-rights", Warning, ["12(5)"], since "0.1",
    "a price for using one's rights",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for (span, words) in words_on_rights(cx, written, leaf, |lists| &lists.fees) {
        findings.push(
            RULE.at(span, "this reads as if people had to pay for their rights")
                .label(format!("by `{words}`"))
                .help("say that it is free; only for requests that are plainly unfounded or excessive may you ask for your costs"),
        );
    }
}
