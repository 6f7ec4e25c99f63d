//! See `untranslated-text.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        keys::Seen,
        shape::Leaf,
        text::{Name, Text},
    },
    rules::{Context, Written},
};

declare_rule! {
    "untranslated-text", Error, ["12(1)"], since "0.1",
    "a text that lacks a language of the documents",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    let lacks = match leaf {
        Leaf::Text(text) => text_lacks(cx, text),
        // The reason of what is not known or not decided is read in the internal edition, the record's.
        Leaf::None(Some(reason)) | Leaf::Unknown(Some(reason)) | Leaf::Undecided(Some(reason)) => {
            text_lacks(cx, reason)
        }
        Leaf::Name(name) => name_lacks(cx, name),
        _ => return,
    };
    // What is printed nowhere, and the law's own data: an authority is called so in its own languages alone.
    if lacks.is_empty()
        || written.draft
        || written.retired
        || written.seen == Seen::Nowhere
        || written.kind == "waiver"
        || written.place.key.name == "own-name"
    {
        return;
    }
    let languages: Vec<_> = lacks.iter().map(|language| format!("`{language}`")).collect();
    let all = cx.settings.languages();
    let all: Vec<_> = all.iter().map(|language| format!("{language} = \"…\"")).collect();
    findings.push(
        RULE.at(written.place.span, format!("this text is not there in {}", languages.join(", ")))
            .help(format!("write it in each language: `{{ {} }}`", all.join(", "))),
    );
}

fn text_lacks<'s>(cx: &'s Context<'_>, text: &Text) -> Vec<&'s str> {
    let first = cx.settings.first_language();
    std::iter::once(first)
        .chain(cx.settings.further_languages())
        .filter(|language| text.in_language(language, first).is_none())
        .collect()
}

fn name_lacks<'s>(cx: &'s Context<'_>, name: &Name) -> Vec<&'s str> {
    std::iter::once(cx.settings.first_language())
        .chain(cx.settings.further_languages())
        .filter(|language| name.in_language(language).is_none())
        .collect()
}
