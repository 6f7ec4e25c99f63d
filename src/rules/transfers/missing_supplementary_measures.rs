//! See `missing-supplementary-measures.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{security::Outcome, uses::Relation},
    rules::Context,
};

declare_rule! {
    "missing-supplementary-measures", Warning, ["46(1)", "C-311/18"], since "0.1",
    "a transfer that needs further measures, and none is named",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for (place, member) in super::instruments(cx) {
        if !member.own.measures.is_silent() {
            continue;
        }
        for named in member.own.assessment.get().into_iter().flat_map(Relation::entries) {
            let assessment = cx.register.assessments.used(named);
            if assessment.outcome.get() != Some(&Outcome::AcceptableWithMeasures) {
                continue;
            }
            let finding = RULE.at(member.span, RULE.summary).help(format!(
                "name them: `transfers.{place}.{}.measures = \"own-keys\"`, with `[measure.own-keys]`",
                member.key
            ));
            findings.push(match assessment.outcome.span() {
                Some(outcome) => finding.also(outcome, "what came out"),
                None => finding,
            });
        }
    }
}
