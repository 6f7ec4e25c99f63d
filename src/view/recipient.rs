//! The View of recipients and of transfers out of the Union and the EEA.

use serde::{Deserialize, Serialize};

use crate::view::{
    organisation::Contact,
    purpose::Retention,
    words::{Link, Only, Said},
};

/// Recipients that are the same to the organisation.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientGroup {
    /// `processor`, `controller` …; absent for recipients whose role nobody says.
    pub role: Option<String>,
    /// The heading.
    pub title: String,
    /// What this role means, in a sentence.
    pub explanation: Option<String>,
    /// Its recipients, in the register's order.
    pub recipients: Vec<Recipient>,
}

/// Somebody who gets personal data. Art. 4(9), 13(1)(e).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipient {
    /// Its entry: `recipient.hosting`.
    pub entry: String,
    /// What is printed for it: its name or its category; of a group with its members in brackets.
    pub name: String,
    /// Its category, if the name is printed too.
    pub category: Option<String>,
    /// `processor`, `controller` …
    pub role: Option<String>,
    /// The same in words.
    pub role_words: Option<String>,
    /// Whether it belongs to the same group of companies.
    pub group_company: bool,
    /// All of it in one line.
    pub words: String,
    /// A sentence or two.
    pub description: Option<String>,
    /// How it is reached.
    pub contact: Option<Contact>,
    /// Where its own policy stands.
    pub policy_url: Option<Link>,
    /// Where the data are.
    pub countries: Said<String>,
    /// The countries among these, ISO 3166-1; and `EU` or `EEA`.
    pub country_codes: Vec<String>,
    /// From where else they can be reached.
    pub access_from: Said<String>,
    /// What it does with them for itself.
    pub own_purposes: Said<String>,
    /// How long it keeps them, if not as the organisation does.
    pub retention: Said<Retention>,
    /// The essence of the arrangement with a joint controller. Art. 26(2).
    pub arrangement: Option<String>,
    /// Whom people may turn to.
    pub contact_point: Option<String>,
    /// Whom it takes on. Art. 28(2).
    pub sub_processors: Said<String>,
    /// The purposes for which it gets data, by name; empty if it is all of them.
    pub purposes: Vec<String>,
    /// To what it is narrowed in every use.
    pub only: Option<Only>,
    /// The contract, in words; internal.
    pub contract: Said<String>,
    /// Internal words.
    pub internal: Option<String>,
}

/// A recipient as one purpose uses it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecipientUse {
    /// Its entry.
    pub entry: String,
    /// What is printed for it.
    pub name: String,
    /// What it is to the organisation here: `processor`, `controller` …
    pub role: Option<String>,
    /// The same in words.
    pub role_words: Option<String>,
    /// All of it in one line.
    pub words: String,
    /// Whether nothing is said that holds for this purpose alone.
    pub is_plain: bool,
    /// What it does here.
    pub task: Option<String>,
    /// The form in which it gets the data, in words, if not in clear.
    pub form: Option<String>,
    /// The disclosure's own legal bases, in words.
    pub legal_basis: Option<String>,
    /// Who does what here, of a joint controller. Art. 26(2).
    pub responsibilities: Option<String>,
    /// What is special about it here.
    pub description: Option<String>,
    /// To what it is narrowed.
    pub only: Option<Only>,
    /// Internal words.
    pub internal: Option<String>,
}

/// A transfer out of the Union and the EEA. Art. 13(1)(f), 30(1)(e).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// Where it goes, as the register names it: `country.US`, `area.worldwide`; absent if it is not known.
    pub entry: Option<String>,
    /// The country, area or organisation; absent if it is not known.
    pub place: Option<String>,
    /// The recipients there, as printed elsewhere.
    pub recipients: Vec<String>,
    /// All of it in one line.
    pub words: String,
    /// On what it rests.
    pub instruments: Said<Instrument>,
    /// How a copy of the safeguards is had.
    pub copy: Option<String>,
}

/// What a transfer rests on. Art. 45, 46, 49.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Instrument {
    /// Its entry: `instrument.adequacy`.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one.
    pub dpv: Option<String>,
    /// What it is called.
    pub name: String,
    /// Its article: `45`.
    pub article: Option<String>,
    /// All of it in one line.
    pub words: String,
    /// Whether it holds only if the others fall.
    pub fallback: bool,
    /// What is kept on record with it, in words; internal.
    pub record: Option<String>,
}
