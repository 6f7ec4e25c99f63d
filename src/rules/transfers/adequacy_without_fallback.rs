//! See `adequacy-without-fallback.md`.

use crate::{
    finding::{Finding, declare_rule},
    law::Adequacy,
    register::transfers::Scope,
    rules::Context,
};

declare_rule! {
    "adequacy-without-fallback", Note, ["45(1)", "46(1)"], since "0.1",
    "a listing as the only thing that allows a transfer",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in super::claims(cx) {
        let Adequacy::InForce(_, decision) = claim.adequacy else { continue };
        let listed = decision.get().is_some_and(|one| one.scope.get() == Some(&Scope::Listed));
        if listed && !claim.has_other {
            let country = claim.country;
            findings.push(
                RULE.at(claim.member.span, "if the recipient leaves the list, or the decision falls, nothing is left")
                    .help(format!(
                        "agree on clauses that hold then: `transfers.{country}.standard-contractual-clauses = {{ module = 2, fallback = true }}`"
                    )),
            );
        }
    }
}
