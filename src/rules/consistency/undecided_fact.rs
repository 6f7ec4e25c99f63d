//! See `undecided-fact.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written},
};

declare_rule! {
    "undecided-fact", Error, ["5(2)"], since "0.1",
    "a decision that is still to be made"; fixed,
}

pub(super) fn check(
    _cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    let Leaf::Undecided(reason) = leaf else { return };
    if written.retired {
        return;
    }
    let (key, subject) = (written.key(), written.subject());
    let finding =
        RULE.at(written.place.span, format!("`{key}` of {subject} is still to be decided"));
    let finding = if written.draft {
        finding.weighing(Level::Note).help("decide it before the draft becomes active")
    } else if matches!(written.kind, "purpose" | "service" | "measure") && written.entry.is_some() {
        finding.help("decide it and write it here, or make the entry a draft: `status = \"draft\"`")
    } else {
        finding.help("decide it and write it here")
    };
    findings.push(match reason {
        Some(reason) => finding.label(reason.any()),
        None => finding,
    });
}
