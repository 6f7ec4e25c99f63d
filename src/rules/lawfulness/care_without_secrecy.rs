//! See `care-without-secrecy.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "care-without-secrecy", Note, ["9(2)(h)", "9(3)"], since "0.1",
    "health or social care, and nothing says who is bound to secrecy",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let mut conditions = facts.conditions.answers.iter().map(|answer| answer.member);
    let care = conditions.find(|member| {
        member.is_entry()
            && member.id() == "health-or-social-care"
            && member.own.secrecy.is_silent()
    });
    if let Some(care) = care.filter(|_| cx.is_whole(facts.purpose)) {
        findings.push(RULE.at(care.span, RULE.summary).help(format!(
            "say it: `condition.{}.secrecy = \"all staff are bound by s. 40 of the Health Act\"`",
            care.key
        )));
    }
}
