//! See `failed-assessment.md`.

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
    "failed-assessment", Error, ["5(2)", "6(1)(f)", "28(1)", "35(1)", "46(1)"], since "0.1",
    "an active purpose or recipient that rests on an assessment which said no",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for purpose in cx.purposes() {
        look(cx, &purpose.impact_assessment, findings);
        for basis in purpose.legal_basis.get().into_iter().flat_map(Relation::entries) {
            look(cx, &basis.own.assessment, findings);
        }
        for origin in purpose.further_processing_of.get().into_iter().flat_map(Relation::entries) {
            look(cx, &origin.own.assessment, findings);
        }
    }
    for service in cx.services() {
        look(cx, &service.impact_assessment, findings);
    }
    for used in cx.recipients() {
        look(cx, &used.recipient.assessment, findings);
        for (_, instrument) in used.instruments() {
            look(cx, &instrument.own.assessment, findings);
        }
    }
}

fn look(cx: &Context<'_>, assessments: &Field<Relation<Assessment>>, findings: &mut Vec<Finding>) {
    for member in assessments.get().into_iter().flat_map(Relation::entries) {
        let outcome = &cx.register.assessments.used(member).outcome;
        if let (Some(Outcome::NotAcceptable), Some(place)) = (outcome.get(), outcome.span()) {
            findings.push(
                RULE.at(member.span, format!("the assessment `{}` came out against this", member.id()))
                    .also(place, "not acceptable")
                    .help("stop it: `status = \"retired\"`; or change it, assess it again and write what came out"),
            );
        }
    }
}
