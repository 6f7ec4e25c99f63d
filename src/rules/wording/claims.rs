//! See `claims.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::shape::Leaf,
    rules::{
        Context, Written,
        wording::{lists, told},
    },
};

declare_rule! {
    "claims", Warning, ["5(1)(a)", "5(2)"], since "0.1",
    "a promise that nobody can show to have kept, or words that say nothing",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for wording in told(written, leaf) {
        let Some(lists) = lists(cx, wording) else { continue };
        let (words, key) = (&*wording.words, written.place.key.name);
        if let Some(range) = lists.promises.first_in(words) {
            findings.push(
                RULE.at(wording.span, format!("`{key}` promises more than anybody can show"))
                    .label(format!("by `{}`", &words[range]))
                    .help("say what is done instead: `all connections are encrypted`"),
            );
        } else if let Some(range) = lists.flourishes.first_in(words) {
            findings.push(
                RULE.at(wording.span, format!("`{key}` has words that say nothing"))
                    .weighing(Level::Note)
                    .label(format!("as `{}`", &words[range]))
                    .help("take them out, or say what is done"),
            );
        }
    }
}
