//! See `decision-on-children.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "decision-on-children", Warning, ["22(1)"], since "0.1",
    "machines alone decide about children",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let decisions = facts.purpose.automated_decisions.get();
    let Some((id, decision)) = decisions.and_then(|decisions| decisions.0.first()) else { return };
    let mut people = facts.cells.iter().map(|cell| cell.person);
    if let Some(child) = people.find(|id| cx.answers.person_is(id, |who| &who.children)) {
        findings.push(
            RULE.at(decision.key, format!("decision `{id}` is about children too"))
                .label(format!("`{child}` are children"))
                .help(
                    "let a human decide about children, and take them out of this purpose's `data-subjects`;\n\
                     recital 71 would have no such decision concern a child",
                ),
        );
    }
}
