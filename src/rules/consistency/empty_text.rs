//! See `empty-text.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{keys::Seen, shape::Leaf, text::Wording},
    rules::{Context, Written},
    source::Span,
};

declare_rule! {
    "empty-text", Error, ["12(1)"], since "0.1",
    "a text without a word in it",
}

pub(super) fn check(
    _cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    if written.draft || written.retired || written.seen == Seen::Nowhere {
        return;
    }
    match leaf {
        Leaf::Text(text) => of_wordings(text.wordings(), findings),
        Leaf::Name(name) => of_wordings(name.wordings(), findings),
        Leaf::None(Some(reason)) | Leaf::Unknown(Some(reason)) | Leaf::Undecided(Some(reason)) => {
            of_wordings(reason.wordings(), findings);
        }
        Leaf::String(words) => of_words(words, written.place.span, findings),
        _ => {}
    }
}

fn of_wordings(wordings: &[Wording], findings: &mut Vec<Finding>) {
    for wording in wordings {
        of_words(&wording.words, wording.span, findings);
    }
}

fn of_words(words: &str, span: Span, findings: &mut Vec<Finding>) {
    if words.trim().is_empty() {
        findings.push(
            RULE.at(span, "this text is empty")
                .help("write it, or leave the key out if there is nothing to say"),
        );
    }
}
