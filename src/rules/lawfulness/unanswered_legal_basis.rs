//! See `unanswered-legal-basis.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "unanswered-legal-basis", Error, ["6(1)", "13(1)(c)"], since "0.1",
    "data for which none of the purpose's legal bases answers",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    let unanswered = &facts.legal_bases.unanswered;
    // A purpose without any basis is another finding.
    let Some(span) = purpose.legal_basis.span().filter(|_| !unanswered.is_empty()) else { return };
    let narrowed = cx.answers.narrowed(&facts.cells, unanswered);
    let data = narrowed.data.map_or("the data".to_owned(), |data| super::quoted(&data));
    let people =
        narrowed.people.map_or(String::new(), |people| format!(" of {}", super::quoted(&people)));
    findings.push(
        RULE.at(purpose.span, format!("no legal basis answers for {data}{people}"))
            .also(span, "these are narrowed to other data or people")
            .help("name one for them too, widen an `only`, or leave one basis without `only` for all the rest"),
    );
}
