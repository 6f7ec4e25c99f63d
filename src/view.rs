//! The View: what a reader is told, in one language and one edition. The contract with templates.
//! Plain values only: every decision is made already, so that a template loops, tests and prints.

pub mod build;
#[cfg(test)]
pub(crate) mod filled;
pub mod flow;
pub mod layout;
pub mod layouts;
pub(crate) mod number;
pub mod organisation;
pub mod policy;
pub mod purpose;
pub mod recipient;
pub mod rights;
pub mod since;
pub mod tables;
mod words;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use crate::view::{
    layout::{Answer, Layout, Question, Sheet},
    organisation::{
        Authority, Channel, Contact, Controller, Officer, Organisation, Representative,
    },
    policy::{
        California, CaliforniaCategory, CaliforniaUse, Placed, Section, Service, Tracker, Version,
    },
    purpose::{
        Basis, Condition, Datum, Decision, Exemption, FurtherProcessing, Law, Limit, Marketing,
        Measure, Provision, Purpose, Retention, Screened, Source, Stage, Subject, System, Topic,
    },
    recipient::{Instrument, Recipient, RecipientGroup, RecipientUse, Transfer},
    rights::{Objection, Right, Rights, Withdrawal},
    words::{Day, Link, Only, Said, Term, Words},
};

/// The version of the contract. It rises when a field is renamed, removed or changes its meaning.
pub const VERSION: u32 = 1;

/// What a reader is told, in one language and one edition.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// The version of this contract.
    pub version: u32,
    /// The language of every word in it, ISO 639-1: `en`.
    pub language: String,
    /// Whether it is the internal edition. The public one holds nothing that only insiders may read.
    pub internal: bool,
    /// Whether it tells only of data that come from elsewhere than the person, or may: a notice of Art. 14.
    pub indirect: bool,
    /// The people whose request it answers: it tells of them alone, and names every recipient. Art. 15.
    pub subject: Option<String>,
    /// Whether something in it is not decided yet, or belongs to a draft; only in the internal edition.
    pub draft: bool,
    /// What is not known or not decided, in words, each with its entry; only in the internal edition.
    pub open: Vec<Words>,
    /// The laws on the protection of personal data that the documents speak of, by name.
    pub laws: Vec<String>,
    /// Whose documents these are. Art. 13(1)(a).
    pub organisation: Organisation,
    /// The data protection officer. Art. 13(1)(b).
    pub officer: Said<Officer>,
    /// The representatives of an organisation outside the Union. Art. 27.
    pub representatives: Said<Representative>,
    /// The supervisory authorities to which one may complain. Art. 13(2)(d).
    pub authorities: Vec<Authority>,
    /// The sections of the policy that have something to say, in their order.
    pub sections: Vec<Section>,
    /// The purposes under their topics; those without a topic stand under one that has no name.
    /// Shared, as they are most of the View and templates take them one by one.
    pub topics: Arc<Vec<Topic>>,
    /// What is the same for every purpose, if there are several: said once, not in each block.
    pub common: Common,
    /// What the organisation does as a processor: in the public edition only what is declared public.
    pub services: Vec<Service>,
    /// For whom the services are done, each once; only in the internal edition. Art. 30(2)(a).
    pub controllers: Vec<Controller>,
    /// Every recipient of any purpose, grouped by what it is to the organisation. Art. 13(1)(e).
    pub recipients: Vec<RecipientGroup>,
    /// Transfers out of the Union and the EEA, over all purposes. Art. 13(1)(f).
    pub transfers: Said<Transfer>,
    /// How a copy of the safeguards is had, each way once.
    pub transfer_copies: Vec<String>,
    /// Security measures, over all purposes. Art. 32.
    pub measures: Said<Measure>,
    /// Automated decisions, over all purposes; none only if each purpose says so. Art. 13(2)(f).
    pub decisions: Said<Decision>,
    /// How each letter of Art. 13, 14, 15 and 30 stands; only in the coverage. It is judged by a day, as nothing else here is.
    pub coverage: Vec<Covered>,
    /// The rights that apply. Art. 13(2)(b).
    pub rights: Rights,
    /// Cookies and the like.
    pub trackers: Vec<Tracker>,
    /// What residents of California are told; absent if the settings don't ask for it.
    pub california: Option<California>,
    /// The editions of the policy, the latest first.
    pub versions: Vec<Version>,
    /// The date of the latest edition: the policy's date.
    pub changed: Option<Day>,
    /// The record in an authority's layout; absent if none is asked for.
    pub layout: Option<Layout>,
    /// What the document says, as one number: SHA-256 in hexadecimal over all else that stands here but the editions
    /// and their date. The same words have the same, in whatever format, as long as ropa and its own words are the same.
    pub content_hash: String,
}

/// One letter of Art. 13, 14, 15 or 30, for those purposes for which it stands alike.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Covered {
    /// The letter, as the language cites it.
    pub article: String,
    /// What it asks.
    pub asks: String,
    /// How it stands: `met`, `doubtful`, `open`, `missing` or `not applicable`.
    pub state: String,
    /// The same in words.
    pub state_words: String,
    /// The purposes and services, by name; empty for the organisation.
    pub of: Vec<String>,
}

/// What every purpose has in common. A field is absent where the purposes differ, or where there is one alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Common {
    /// The sources.
    pub sources: Option<Said<Source>>,
    /// Whether the data must be given.
    pub provisions: Option<Said<Provision>>,
    /// The recipients.
    pub recipients: Option<Said<RecipientUse>>,
    /// How long data are kept.
    pub retention: Option<Said<Retention>>,
    /// Automated decisions.
    pub decisions: Option<Said<Decision>>,
}

/// The place in a page of HTML where an entry is told of: a name without dots, which some tools take for a class.
pub fn anchor(entry: &str) -> String {
    entry.replace('.', "-")
}

impl View {
    /// Every purpose, in the order of the documents.
    pub fn purposes(&self) -> impl Iterator<Item = &Purpose> {
        self.topics.iter().flat_map(|topic| &topic.purposes)
    }
}
