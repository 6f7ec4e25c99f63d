//! See `long-sentence.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, phrases::sentences, wording::told},
};

declare_rule! {
    "long-sentence", Note, ["12(1)"], limit "40 words", since "0.1",
    "a sentence that is too long for one reading",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    let wordings = told(written, leaf);
    if wordings.is_empty() {
        return;
    }
    let limit = cx.words(&RULE);
    for wording in wordings {
        // No word is shorter than a letter and a space, so a text below this needs no counting.
        if wording.words.len() <= limit.saturating_mul(2) {
            continue;
        }
        let longest = sentences(&wording.words).map(|one| one.split_whitespace().count()).max();
        if let Some(count) = longest.filter(|count| *count > limit) {
            let key = written.place.key.name;
            findings.push(
                RULE.at(wording.span, format!("`{key}` has a sentence of {count} words"))
                    .help("make two or three of it, the most important first"),
            );
        }
    }
}
