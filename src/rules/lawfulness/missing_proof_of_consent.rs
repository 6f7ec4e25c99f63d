//! See `missing-proof-of-consent.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-proof-of-consent", Note, ["7(1)"], since "0.1",
    "consent, and nothing says where it is recorded",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for consent in super::consents(cx, facts).iter().filter(|consent| consent.proof.is_silent()) {
        findings.push(
            RULE.at(consent.span, "nothing says where this consent is recorded").help(format!(
                "say where it can be shown: `{}.proof = \"kept with the address in the mailing service\"`",
                consent.path()
            )),
        );
    }
}
