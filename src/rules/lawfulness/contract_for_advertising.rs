//! See `contract-for-advertising.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::text::Text,
    rules::{Context, PurposeFacts, phrases::Words},
};

declare_rule! {
    "contract-for-advertising", Error, ["6(1)(b)"], since "0.1",
    "a contract as the basis of advertising or statistics",
}

const HELP: &str = "nobody signs a contract to be advertised to or studied: choose `legal-basis.consent`, or\n\
                    `legal-basis.legitimate-interests` where people need not be asked";

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    let speaks_of_it = || {
        let mut names = purpose.name.get().into_iter().flat_map(Text::wordings);
        names.any(|name| {
            let lists = Words::of(name.language.as_deref().unwrap_or(cx.settings.first_language()));
            lists.is_some_and(|lists| lists.beyond_contract.is_in(&name.words))
        })
    };
    // In a case of its own, as for what a customer has ordered, it may well be the contract.
    for contract in facts.bases("contract").filter(|contract| contract.case.is_always()) {
        let found = if purpose.advertises() {
            let found =
                RULE.at(contract.member.span, "no contract needs advertising to be carried out");
            found.also(
                purpose.direct_marketing.span().unwrap_or(purpose.span),
                "this is direct marketing",
            )
        } else if speaks_of_it() {
            let words = purpose.name.span().unwrap_or(purpose.span);
            RULE.at(
                contract.member.span,
                "a contract with the person seldom needs this to be carried out",
            )
            .weighing(Level::Warning)
            .also(words, "what it is for")
        } else {
            return;
        };
        findings.push(found.help(HELP));
    }
}
