//! See `missing-supplementary-measures.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        security::Outcome,
        transfers::{Instrument, TransferTerms},
        uses::Use,
    },
    rules::Context,
    source::Span,
};

declare_rule! {
    "missing-supplementary-measures", Warning, ["46(1)", "C-311/18"], since "0.1",
    "a transfer that needs further measures, and none is named",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients() {
        for (place, member) in used.instruments() {
            let Some(outcome) = needing_measures(cx, member) else { continue };
            // While a decision is in force the transfer rests on it, and its safeguards wait in reserve.
            if !member.own.measures.is_silent() || super::is_adequate(cx, used, place) {
                continue;
            }
            findings.push(
                RULE.at(member.span, RULE.summary).also(outcome, "what came out").help(format!(
                    "name them: `transfers.{place}.{}.measures = \"own-keys\"`, with `[measure.own-keys]`",
                    member.key
                )),
            );
        }
    }
}

/// Where an assessment of a transfer says that it needs measures.
fn needing_measures(cx: &Context<'_>, member: &Use<Instrument, TransferTerms>) -> Option<Span> {
    let named = member.own.assessment.get()?.entries();
    named.map(|one| cx.register.assessments.used(one)).find_map(|assessment| {
        let outcome = &assessment.outcome;
        outcome.span().filter(|_| outcome.get() == Some(&Outcome::AcceptableWithMeasures))
    })
}
