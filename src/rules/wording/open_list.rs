//! See `open-list.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, wording::sought},
};

declare_rule! {
    "open-list", Warning, ["12(1)", "5(1)(a)"], since "0.1",
    "a list that leaves open what else is in it",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for (span, words) in sought(cx, written, leaf, |lists| &lists.open_lists) {
        let key = written.place.key.name;
        findings.push(
            RULE.at(span, format!("`{key}` has a list that leaves open what else is in it"))
                .label(format!("by `{words}`"))
                .help("name the rest, or name the kind and then examples: `contact data (name, address, e-mail)`"),
        );
    }
}
