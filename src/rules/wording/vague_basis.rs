//! See `vague-basis.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, wording::sought},
};

declare_rule! {
    "vague-basis", Warning, ["13(1)(c)", "12(1)"], since "0.1",
    "words that leave open on which legal basis something rests",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    // Elsewhere a text may well explain what a legal basis is.
    if written.kind != "purpose" {
        return;
    }
    for (span, words) in sought(cx, written, leaf, |lists| &lists.vague_bases) {
        let key = written.place.key.name;
        findings.push(
            RULE.at(span, format!("`{key}` leaves open which legal basis holds"))
                .label(format!("by `{words}`"))
                .help("name the one that holds, in `legal-basis`: the documents print it with its letter"),
        );
    }
}
