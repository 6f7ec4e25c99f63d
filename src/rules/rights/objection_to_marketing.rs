//! See `objection-to-marketing.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{purposes::Purpose, uses::Relation},
    rules::Context,
};

declare_rule! {
    "objection-to-marketing", Note, ["21(2)", "21(4)", "12(2)"], since "0.1",
    "direct marketing, and no way told to stop it",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let rights = cx.register.organisation().rights.get();
    // A way for all rights is a way for this one.
    if rights.is_some_and(|rights| !rights.object.is_silent() || !rights.contact.is_silent()) {
        return;
    }
    let withdrawal = rights.is_some_and(|rights| !rights.withdraw_consent.is_silent());
    let marketing =
        cx.purposes().find(|purpose| purpose.advertises() && !is_by_consent(purpose, withdrawal));
    if let Some(purpose) = marketing {
        let place = purpose.direct_marketing.span().unwrap_or(purpose.span);
        findings.push(RULE.at(place, "nothing says how people stop this marketing").help(
            "add to `[organisation]`: `rights.object = \"the link at the foot of every message\"`",
        ));
    }
}

/// Whether it rests on consent, and how that is withdrawn is told: there or for all.
fn is_by_consent(purpose: &Purpose, for_all: bool) -> bool {
    let mut bases = purpose.legal_basis.get().into_iter().flat_map(Relation::entries);
    bases.any(|basis| basis.id() == "consent" && (for_all || !basis.own.withdrawal.is_silent()))
}
