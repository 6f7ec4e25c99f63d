//! See `incomplete-automated-decision.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::mistakes::quoted,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "incomplete-automated-decision", Error, ["13(2)(f)", "22(2)"], since "0.1",
    "a decision by machines alone that is not explained",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let decisions = facts.purpose.automated_decisions.get();
    for (id, value) in decisions.into_iter().flat_map(|decisions| &decisions.0) {
        let Some(decision) = value.get() else { continue };
        let lacking: Vec<&str> = [
            ("logic", decision.logic.is_silent()),
            ("significance", decision.significance.is_silent()),
            ("consequences", decision.consequences.is_silent()),
            ("ground", decision.ground.is_silent()),
        ]
        .into_iter()
        .filter_map(|(key, silent)| silent.then_some(key))
        .collect();
        if !lacking.is_empty() {
            findings.push(
                RULE.at(value.key, format!("decision `{id}` lacks {}", quoted(&lacking))).help(
                    "say how it is reached, how much it weighs for people, what follows from it, and which ground of Art. 22(2) allows it",
                ),
            );
        }
    }
}
