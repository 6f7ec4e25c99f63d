//! See `missing-law.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::value::Field,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-law", Error, ["6(3)", "9(2)", "10"], since "0.1",
    "a basis or condition that rests on a law, and names none",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !cx.is_whole(facts.purpose) {
        return;
    }
    let needs_one = |needed: &Field<bool>| needed.get().copied() == Some(true);
    for answer in facts.legal_bases.answers.iter().filter(|answer| answer.member.is_entry()) {
        let member = answer.member;
        let basis = cx.register.legal_bases.get(member.id());
        if member.own.laws.is_silent() && basis.is_some_and(|basis| needs_one(&basis.law_needed)) {
            findings.push(
                RULE.at(member.span, format!("`{}` rests on a law, and none is named", member.key))
                    .help(format!("name it: `legal-basis.{}.laws = \"dk-bookkeeping-act\"`, or an own `[law.ID]`", member.key)),
            );
        }
    }
    for answer in facts.conditions.answers.iter().filter(|answer| answer.member.is_entry()) {
        let member = answer.member;
        // A contract with somebody bound to secrecy may stand in for the law (Art. 9(2)(h), 9(3)).
        if !member.own.laws.is_silent() || !member.own.secrecy.is_silent() {
            continue;
        }
        let condition = cx.register.conditions.used(member);
        if needs_one(&condition.law_needed) && condition.laws.is_silent() {
            findings.push(
                RULE.at(member.span, format!("`{}` rests on a law, and none is named", member.key))
                    .help(format!(
                        "name it: `condition.{}.laws = \"ID\"`, with its `[law.ID]`",
                        member.key
                    )),
            );
        }
    }
}
