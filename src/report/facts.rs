//! What the files of a register say, a fact a line: `purpose.newsletter.recipients.mail`. Order, layout and comments
//! leave no trace, so that git, which compares lines, finds what changed in substance.

use serde_json::Value;

use crate::{
    register::{
        Register,
        parts::{Part, Parts, Said},
        shape::{Leaf, Place, Visitor},
        value::Id,
    },
    report::visible,
    source::{Layer, Sources},
};

/// Every fact as it is written, defaults where they stand; sorted.
pub fn facts<'s>(register: &Register, sources: &'s Sources) -> String {
    let mut collected =
        Collected { at: String::new(), parts: Parts::new(sources), lines: Vec::new() };
    let opens = |collected: &mut Collected<'s>, kind: &'static str, id: &Id, span: Option<_>| {
        collected.end(sources);
        collected.at = match span {
            None => format!("default.{kind}"),
            Some(_) if id.as_str() == kind => kind.to_owned(),
            Some(_) => format!("{kind}.{id}"),
        };
    };
    register.walk(|layer| layer != Layer::Law, &mut collected, opens);
    collected.end(sources);
    let mut lines = collected.lines;
    lines.sort();
    lines.concat()
}

struct Collected<'s> {
    /// The entry that is walked through; empty before the first.
    at: String,
    parts: Parts<'s>,
    lines: Vec<String>,
}

impl<'s> Collected<'s> {
    /// Puts the facts of the entry that is left into lines.
    fn end(&mut self, sources: &'s Sources) {
        let parts = std::mem::replace(&mut self.parts, Parts::new(sources));
        if self.at.is_empty() {
            return;
        }
        if parts.keys.is_empty() {
            self.line(&self.at.clone(), None);
        }
        for key in &parts.keys {
            self.part(&self.at.clone(), key);
        }
    }

    fn part(&mut self, around: &str, part: &Part) {
        let path = format!("{around}.{}", part.name);
        let is_use = |said: &&Said| said.refers.is_some() && said.value == *part.name;
        let said: Vec<&Said> = part.said.iter().filter(|said| !is_use(said)).collect();
        if said.is_empty() && part.parts.is_empty() {
            self.line(&path, None);
        }
        for said in said {
            self.value(&path, &said.value);
        }
        for inner in &part.parts {
            // A term that stands for a retention is its name already.
            let is_term = |part: &Part| part.words() == inner.name;
            if !inner.parts.is_empty() && inner.parts.iter().all(is_term) {
                self.line(&path, Some(&inner.name));
            } else {
                self.part(&path, inner);
            }
        }
    }

    /// Words by language, and what stands instead of a fact, have a line each, as they would have a key.
    fn value(&mut self, path: &str, value: &Value) {
        match value {
            Value::String(words) => self.line(path, Some(words)),
            Value::Object(map) => {
                for (key, value) in map {
                    self.value(&format!("{path}.{key}"), value);
                }
            }
            other => self.line(path, Some(&other.to_string())),
        }
    }

    fn line(&mut self, path: &str, words: Option<&str>) {
        let line = match words {
            Some(words) => format!("{path}: {words}"),
            None => path.to_owned(),
        };
        self.lines.push(format!("{}\n", visible(&line)));
    }
}

impl Visitor for Collected<'_> {
    fn open(&mut self, name: &str, place: Place) {
        self.parts.open(name, place);
    }

    fn open_list(&mut self) {
        self.parts.open_list();
    }

    fn close(&mut self) {
        self.parts.close();
    }

    fn stated(&mut self, place: Place, kind: &'static str, name: &Id) {
        self.parts.stated(place, kind, name);
    }

    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        self.parts.leaf(place, leaf);
    }
}
