//! See `missing-version.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-version", Note, ["13(3)"], since "0.1",
    "a policy without a date",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    // A broken file may hold one.
    if cx.register.versions.iter().next().is_none() && cx.register.broken_files.is_empty() {
        findings.push(RULE.at(organisation.span, "the policy has no date").help(format!(
            "add its edition: `[version.{}]` with `changes = \"First edition\"`",
            cx.today
        )));
    }
}
