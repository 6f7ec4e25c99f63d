//! See `criminal-data-without-condition.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::legal_bases::Class,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "criminal-data-without-condition", Error, ["10"], since "0.1",
    "data on criminal convictions and offences without a condition",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let found = super::without_condition(cx, facts, &RULE, Class::Criminal);
    findings.extend(found.map(|finding| {
        finding.help(
            "name the law that authorises it: `condition.authorised-by-law.laws = \"…\"`;\n\
             or `condition = \"official-authority\"`, or a condition of national law",
        )
    }));
}
