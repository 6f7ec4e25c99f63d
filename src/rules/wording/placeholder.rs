//! See `placeholder.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        keys::Seen,
        shape::Leaf,
        text::{Text, Wording},
    },
    rules::{Context, Written, placeholders::placeholder_in, wording::text},
    source::Span,
};

declare_rule! {
    "placeholder", Error, ["12(1)"], since "0.1",
    "words that stand for something still to be written"; fixed,
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    if written.seen == Seen::Nowhere || written.retired {
        return;
    }
    let mut report = |words: &str, language: Option<&str>, span: Span| {
        if let Some(found) = placeholder_in(words, language) {
            findings.push(finding(written, found, span));
        }
    };
    match leaf {
        Leaf::String(words) => report(words, None, written.place.span),
        Leaf::Name(name) => {
            for Wording { words, language, span } in name.wordings() {
                report(words, language.as_deref(), *span);
            }
        }
        _ => {
            for Wording { words, language, span } in text(leaf).into_iter().flat_map(Text::wordings)
            {
                let language = language.as_deref().unwrap_or_else(|| cx.settings.first_language());
                report(words, Some(language), *span);
            }
        }
    }
}

fn finding(written: &Written<'_>, found: &str, span: Span) -> Finding {
    let key = written.place.key.name;
    let level = if written.draft { Level::Note } else { Level::Error };
    let finding = if found.is_empty() {
        RULE.at(span, format!("`{key}` is empty"))
    } else {
        RULE.at(span, format!("`{key}` is still to be written")).label(format!("`{found}`"))
    };
    finding.weighing(level).help(
        "write it; until it is known, say `{ undecided = \"what, who, by when\" }` in a draft, or take the line out",
    )
}
