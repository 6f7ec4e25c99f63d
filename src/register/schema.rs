//! What may be written, as JSON Schema (draft-07) for editors: from the same declarations that the reader follows.
//! Each shape says of itself what it takes; a table is the sum of its keys. What JSON Schema can't say (that an id
//! is declared, that an entry stands once) the reader says.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::register::{
    Register,
    keys::{Key, Keys, Seen},
    read::{RESERVED, id_pattern},
    shape::Shape,
};

/// The dialect: the newest that Taplo and Tombi, and the catalogue of schemas, all know.
const DIALECT: &str = "http://json-schema.org/draft-07/schema#";

/// The definitions of a schema, as they come up.
#[derive(Debug)]
pub struct Book {
    /// The ids that ropa's own data declare, by kind: offered, never asked for.
    known: BTreeMap<&'static str, Vec<String>>,
    definitions: BTreeMap<String, Value>,
}

impl Book {
    /// Begins one; the ids of this register, which is ropa's own data, are offered.
    pub fn new(law: &Register) -> Self {
        let ids = |kind: &str| law.ids(kind).into_iter().map(ToString::to_string).collect();
        let known = Register::KINDS.iter().map(|kind| (*kind, ids(kind))).collect();
        Self { known, definitions: BTreeMap::new() }
    }

    /// Ends it: the schema of a file that has these keys.
    pub fn close(self, title: &str, file: Value) -> Value {
        let mut schema = Map::new();
        schema.insert("$schema".into(), DIALECT.into());
        schema.insert("title".into(), title.into());
        schema.insert("x-tombi-toml-version".into(), "v1.0.0".into());
        if let Value::Object(file) = file {
            schema.extend(file);
        }
        schema.insert("definitions".into(), self.definitions.into_iter().collect());
        Value::Object(schema)
    }

    /// Ends it with the schema of a file of the register: single tables, defaults, and entries of each kind.
    pub(crate) fn file(self, single: Vec<(&str, Value)>, kinds: Vec<(&str, Value, &str)>) -> Value {
        let defaults = kinds.iter().map(|(kind, entry, _)| ((*kind).to_owned(), entry.clone()));
        let default = json!({
            "type": "object",
            "description": "what holds for every entry of a kind that does not say otherwise",
            "additionalProperties": false,
            "properties": defaults.collect::<Map<_, _>>(),
        });
        let mut tables: Map<_, _> =
            single.into_iter().map(|(name, table)| (name.to_owned(), table)).collect();
        tables.insert("default".to_owned(), default);
        for (kind, entry, about) in kinds {
            let entries = json!({
                "type": "object",
                "description": about.trim(),
                "propertyNames": names(kind, RESERVED),
                "additionalProperties": entry,
                "x-tombi-additional-key-label": "id",
            });
            tables.insert(kind.to_owned(), entries);
        }
        let file = json!({ "type": "object", "additionalProperties": false, "properties": tables });
        self.close("A ropa register", file)
    }

    /// Refers to a definition, which is made when it first comes up: tables stand inside each other in circles.
    pub(crate) fn define(&mut self, name: &str, make: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.definitions.contains_key(name) {
            self.definitions.insert(name.to_owned(), Value::Null);
            let definition = make(self);
            self.definitions.insert(name.to_owned(), definition);
        }
        json!({ "$ref": format!("#/definitions/{name}") })
    }

    /// A value of a shape, or what may stand for any value.
    pub(crate) fn value<T: Shape, const OR_NONE: bool>(&mut self) -> Value {
        json!({ "anyOf": self.alternatives::<T, OR_NONE>() })
    }

    /// The same, one by one.
    pub(crate) fn alternatives<T: Shape, const OR_NONE: bool>(&mut self) -> Vec<Value> {
        let value = T::schema(self);
        let mut words = vec!["unknown", "undecided"];
        if OR_NONE {
            words.push("none");
        }
        let open = self.define(
            if OR_NONE { "open-or-none" } else { "open" },
            |_| json!({ "description": "not known yet, or still to be decided", "enum": words }),
        );
        let reasons = words.iter().filter(|word| !T::KEEPS_UNKNOWN || **word != "unknown");
        let reasons: Vec<_> = reasons.map(|word| self.reason(word)).collect();
        [vec![value, open], reasons].concat()
    }

