//! What an entry says, as a tree that can be printed: every key, with the place of what it says.

use serde_json::{Map, Value};

use crate::{
    register::{
        shape::{Leaf, Place, Visitor},
        text::Wording,
        value::Reason,
    },
    source::{Sources, Span},
};

/// A key or a member, what it says, and what is inside.
pub(super) struct Part {
    pub(super) name: String,
    said: Vec<Said>,
    is_list: bool,
    parts: Vec<Part>,
    /// Where it is written; nowhere, if ropa itself knows it.
    span: Option<Span>,
}

struct Said {
    value: Value,
    /// Another entry is named.
    refers: bool,
    is_term: bool,
}

/// Collects the parts of an entry.
pub(super) struct Parts<'s> {
    sources: &'s Sources,
    open: Vec<Part>,
    /// What was collected: a part a key.
    pub(super) keys: Vec<Part>,
}

impl<'s> Parts<'s> {
    pub(super) fn new(sources: &'s Sources) -> Self {
        Self { sources, open: Vec::new(), keys: Vec::new() }
    }
}

impl Visitor for Parts<'_> {
    fn open(&mut self, name: &str, place: Place) {
        let part = Part {
            name: name.to_owned(),
            said: Vec::new(),
            is_list: false,
            parts: Vec::new(),
            span: Some(place.span),
        };
        self.open.push(part);
    }

    fn open_list(&mut self) {
        let part = self.open.last_mut().expect("a list is what a key says");
        part.is_list = true;
        // Its end is told like that of a part: the same one stands for both.
        let inner = Part { parts: Vec::new(), said: Vec::new(), name: String::new(), ..*part };
        self.open.push(inner);
    }

    fn close(&mut self) {
        let part = self.open.pop().expect("every end has a beginning");
        match self.open.last_mut() {
            Some(around) if part.name.is_empty() => around.said.extend(part.said),
            Some(around) => around.parts.push(part),
            None => self.keys.push(part),
        }
    }

    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        let Some(part) = self.open.last_mut() else {
            return;
        };
        let refers = matches!(leaf, Leaf::Reference(..));
        // The event of a term is told after it; the term says it already.
        if refers && part.said.last().is_some_and(|said| said.is_term) {
            return;
        }
        let value = match leaf {
            Leaf::Text(text) => wordings(text.wordings()),
            Leaf::Name(name) => wordings(name.wordings()),
            Leaf::String(text) => text.into(),
            Leaf::Bool(value) => value.into(),
            Leaf::Number(value) => value.into(),
            Leaf::Date(date) => date.to_string().into(),
            Leaf::Term(_) => self.sources.text(place.span).trim_matches(['"', '\'']).into(),
            Leaf::Word(word) => word.into(),
            Leaf::Reference(_, id) => id.as_str().into(),
            Leaf::None(reason) => instead("none", reason),
            Leaf::Unknown(reason) => instead("unknown", reason),
            Leaf::Undecided(reason) => instead("undecided", reason),
        };
        part.said.push(Said { value, refers, is_term: matches!(leaf, Leaf::Term(_)) });
    }
}

impl Part {
    /// The name of an entry that stands in ropa's own words.
    pub(super) fn name_of(words: &str) -> Self {
        let said = Said { value: words.into(), refers: false, is_term: false };
        let name = "name".to_owned();
        Self { name, said: vec![said], is_list: false, parts: Vec::new(), span: None }
    }

    /// As data: uses of other entries are always keyed by id, in whichever way they are written.
    pub(super) fn value(&self) -> Value {
        if self.parts.is_empty() {
            return match &*self.said {
                said if self.is_list => said.iter().map(|said| said.value.clone()).collect(),
                [] => Value::Object(Map::new()),
                [said] if said.refers && said.value == *self.name => Value::Object(Map::new()),
                [said, ..] => said.value.clone(),
            };
        }
        let of_another = self.said.iter().filter(|said| said.refers && said.value != *self.name);
        let is = of_another.map(|said| ("is".to_owned(), said.value.clone()));
        let parts = self.parts.iter().map(|part| (part.name.clone(), part.value()));
        Value::Object(is.chain(parts).collect())
    }

    /// In a cell: what is said, or the names of what is inside.
    pub(super) fn words(&self) -> String {
        let words: Vec<String> = match self.uses() {
            true => self.parts.iter().map(|part| part.name.clone()).collect(),
            false if self.parts.is_empty() => {
                self.said.iter().map(|said| plain(&said.value)).collect()
            }
            false => {
                self.parts.iter().map(|part| format!("{}: {}", part.name, part.words())).collect()
            }
        };
        words.join(", ")
    }

    /// A row for everything that is said here: its path, its words, its place.
    pub(super) fn rows(&self, around: &str, rows: &mut Vec<(String, String, Option<Span>)>) {
        let path = format!("{around}{}", self.name);
        if self.parts.is_empty() || self.uses() {
            rows.push((path.clone(), self.words(), self.span));
        }
        // A term that stands for a retention is its name already.
        let more = |part: &&Part| {
            !self.uses() || part.parts.iter().any(|inner| inner.words() != part.name)
        };
        for part in self.parts.iter().filter(more) {
            part.rows(&format!("{path}."), rows);
        }
    }

    /// Whether what is inside are uses of other entries, each under its id.
    fn uses(&self) -> bool {
        let is_use = |part: &Part| {
            let refers = part.said.is_empty() || part.said.iter().any(|said| said.refers);
            refers && !part.is_list && part.name != "only"
        };
        !self.parts.is_empty() && self.parts.iter().all(is_use)
    }
}

/// The words, or the words by language.
fn wordings(wordings: &[Wording]) -> Value {
    match wordings {
        [Wording { language: None, words, .. }] => Value::from(&**words),
        several => several
            .iter()
            .map(|wording| {
                (wording.language.as_deref().unwrap_or("").to_owned(), Value::from(&*wording.words))
            })
            .collect::<Map<_, _>>()
            .into(),
    }
}

fn instead(word: &str, reason: &Reason) -> Value {
    match reason {
        Some(reason) => Map::from_iter([(word.to_owned(), wordings(reason.wordings()))]).into(),
        None => word.into(),
    }
}

/// A value in words; of several languages the first.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(map) => match map.iter().next() {
            Some((word, reason)) if matches!(word.as_str(), "none" | "unknown" | "undecided") => {
                format!("{word} ({})", plain(reason))
            }
            Some((_, words)) => plain(words),
            None => String::new(),
        },
        other => other.to_string(),
    }
}
