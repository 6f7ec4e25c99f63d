//! What is not known or not decided, for the internal edition: each with its entry.

use crate::{
    register::{
        shape::{Leaf, Place, Visitor},
        value::Reason,
    },
    source::Layer,
    view::{Words, build::Builder},
};

impl Builder<'_> {
    /// The open facts in words, and whether one of them is undecided.
    pub(super) fn open_facts(&self) -> (Vec<Words>, bool) {
        let mut collector = Collector { builder: self, path: Vec::new(), found: Vec::new() };
        let is_theirs = |layer| layer != Layer::Law;
        self.register.walk(is_theirs, &mut collector, |collector, kind, id, place| {
            collector.path = match (kind, place) {
                ("organisation" | "california", _) => vec![kind.to_owned()],
                (_, Some(_)) => vec![kind.to_owned(), id.to_string()],
                (_, None) => vec!["default".to_owned(), kind.to_owned()],
            };
        });
        let undecided = collector.found.iter().any(|(_, undecided, _)| *undecided);
        let words = collector.found.into_iter().map(|(entry, undecided, reason)| {
            let key = if undecided { "undecided" } else { "unknown" };
            let what = match reason {
                Some(reason) => self.say(&format!("open.{key}-because"), &[("reason", &reason)]),
                None => self.say(&format!("open.{key}"), &[]),
            };
            let words = self.say("open.at", &[("entry", &entry), ("what", &what)]);
            Words { entry, words }
        });
        (words.collect(), undecided)
    }
}

struct Collector<'b, 'r> {
    builder: &'b Builder<'r>,
    path: Vec<String>,
    /// Where, whether it is undecided, and why.
    found: Vec<(String, bool, Option<String>)>,
}

impl Collector<'_, '_> {
    fn note(&mut self, undecided: bool, reason: &Reason) {
        let parts = self.path.iter().filter(|part| !part.is_empty());
        let path = parts.map(String::as_str).collect::<Vec<_>>().join(".");
        let reason = reason.as_deref().map(|reason| self.builder.words(reason));
        self.found.push((path, undecided, reason));
    }
}

impl Visitor for Collector<'_, '_> {
    fn leaf(&mut self, _: Place, leaf: Leaf<'_>) {
        match leaf {
            Leaf::Unknown(reason) => self.note(false, reason),
            Leaf::Undecided(reason) => self.note(true, reason),
            _ => {}
        }
    }

    fn open(&mut self, name: &str, _: Place) {
        self.path.push(name.to_owned());
    }

    fn open_list(&mut self) {
        self.path.push(String::new());
    }

    fn close(&mut self) {
        self.path.pop();
    }
}
