//! The View of what the policy says besides its purposes: sections, statements, trackers, California, editions.

use serde::{Deserialize, Serialize};

use crate::view::{
    purpose::{Datum, Measure, Subject},
    recipient::{RecipientUse, Transfer},
    rights::Right,
    words::{Day, Link, Said, Term},
};

/// A section of the policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// A standard section's id (`introduction`, `contact` …), else the entry (`section.careers`).
    pub id: String,
    /// Its heading; absent for the introduction and for statements that stand between sections.
    pub title: Option<String>,
    /// What opens it.
    pub opens: Vec<Placed>,
    /// Its own text, if it is no standard section; Markdown.
    pub text: Option<String>,
    /// What closes it.
    pub closes: Vec<Placed>,
}

/// A statement, or a section's text placed inside another section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Placed {
    /// Its entry.
    pub entry: String,
    /// A heading of its own.
    pub title: Option<String>,
    /// Plain words.
    pub words: Option<String>,
    /// Markdown, of a section.
    pub text: Option<String>,
}

/// Something that stores or reads on a person's device. ePrivacy 5(3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tracker {
    /// Its entry.
    pub entry: String,
    /// What it is called.
    pub name: String,
    /// What it is, in words: `cookie`.
    pub technique: Option<String>,
    /// What for.
    pub purposes: Vec<String>,
    /// Who reads it.
    pub recipients: Vec<String>,
    /// Why it needs no consent.
    pub necessary: Option<String>,
    /// It is declared that it needs consent.
    pub needs_consent: bool,
    /// How long it lasts.
    pub lifetime: Option<Term>,
    /// All of it in one line.
    pub words: String,
}

/// What the organisation does as a processor. Art. 30(2).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its entry.
    pub entry: String,
    /// What it is called.
    pub name: String,
    /// A sentence or two.
    pub description: Option<String>,
    /// For whom, by name.
    pub controllers: Said<String>,
    /// Where controllers that are not named here are listed, and how many they are; internal.
    pub controller_list: Option<String>,
    /// Whether it is a draft; only in the internal edition.
    pub draft: bool,
    /// Categories of processing; internal.
    pub processing: Vec<String>,
    /// How the controller instructs; internal.
    pub instructions: Option<String>,
    /// Whose data; internal.
    pub data_subjects: Said<Subject>,
    /// Which data; internal.
    pub personal_data: Said<Datum>,
    /// Sub-processors; internal.
    pub recipients: Said<RecipientUse>,
    /// Transfers out of the Union and the EEA; internal.
    pub transfers: Said<Transfer>,
    /// Security measures; internal.
    pub measures: Said<Measure>,
    /// Internal words.
    pub internal: Option<String>,
}

/// What residents of California are told. CCPA 1798.130(a)(5).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct California {
    /// The categories of personal information that are collected, A to L.
    pub collected: Vec<CaliforniaCategory>,
    /// The names of those that are not.
    pub not_collected: Vec<String>,
    /// What was sold in the last twelve months.
    pub sold: Said<CaliforniaUse>,
    /// What was shared for cross-context advertising.
    pub shared: Said<CaliforniaUse>,
    /// What was disclosed for a business purpose.
    pub disclosed: Said<CaliforniaUse>,
    /// How requests reach the organisation.
    pub methods: Said<String>,
    /// How sensitive information is used.
    pub sensitive_use: Said<String>,
    /// What holds for minors.
    pub minors: Said<String>,
    /// Financial incentives.
    pub incentives: Said<String>,
    /// Opt-out signals.
    pub signals: Said<String>,
    /// How a request is verified.
    pub verification: Option<String>,
    /// How an agent asks.
    pub agents: Option<String>,
    /// Where one opts out, in words.
    pub opt_out: Option<String>,
    /// The same as a link.
    pub opt_out_link: Option<Link>,
    /// The rights of the CCPA; empty unless it is declared to apply.
    pub rights: Vec<Right>,
}

/// A category of the CCPA. 1798.140(v)(1), (ae).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaliforniaCategory {
    /// `A` to `L`.
    pub letter: String,
    /// What it is called.
    pub name: String,
    /// The declared data that belong to it.
    pub personal_data: Vec<String>,
    /// All of it in one line.
    pub words: String,
}

/// Data sold, shared or disclosed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaliforniaUse {
    /// The datum's entry.
    pub entry: String,
    /// The datum.
    pub name: String,
    /// To whom.
    pub recipients: Vec<String>,
    /// What for.
    pub task: Option<String>,
    /// All of it in one line.
    pub words: String,
}

/// An edition of the policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Version {
    /// Its entry.
    pub entry: String,
    /// Its date.
    pub date: Day,
    /// What changed.
    pub changes: Option<String>,
    /// From when it holds, if that is another day.
    pub effective: Option<Day>,
    /// When people were told.
    pub notified_on: Option<Day>,
    /// How people were told.
    pub notified_how: Option<String>,
    /// All of it: its date, what changed, from when that holds, how people were told.
    pub words: String,
}
