//! See `missing-consequence.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-consequence", Error, ["13(2)(e)"], since "0.1",
    "data that must be given, without what follows if they are not",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for answer in facts.provisions.answers.iter().filter(|one| one.member.is_entry()) {
        let member = answer.member;
        let provision = cx.register.provisions.used(member);
        if provision.consequence_needed.get() == Some(&true) && member.own.consequence.is_silent() {
            findings.push(
                RULE.at(member.span, "nothing says what follows if people do not give these data")
                    .help(format!(
                        "add it: `provision.{}.consequence = \"without them we cannot …\"`",
                        member.key
                    )),
            );
        }
    }
}
