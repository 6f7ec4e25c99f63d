//! See `employee-consent.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "employee-consent", Warning, ["4(11)", "6(1)(a)"], since "0.1",
    "consent of people who depend on the organisation",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for consent in facts.bases("consent") {
        let mut people = consent.cells.iter().map(|cell| facts.cells[*cell].person);
        if let Some(person) = people.find(|id| cx.answers.person_is(id, |who| &who.dependent)) {
            findings.push(
                RULE.at(
                    consent.member.span,
                    format!("consent of `{person}` is seldom free, and only free consent counts"),
                )
                .help(
                    "name the basis on which it can stand, such as `contract` or `legal-obligation`;\n\
                     keep consent for what people can refuse without any harm, and waive this rule there",
                ),
            );
        }
    }
}
