//! See `expired-adequacy.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    law::Adequacy,
    rules::Context,
};

declare_rule! {
    "expired-adequacy", Error, ["44", "45(3)"], since "0.1",
    "an adequacy decision that does not hold on the day",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in super::claims(cx) {
        let Adequacy::NotInForce(_, value) = claim.adequacy else { continue };
        let Some(decision) = value.get() else { continue };
        let country = claim.country;
        let ended =
            decision.until.value().filter(|until| until.get().is_some_and(|day| *day < cx.today));
        let (span, label) = match ended {
            Some(until) => (until.span, "its last day"),
            None => (decision.from.span().unwrap_or(value.key), "its first day"),
        };
        let state = if ended.is_some() { "has ended" } else { "does not hold yet" };
        findings.push(
            RULE.at(claim.member.span, format!("the adequacy decision on `{country}` {state}"))
                // Something else carries the transfer; what people are told is out of date all the same.
                .weighing(if claim.has_other { Level::Warning } else { Level::Error })
                .also(span, label)
                .help(format!(
                    "name what allows the transfer now, for example\n\
                     `transfers.{country}.standard-contractual-clauses = {{ module = 2, assessment = \"…\" }}`"
                )),
        );
    }
}
