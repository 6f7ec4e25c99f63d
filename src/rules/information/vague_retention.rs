//! See `vague-retention.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        Register,
        retention::Stages,
        term::{Keep, Term},
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "vague-retention", Error, ["13(2)(a)", "5(1)(e)"], since "0.1",
    "a period that does not say when it ends",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for answer in facts.retentions.answers.iter().filter(|one| one.member.is_entry()) {
        let retention = cx.register.retentions.used(answer.member);
        let kept = retention.keep.get().filter(|keep| says_nothing(cx.register, keep));
        let kept = kept.and_then(|_| retention.keep.span());
        let stages = retention.stages.get().into_iter().flat_map(Stages::written);
        let stages = stages
            .filter(|(_, stage)| stage.keep.get().is_some_and(|term| is_vague(cx.register, term)));
        for place in kept.into_iter().chain(stages.filter_map(|(_, stage)| stage.keep.span())) {
            findings.push(
                RULE.at(place, "this does not say when the data are erased").help(
                    "name a time and what starts it, as \"3 years after last-contact\", or an event that people can see, as \"until account-closure\"",
                ),
            );
        }
    }
}

/// Of several limits, whichever ends first needs one that is clear; whichever ends last needs all of them to be.
fn says_nothing(register: &Register, keep: &Keep) -> bool {
    let vague = |term: &&Term| is_vague(register, term);
    match keep {
        Keep::Term(term) => is_vague(register, term),
        Keep::Limits(limits) => {
            let first = limits.first_of.get();
            first.is_some_and(|first| first.iter().all(|term| vague(&term)))
                || limits.last_of.get().is_some_and(|last| last.iter().any(|term| vague(&term)))
        }
    }
}

fn is_vague(register: &Register, term: &Term) -> bool {
    let event = term.event().and_then(|event| register.events.get(event.as_str()));
    event.is_some_and(|event| event.vague.get() == Some(&true))
}
