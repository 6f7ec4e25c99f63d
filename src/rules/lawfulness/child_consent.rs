//! See `child-consent.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "child-consent", Warning, ["8(1)"], since "0.1",
    "children are asked for consent, and nothing says how their parents give it",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for consent in facts.bases("consent") {
        if !consent.member.own.parental_consent.is_silent() || !cx.is_whole(facts.purpose) {
            continue;
        }
        let mut people = consent.cells.iter().map(|cell| facts.cells[*cell].person);
        if let Some(child) = people.find(|id| cx.answers.person_is(id, |who| &who.children)) {
            let key = &consent.member.key;
            findings.push(
                RULE.at(consent.member.span, RULE.summary)
                    .label(format!("`{child}` are children"))
                    .help(format!(
                        "say how: `legal-basis.{key}.parental-consent = \"a parent confirms by e-mail\"`,\n\
                         or narrow the consent to others with `legal-basis.{key}.only.data-subjects`"
                    )),
            );
        }
    }
}
