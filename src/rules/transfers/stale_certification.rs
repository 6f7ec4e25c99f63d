//! See `stale-certification.md`.

use crate::{
    finding::{Finding, declare_rule},
    law::Adequacy,
    register::transfers::Scope,
    rules::Context,
};

declare_rule! {
    "stale-certification", Warning, ["45(1)"], limit "12 months", since "0.1",
    "a listing under an adequacy decision that was last seen long ago, or nobody knows when",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // Listings are renewed each year, so an older look says little.
    let serves = cx.period(&RULE);
    for claim in super::claims(cx) {
        let Adequacy::InForce(_, decision) = claim.adequacy else { continue };
        let listed = decision.get().is_some_and(|one| one.scope.get() == Some(&Scope::Listed));
        if !listed || claim.member.own.certified.is_silent() {
            continue;
        }
        let Some(checked) = claim.member.own.checked_on.value() else {
            findings.push(
                RULE.at(claim.member.span, "nothing says when this recipient was seen on the list")
                    .help("look, and write the day: `checked-on = …`"),
            );
            continue;
        };
        let fresh_until = checked.get().and_then(|day| serves.after(*day));
        if fresh_until.is_some_and(|day| day < cx.today) {
            findings.push(
                RULE.at(
                    checked.span,
                    format!("whether this recipient is listed was seen more than {serves} ago"),
                )
                .help("look again, and write the day: `checked-on = …`"),
            );
        }
    }
}
