//! See `papers-for-rights.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, rights::words_on_rights},
};

declare_rule! {
    "papers-for-rights", Warning, ["12(2)", "12(6)"], since "0.1",
    "everyone who uses a right is asked for identity papers",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for (span, words) in words_on_rights(cx, written, leaf, |lists| &lists.identity_papers) {
        findings.push(
            RULE.at(span, "this asks everyone for identity papers")
                .label(format!("by `{words}`"))
                .help("ask only if you have reason to doubt who it is, and for no more than that needs: `if we are in doubt who you are, we …`"),
        );
    }
}
