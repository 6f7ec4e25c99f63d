//! See `missing-human-review.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::purposes::DecisionGround,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-human-review", Warning, ["22(3)"], since "0.1",
    "a decision by machines alone, and no way told to a human",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let rights = cx.register.organisation().rights.get();
    if rights.is_some_and(|rights| !rights.automated_decisions.is_silent()) {
        return;
    }
    let decisions = facts.purpose.automated_decisions.get();
    for (id, value) in decisions.into_iter().flat_map(|decisions| &decisions.0) {
        let Some(decision) = value.get() else { continue };
        // A law that allows the decision lays down its own safeguards: Art. 22(2)(b).
        let by_law = decision.ground.get() == Some(&DecisionGround::Law);
        if decision.human_review.is_silent() && !by_law {
            findings.push(
                RULE.at(value.key, format!("nothing says how people reach a human about decision `{id}`"))
                    .help(format!(
                        "write `automated-decisions.{id}.human-review = \"call us, and one of us looks at it again\"`,\n\
                         or `rights.automated-decisions = \"…\"` in `[organisation]` for every decision"
                    )),
            );
        }
    }
}
