//! See `adequacy-out-of-scope.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    law::{self, Adequacy},
    register::transfers::{Framework, Scope, TransferTerms},
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
            Some(Scope::Listed) if leaves_out_the_union(cx, own) => RULE
                .at(
                    own.frameworks.span().unwrap_or(claim.member.span),
                    format!("the adequacy decision on `{country}` reaches those listed under `eu-us`"),
                )
                .help(
                    "see whether this one is, and add `eu-us` to `frameworks`; if it is not, another instrument is needed, such as\n\
                     `standard-contractual-clauses`",
                ),
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

/// Whether it is listed for transfers from elsewhere alone, though this organisation sits in the Union or the EEA.
fn leaves_out_the_union(cx: &Context<'_>, terms: &TransferTerms) -> bool {
    let seat = cx.register.organisation().contact.country.get();
    let sits_here = seat
        .is_some_and(|seat| law::is_third_country(cx.register, seat.id.as_str()) == Some(false));
    sits_here
        && terms.frameworks.get().is_some_and(|listed| {
            let elsewhere = |one: &Framework| *one != Framework::EuUs;
            !listed.0.is_empty() && listed.0.iter().all(|one| one.get().is_some_and(elsewhere))
        })
}
