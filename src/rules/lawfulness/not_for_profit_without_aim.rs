//! See `not-for-profit-without-aim.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "not-for-profit-without-aim", Warning, ["9(2)(d)"], since "0.1",
    "the condition of a not-for-profit body, in the register of another",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let non_profit = &cx.register.organisation().non_profit;
    // What is not known is reported as that; and another company's nature is not the organisation's.
    let open = non_profit.is_unknown() || non_profit.is_undecided();
    if non_profit.get() == Some(&true) || open || !facts.purpose.controller.is_silent() {
        return;
    }
    for condition in &facts.conditions.answers {
        let member = condition.member;
        if !member.is_entry() || member.id() != "not-for-profit-body" {
            continue;
        }
        let finding = RULE
            .at(member.span, "this condition is for bodies without profit that have a political, philosophical, religious or trade union aim");
        findings.push(match non_profit.span() {
            Some(span) => finding
                .weighing(Level::Error)
                .also(span, "the organisation is none")
                .help("name another condition, for example `condition = \"explicit-consent\"`"),
            None => finding.help(
                "if the organisation is one, write `non-profit = true` in `[organisation]`; if not, name another condition",
            ),
        });
    }
}
