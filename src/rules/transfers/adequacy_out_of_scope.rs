//! See `adequacy-out-of-scope.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    law::Adequacy,
    register::transfers::Scope,
    rules::Context,
};

declare_rule! {
    "adequacy-out-of-scope", Error, ["45(1)", "45(3)"], since "0.1",
    "an adequacy decision that holds for some recipients only, and nobody is named",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in super::claims(cx) {
        let Adequacy::InForce(_, value) = claim.adequacy else { continue };
        let Some(decision) = value.get() else { continue };
        let (own, country) = (&claim.member.own, claim.country);
        let finding = match decision.scope.get() {
            Some(Scope::Listed) if own.certified.is_silent() => RULE
                .at(claim.member.span, format!("the adequacy decision on `{country}` reaches those on a list alone"))
                .help(format!(
                    "see whether this one is on it, and say who and when you looked:\n\
                     `transfers.{country}.adequacy = {{ certified = \"Postkit Inc.\", checked-on = 2026-10-01 }}`"
                )),
            Some(Scope::Partial) if own.certified.is_silent() && own.checked_on.is_silent() => RULE
                .at(claim.member.span, format!("the adequacy decision on `{country}` does not reach every recipient there"))
                .weighing(Level::Note)
                .help(format!(
                    "see whether it reaches this one, and say when you looked: `transfers.{country}.adequacy.checked-on = 2026-10-01`"
                )),
            _ => continue,
        };
        let limits = decision.limits.span().or(decision.scope.span()).unwrap_or(value.key);
        findings.push(finding.also(limits, "whom it reaches"));
    }
}
