//! See `unfinished-assessment.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::uses::Relation,
    rules::Context,
};

declare_rule! {
    "unfinished-assessment", Warning, ["35(1)", "35(7)"], since "0.1",
    "an assessment of impact that has no date and no outcome",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let of_purposes = cx.purposes().map(|purpose| &purpose.impact_assessment);
    for member in of_purposes.filter_map(|field| field.get()).flat_map(Relation::entries) {
        let Some(entry) = cx.register.assessments.get(member.id()) else { continue };
        let assessment = cx.register.assessments.used(member);
        if assessment.date.is_silent() && assessment.outcome.is_silent() && cx.is_whole(entry) {
            findings.push(
                RULE.at(entry.span, format!("nothing says when `{}` was assessed, nor what came out", entry.id))
                    .help("write `date` and `outcome = \"acceptable\"`, `acceptable-with-measures` or `not-acceptable`"),
            );
        }
    }
}
