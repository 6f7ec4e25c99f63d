//! The View of those who answer for the data, and of the authorities.

use serde::{Deserialize, Serialize};

use crate::view::words::{Day, Link, Said};

/// Whose documents these are. Art. 13(1)(a), 30(1)(a).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Its entry.
    pub entry: String,
    /// The legal name.
    pub name: String,
    /// The name in running text; the legal one if there is no shorter.
    pub short_name: String,
    /// Whether the two differ.
    pub has_short_name: bool,
    /// The form of company.
    pub legal_form: Option<String>,
    /// Its number in a register of companies.
    pub registration: Option<String>,
    /// How it is reached.
    pub contact: Contact,
    /// Who answers questions; no officer of Art. 37.
    pub contact_person: Option<Contact>,
    /// When the policy applies: its first sentence.
    pub scope: Option<String>,
    /// Where the policy stands.
    pub policy_url: Option<Link>,
    /// Where breaches are recorded; internal. Art. 33(5).
    pub breach_register: Option<String>,
    /// Where the policy of retention and erasure is; internal.
    pub retention_policy: Option<String>,
    /// Where the policy of security is; internal.
    pub security_policy: Option<String>,
    /// Internal words.
    pub internal: Option<String>,
}

/// How somebody is reached.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Who.
    pub name: Option<String>,
    /// What they are in the organisation.
    pub title: Option<String>,
    /// The lines of a letter, the country the last.
    pub address: Vec<String>,
    /// The country, ISO 3166-1.
    pub country_code: Option<String>,
    /// The other ways: e-mail, telephone, website, form.
    pub channels: Vec<Channel>,
    /// All of it in one line; absent if nothing is given.
    pub words: Option<String>,
}

/// A way to reach somebody.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    /// `email`, `phone`, `website` or `contact-form`.
    pub kind: String,
    /// What stands before it: `E-mail:`.
    pub label: String,
    /// The address or number.
    pub words: String,
    /// A link to it, if one can be made safely.
    pub link: Option<Link>,
}

/// The data protection officer. Art. 37.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Officer {
    /// Name and ways to reach the officer.
    pub contact: Contact,
    /// What else the officer does; internal.
    pub other_roles: Vec<String>,
    /// When the authority was told; internal.
    pub notified_on: Option<Day>,
}

/// A representative under Art. 27.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Representative {
    /// Where, in words: `the European Union`.
    pub place: String,
    /// Who, and how they are reached.
    pub contact: Contact,
}

/// A supervisory authority. Art. 77.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Authority {
    /// Its entry.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one.
    pub dpv: Option<String>,
    /// Its name in the document's language.
    pub name: String,
    /// Its name in its own language, if that differs.
    pub own_name: Option<String>,
    /// How it is reached.
    pub contact: Contact,
}

/// Another controller: a company of the group, or one that the organisation works for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Its entry.
    pub entry: String,
    /// Its name, or its kind where only that is known.
    pub name: String,
    /// Its number in a register of companies.
    pub registration: Option<String>,
    /// How it is reached.
    pub contact: Contact,
    /// Its data protection officer; internal.
    pub officer: Said<Officer>,
    /// Its representatives; internal.
    pub representatives: Said<Representative>,
}
