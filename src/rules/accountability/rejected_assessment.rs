//! See `rejected-assessment.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        security::{Assessment, Outcome},
        uses::Relation,
        value::Field,
    },
    rules::Context,
};

declare_rule! {
    "rejected-assessment", Error, ["5(2)", "24(1)"], since "0.1",
    "something that rests on an assessment which came out against it",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for purpose in cx.purposes() {
        for basis in purpose.legal_basis.get().into_iter().flat_map(Relation::entries) {
            report(cx, &basis.own.assessment, "the interest was found to be outweighed", findings);
        }
        for origin in purpose.further_processing_of.get().into_iter().flat_map(Relation::entries) {
            report(
                cx,
                &origin.own.assessment,
                "the two purposes were found not to go together",
                findings,
            );
        }
    }
    for used in cx.recipients() {
        for (_, instrument) in used.instruments() {
            let says = "the law of the country was found to undo the safeguards";
            report(cx, &instrument.own.assessment, says, findings);
        }
    }
}

fn report(
    cx: &Context<'_>,
    assessments: &Field<Relation<Assessment>>,
    says: &str,
    findings: &mut Vec<Finding>,
) {
    for named in assessments.get().into_iter().flat_map(Relation::entries) {
        let assessment = cx.register.assessments.used(named);
        if assessment.outcome.get() != Some(&Outcome::NotAcceptable) {
            continue;
        }
        let finding = RULE
            .at(named.span, says)
            .help("stop it, or change it and assess it anew: `outcome = \"acceptable-with-measures\"`, if that is what comes out");
        findings.push(match assessment.outcome.span() {
            Some(outcome) => finding.also(outcome, "what came out"),
            None => finding,
        });
    }
}
