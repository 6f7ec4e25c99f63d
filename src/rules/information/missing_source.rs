//! See `missing-source.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::mistakes::quoted,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-source", Error, ["14(2)(f)"], asks ["purpose.source"], since "0.1",
    "a purpose that does not say where its data come from",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let (purpose, sources) = (facts.purpose, &facts.sources);
    if purpose.personal_data.is_none() {
        return;
    }
    let id = &purpose.id;
    let message = if purpose.source.says_nothing() && sources.answers.is_empty() {
        format!("purpose `{id}` does not say where its data come from")
    } else if sources.unanswered.is_empty() {
        return;
    } else {
        let data = facts.data_of(&sources.unanswered);
        format!("purpose `{id}` does not say where these data come from: {}", quoted(&data))
    };
    findings.push(
        RULE.at(purpose.span, message)
            .help("add it: `source = \"data-subject\"` if people give them, else name who does"),
    );
}
