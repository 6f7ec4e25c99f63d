//! See `missing-task.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-task", Warning, ["6(1)(e)", "6(3)"], since "0.1",
    "a private organisation that rests on a public task, and does not say which",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let authority = &cx.register.organisation().public_authority;
    // What it is has to be known, or the task is another company's.
    if authority.get().copied() == Some(true)
        || authority.is_unknown()
        || authority.is_undecided()
        || !facts.purpose.controller.is_silent()
    {
        return;
    }
    for task in facts.bases("public-task") {
        if task.member.own.task.is_silent() && cx.is_whole(facts.purpose) {
            findings.push(RULE.at(task.member.span, RULE.summary).help(format!(
                "say which task, beside the law that gives it: `legal-basis.{}.task = \"vehicle inspections\"`;\n\
                 if the organisation is a public authority: `public-authority = true` in `[organisation]`",
                task.member.key
            )));
        }
    }
}
