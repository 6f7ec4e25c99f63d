//! See `special-data-without-condition.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::legal_bases::Class,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "special-data-without-condition", Error, ["9(1)", "9(2)"], asks ["purpose.condition"], since "0.1",
    "special categories of data without a condition",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let found = super::without_condition(cx, facts, &RULE, Class::Special);
    findings.extend(found.map(|finding| {
        finding.help("name the one that holds, for example `condition = \"explicit-consent\"`")
    }));
}
