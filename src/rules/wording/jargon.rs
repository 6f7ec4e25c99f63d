//! See `jargon.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, wording::sought},
};

declare_rule! {
    "jargon", Note, ["12(1)"], since "0.1",
    "a word of the trade that most readers have to look up",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for (span, words) in sought(cx, written, leaf, |lists| &lists.jargon) {
        let key = written.place.key.name;
        findings.push(
            RULE.at(span, format!("`{key}` has a word of the trade"))
                .label(format!("as `{words}`"))
                .help("say it in plain words, or explain it beside the word"),
        );
    }
}
