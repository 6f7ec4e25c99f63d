//! See `derogation-without-assessment.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "derogation-without-assessment", Error, ["49(1)", "49(6)", "30(1)(e)"], since "0.1",
    "compelling interests, and the record does not hold how they were weighed",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for (place, member) in super::instruments(cx) {
        if member.id() == "compelling-interests" && member.own.assessment.is_silent() {
            findings.push(RULE.at(member.span, RULE.summary).help(format!(
                "name it: `transfers.{place}.{}.assessment = \"ID\"`, with `[assessment.ID]`, `date`, `outcome` and the safeguards\n\
                 in `description`; the authority and the people are to be told as well",
                member.key
            )));
        }
    }
}
