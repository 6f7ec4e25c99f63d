//! See `missing-impact-assessment.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::security::Level as Risk,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-impact-assessment", Error, ["35(1)"], asks ["purpose.impact-assessment"], since "0.1",
    "high risk, and its impact was not assessed",
}

/// From so many criteria on, an assessment is due in most cases (WP248 rev.01).
const ENOUGH: usize = 2;

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    let criteria = purpose.risk_criteria.get().map_or(0, |criteria| criteria.iter().count());
    let high = purpose.risk.get() == Some(&Risk::High);
    if criteria < ENOUGH && !high {
        return;
    }
    let assessment = &purpose.impact_assessment;
    let finding = if assessment.is_silent() {
        RULE.at(purpose.span, format!("the impact of purpose `{}` was not assessed", purpose.id)).help(
            "assess it before you begin: `impact-assessment = \"ID\"`, with `[assessment.ID]`, `kind = \"impact\"`,\n\
             `date` and `outcome`; or say why none is needed: `impact-assessment = { none = \"…\" }`",
        )
    } else if assessment.is_none() && assessment.none_reason().is_none() {
        RULE.at(
            assessment.span().unwrap_or(purpose.span),
            "nothing says why the impact was not assessed",
        )
        .weighing(Level::Warning)
        .help("write the reason: `impact-assessment = { none = \"…\" }`")
    } else {
        return;
    };
    let why = if high { purpose.risk.span() } else { purpose.risk_criteria.span() };
    findings.push(match why {
        Some(span) if high => finding.also(span, "the risk is high"),
        Some(span) => finding.also(span, format!("{criteria} criteria of high risk are met")),
        None => finding,
    });
}
