//! See `qualifiers.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, wording::sought},
};

declare_rule! {
    "qualifiers", Warning, ["12(1)", "5(1)(a)"], since "0.1",
    "words that leave open whether something happens",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for (span, words) in sought(cx, written, leaf, |lists| &lists.qualifiers) {
        let key = written.place.key.name;
        findings.push(
            RULE.at(span, format!("`{key}` leaves open whether it happens"))
                .label(format!("by `{words}`"))
                .help("say what happens, or in which case: `if you pay by card, we …`"),
        );
    }
}
