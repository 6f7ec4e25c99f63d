//! See `qualifiers.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{
        Context, Written,
        wording::{lists, told},
    },
};

declare_rule! {
    "qualifiers", Warning, ["12(1)", "5(1)(a)"], since "0.1",
    "words that leave open whether something happens",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for wording in told(written, leaf) {
        let Some(lists) = lists(cx, wording) else { continue };
        if let Some(range) = lists.qualifiers.first_in(&wording.words) {
            let key = written.place.key.name;
            findings.push(
                RULE.at(wording.span, format!("`{key}` leaves open whether it happens"))
                    .label(format!("by `{}`", &wording.words[range]))
                    .help("say what happens, or in which case: `if you pay by card, we …`"),
            );
        }
    }
}
