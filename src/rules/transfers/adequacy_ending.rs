//! See `adequacy-ending.md`.

use chrono::Days;

use crate::{
    finding::{Finding, declare_rule},
    law::Adequacy,
    rules::Context,
};

declare_rule! {
    "adequacy-ending", Note, ["45(3)"], since "0.1",
    "an adequacy decision that ends soon",
}

/// How long before its end a decision is reported: time enough to sign something else.
const BEFORE: Days = Days::new(180);

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let soon = cx.today.checked_add_days(BEFORE).unwrap_or(cx.today);
    for claim in super::claims(cx) {
        let Adequacy::InForce(_, decision) = claim.adequacy else { continue };
        let until = decision.get().and_then(|decision| decision.until.value());
        let Some((until, day)) = until.and_then(|until| Some((until, until.get()?))) else {
            continue;
        };
        if *day <= soon {
            findings.push(
                RULE.at(
                    claim.member.span,
                    format!("the adequacy decision on `{}` ends on {day}", claim.country),
                )
                .also(until.span, "its last day")
                .help("prepare another instrument, such as `standard-contractual-clauses`, or see whether it is renewed"),
            );
        }
    }
}
