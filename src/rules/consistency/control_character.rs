//! See `control-character.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{shape::Leaf, text::Wording},
    rules::{Context, Written},
    source::Span,
};

declare_rule! {
    "control-character", Error, ["5(1)(f)"], since "0.1",
    "a character that steers a terminal or turns the direction of writing"; fixed,
}

pub(super) fn check(
    _cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    match leaf {
        Leaf::Text(text) => of_wordings(text.wordings(), findings),
        Leaf::Name(name) => of_wordings(name.wordings(), findings),
        Leaf::None(Some(reason)) | Leaf::Unknown(Some(reason)) | Leaf::Undecided(Some(reason)) => {
            of_wordings(reason.wordings(), findings);
        }
        Leaf::String(words) => of_words(words, written.place.span, findings),
        Leaf::Reference(_, id) => of_words(id.as_str(), written.place.span, findings),
        _ => {}
    }
}

fn of_wordings(wordings: &[Wording], findings: &mut Vec<Finding>) {
    for wording in wordings {
        of_words(&wording.words, wording.span, findings);
    }
}

fn of_words(words: &str, span: Span, findings: &mut Vec<Finding>) {
    // Most texts have none of the bytes that such a character begins with.
    if !words.bytes().any(|byte| byte < b' ' || matches!(byte, 0x7f | 0xc2 | 0xe2)) {
        return;
    }
    let mut chars = words.chars().peekable();
    while let Some(char) = chars.next() {
        let line_ends = char == '\r' && chars.peek() == Some(&'\n');
        let what = match char {
            '\n' | '\t' => continue,
            _ if line_ends => continue,
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => "turns the direction of writing",
            _ if char.is_control() => "is a control character",
            _ => continue,
        };
        findings.push(
            RULE.at(span, format!("U+{:04X} in this text {what}", u32::from(char)))
                .help("take it out: it shows nothing, and can make a text look other than it is"),
        );
        return;
    }
}
