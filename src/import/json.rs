//! A whole register as `ropa export json` writes it: the same keys, so nothing of it is left over.

use serde_json::Value as Json;
use toml::{Table, Value};

use crate::{
    import::{
        Refusal,
        draft::{Draft, is_single},
        report::Report,
        table::decode,
        tree::Tree,
    },
    register::Register,
};

/// The register's entries, and its language.
pub(super) fn json(bytes: &[u8], report: &mut Report) -> Result<(Draft, String), Refusal> {
    let value: Json = serde_json::from_str(&decode(bytes))
        .map_err(|error| Refusal::new(format!("it can't be read as JSON: {error}")))?;
    let tree = Tree::new(value, report)?;
    let root = tree.root();
    let Some(kinds) =
        root.get("register").filter(|_| root.value().get("version") == Some(&1.into()))
    else {
        return Err(Refusal::new("it is no register of `ropa export json`, version 1"));
    };
    let mut draft = Draft::default();
    for key in ["version", "language"] {
        if let Some(cell) = root.text(key) {
            report.place(cell.leaf, "ropa.toml");
        }
    }
    for (kind, entries) in kinds.keys() {
        if !Register::KINDS.contains(&kind) {
            return Err(Refusal::new(format!("its table `{kind}` is none that this ropa knows")));
        }
        if is_single(kind) {
            put(&mut draft, kind, kind, &entries.value().clone());
        } else {
            for (id, entry) in entries.keys() {
                put(&mut draft, kind, id, entry.value());
            }
        }
        for leaf in entries.leaves() {
            report.place(leaf, kind);
        }
    }
    let language = root.text("language").map_or("en".to_owned(), |cell| cell.text);
    Ok((draft, language))
}

fn put(draft: &mut Draft, kind: &str, id: &str, entry: &Json) {
    if let Value::Table(table) = toml(entry) {
        *draft.entry(kind, id) = table;
    }
}

/// A value of JSON in TOML. A list of one stands alone, and a day is a date.
fn toml(value: &Json) -> Value {
    match value {
        Json::Null => Value::String(String::new()),
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => number
            .as_i64()
            .map_or_else(|| Value::Float(number.as_f64().unwrap_or_default()), Value::Integer),
        Json::String(text) => {
            let is_day =
                text.len() == 10 && chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").is_ok();
            let day = is_day.then(|| text.parse().ok()).flatten();
            day.map_or_else(|| Value::String(text.clone()), Value::Datetime)
        }
        Json::Array(members) => match &**members {
            [one @ Json::String(_)] => toml(one),
            members => Value::Array(members.iter().map(toml).collect()),
        },
        Json::Object(keys) => Value::Table(
            keys.iter().map(|(key, value)| (key.clone(), toml(value))).collect::<Table>(),
        ),
    }
}
