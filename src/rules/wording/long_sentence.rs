//! See `long-sentence.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, phrases::sentences, wording::told},
};

declare_rule! {
    "long-sentence", Note, ["12(1)"], since "0.1",
    "a sentence of more than 40 words",
}

/// More words than most people take in at one reading.
const LIMIT: usize = 40;

/// No word is shorter than a letter and a space, so a text below this needs no counting.
const SHORTEST: usize = 2 * LIMIT;

pub(super) fn check(
    _cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for wording in told(written, leaf) {
        if wording.words.len() <= SHORTEST {
            continue;
        }
        let longest = sentences(&wording.words).map(|one| one.split_whitespace().count()).max();
        if let Some(count) = longest.filter(|count| *count > LIMIT) {
            let key = written.place.key.name;
            findings.push(
                RULE.at(wording.span, format!("`{key}` has a sentence of {count} words"))
                    .help("make two or three of it, the most important first"),
            );
        }
    }
}
