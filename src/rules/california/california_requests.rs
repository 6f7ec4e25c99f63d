//! See `california-requests.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::mistakes::quoted,
    rules::{Context, california::Bound},
};

declare_rule! {
    "california-requests", Warning, ["11 CCR 7011"],
    asks ["california.verification", "california.agents"], since "0.1",
    "a policy that does not say how requests of Californians are handled",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Bound::of(cx) else { return };
    let said = california.said;
    let keys = [("verification", &said.verification), ("agents", &said.agents)];
    let missing: Vec<&str> =
        keys.into_iter().filter(|(_, field)| field.is_silent()).map(|(key, _)| key).collect();
    if !missing.is_empty() {
        findings.push(
            RULE.at(california.place, format!("nothing is said of {}", quoted(&missing))).help(
                "add to `[california]` how you make sure who asks, `verification = \"…\"`, and how somebody else may ask for them, `agents = \"…\"`",
            ),
        );
    }
}
