//! See `missing-consultation.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{security::Level as Risk, uses::Relation},
    rules::Context,
};

declare_rule! {
    "missing-consultation", Error, ["36(1)"], since "0.1",
    "a high risk is left, and the authority was not consulted",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let of_purposes = cx.purposes().map(|purpose| &purpose.impact_assessment);
    for member in of_purposes.filter_map(|field| field.get()).flat_map(Relation::entries) {
        let Some(entry) = cx.register.assessments.get(member.id()) else { continue };
        let assessment = cx.register.assessments.used(member);
        if let (Some(Risk::High), Some(place)) =
            (assessment.residual_risk.get(), assessment.residual_risk.span())
            && assessment.consultation.is_silent()
            && cx.is_whole(entry)
        {
            findings.push(
                RULE.at(place, "a high risk is left, and nothing says that the authority was consulted").help(
                    "lower the risk by further measures, or consult the authority before you begin and write its answer:\n\
                     `consultation = \"Datatilsynet, case no. …\"`",
                ),
            );
        }
    }
}
