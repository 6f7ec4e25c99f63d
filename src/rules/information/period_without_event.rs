//! See `period-without-event.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::term::{Bound, Term},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "period-without-event", Note, ["13(2)(a)"], since "0.1",
    "a period that does not say what starts it",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for answer in facts.retentions.answers.iter().filter(|one| one.member.is_entry()) {
        let retention = cx.register.retentions.used(answer.member);
        let Some(keep) = retention.keep.get() else { continue };
        // A ceiling from collection is plain enough: no datum is older than that.
        let open = keep.terms().into_iter().any(|term| {
            matches!(term, Term::For { bound: Bound::Exactly | Bound::AtLeast, after: None, .. })
        });
        if let (true, Some(place)) = (open, retention.keep.span()) {
            findings.push(
                RULE.at(place, "this period does not say what starts it").help(
                    "add it, as `after collection` or `after contract-end`; if it is a ceiling, write `at most`",
                ),
            );
        }
    }
}
