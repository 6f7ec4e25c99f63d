//! See `applicant-period.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        retention::Retention,
        term::{Duration, Keep, Term, Unit},
    },
    rules::{Context, PurposeFacts},
    settings::Jurisdiction,
};

declare_rule! {
    "applicant-period", Warning, ["5(1)(e)", "5(2)"], since "0.1",
    "applicants in Denmark who are kept longer than Datatilsynet accepts",
}

/// What Datatilsynet accepts after the end of the recruitment, in its answers of 28 May 2021.
const ACCEPTED: Duration = Duration { amount: 3, unit: Unit::Year };

/// What begins with these is no longer about an application.
const OTHER_ENDS: [&str; 3] = ["case-closed", "employment-end", "limitation-period-end"];

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !cx.judges_by(Jurisdiction::Dk) {
        return;
    }
    for answer in facts.retentions.answers.iter().filter(|answer| answer.member.is_entry()) {
        let retention = cx.register.retentions.used(answer.member);
        // Special grounds are told as a case; what a law demands, and what is counted from another end, are other matters.
        let is_another_matter = !answer.case.is_always()
            || !retention.laws.is_silent()
            || is_counted_from_elsewhere(&retention)
            || !retention.is_longer_than(ACCEPTED);
        if is_another_matter {
            continue;
        }
        let mut people = answer.cells.iter().map(|cell| facts.cells[*cell].person);
        if people.any(|person| cx.answers.person_is_one_of(person, &["applicant"])) {
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

/// Whether what ends is no recruitment: the employment of those who were hired, or a dispute.
fn is_counted_from_elsewhere(retention: &Retention) -> bool {
    let terms = retention.keep.get().into_iter().flat_map(Keep::terms);
    terms.filter_map(Term::event).any(|event| OTHER_ENDS.contains(&event.as_str()))
}
