//! See `missing-notice-time.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts, information::from_elsewhere},
};

declare_rule! {
    "missing-notice-time", Warning, ["14(3)"], since "0.1",
    "data from elsewhere, and nothing says when people are told",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !facts.purpose.notice_exemption.is_silent() || !cx.is_whole(facts.purpose) {
        return;
    }
    for (member, _) in from_elsewhere(cx, facts) {
        if member.own.informed.is_silent() {
            findings.push(
                RULE.at(
                    member.span,
                    format!("nothing says when people are told of what comes from `{}`", member.id()),
                )
                .help(format!(
                    "add it: `source.{}.informed = \"within-one-month\"`, or `at-collection`, `at-first-contact`, `at-first-disclosure`;\n\
                     if they need not be told, say why: `notice-exemption = {{ ground = \"…\", reason = \"…\" }}`",
                    member.key
                )),
            );
        }
    }
}
