//! See `applicant-period.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::term::{Duration, Unit},
    rules::{Context, PurposeFacts},
    settings::Jurisdiction,
};

declare_rule! {
    "applicant-period", Warning, ["5(1)(e)", "5(2)"], since "0.1",
    "applicants in Denmark who are kept longer than Datatilsynet accepts",
}

/// What Datatilsynet accepts after the end of the recruitment, in its answers of 28 May 2021.
const ACCEPTED: Duration = Duration { amount: 3, unit: Unit::Year };

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !cx.judges_by(Jurisdiction::Dk) {
        return;
    }
    let applicant =
        |cell: &usize| cx.answers.person_is_one_of(facts.cells[*cell].person, &["applicant"]);
    for answer in facts.retentions.answers.iter().filter(|answer| answer.member.is_entry()) {
        // Special grounds are told as a case; what a law demands, and those who were hired, are other matters.
        if !answer.case.is_always() || !answer.cells.iter().any(applicant) {
            continue;
        }
        let retention = cx.register.retentions.used(answer.member);
        let keeps_staff = retention.keep.get().is_some_and(|keep| {
            keep.terms()
                .into_iter()
                .any(|term| term.event().is_some_and(|event| event == "employment-end"))
        });
        if retention.laws.is_silent() && !keeps_staff && retention.is_longer_than(ACCEPTED) {
            let span = retention.keep.span().unwrap_or(answer.member.span);
            findings.push(
                RULE.at(span, "Datatilsynet accepts up to three years after the end of a recruitment").help(
                    "shorten it: `keep = \"6 months after recruitment-end\"`; for whoever is hired, narrow a longer one with\n\
                     `only.when = \"if you are hired\"`",
                ),
            );
        }
    }
}
