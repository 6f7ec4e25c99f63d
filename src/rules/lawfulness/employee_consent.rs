//! See `employee-consent.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        answers::Answer,
        legal_bases::{Grounds, LegalBasis},
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "employee-consent", Warning, ["4(11)", "6(1)(a)"], since "0.1",
    "consent of people who depend on the organisation",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for consent in facts.bases("consent").filter(|consent| !is_free(facts, consent)) {
        let mut people = consent.cells.iter().map(|cell| facts.cells[*cell].person);
        if let Some(person) = people.find(|id| cx.answers.person_is(id, |who| &who.dependent)) {
            findings.push(
                RULE.at(
                    consent.member.span,
                    format!("consent of `{person}` is seldom free, and only free consent counts"),
                )
                .help(
                    "name the basis on which it can stand, such as `contract` or `legal-obligation`;\n\
                     if people can refuse without any harm, say what follows: `provision.voluntary.consequence = \"nothing\"`",
                ),
            );
        }
    }
}

/// Whether people may leave all of the data out, and are told what follows if they do.
fn is_free(facts: &PurposeFacts<'_>, consent: &Answer<'_, LegalBasis, Grounds>) -> bool {
    let told = |cell: &usize| {
        facts.provisions.answers.iter().any(|provision| {
            provision.member.id() == "voluntary"
                && !provision.member.own.consequence.is_silent()
                && provision.holds_for(*cell)
        })
    };
    !consent.cells.is_empty() && consent.cells.iter().all(told)
}
