//! An entry as a careful author would write it: a header, a line a fact, dotted where one thing is said of a use.

use toml::{Table, Value};
use toml_writer::{TomlKeyBuilder, TomlStringBuilder, WriteTomlKey as _, WriteTomlValue};

/// A line is broken where it would be longer, in characters.
const WIDEST: usize = 110;

pub(super) fn entry(out: &mut String, header: &[&str], table: &Table) {
    let header: Vec<String> = header.iter().map(|part| key(part)).collect();
    out.push_str(&format!("[{}]\n", header.join(".")));
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
                out.push_str(&format!("{path} = {short}\n"));
                return;
            }
            for (name, value) in table {
                line(out, &format!("{path}.{}", key(name)), value);
            }
        }
        Value::Array(members) => {
            let short = inline(value);
            if path.chars().count() + 3 + short.chars().count() <= WIDEST {
                out.push_str(&format!("{path} = {short}\n"));
                return;
            }
            out.push_str(&format!("{path} = [\n"));
            for member in members {
                out.push_str(&format!("    {},\n", inline(member)));
            }
            out.push_str("]\n");
        }
        Value::String(text) if text.contains('\n') => {
            let text = TomlStringBuilder::new(text).as_ml_basic();
            out.push_str(&format!("{path} = {}\n", written(&text)));
        }
        value => out.push_str(&format!("{path} = {}\n", inline(value))),
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
