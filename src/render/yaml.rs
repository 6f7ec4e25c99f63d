//! YAML: the View itself, as in JSON, for those who read data by eye.

use std::fmt::Write as _;

use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_yaml::DoubleQuoted;

use crate::document::{Document, escape};

/// Characters that must not reach a reader raw are escaped, and none is lost. Nearly every View has none of them.
pub(super) fn render(document: &Document<'_>) -> String {
    let view = document.view();
    let raw = written(view);
    if escape::first_unprintable(&raw).is_none() {
        return raw;
    }
    let view =
        serde_json::to_value(view).expect("the View is plain values, and its keys are strings");
    escape::escape(written(&Quotable(&view)), |out, character| {
        let code = u32::from(character);
        if code > 0xffff { write!(out, "\\U{code:08x}") } else { write!(out, "\\u{code:04x}") }
    })
}

fn written(value: &impl Serialize) -> String {
    let mut text = String::new();
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    serde_yaml::to_fmt_writer_with_options(&mut text, value, options)
        .expect("a string takes all that is written to it");
    text
}

/// A value whose texts stand in quotes where something in them has to be escaped.
struct Quotable<'v>(&'v Value);

impl Serialize for Quotable<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) if escape::first_unprintable(text).is_some() => {
                DoubleQuoted(text).serialize(serializer)
            }
            Value::Array(members) => serializer.collect_seq(members.iter().map(Quotable)),
            Value::Object(keys) => {
                serializer.collect_map(keys.iter().map(|(key, value)| (key, Quotable(value))))
            }
            plain => plain.serialize(serializer),
        }
    }
}
