//! The whole register: what was exported, written as a file, is the same register.

use std::fs;

use ropa::register::Register;
use serde_json::Value;

use super::{export, registers};

/// JSON as TOML: a day is no string there.
fn toml(value: &Value) -> toml::Value {
    match value {
        Value::String(text) => {
            let is_day = text.len() == 10 && text.as_bytes()[4] == b'-';
            text.parse()
                .ok()
                .filter(|_| is_day)
                .map_or_else(|| toml::Value::String(text.clone()), toml::Value::Datetime)
        }
        Value::Number(number) => toml::Value::Integer(number.as_i64().unwrap()),
        Value::Bool(is) => toml::Value::Boolean(*is),
        Value::Array(members) => toml::Value::Array(members.iter().map(toml).collect()),
        Value::Object(object) => toml::Value::Table(
            object.iter().map(|(key, value)| (key.clone(), toml(value))).collect(),
        ),
        Value::Null => panic!("nothing is null"),
    }
}

#[test]
fn the_whole_register_comes_back_as_it_was() {
    let (law, _) = ropa::register::read(&ropa::law::sources());
    let schema = jsonschema::draft7::new(&Register::schema(&law)).unwrap();
    for register in registers() {
        let (text, lost) = export(&register, &["json"]);
        assert_eq!(lost, "");
        let exported: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(exported["version"], 1);
        let errors: Vec<_> = schema
            .iter_errors(&exported["register"])
            .map(|error| format!("{}: {error:.300}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}:\n{}", register.display(), errors.join("\n"));

        let again = tempfile::tempdir().unwrap();
        let whole = toml::to_string(&toml(&exported["register"])).unwrap();
        fs::write(again.path().join("register.toml"), whole).unwrap();
        fs::copy(register.join("ropa.toml"), again.path().join("ropa.toml")).unwrap();
        let (after, _) = export(again.path(), &["json"]);
        let after: Value = serde_json::from_str(&after).unwrap();
        assert_eq!(first_difference("", &exported, &after), None, "{}", register.display());
    }
}

/// Where two trees differ first.
fn first_difference(path: &str, one: &Value, other: &Value) -> Option<String> {
    match (one, other) {
        (Value::Object(one), Value::Object(other)) => {
            one.keys().chain(other.keys()).find_map(|key| {
                let of =
                    |object: &serde_json::Map<_, _>| object.get(key).cloned().unwrap_or_default();
                first_difference(&format!("{path}.{key}"), &of(one), &of(other))
            })
        }
        _ if one == other => None,
        _ => Some(format!("{path}: {one:.300} became {other:.300}")),
    }
}
