//! See `obsolete-instrument.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        keys::Seen,
        shape::{Leaf, Several},
        text::Text,
    },
    rules::{
        Context, Written,
        wording::{lists, text},
    },
    source::Span,
};

declare_rule! {
    "obsolete-instrument", Error, ["44", "45", "46"], since "0.1",
    "a text that rests on an instrument which no longer holds",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    // The history of the policy may tell of what once held.
    if written.seen == Seen::Nowhere
        || written.draft
        || written.retired
        || written.kind == "version"
    {
        return;
    }
    if let Leaf::String(words) = leaf {
        // Only there is a string about instruments: elsewhere it is a name or a number.
        if written.path.first().is_some_and(|key| key == "transfers") {
            report(cx, words, written.place.span, findings);
        }
        return;
    }
    for wording in text(leaf).into_iter().flat_map(Text::wordings) {
        if lists(cx, wording).is_none_or(|lists| !lists.history.is_in(&wording.words)) {
            report(cx, &wording.words, wording.span, findings);
        }
    }
}

fn report(cx: &Context<'_>, words: &str, span: Span, findings: &mut Vec<Finding>) {
    for instrument in cx.register.obsolete_instruments.all() {
        let betrays = instrument.words.get().into_iter().flat_map(Several::iter);
        let Some(found) = betrays.map(|word| &**word).find(|word| words.contains(word)) else {
            continue;
        };
        let ended = instrument.until.get().filter(|until| **until <= cx.today);
        let Some(ended) = ended else { continue };
        let mut finding = RULE
            .at(span, format!("`{found}` no longer holds"))
            .also(instrument.span, format!("it ended on {ended}"));
        if let Some(reason) = instrument.reason.get() {
            finding = finding.label(&**reason);
        }
        findings.push(match instrument.replaced_by.get() {
            Some(successor) => {
                finding.help(format!("its place took {successor}: see whether you rest on that"))
            }
            None => finding.help("name what you rest on today"),
        });
        return;
    }
}
