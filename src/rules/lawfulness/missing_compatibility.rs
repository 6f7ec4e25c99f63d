//! See `missing-compatibility.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::uses::Relation,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-compatibility", Warning, ["5(1)(b)", "6(4)"], since "0.1",
    "data used for another purpose than they were collected for, and nothing shows that both go together",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    // Consent and a law need no such test; archives, research and statistics are held to go together.
    let needs_none =
        ["consent", "legal-obligation", "public-task"].into_iter().any(|id| facts.has_basis(id))
            || facts
                .conditions
                .answers
                .iter()
                .any(|answer| answer.member.id() == "archiving-research-statistics");
    if needs_none || !cx.is_whole(facts.purpose) {
        return;
    }
    let origins = facts.purpose.further_processing_of.get();
    for origin in origins.into_iter().flat_map(Relation::entries) {
        if origin.own.assessment.is_silent() {
            findings.push(
                RULE.at(
                    origin.span,
                    format!("nothing shows that this goes together with `{}`, for which the data were collected", origin.id()),
                )
                .help(format!(
                    "weigh it by the five points of Art. 6(4), and name the result:\n\
                     `further-processing-of.{}.assessment = \"ID\"`, with `[assessment.ID]`, `kind = \"compatibility\"`",
                    origin.key
                )),
            );
        }
    }
}