    /// `{ unknown = "why" }`.
    fn reason(&mut self, word: &str) -> Value {
        let meaning = match word {
            "none" => "there is none, and why",
            "unknown" => "nobody knows yet, and why; the reason is internal",
            _ => "still to be decided, and why; the reason is internal",
        };
        self.define(&format!("{word}-because"), |book| {
            json!({
                "type": "object",
                "additionalProperties": false,
                "required": [word],
                "properties": { word: described(meaning, &[book.words()]) },
            })
        })
    }

    /// A string, or one per language; `none` and its like are words as any other.
    pub(crate) fn words(&mut self) -> Value {
        self.define("words", |_| {
            json!({
                "anyOf": [{ "type": "string" }, {
                    "type": "object",
                    "propertyNames": { "pattern": "^[a-z]{2,3}$" },
                    "additionalProperties": { "type": "string" },
                    "minProperties": 1,
                    "x-tombi-additional-key-label": "language",
                }],
            })
        })
    }

    /// A table of keys that are declared, each with what it says and what asks for it.
    pub(crate) fn table<T: Keys>(&mut self) -> Value {
        self.define(T::CALLED, |book| book.keys(T::ABOUT, &T::keys()))
    }

    /// A table of these keys; of two with the same name the first counts.
    pub(crate) fn keys(&mut self, about: &str, keys: &[&'static Key]) -> Value {
        let mut properties = Map::new();
        for key in keys {
            if !properties.contains_key(key.name) {
                let schema = self.define(&format!("{}.{}", key.of, key.name), |book| {
                    described(&described_key(key), &(key.schema)(book))
                });
                properties.insert(key.name.to_owned(), schema);
            }
        }
        let mut table = json!({
            "type": "object",
            "additionalProperties": false,
            "properties": properties,
        });
        if !about.trim().is_empty() {
            table["description"] = about.trim().into();
        }
        table
    }

    /// The id of an entry of a kind: the known ones are offered, any other that is formed like one is taken.
    pub(crate) fn id(&mut self, kind: &str) -> Value {
        self.define(&format!("id-of-{kind}"), |book| {
            let known = book.known.get(kind).cloned().unwrap_or_default();
            let mut formed = names(kind, RESERVED);
            formed["type"] = "string".into();
            let mut alternatives = vec![formed];
            if !known.is_empty() {
                alternatives.insert(0, json!({ "enum": known }));
            }
            json!({ "description": format!("the id of a {kind}"), "anyOf": alternatives })
        })
    }

    /// A closed list of words, each with what it means.
    pub(crate) fn closed(words: &[&str], meanings: &[&str]) -> Value {
        let meanings: Vec<_> = meanings.iter().map(|meaning| meaning.trim()).collect();
        json!({ "enum": words, "x-taplo": { "docs": { "enumValues": meanings } } })
    }
}

/// What names may be formed like, as the ids of a kind are, and which they may not be.
pub(crate) fn names(kind: &str, but: &[&str]) -> Value {
    json!({ "pattern": id_pattern(kind), "not": { "enum": but } })
}

fn described(description: &str, alternatives: &[Value]) -> Value {
    json!({ "description": description, "anyOf": alternatives })
}

/// What a key says, what asks for it, and who may read it.
fn described_key(key: &Key) -> String {
    let cited: Vec<_> = key.articles.iter().map(|article| crate::finding::cited(article)).collect();
    let seen = match key.seen {
        Seen::Public => "in public and internal documents",
        Seen::Internal => "in internal documents only",
        Seen::Nowhere => "in no document",
    };
    let asked = if cited.is_empty() {
        String::new()
    } else {
        format!("\n\nAsked by {}.", cited.join(", "))
    };
    format!("{}{asked}\n\nRead {seen}.", key.meaning.trim())
}
