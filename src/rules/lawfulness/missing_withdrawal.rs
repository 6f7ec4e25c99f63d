//! See `missing-withdrawal.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-withdrawal", Error, ["7(3)", "13(2)(c)"], since "0.1",
    "consent, and nothing says how it is withdrawn",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let rights = &cx.register.organisation().rights;
    // What is unknown or broken there is reported there.
    let in_general =
        rights.get().map_or(!rights.is_silent(), |rights| !rights.withdraw_consent.is_silent());
    if in_general {
        return;
    }
    for consent in super::consents(cx, facts) {
        if consent.withdrawal.is_silent() {
            findings.push(
                RULE.at(consent.span, "nothing says how this consent is withdrawn").help(format!(
                    "write `{}.withdrawal = \"the link at the foot of every newsletter\"`,\n\
                     or `rights.withdraw-consent = \"…\"` in `[organisation]` for every consent",
                    consent.path()
                )),
            );
        }
    }
}
