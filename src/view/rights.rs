//! The View of the rights that apply. The right to object stands apart, as Art. 21(4) asks.

use serde::{Deserialize, Serialize};

use crate::view::purpose::Limit;

/// The rights that apply to what the register declares. Art. 12–22.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// How they are used in general.
    pub contact: Option<String>,
    /// What else to know.
    pub description: Option<String>,
    /// Those of Art. 15–18 and 20, and of Art. 22 where decisions are made without a human.
    pub items: Vec<Right>,
    /// The withdrawal of consent, where anything rests on consent. Art. 7(3).
    pub withdrawal: Option<Withdrawal>,
    /// The right to object, where anything can be objected to. Art. 21.
    pub objection: Option<Objection>,
    /// What is particular about a complaint, in the author's words.
    pub complaint: Option<String>,
    /// Where a right is limited by law. Art. 23.
    pub limits: Vec<Limit>,
}

/// One right.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Right {
    /// Its entry: `right.access`.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one.
    pub dpv: Option<String>,
    /// What it is called.
    pub name: String,
    /// Its article: `15`.
    pub article: Option<String>,
    /// Name and article.
    pub title: String,
    /// What it is, in a sentence or two, with its conditions.
    pub words: String,
    /// The purposes for which it applies; empty if it is all of them.
    pub purposes: Vec<String>,
    /// Its own way.
    pub way: Option<String>,
}

/// The withdrawal of consent. Art. 7(3), 13(2)(c).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The purposes that rest on consent, wholly or in part; empty if it is all of them.
    pub purposes: Vec<String>,
    /// How it is done.
    pub way: Option<String>,
}

/// The right to object. Art. 21.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Objection {
    /// Whether anything rests on a public task or on legitimate interests. Art. 21(1).
    pub situation: bool,
    /// The purposes that do; empty if it is all of them.
    pub purposes: Vec<String>,
    /// Whether there is direct marketing. Art. 21(2).
    pub marketing: bool,
    /// The purposes that are.
    pub marketing_purposes: Vec<String>,
    /// How it is done.
    pub way: Option<String>,
}
