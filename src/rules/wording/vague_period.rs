//! See `vague-period.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, wording::sought},
};

declare_rule! {
    "vague-period", Warning, ["13(2)(a)", "5(1)(e)"], since "0.1",
    "words about a period that name no length and no event",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for (span, words) in sought(cx, written, leaf, |lists| &lists.vague_periods) {
        if has_a_period(cx, written) {
            continue;
        }
        let key = written.place.key.name;
        findings.push(
            RULE.at(span, format!("`{key}` names no period, and nothing that ends it"))
                .label(format!("`{words}`"))
                .help("say how long, or what ends it: `keep = \"2 years after account-closure\"`"),
        );
    }
}

/// Whether the words only explain a period that stands beside them.
fn has_a_period(cx: &Context<'_>, written: &Written<'_>) -> bool {
    if written.kind != "retention" {
        return written.path.first().is_some_and(|key| key == "retention");
    }
    let retention = cx.register.retentions.get(written.id);
    retention.is_none_or(|retention| !(retention.keep.is_silent() && retention.stages.is_silent()))
}
