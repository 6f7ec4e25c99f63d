//! See `missing-consent-details.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-consent-details", Warning, ["4(11)", "7(1)"], since "0.1",
    "consent, and nothing says how it is given",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for consent in super::consents(cx, facts).iter().filter(|consent| consent.given.is_silent()) {
        findings
            .push(RULE.at(consent.span, "nothing says how this consent is given").help(format!(
            "say what people do to give it: `{}.given = \"you tick a box and answer our e-mail\"`",
            consent.path()
        )));
    }
}
