//! See `vague-purpose.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts, wording::lists},
};

declare_rule! {
    "vague-purpose", Warning, ["5(1)(b)", "12(1)", "13(1)(c)"], since "0.1",
    "a purpose told in words that fit anything",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    // A name may be short if a sentence below it says more.
    let Some(text) = purpose.shared.description.get().or(purpose.name.get()) else { return };
    for wording in text.wordings() {
        let Some(lists) = lists(cx, wording) else { continue };
        let found = lists.vague_purposes.all_in(&wording.words);
        // Whoever goes on, says how: `to improve our services by counting which pages are read`.
        let last = found.into_iter().find(|range| {
            let behind = wording.words[range.end..].trim_start();
            behind.is_empty() || behind.starts_with(['.', ',', ';', '!', ')'])
        });
        if let Some(range) = last {
            findings.push(
                RULE.at(wording.span, "the purpose is told in words that fit anything")
                    .label(format!("`{}`", &wording.words[range]))
                    .help("say what is done with the data, and what comes of it"),
            );
        }
    }
}
