//! See `explicit-consent-without-consent.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "explicit-consent-without-consent", Warning, ["9(2)(a)", "7(3)"], since "0.1",
    "explicit consent as the condition, and a basis that asks nobody",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let rests_on_consent = |id: &str| {
        let condition = cx.register.conditions.get(id);
        condition.is_some_and(|condition| condition.withdrawal.get() == Some(&true))
    };
    let conditions = facts.conditions.answers.iter().filter(|condition| {
        condition.member.is_entry()
            && condition.case.is_always()
            && rests_on_consent(condition.member.id())
    });
    for condition in conditions {
        // Beside consent, or a contract that people enter freely, it goes together.
        let against = facts.legal_bases.answers.iter().find(|basis| {
            matches!(basis.member.id(), "legal-obligation" | "legitimate-interests")
                && basis.case.is_always()
                && condition.meets(basis)
        });
        let Some(basis) = against else { continue };
        let id = basis.member.id();
        let (level, help) = match id {
            "legal-obligation" => (
                Level::Warning,
                "where the law demands the data, name the condition that rests on it, such as\n\
                 `condition.employment-and-social-protection.laws`; where people choose, the basis is `consent`",
            ),
            _ => (
                Level::Note,
                "where people are asked, the basis is `consent` too; where they are not, another condition holds",
            ),
        };
        findings.push(
            RULE.at(
                condition.member.span,
                format!("people are asked here, while the basis `{id}` asks nobody"),
            )
            .weighing(level)
            .also(basis.member.span, "the basis of the same data")
            .help(help),
        );
    }
}
