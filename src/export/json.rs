//! The whole register as JSON: the same keys and the same values as in its files, so that what can be read there can
//! be read here. Uses of other entries stand as lists or tables, as they would in a file.

use serde_json::{Map, Value, json as object};

use crate::{
    export::Exported,
    register::{
        Register,
        parts::{Part, Parts},
    },
    source::{Layer, Sources},
};

/// The version of the shape. It rises when a program that reads it must change.
const VERSION: u32 = 1;

/// What files and shared layers say, as they say it, entry by entry; ropa's own data are not among it. `language` is
/// that of plain strings.
pub fn json(register: &Register, sources: &Sources, language: &str) -> Exported {
    let mut entries: Vec<(&'static str, String, Vec<Part>)> = Vec::new();
    let mut parts = Parts::new(sources);
    register.walk(
        |layer| layer != Layer::Law,
        &mut parts,
        |parts, kind, id, _| {
            finish(parts, &mut entries);
            entries.push((kind, id.to_string(), Vec::new()));
        },
    );
    finish(&mut parts, &mut entries);

    let mut kinds: Map<String, Value> = Map::new();
    for (kind, id, keys) in entries {
        let entry = table(&keys);
        // What has no id of its own is called by its kind.
        let place = match id.as_str() {
            "default" => member(&mut kinds, "default"),
            id if id == kind => &mut kinds,
            _ => member(&mut kinds, kind),
        };
        place.insert(if id == "default" { kind.to_owned() } else { id }, entry);
    }
    let whole = object!({ "version": VERSION, "language": language, "register": kinds });
    Exported { text: format!("{whole:#}\n"), lost: Vec::new() }
}

/// Hands what was collected to the entry that it is of.
fn finish(parts: &mut Parts<'_>, entries: &mut [(&'static str, String, Vec<Part>)]) {
    if let Some((_, _, keys)) = entries.last_mut() {
        *keys = std::mem::take(&mut parts.keys);
    }
}

fn member<'m>(object: &'m mut Map<String, Value>, name: &str) -> &'m mut Map<String, Value> {
    let inner = object.entry(name).or_insert_with(|| Value::Object(Map::new()));
    inner.as_object_mut().expect("it was made an object")
}

fn table(parts: &[Part]) -> Value {
    parts.iter().map(|part| (part.name.clone(), value(part))).collect::<Map<_, _>>().into()
}

fn value(part: &Part) -> Value {
    // A use of an entry says its id, which is its key already.
    let mut said =
        part.said.iter().filter(|said| said.refers.is_none() || said.value != *part.name);
    if part.is_list {
        return said.map(|said| said.value.clone()).collect();
    }
    if !part.parts.is_empty() && part.parts.iter().all(is_plain) {
        return part.parts.iter().map(|part| Value::from(&*part.name)).collect();
    }
    match (said.next(), &*part.parts) {
        (Some(said), []) => said.value.clone(),
        (Some(said), parts) => {
            let is = [("is".to_owned(), said.value.clone())];
            is.into_iter().chain(parts.iter().map(keyed)).collect::<Map<_, _>>().into()
        }
        (None, parts) => parts.iter().map(keyed).collect::<Map<_, _>>().into(),
    }
}

/// A key, or a member of a table.
fn keyed(part: &Part) -> (String, Value) {
    let value = match (part.name.as_str(), value(part)) {
        ("unknown" | "undecided", Value::Object(said)) if said.len() == 1 => {
            said.into_iter().next().map(|(_, reason)| reason).expect("one")
        }
        (name, Value::Object(said))
            if said.len() == 1 && said.get("keep").is_some_and(|keep| keep == name) =>
        {
            name.into()
        }
        ("default", Value::String(_)) => Value::Object(Map::new()),
        (_, value) => value,
    };
    (part.name.clone(), value)
}

/// Whether it is a use of which nothing special is said: its name says it all.
fn is_plain(part: &Part) -> bool {
    let name = part.name.as_str();
    let is_word =
        |said: &Value| matches!(name, "unknown" | "undecided" | "default") && said == name;
    match (&*part.said, &*part.parts) {
        ([said], []) => (said.refers.is_some() && said.value == name) || is_word(&said.value),
        ([], []) => name == "all",
        ([], [keep]) => {
            keep.name == "keep"
                && keep.parts.is_empty()
                && matches!(&*keep.said, [said] if said.value == name)
        }
        _ => false,
    }
}
