//! JSON: the View itself, which is all that a template can say.

use std::fmt::Write;

use crate::document::{Document, escape};

/// Characters that must not reach a reader raw can only stand inside strings: there they are escaped, and none is lost.
pub(super) fn render(document: &Document<'_>) -> String {
    let mut raw = serde_json::to_string_pretty(document.view())
        .expect("the View is plain values, and its keys are strings");
    raw.push('\n');
    let mut rest = &*raw;
    let mut json = String::new();
    while let Some(at) = escape::first_unprintable(rest) {
        let (printable, tail) = rest.split_at(at);
        json.push_str(printable);
        let mut characters = tail.chars();
        for unit in characters.next().iter().flat_map(|one| one.encode_utf16(&mut [0; 2]).to_vec())
        {
            write!(json, "\\u{unit:04x}").expect("a string takes all that is written to it");
        }
        rest = characters.as_str();
    }
    if json.is_empty() {
        return raw;
    }
    json.push_str(rest);
    json
}
