//! See `adequacy-ending.md`.

use crate::{
    finding::{Finding, declare_rule},
    law::Adequacy,
    rules::Context,
};

declare_rule! {
    "adequacy-ending", Note, ["45(3)"], limit "180 days", since "0.1",
    "an adequacy decision that ends soon",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // Time enough to sign something else.
    let soon = cx.period(&RULE).after(cx.today).unwrap_or(cx.today);
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
