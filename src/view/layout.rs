//! The View of a record as an authority lays it out: the authority's headings, with what the register says below each.

use serde::{Deserialize, Serialize};

/// The record in an authority's layout.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Layout {
    /// Its id: `ico`.
    pub id: String,
    /// What the document is, and in whose layout.
    pub title: String,
    /// Whose layout it is, as they call themselves.
    pub authority: String,
    /// The language of its headings, ISO 639-1.
    pub language: String,
    /// Whether a source confirms its headings.
    pub verified: bool,
    /// Where its headings were found and when, or that no source confirms them.
    pub origin: String,
    /// What is asked of the organisation, once.
    pub head: Vec<Answer>,
    /// What is asked of each activity.
    pub columns: Vec<Question>,
    /// The activities.
    pub sheets: Vec<Sheet>,
    /// The headings that the register can't fill, those of the organisation first.
    pub unfillable: Vec<String>,
}

/// A heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// The heading.
    pub heading: String,
    /// The same before an answer: `Purpose of processing:`.
    pub label: String,
    /// Whether the register can fill it at all.
    pub fillable: bool,
    /// Whether a table has a row for each line of its answer.
    pub divides: bool,
    /// How wide it is in a table, in characters.
    pub width: u32,
}

/// An activity, or a service: what stands below each heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sheet {
    /// Its entry: `purpose.account`.
    pub entry: String,
    /// What it is called.
    pub name: String,
    /// An answer for each of the columns, in their order.
    pub answers: Vec<Answer>,
}

/// What stands below a heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    /// The heading.
    pub heading: String,
    /// The same before an answer.
    pub label: String,
    /// Whether a document lists the lines, as they are several.
    pub listed: bool,
    /// The lines of the answer; none where the register says nothing.
    pub lines: Vec<String>,
}
