//! See `claims.md`.

use std::ops::Range;

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{policy::KnownStatement, shape::Leaf},
    rules::{
        Context, Written,
        phrases::Words,
        wording::{lists, told},
    },
    settings::Jurisdiction,
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
        } else if let Some(range) = no_sale(cx, lists, words) {
            findings.push(
                RULE.at(
                    wording.span,
                    format!("`{key}` denies a sale, which is no word of the GDPR"),
                )
                .weighing(Level::Note)
                .label(format!("`{}`", &wording.words[range]))
                .help(
                    "say who gets the data: people are owed that, paid for or not (Art. 13(1)(e))",
                ),
            );
        }
    }
}

/// A denial of sale, where no law that is judged by knows sales.
fn no_sale(cx: &Context<'_>, lists: &Words, words: &str) -> Option<Range<usize>> {
    let told_in_california = cx.judges_by(Jurisdiction::California);
    let phrases =
        lists.claims.get(KnownStatement::NoSale.word()).filter(|_| !told_in_california)?;
    phrases.first_in(words)
}
