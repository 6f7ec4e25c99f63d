//! What changed between two registers, by entry and key and never by line, and what follows from it.
//!
//! Where an entry stands, in which order, and how it is written is no change: both registers are compared by what
//! holds for each entry, its defaults included. A fact that many entries have from one default changes once.

mod defaults;
pub mod duties;
pub mod editions;
mod entries;
mod fingerprint;
mod parts;
mod renames;

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    register::{Register, value::Id},
    source::{Sources, Span},
};

pub use duties::{Duty, Grade};

/// One of the two registers.
#[derive(Clone, Copy, Debug)]
pub struct Revision<'r> {
    /// What its files say.
    pub register: &'r Register,
    /// Their texts.
    pub sources: &'r Sources,
    /// The language of its plain strings.
    pub first_language: &'r str,
}

/// What became of an entry or a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// It was not there.
    Added,
    /// It is there no more.
    Removed,
    /// It says something else.
    Changed,
    /// The entry has another id, and says the same.
    Renamed,
}

impl What {
    /// As in reports.
    pub fn word(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Removed => "removed",
            What::Changed => "changed",
            What::Renamed => "renamed",
        }
    }
}

/// What one of the two registers says.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// As data: of an entry all its keys, of a renamed one its id.
    pub value: Value,
    /// In a phrase: of an entry its name.
    pub words: String,
    /// Of an entry or a table that came or went, what stands inside: a path and its words.
    pub facts: Vec<(String, String)>,
    /// Where; nowhere, if ropa itself says it.
    pub span: Option<Span>,
}

/// Whose fact it is that changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Owner {
    /// An entry's; the new id, if it was renamed.
    Entry(Id),
    /// That of all entries of the kind.
    Default,
    /// That of a topic's purposes.
    Topic(Id),
}

/// One difference in substance or wording.
#[derive(Clone, Debug)]
pub struct Change {
    /// The kind of the entries that it concerns.
    pub kind: &'static str,
    /// Whose fact it is.
    pub owner: Owner,
    /// The key, from the entry inwards: `recipients.mail`; empty for the entry itself.
    pub field: String,
    /// What became of it.
    pub what: What,
    /// Whether public documents tell it, before or after.
    pub public: bool,
    /// Whether only words for people differ.
    pub wording: bool,
    /// What held.
    pub before: Option<Told>,
    /// What holds.
    pub after: Option<Told>,
    /// The entries that it concerns: the owner, or those that have it from a default.
    pub ids: Vec<Id>,
}

impl Change {
    /// The entry as other places name it: `purpose.newsletter`, `organisation`, `default.purpose`.
    pub fn entry(&self) -> String {
        match &self.owner {
            Owner::Entry(id) if id == self.kind => self.kind.to_owned(),
            Owner::Entry(id) => format!("{}.{id}", self.kind),
            Owner::Default => format!("default.{}", self.kind),
            Owner::Topic(id) => format!("topic.{id}.default"),
        }
    }
}

/// Ids that were given up for others, of the old register: by kind and old id, the new one.
pub(crate) type Renames = BTreeMap<(&'static str, Id), Id>;

/// Every change, by kind in the order of the reference, then in the order of the new register.
pub fn between(old: Revision<'_>, new: Revision<'_>) -> Vec<Change> {
    defaults::gather(old, new, entries::changes(old, new))
}

/// The same of registers that were [read as they are written](crate::register::read_as_written): a default's change is
/// its own, whoever stands on it.
pub fn as_written(old: Revision<'_>, new: Revision<'_>) -> Vec<Change> {
    let mut changes = entries::changes(old, new);
    for change in &mut changes {
        if change.owner == Owner::Entry(Id::from("default")) {
            change.owner = Owner::Default;
        }
    }
    changes
}
