//! JSON: the View itself, which is all that a template can say.

use std::fmt::Write;

use crate::document::{Document, escape};

/// Characters that must not reach a reader raw can only stand inside strings: there they are escaped, and none is lost.
pub(super) fn render(document: &Document<'_>) -> String {
    let mut raw = serde_json::to_string_pretty(document.view())
        .expect("the View is plain values, and its keys are strings");
    raw.push('\n');
    if escape::printable(&raw) == raw {
        return raw;
    }
    let mut json = String::with_capacity(raw.len());
    for character in raw.chars() {
        if escape::is_printable(character) {
            json.push(character);
        } else {
            for unit in character.encode_utf16(&mut [0; 2]) {
                write!(json, "\\u{unit:04x}").expect("a string takes all that is written to it");
            }
        }
    }
    json
}
