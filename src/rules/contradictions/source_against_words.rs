//! See `source-against-words.md`.

use std::cell::LazyCell;

use crate::{
    finding::{Finding, declare_rule},
    register::{entry::Entry, purposes::Purpose, text::Text},
    rules::{
        Context,
        wording::{lists, of_the_policy},
    },
    source::Span,
};

declare_rule! {
    "source-against-words", Warning, ["14(2)(f)", "5(1)(a)"], since "0.1",
    "a text that says that all data come from the person, where some do not",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let anywhere = LazyCell::new(|| cx.purposes().find_map(|purpose| elsewhere(cx, purpose)));
    for (key, text) in of_the_policy(cx) {
        report(cx, key, text, || *anywhere, findings);
    }
    for purpose in cx.purposes() {
        let texts = [("name", &purpose.name), ("description", &purpose.shared.description)];
        for (key, field) in texts {
            let Some(text) = field.get() else { continue };
            report(cx, key, text, || elsewhere(cx, purpose), findings);
        }
    }
}

fn report(
    cx: &Context<'_>,
    key: &str,
    text: &Text,
    source: impl Fn() -> Option<Span>,
    findings: &mut Vec<Finding>,
) {
    for wording in text.wordings() {
        let found =
            lists(cx, wording).and_then(|lists| lists.from_you_alone.first_in(&wording.words));
        let Some((range, source)) = found.and_then(|range| Some((range, source()?))) else {
            continue;
        };
        findings.push(
            RULE.at(wording.span, format!("`{key}` says that all data come from the person"))
                .label(format!("`{}`", &wording.words[range]))
                .also(source, "some come from here")
                .help("take the words out, or say for which data they hold"),
        );
    }
}

/// Where a purpose names a source other than the person and the organisation.
fn elsewhere(cx: &Context<'_>, purpose: &Entry<Purpose>) -> Option<Span> {
    let purpose: &Purpose = purpose;
    let sources = cx.answers.sources(purpose, &cx.answers.cells(purpose));
    let named = sources.answers.iter().filter(|answer| answer.member.is_entry());
    let mut indirect = named.filter(|answer| {
        let source = cx.register.sources.get(answer.member.id());
        source.is_some_and(|source| source.direct.get() != Some(&true))
    });
    indirect.next().map(|answer| answer.member.span)
}
