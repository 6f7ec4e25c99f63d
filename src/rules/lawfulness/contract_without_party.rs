//! See `contract-without-party.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "contract-without-party", Warning, ["6(1)(b)"], since "0.1",
    "a contract as the basis for people who are not party to it",
}

/// The catalogue's people who deal for somebody else, or are only named by those who sign.
const NOT_PARTIES: &[&str] = &["business-contact", "supplier-contact", "relative"];

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    // A case in words tells when they are party themselves.
    for contract in facts.bases("contract").filter(|contract| contract.case.when().is_none()) {
        let mut people = contract.cells.iter().map(|cell| facts.cells[*cell].person);
        let Some(person) = people.find(|id| cx.answers.person_is_one_of(id, NOT_PARTIES)) else {
            continue;
        };
        findings.push(
            RULE.at(contract.member.span, format!("`{person}` are not party to a contract with you"))
                .help(format!(
                    "name what holds for them, for example `legal-basis.legitimate-interests.only.data-subjects = \"{person}\"`;\n\
                     where they trade in their own name: `legal-basis.{}.only.when = \"if you trade in your own name\"`",
                    contract.member.key
                )),
        );
    }
}
