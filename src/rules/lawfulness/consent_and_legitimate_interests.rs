//! See `consent-and-legitimate-interests.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        purposes::{DirectMarketing, Permission},
        text::Text,
        value::Field,
    },
    rules::{Context, PurposeFacts, phrases::Words},
};

declare_rule! {
    "consent-and-legitimate-interests", Error, ["5(1)(a)", "6(1)(a)", "6(1)(f)", "13(1)(c)"], since "0.1",
    "consent and legitimate interests for the same thing",
}

const HELP: &str = "choose one: `legal-basis.consent`, if people are asked and can say no;\n\
                    `legal-basis.legitimate-interests`, if they are not asked and can object";

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for conflict in &facts.legal_bases.conflicts {
        let (one, other) = (conflict.one, conflict.other);
        let both = one.is_entry() && other.is_entry();
        if both && super::is_consent_beside_interests(one.id(), other.id()) {
            findings.push(
                RULE.at(other.span, "consent and legitimate interests are named for the same data")
                    .label(format!("for `{}`, among others", facts.cells[conflict.cell].datum))
                    .also(one.span, "and so is this")
                    .help(HELP),
            );
        }
    }
    if facts.has_basis("consent") {
        return;
    }
    let permission = match facts.purpose.direct_marketing.get() {
        Some(DirectMarketing::So(marketing)) => Some(&marketing.permission),
        _ => None,
    };
    let asked = permission.filter(|field| field.get() == Some(&Permission::Consent));
    for interests in facts.bases("legitimate-interests") {
        let place = interests.member.span;
        if let Some(permission) = asked.and_then(Field::span) {
            findings.push(
                RULE.at(
                    place,
                    "the basis is legitimate interests, yet people are asked for consent",
                )
                .also(permission, "here they are asked")
                .help(HELP),
            );
            continue;
        }
        let shared = interests.member.instead.as_ref().map(|instead| &instead.shared.description);
        let texts = [Some(&interests.member.own.interest), shared];
        let leaning = texts.into_iter().flatten().find(|field| {
            field.get().is_some_and(|text| leans_on_consent(text, cx.settings.first_language()))
        });
        if let Some(words) = leaning.and_then(Field::span) {
            findings.push(
                RULE.at(place, "the basis is legitimate interests, yet its words lean on consent")
                    .weighing(Level::Warning)
                    .also(words, "these words")
                    .help(HELP),
            );
        }
    }
}

fn leans_on_consent(text: &Text, first_language: &str) -> bool {
    text.wordings().iter().any(|wording| {
        let lists = Words::of(wording.language.as_deref().unwrap_or(first_language));
        lists.is_some_and(|lists| lists.consent.is_in(&wording.words))
    })
}
