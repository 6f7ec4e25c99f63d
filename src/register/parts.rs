//! What an entry says, as a tree that can be printed and compared: every key, with the place of what it says.

use serde_json::{Map, Value};

use crate::{
    register::{
        keys::Seen,
        shape::{Leaf, Place, Visitor},
        text::Wording,
        value::Reason,
    },
    source::{Sources, Span},
};

/// A key or a member, what it says, and what is inside.
#[derive(Debug)]
pub(crate) struct Part {
    /// The key, or the member's own name.
    pub(crate) name: String,
    /// What it says itself: one thing, or the members of a list.
    pub(crate) said: Vec<Said>,
    /// Whether it is a list, so that one thing more or less is a change of that thing.
    pub(crate) is_list: bool,
    /// What is inside: keys, or members under their names.
    pub(crate) parts: Vec<Part>,
    /// Who may see it, what is around it left aside.
    pub(crate) seen: Seen,
    /// Where it is written; nowhere, if ropa itself knows it.
    pub(crate) span: Option<Span>,
}

/// One of the smallest things.
#[derive(Debug)]
pub(crate) struct Said {
    /// As data.
    pub(crate) value: Value,
    /// The kind of the entry that is named, if it names one.
    pub(crate) refers: Option<&'static str>,
    /// Whether it is words for people and no name: said otherwise, it may still say the same.
    pub(crate) is_words: bool,
    is_term: bool,
}

/// Collects the parts of an entry; terms are told as they are written.
pub(crate) struct Parts<'s> {
    sources: &'s Sources,
    open: Vec<Part>,
    /// What was collected: a part a key.
    pub(crate) keys: Vec<Part>,
}

impl<'s> Parts<'s> {
    pub(crate) fn new(sources: &'s Sources) -> Self {
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
            seen: place.key.seen,
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
        let refers = match leaf {
            Leaf::Reference(kind, _) => Some(kind),
            _ => None,
        };
        // The event of a term is told after it; the term says it already.
        if refers.is_some() && part.said.last().is_some_and(|said| said.is_term) {
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
        let is_words = matches!(leaf, Leaf::Text(_));
        part.said.push(Said { value, refers, is_words, is_term: matches!(leaf, Leaf::Term(_)) });
    }
}

impl Said {
    /// In words; of several languages the first.
    pub(crate) fn words(&self) -> String {
        plain(&self.value)
    }
}

impl Part {
    /// The name of an entry that stands in ropa's own words.
    pub(crate) fn name_of(words: &str) -> Self {
        let said = Said { value: words.into(), refers: None, is_words: true, is_term: false };
        Self {
            name: "name".to_owned(),
            said: vec![said],
            is_list: false,
            parts: Vec::new(),
            seen: Seen::Public,
            span: None,
        }
    }

    /// As data: uses of other entries are always keyed by id, in whichever way they are written.
    pub(crate) fn value(&self) -> Value {
        if self.parts.is_empty() {
            return match &*self.said {
                said if self.is_list => said.iter().map(|said| said.value.clone()).collect(),
                [] => Value::Object(Map::new()),
                [said] if said.refers.is_some() && said.value == *self.name => {
                    Value::Object(Map::new())
                }
                [said, ..] => said.value.clone(),
            };
        }
        let of_another =
            self.said.iter().filter(|said| said.refers.is_some() && said.value != *self.name);
        let is = of_another.map(|said| ("is".to_owned(), said.value.clone()));
        let parts = self.parts.iter().map(|part| (part.name.clone(), part.value()));
        Value::Object(is.chain(parts).collect())
    }

    /// In a cell: what is said, or the names of what is inside.
    pub(crate) fn words(&self) -> String {
        let words: Vec<String> = match self.uses() {
            true => self.parts.iter().map(|part| part.name.clone()).collect(),
            false if self.parts.is_empty() => self.said.iter().map(Said::words).collect(),
            false => {
                self.parts.iter().map(|part| format!("{}: {}", part.name, part.words())).collect()
            }
        };
        words.join(", ")
    }

    /// A row for everything that is said here: its path, its words, its place.
    pub(crate) fn rows(&self, around: &str, rows: &mut Vec<(String, String, Option<Span>)>) {
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
    pub(crate) fn uses(&self) -> bool {
        let is_use = |part: &Part| {
            let refers = part.said.is_empty() || part.said.iter().any(|said| said.refers.is_some());
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
