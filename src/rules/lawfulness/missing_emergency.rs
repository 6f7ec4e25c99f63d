//! See `missing-emergency.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-emergency", Warning, ["6(1)(d)"], since "0.1",
    "vital interests, and nothing says in which emergency",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for vital in facts.bases("vital-interests") {
        let told = !vital.member.own.emergency.is_silent() || vital.case.when().is_some();
        if !told && cx.is_whole(facts.purpose) {
            findings.push(RULE.at(vital.member.span, RULE.summary).help(format!(
                "say it: `legal-basis.{}.emergency = \"an accident in the mountains\"`; where another basis can hold,\n\
                 such as `contract` or `legitimate-interests`, name that one instead",
                vital.member.key
            )));
        }
    }
}
