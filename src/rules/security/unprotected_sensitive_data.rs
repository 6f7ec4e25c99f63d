//! See `unprotected-sensitive-data.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        legal_bases::Class,
        security::{Aim, Level as Risk, Medium, System},
        uses::{Relation, Use},
    },
    rules::{Context, PurposeFacts, security::Taken},
};

declare_rule! {
    "unprotected-sensitive-data", Warning, ["32(1)(a)", "32(1)(b)"], since "0.1",
    "sensitive data, and no encryption or no control of access",
}

/// What is expected where data of Art. 9, 10 or 87 are used.
const EXPECTED: [(Aim, &str); 2] = [
    (Aim::EncryptionAndPseudonymisation, "encrypts or pseudonymises them"),
    (Aim::ConfidentialityIntegrityAvailability, "keeps others from them"),
];

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    let systems = || purpose.systems.get().into_iter().flat_map(Relation::entries);
    let on_paper = |system: &Use<System>| {
        cx.register.systems.used(system).medium.get() == Some(&Medium::Paper)
    };
    // Whoever has judged the risk to be low has judged what it asks for; paper is locked away.
    let all_on_paper = systems().next().is_some() && systems().all(on_paper);
    if purpose.risk.get() == Some(&Risk::Low) || all_on_paper {
        return;
    }
    let sensitive =
        |class| matches!(class, Some(Class::Special | Class::Criminal | Class::NationalIdentifier));
    let mut data = facts.cells.iter().map(|cell| cell.datum);
    let Some(datum) = data.find(|datum| sensitive(cx.answers.class(datum))) else { return };
    let mut taken = Taken::new(cx);
    taken.add_purpose(purpose);
    // A measure without an aim may be the one that is missed; without any, another rule asks.
    if taken.unknown || taken.aims.is_empty() {
        return;
    }
    let missing = EXPECTED.into_iter().filter(|(aim, _)| !taken.aims.contains(aim));
    for (aim, what) in missing {
        findings.push(
            RULE.at(purpose.span, format!("purpose `{}` uses `{datum}`, and no measure {what}", purpose.id)).help(format!(
                "add one with `aim = \"{}\"`; if the risk is so low that none is needed, write `risk = \"low\"`",
                aim.word()
            )),
        );
    }
}
