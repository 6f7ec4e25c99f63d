//! See `employee-consent.md`.

use std::{cell::LazyCell, collections::BTreeSet};

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "employee-consent", Warning, ["4(11)", "6(1)(a)"], since "0.1",
    "consent of people who depend on the organisation",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let refusable = LazyCell::new(|| refusable(facts));
    for consent in facts.bases("consent") {
        let person = |cell: &usize| facts.cells[*cell].person;
        let depends = |cell: &usize| cx.answers.person_is(person(cell), |who| &who.dependent);
        let unfree = |cell: &&usize| depends(cell) && !refusable.contains(*cell);
        if let Some(person) = consent.cells.iter().find(unfree).map(person) {
            findings.push(
                RULE.at(
                    consent.member.span,
                    format!("consent of `{person}` is seldom free, and only free consent counts"),
                )
                .help(
                    "name the basis on which it can stand, such as `contract` or `legal-obligation`;\n\
                     if people can refuse without any harm, tell them what happens then:\n\
                     `provision.voluntary.consequence = \"your name stands there without a picture\"`",
                ),
            );
        }
    }
}

/// The cells of which people are told that they need not give them, and what follows if they don't (recital 42).
fn refusable(facts: &PurposeFacts<'_>) -> BTreeSet<usize> {
    let answers = facts.provisions.answers.iter().filter(|one| one.member.id() == "voluntary");
    let told = answers.filter(|one| one.member.own.consequence.get().is_some());
    told.flat_map(|one| one.cells.iter().copied()).collect()
}
