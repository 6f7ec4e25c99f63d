//! An entry as a careful author would write it: a header, a line a fact, dotted where one thing is said of a use.

use std::fmt::Write as _;

use toml::{Table, Value};
use toml_writer::{TomlKeyBuilder, TomlStringBuilder, WriteTomlKey as _, WriteTomlValue};

/// A line is broken where it would be longer, in characters.
const WIDEST: usize = 110;

pub(super) fn entry(out: &mut String, header: &[&str], table: &Table) {
    let header: Vec<String> = header.iter().map(|part| key(part)).collect();
    let _ = writeln!(out, "[{}]", header.join("."));
    for (name, value) in table {
        line(out, &key(name), value);
    }
}

fn line(out: &mut String, path: &str, value: &Value) {
    match value {
        Value::Table(table) if table.len() == 1 => {
            for (name, value) in table {
                line(out, &format!("{path}.{}", key(name)), value);
            }
        }
        Value::Table(table) => {
            let short = inline(value);
            if path.chars().count() + 3 + short.chars().count() <= WIDEST || table.is_empty() {
                let _ = writeln!(out, "{path} = {short}");
                return;
            }
            for (name, value) in table {
                line(out, &format!("{path}.{}", key(name)), value);
            }
        }
        Value::Array(members) => {
            let short = inline(value);
            if path.chars().count() + 3 + short.chars().count() <= WIDEST {
                let _ = writeln!(out, "{path} = {short}");
                return;
            }
            let _ = writeln!(out, "{path} = [");
            for member in members {
                let _ = writeln!(out, "    {},", inline(member));
            }
            out.push_str("]\n");
        }
        Value::String(text) if text.contains('\n') => {
            let text = TomlStringBuilder::new(text).as_ml_basic();
            let _ = writeln!(out, "{path} = {}", written(&text));
        }
        value => {
            let _ = writeln!(out, "{path} = {}", inline(value));
        }
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::String(text) => written(&TomlStringBuilder::new(text).as_basic()),
        Value::Array(members) => {
            format!("[{}]", members.iter().map(inline).collect::<Vec<_>>().join(", "))
        }
        Value::Table(table) if table.is_empty() => "{}".to_owned(),
        Value::Table(table) => {
            let mut facts = Vec::new();
            for (name, value) in table {
                let (mut path, mut value) = (key(name), value);
                while let Value::Table(inner) = value
                    && let [(name, only)] = &*inner.iter().collect::<Vec<_>>()
                {
                    path = format!("{path}.{}", key(name));
                    value = *only;
                }
                facts.push(format!("{path} = {}", inline(value)));
            }
            format!("{{ {} }}", facts.join(", "))
        }
        plain => plain.to_string(),
    }
}

fn key(name: &str) -> String {
    let mut text = String::new();
    let key = TomlKeyBuilder::new(name).as_default();
    key.write_toml_key(&mut text).expect("a string takes all that is written to it");
    text
}

fn written(value: &impl WriteTomlValue) -> String {
    let mut text = String::new();
    value.write_toml_value(&mut text).expect("a string takes all that is written to it");
    text
}
