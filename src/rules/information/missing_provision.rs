//! See `missing-provision.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{mistakes::quoted, uses::Use},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-provision", Error, ["13(2)(e)"], asks ["purpose.provision"], since "0.1",
    "a purpose that does not say whether people must give their data",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let (purpose, provisions) = (facts.purpose, &facts.provisions);
    if provisions.unanswered.is_empty() {
        return;
    }
    let asked = asked(cx, facts);
    let open: Vec<usize> =
        provisions.unanswered.iter().copied().filter(|cell| asked[*cell]).collect();
    if open.is_empty() {
        return;
    }
    let id = &purpose.id;
    let message = if provisions.answers.is_empty() {
        format!("purpose `{id}` does not say whether people must give their data")
    } else {
        let data = facts.data_of(&open);
        format!(
            "purpose `{id}` does not say whether people must give these data: {}",
            quoted(&data)
        )
    };
    findings.push(RULE.at(purpose.span, message).help(
        "add it: `provision = \"voluntary\"`, or `provision.contractual.consequence = \"without them we cannot …\"`",
    ));
}

/// Of which cells it must be told: only of data that people give, and not if consent alone allows them, for then
/// nobody must.
pub(crate) fn asked(cx: &Context<'_>, facts: &PurposeFacts<'_>) -> Vec<bool> {
    let mut given = vec![false; facts.cells.len()];
    for answer in &facts.sources.answers {
        let source = cx.register.sources.used(answer.member);
        if source.given.get() == Some(&true) {
            answer.cells.iter().for_each(|cell| given[*cell] = true);
        }
    }
    let mut needed = vec![false; facts.cells.len()];
    let demands = |basis: &Use<_, _>| basis.is_entry() && basis.id() != "consent";
    for answer in facts.legal_bases.answers.iter().filter(|one| demands(one.member)) {
        answer.cells.iter().for_each(|cell| needed[*cell] = true);
    }
    given.into_iter().zip(needed).map(|(given, needed)| given && needed).collect()
}
