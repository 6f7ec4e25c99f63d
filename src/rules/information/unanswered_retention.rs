//! See `unanswered-retention.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::mistakes::quoted,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "unanswered-retention", Error, ["13(2)(a)", "30(1)(f)"], since "0.1",
    "data of which nothing says how long they are kept, though it is said of others",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let (purpose, retentions) = (facts.purpose, &facts.retentions);
    // If nothing is said of any datum, `missing-retention` asks.
    if retentions.unanswered.is_empty() || retentions.answers.is_empty() {
        return;
    }
    let data = facts.data_of(&retentions.unanswered);
    findings.push(
        RULE.at(
            purpose.span,
            format!(
                "purpose `{}` does not say how long these data are kept: {}",
                purpose.id,
                quoted(&data)
            ),
        )
        .help("add a period for them, or one without `only` that holds for all other data"),
    );
}
