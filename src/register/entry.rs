//! Entries and tables of entries: what stands under `[kind.id]`, over all layers and with its defaults.

use std::{ops::Deref, sync::Arc};

use chrono::NaiveDate;
use indexmap::IndexMap;

use crate::{
    register::{
        keys::{Keys, keys},
        text::Text,
        uses::{Kind, Use},
        value::Id,
    },
    source::{Layer, Span},
};

keys! {
    /// Ids elsewhere.
    pub struct Vocabulary {
        /// in the Data Privacy Vocabulary
        dpv: Box<str> = "dpv", Internal, [];
        /// in the taxonomy of Fides
        fides: Box<str> = "fides", Internal, [];
        /// a number used elsewhere
        reference: Box<str> = "reference", Internal, [];
    }
}

keys! {
    /// What every entry and every use may hold, beside its name.
    pub struct Shared {
        /// a sentence or two; in a use: what is special about it, in words
        description: Text = "description", Public, [];
        /// printed beside the public words in internal documents
        internal: Text = "internal", Internal, [];
        /// for those who keep the register
        note: Text = "note", Nowhere, [];
        /// when somebody last looked
        reviewed_on: NaiveDate = "reviewed-on", Internal, ["5(2)"];
        /// when somebody will look again
        next_review: NaiveDate = "next-review", Internal, ["5(2)"];
        /// ids elsewhere
        vocabulary: Vocabulary = "vocabulary", Internal, [];
    }
}

keys! {
    /// Where a datum about the world comes from.
    pub struct Provenance {
        /// what supports it
        evidence: Box<str> = "evidence", Nowhere, [];
        /// when it was looked up
        as_of: NaiveDate = "as-of", Nowhere, [];
        /// how sure it is: high, medium or low
        confidence: Box<str> = "confidence", Nowhere, [];
    }
}

/// One `[kind.id]`: where it is written and what it says. Reads as the value with its defaults.
#[derive(Clone, Debug)]
pub struct Entry<T> {
    /// Its id.
    pub id: Id,
    /// Where the id stands, in the nearest layer that has the entry.
    pub span: Span,
    /// The nearest layer that has it.
    pub layer: Layer,
    /// What is written in the entry itself, over all layers; shared with what its file was read as.
    pub own: Arc<T>,
    /// The farthest layer read so far that has it, and where: an entry stands once in a layer.
    pub(crate) farthest: (Layer, Span),
    /// The same with the defaults, where there are any.
    pub(crate) full: Option<Arc<T>>,
}

impl<T: Keys> Entry<T> {
    pub(crate) fn new(id: Id, span: Span, layer: Layer, own: T) -> Self {
        Self { id, span, layer, own: Arc::new(own), farthest: (layer, span), full: None }
    }

    /// Whether ropa's own data have it too: then the languages know its name.
    pub fn is_built_in(&self) -> bool {
        self.farthest.0 == Layer::Law
    }

    /// Takes what a farther layer adds. If it is the same layer, where the entry stands already is returned.
    pub(crate) fn add(&mut self, span: Span, layer: Layer, own: &T) -> Option<Span> {
        Arc::make_mut(&mut self.own).lay_over(own, false);
        let (before, first) = std::mem::replace(&mut self.farthest, (layer, span));
        (before == layer).then_some(first)
    }
}

impl<T> Entry<T> {
    /// Whether the two are one: read once, and with the same defaults.
    pub(crate) fn is(&self, other: &Self) -> bool {
        let full = match (&self.full, &other.full) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        };
        full && Arc::ptr_eq(&self.own, &other.own) && self.span == other.span
    }
}

impl<T> Deref for Entry<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.full.as_deref().unwrap_or(&self.own)
    }
}

/// An entry as one use has it: with the keys that the use states instead.
#[derive(Debug)]
pub enum AsUsed<'r, T> {
    /// Nothing is stated instead.
    Plain(&'r Entry<T>),
    /// Something is, or no such entry is declared.
    Instead(Box<T>),
}

