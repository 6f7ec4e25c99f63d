//! See `authority-consent.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "authority-consent", Note, ["4(11)", "6(1)(a)"], since "0.1",
    "a public authority that asks for consent, and nothing says that people can do without",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let authority = &cx.register.organisation().public_authority;
    if authority.get().copied() != Some(true) || !facts.purpose.controller.is_silent() {
        return;
    }
    for consent in facts.bases("consent") {
        if consent.cells.iter().all(|cell| facts.is_voluntary(*cell)) {
            continue;
        }
        findings.push(
            RULE.at(
                consent.member.span,
                "people seldom feel free to refuse their consent to a public authority",
            )
            .help(
                "if the law gives you the task, it is the basis: `legal-basis.public-task`;\n\
                 if people can really say no, say so: `provision = \"voluntary\"`",
            ),
        );
    }
}
