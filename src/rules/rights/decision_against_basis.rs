//! See `decision-against-basis.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::purposes::DecisionGround,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "decision-against-basis", Error, ["22(2)"], since "0.1",
    "a decision by machines alone on a ground that the purpose's basis does not bear out",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let decisions = facts.purpose.automated_decisions.get();
    // Without a basis, or as long as it is not known, there is nothing to compare with.
    if facts.legal_bases.answers.is_empty()
        || facts.legal_bases.answers.iter().any(|basis| !basis.member.is_entry())
    {
        return;
    }
    for (id, value) in decisions.into_iter().flat_map(|decisions| &decisions.0) {
        let Some((ground, span)) = value
            .get()
            .and_then(|decision| Some((decision.ground.get()?, decision.ground.span()?)))
        else {
            continue;
        };
        if bears_out(facts, *ground) {
            continue;
        }
        let basis = facts.legal_bases.answers[0].member;
        let finding = RULE
            .at(span, format!("decision `{id}` stands on `{}`, and the data do not", ground.word()))
            .also(basis.span, "the basis of the data");
        let only_interests = facts
            .legal_bases
            .answers
            .iter()
            .all(|basis| basis.member.id() == "legitimate-interests");
        findings.push(match ground {
            // A law may allow the decision while the data are there for another reason.
            DecisionGround::Law if !only_interests => finding.weighing(Level::Warning),
            _ => finding,
        }.help(
            "a decision is allowed if a contract needs it, a law says so, or people agreed expressly (Art. 22(2)):\n\
             name the basis that goes with it, or let a human decide",
        ));
    }
}

fn bears_out(facts: &PurposeFacts<'_>, ground: DecisionGround) -> bool {
    match ground {
        DecisionGround::Contract => facts.has_basis("contract"),
        DecisionGround::Law => {
            facts.has_basis("legal-obligation") || facts.has_basis("public-task")
        }
        DecisionGround::ExplicitConsent => {
            facts.has_basis("consent")
                || facts.conditions.answers.iter().any(|one| one.member.id() == "explicit-consent")
        }
    }
}