impl<T> Deref for AsUsed<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            AsUsed::Plain(entry) => entry,
            AsUsed::Instead(value) => value,
        }
    }
}

/// Every entry of one kind, the register's own first, in the author's order.
#[derive(Clone, Debug)]
pub struct Table<T> {
    pub(crate) entries: IndexMap<Id, Entry<T>>,
    pub(crate) default: Option<Entry<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { entries: IndexMap::new(), default: None }
    }
}

impl<T: Kind> Table<T> {
    /// The entries of the register and its shared layers; ropa's own data only by [`Table::get`].
    pub fn iter(&self) -> impl Iterator<Item = &Entry<T>> {
        self.entries.values().filter(|entry| entry.layer != Layer::Law)
    }

    /// Every entry, ropa's own data included.
    pub fn all(&self) -> impl Iterator<Item = &Entry<T>> {
        self.entries.values()
    }

    /// The entry of an id.
    pub fn get(&self, id: &str) -> Option<&Entry<T>> {
        self.entries.get(id)
    }

    /// `[default.KIND]`.
    pub fn default_of_kind(&self) -> Option<&T> {
        self.default.as_deref()
    }

    /// The entry that a use is of, with what the use states instead. An id that nobody declares
    /// (which is a finding of its own) reads as an empty entry.
    pub fn used<O: Keys>(&self, member: &Use<T, O>) -> AsUsed<'_, T> {
        match (self.entries.get(member.id()), member.instead.as_deref()) {
            (Some(entry), None) => AsUsed::Plain(entry),
            (entry, instead) => {
                let mut value = instead.cloned().unwrap_or_default();
                if let Some(entry) = entry {
                    value.lay_over(entry, false);
                } else if let Some(default) = &self.default {
                    value.lay_over(default, true);
                }
                AsUsed::Instead(Box::new(value))
            }
        }
    }

    /// Also over ropa's own data: whether an entry is written again must not change what holds for it.
    /// What stood on the same default before stands on it still.
    pub(crate) fn lay_over_default(&mut self, before: Option<&Self>) {
        let Some(default) = &self.default else { return };
        let before =
            before.filter(|before| before.default.as_ref().is_some_and(|it| it.is(default)));
        for entry in self.entries.values_mut() {
            let same = before.and_then(|before| before.entries.get(&entry.id));
            if let Some(same) = same.filter(|same| Arc::ptr_eq(&same.own, &entry.own)) {
                entry.full.clone_from(&same.full);
                continue;
            }
            let mut full = entry.full.take().unwrap_or_else(|| Arc::clone(&entry.own));
            Arc::make_mut(&mut full).lay_over(default, true);
            entry.full = Some(full);
        }
    }

    /// Takes what a farther or equal layer adds. What stands twice in one layer is told with its first place.
    pub(crate) fn take(&mut self, other: &Self, mut twice: impl FnMut(&Entry<T>, Span)) {
        if let Some(default) = &other.default {
            take(&mut self.default, default, &mut twice);
        }
        if self.entries.is_empty() {
            self.entries.clone_from(&other.entries);
            return;
        }
        for (id, entry) in &other.entries {
            match self.entries.get_mut(id) {
                None => {
                    self.entries.insert(id.clone(), entry.clone());
                }
                Some(nearer) => {
                    if let Some(first) = nearer.add(entry.span, entry.layer, &entry.own) {
                        twice(entry, first);
                    }
                }
            }
        }
    }

    /// Whether both hold the same entries, each with the same defaults.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.entries.len() == other.entries.len()
            && self.entries.values().zip(other.entries.values()).all(|(one, other)| one.is(other))
    }
}

/// The same of what has no id.
pub(crate) fn take<T: Keys>(
    single: &mut Option<Entry<T>>,
    entry: &Entry<T>,
    mut twice: impl FnMut(&Entry<T>, Span),
) {
    match single {
        None => *single = Some(entry.clone()),
        Some(nearer) => {
            if let Some(first) = nearer.add(entry.span, entry.layer, &entry.own) {
                twice(entry, first);
            }
        }
    }
}
