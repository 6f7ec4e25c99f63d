//! See `kept-after-withdrawal.md`.

use std::collections::BTreeSet;

use crate::{
    finding::{Finding, declare_rule},
    register::term::Term,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "kept-after-withdrawal", Warning, ["17(1)(b)", "5(1)(e)"], limit "1 month", since "0.1",
    "data that rest on consent, and are kept after it is withdrawn",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !facts.has_basis("consent") {
        return;
    }
    let (mut consented, mut otherwise) = (BTreeSet::<usize>::new(), BTreeSet::new());
    for basis in &facts.legal_bases.answers {
        let cells = if basis.member.id() == "consent" { &mut consented } else { &mut otherwise };
        cells.extend(&basis.cells);
    }
    let rests_on_consent_alone =
        |cell: &usize| consented.contains(cell) && !otherwise.contains(cell);
    let limit = cx.period(&RULE);
    for answer in facts.retentions.answers.iter().filter(|one| one.member.is_entry()) {
        let retention = cx.register.retentions.used(answer.member);
        let Some(keep) = retention.keep.value().filter(|_| retention.laws.is_silent()) else {
            continue;
        };
        let terms = keep.get().map(|keep| keep.terms()).unwrap_or_default();
        let long_after = terms.into_iter().any(|term| {
            matches!(term, Term::For { after: Some(event), .. } if event == "consent-withdrawn")
                && term.ceiling().is_none_or(|ceiling| ceiling.is_longer_than(limit))
        });
        if long_after && answer.cells.iter().any(rests_on_consent_alone) {
            findings.push(
                RULE.at(keep.span, "consent is all that these data rest on, and they are kept after it is withdrawn").help(
                    "erase them with the consent: `keep = \"until consent-withdrawn\"`; what proves the consent is a purpose of its own, with a basis of its own",
                ),
            );
        }
    }
}
