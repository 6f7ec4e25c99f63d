//! JSON: the View itself, which is all that a template can say.

use std::fmt::Write as _;

use crate::document::{Document, escape};

pub(super) fn render(document: &Document<'_>) -> String {
    let mut raw = serde_json::to_string_pretty(document.view())
        .expect("the View is plain values, and its keys are strings");
    raw.push('\n');
    escaped(raw)
}

/// Characters that must not reach a reader raw can only stand inside strings: there they are escaped, and none is lost.
pub(super) fn escaped(raw: String) -> String {
    escape::escape(raw, |out, character| {
        character.encode_utf16(&mut [0; 2]).iter().try_for_each(|unit| write!(out, "\\u{unit:04x}"))
    })
}
