//! See `routine-vital-interests.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        answers::Answer,
        legal_bases::{Grounds, LegalBasis},
    },
    rules::{Context, PurposeFacts},
    source::Span,
};

declare_rule! {
    "routine-vital-interests", Warning, ["6(1)(d)"], since "0.1",
    "vital interests as the basis of daily business",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for vital in facts.bases("vital-interests").filter(|vital| vital.case.is_always()) {
        let Some((span, says)) = sign_of_business(facts, vital) else { continue };
        findings.push(
            RULE.at(vital.member.span, "what goes on day by day is no emergency")
                .also(span, says)
                .help(format!(
                    "name the basis of the daily work, and keep this one for the emergency:\n\
                     `legal-basis.{}.only.when = \"if your life is in danger\"`",
                    vital.member.key
                )),
        );
    }
}

/// What only daily business has.
fn sign_of_business(
    facts: &PurposeFacts<'_>,
    vital: &Answer<'_, LegalBasis, Grounds>,
) -> Option<(Span, &'static str)> {
    let purpose = facts.purpose;
    if purpose.advertises() {
        return Some((purpose.direct_marketing.span()?, "direct marketing"));
    }
    if purpose.profiling.get().is_some() {
        return Some((purpose.profiling.span()?, "profiling"));
    }
    let contractual = facts
        .provisions
        .answers
        .iter()
        .find(|provision| provision.member.id() == "contractual" && provision.meets(vital));
    contractual.map(|provision| (provision.member.span, "a contract asks for the data"))
}
