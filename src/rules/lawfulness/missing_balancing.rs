//! See `missing-balancing.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-balancing", Warning, ["5(2)", "6(1)(f)"], since "0.1",
    "legitimate interests that were not weighed on record",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for interests in facts.bases("legitimate-interests") {
        if interests.member.own.assessment.is_silent() && cx.is_whole(facts.purpose) {
            findings.push(
                RULE.at(
                    interests.member.span,
                    "nothing shows that the interest was weighed against those of the people",
                )
                .help(format!(
                    "weigh them, and name the result: `legal-basis.{}.assessment = \"ID\"`, with\n\
                     `[assessment.ID]`, `kind = \"legitimate-interests\"`, `date` and `outcome`",
                    interests.member.key
                )),
            );
        }
    }
}
