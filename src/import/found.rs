//! What a foreign file says, in ropa's terms and its own words: the same whether it was a table, a manifest or a graph.

use crate::{import::report::Leaf, view::layouts::Fact};

/// A text of the source that is to find its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    /// In the report.
    pub(super) leaf: Leaf,
    /// Its words, or the part of them that is meant.
    pub(super) text: String,
}

/// What a text says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Says {
    /// A fact that a record has a column for.
    Fact(Fact),
    /// Where an activity stands: planned, running, over.
    Status,
    /// A remark of those who keep the record.
    Note,
    /// Nothing that ropa has a place for.
    Other,
}

/// Something that is done with personal data, as the source divides it.
#[derive(Clone, Debug, Default)]
pub(super) struct Activity {
    /// The heading over it: its name, if no text says it.
    pub(super) title: Option<String>,
    /// Its texts, row by row: what one row says holds for what that row names.
    pub(super) rows: Vec<Vec<(Says, Cell)>>,
    /// Those that get data, where the source says more of them than a name.
    pub(super) parties: Vec<Party>,
    /// The keys of ropa's purposes that the source states in its own terms.
    pub(super) stated: Vec<(&'static str, toml::Value, Leaf)>,
    /// What its id is formed from, if it has no name.
    pub(super) called: Option<String>,
    /// All that the source says of it: what finds no place is kept with it.
    pub(super) whole: Vec<Leaf>,
}

/// Somebody who gets data.
#[derive(Clone, Debug)]
pub(super) struct Party {
    /// Its name, or what kind of recipient it is.
    pub(super) name: Cell,
    /// Whether the name is only a kind.
    pub(super) is_category: bool,
    /// The keys of ropa's recipients that the source states.
    pub(super) stated: Vec<(&'static str, toml::Value, Leaf)>,
    /// All that the source says of it: what finds no place is kept with it.
    pub(super) whole: Vec<Leaf>,
}

/// A whole foreign register.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// What is said of the organisation.
    pub(super) organisation: Vec<(Fact, Cell)>,
    pub(super) activities: Vec<Activity>,
    /// Recipients, and others, of whom no activity says that they get anything.
    pub(super) parties: Vec<Party>,
    /// Entries that the source states as such: kind, name, key, value.
    pub(super) stated: Vec<Stated>,
    /// All that the source says of an entry, by its kind and name: what finds no place is kept with it.
    pub(super) whole: Vec<(&'static str, String, Vec<Leaf>)>,
    /// In which language it is written, by ISO 639-1.
    pub(super) language: Option<String>,
    /// As what it was recognised.
    pub(super) recognised: Vec<String>,
}

/// A key of an entry of another kind than a purpose or a recipient.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) kind: &'static str,
    pub(super) name: String,
    pub(super) key: &'static str,
    pub(super) value: toml::Value,
    pub(super) leaf: Leaf,
}
