//! See `stale-transfer-assessment.md`.

use chrono::Months;

use crate::{
    finding::{Finding, declare_rule},
    register::uses::Relation,
    rules::Context,
};

declare_rule! {
    "stale-transfer-assessment", Note, ["46(1)", "C-311/18"], since "0.1",
    "a country's law that was assessed long ago",
}

/// How long laws and practices are taken to stay as they were found.
const MONTHS: Months = Months::new(24);

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for (place, member) in super::instruments(cx) {
        for named in member.own.assessment.get().into_iter().flat_map(Relation::entries) {
            let assessment = cx.register.assessments.used(named);
            // Whoever has set the day of the next look need not be told.
            if !assessment.shared.next_review.is_silent() {
                continue;
            }
            let Some((day, span)) = assessment.date.get().zip(assessment.date.span()) else {
                continue;
            };
            if day.checked_add_months(MONTHS).is_some_and(|fresh| fresh < cx.today) {
                findings.push(
                    RULE.at(span, format!("the law of `{place}` was assessed more than two years ago"))
                        .help("look whether it is still so, and write the day; or say when you will: `next-review = …`"),
                );
            }
        }
    }
}
