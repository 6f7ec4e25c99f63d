//! The View of a purpose: one row of the record, one block of the policy.

use serde::{Deserialize, Serialize};

use crate::view::{
    organisation::Controller,
    recipient::{RecipientUse, Transfer},
    words::{Day, Link, Only, Said, Term},
};

/// Purposes under one heading.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// Its entry; absent for purposes without a topic.
    pub entry: Option<String>,
    /// Its heading.
    pub name: Option<String>,
    /// A sentence or two below it.
    pub description: Option<String>,
    /// Its purposes, in the register's order.
    pub purposes: Vec<Purpose>,
}

impl Topic {
    /// The topic without its purposes.
    #[must_use]
    pub fn heading(&self) -> Self {
        let Self { entry, name, description, purposes: _ } = self;
        let (entry, name, description) = (entry.clone(), name.clone(), description.clone());
        Self { entry, name, description, purposes: Vec::new() }
    }
}

/// A purpose of processing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Purpose {
    /// Its entry: `purpose.account`.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one; internal.
    pub dpv: Option<String>,
    /// What it is called.
    pub name: String,
    /// The purpose, to the person. Art. 13(1)(c).
    pub description: Option<String>,
    /// Whether it is a draft; only in the internal edition.
    pub draft: bool,
    /// The controller, if it is not the organisation.
    pub controller: Option<Controller>,
    /// Whose data. Art. 30(1)(c).
    pub data_subjects: Said<Subject>,
    /// Which data. Art. 14(1)(d), 30(1)(c).
    pub personal_data: Said<Datum>,
    /// Whether the data differ from people to people; then each of these says which.
    pub data_by_subject: bool,
    /// On what basis. Art. 6(1), 13(1)(c).
    pub legal_bases: Said<Basis>,
    /// The further grounds for special and criminal data and national identifiers. Art. 9(2), 10, 87.
    pub conditions: Said<Condition>,
    /// Where the data come from. Art. 14(2)(f).
    pub sources: Said<Source>,
    /// Whether the person must give the data. Art. 13(2)(e).
    pub provisions: Said<Provision>,
    /// Who gets the data. Art. 13(1)(e).
    pub recipients: Said<RecipientUse>,
    /// Transfers out of the Union and the EEA. Art. 13(1)(f).
    pub transfers: Said<Transfer>,
    /// How long the data are kept. Art. 13(2)(a).
    pub retention: Said<Retention>,
    /// Decisions without a human. Art. 22.
    pub decisions: Said<Decision>,
    /// Profiling short of such a decision.
    pub profiling: Said<String>,
    /// Artificial intelligence short of such a decision.
    pub ai_use: Said<String>,
    /// Direct marketing; absent if it is none, or nothing is said. Art. 21(2).
    pub marketing: Option<Marketing>,
    /// The purposes for which the data were first collected. Art. 13(3).
    pub further_processing_of: Vec<FurtherProcessing>,
    /// It is declared that nobody is identified. Art. 11.
    pub unidentified: bool,
    /// Limits of rights. Art. 23.
    pub rights_limits: Vec<Limit>,
    /// Security measures; internal. Art. 30(1)(g).
    pub measures: Said<Measure>,
    /// Systems; internal.
    pub systems: Said<System>,
    /// Who answers for it; internal.
    pub owner: Option<String>,
    /// From when; internal.
    pub starts: Option<Day>,
    /// Until when; internal.
    pub ends: Option<Day>,
    /// Why no public document tells it; internal.
    pub not_public: Option<String>,
    /// The impact assessments, in words; internal. Art. 35.
    pub impact_assessment: Said<String>,
    /// The documents that hold them; internal.
    pub impact_assessment_documents: Vec<String>,
    /// How high the risk is, in a word; internal.
    pub risk: Option<String>,
    /// What was screened for a high risk, criterion by criterion; internal, and only in the register of assessments. WP248.
    pub screening: Vec<Screened>,
    /// The criteria of high risk that it is declared to meet; internal.
    pub risk_criteria: Vec<String>,
    /// How many people, roughly; internal.
    pub people: Option<u64>,
    /// Why people are not told; internal. Art. 14(5).
    pub notice_exemption: Option<Exemption>,
    /// Its number elsewhere; internal.
    pub reference: Option<String>,
    /// When somebody last looked; internal.
    pub reviewed_on: Option<Day>,
    /// When somebody will again; internal.
    pub next_review: Option<Day>,
    /// Internal words.
    pub internal: Option<String>,
}

/// Whether a criterion of high risk is met. Art. 35(3), WP248 rev.01.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Screened {
    /// The criterion.
    pub name: String,
    /// Whether it is met, by what is declared.
    pub met: bool,
    /// What meets it, if that is not declared itself: data, people, or a kind of processing.
    pub by: Option<String>,
    /// Whether the register can't tell that it is not met.
    pub unseen: bool,
}

/// A category of people.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// Its entry.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one.
    pub dpv: Option<String>,
    /// What they are called; of a group with its members in brackets.
    pub name: String,
    /// Name and narrowing.
    pub words: String,
    /// Their data, if these differ from people to people.
    pub personal_data: Vec<String>,
    /// The same as one list in words.
    pub personal_data_words: Option<String>,
    /// To what it is narrowed here.
    pub only: Option<Only>,
}

/// A category of personal data.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Datum {
    /// Its entry.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one.
    pub dpv: Option<String>,
    /// What it is called.
    pub name: String,
    /// The members of a group.
    pub members: Vec<String>,
    /// Name and members, and what it can reveal by chance.
    pub words: String,
    /// `ordinary`, `special`, `criminal` or `national-identifier`; absent if nobody says.
    pub class: Option<String>,
    /// Whether Art. 9, 10 or 87 applies to it.
    pub sensitive: bool,
    /// What it can reveal by chance. Art. 9.
    pub may_contain: Vec<String>,
    /// To what it is narrowed here.
    pub only: Option<Only>,
}

/// A law.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Law {
    /// Its entry.
    pub entry: String,
    /// What it is called.
    pub name: String,
    /// The section.
    pub section: Option<String>,
    /// Where it can be read.
    pub link: Option<Link>,
    /// Name and section.
    pub words: String,
}

/// A legal basis as it is used here. Art. 6(1).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Basis {
    /// Its entry: `legal-basis.consent`.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one.
    pub dpv: Option<String>,
    /// What it is called.
    pub name: String,
    /// Its point of the Regulation: `6(1)(a)`; absent for one that only a national law knows.
    pub article: Option<String>,
    /// All of it in one line.
    pub words: String,
    /// Which legitimate interest. Art. 13(1)(d).
    pub interest: Option<String>,
    /// Whether the interest is somebody else's.
    pub third_party: bool,
    /// Which contract.
    pub agreement: Option<String>,
    /// Whether steps before a contract are meant.
    pub before_contract: bool,
    /// The laws that it stands on.
    pub laws: Vec<Law>,
    /// How consent is given.
    pub given: Option<String>,
    /// How it is withdrawn.
    pub withdrawal: Option<String>,
    /// The age from which a child consents alone.
    pub age: Option<u64>,
    /// How parents consent.
    pub parental_consent: Option<String>,
    /// The public task.
    pub task: Option<String>,
    /// The case of vital interests.
    pub emergency: Option<String>,
    /// What is special about it here.
    pub description: Option<String>,
    /// To what it is narrowed.
    pub only: Option<Only>,
    /// The balancing or other assessment, in words; internal.
    pub assessment: Option<String>,
    /// Where consent is recorded; internal.
    pub proof: Option<String>,
    /// Internal words.
    pub internal: Option<String>,
}

/// A further ground. Art. 9(2), 10, 87.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    /// Its entry.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one.
    pub dpv: Option<String>,
    /// What it is called.
    pub name: String,
    /// Where it stands: `Art. 9(2)(h) GDPR`, or a place in a national law.
    pub citation: Option<String>,
    /// The class of data for which it is.
    pub class: Option<String>,
    /// All of it in one line.
    pub words: String,
    /// The laws that it stands on.
    pub laws: Vec<Law>,
    /// Who is bound to secrecy, and by what. Art. 9(3).
    pub secrecy: Option<String>,
    /// How consent is given.
    pub given: Option<String>,
    /// How it is withdrawn.
    pub withdrawal: Option<String>,
    /// To what it is narrowed.
    pub only: Option<Only>,
    /// Where consent is recorded; internal.
    pub proof: Option<String>,
    /// Internal words.
    pub internal: Option<String>,
}

/// Where data come from. Art. 14(2)(f).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its entry.
    pub entry: String,
    /// What it is called.
    pub name: String,
    /// All of it in one line.
    pub words: String,
    /// Whether it is publicly accessible.
    pub public: bool,
    /// Whether the data come from somebody else, so that Art. 14 applies.
    pub indirect: bool,
    /// To what it is narrowed.
    pub only: Option<Only>,
    /// When people are told; internal. Art. 14(3).
    pub informed: Option<String>,
}

/// Whether the person must give the data. Art. 13(2)(e).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// Its entry.
    pub entry: String,
    /// The sentence that says so.
    pub words: String,
    /// What follows if they are not given.
    pub consequence: Option<String>,
    /// To what it is narrowed.
    pub only: Option<Only>,
}

/// How long data are kept. Art. 13(2)(a), 30(1)(f).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Retention {
    /// Its entry; absent if it is stated where it is used.
    pub entry: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// All of it in one line.
    pub words: String,
    /// The limits; if several, `first` says which counts.
    pub limits: Vec<Term>,
    /// Of several limits the one that ends first counts, else the one that ends last.
    pub first: bool,
    /// It is declared that nothing is stored.
    pub not_stored: bool,
    /// The time is not known.
    pub unknown: bool,
    /// What happens on the way.
    pub stages: Vec<Stage>,
    /// What happens at the end, in words.
    pub then: Option<String>,
    /// The laws that demand it.
    pub laws: Vec<Law>,
    /// How much longer copies last, in words.
    pub backups: Option<String>,
    /// What stops the time.
    pub paused_while: Option<String>,
    /// What is special about it.
    pub description: Option<String>,
    /// To what it is narrowed.
    pub only: Option<Only>,
    /// How it is done; internal.
    pub practice: Option<String>,
}

/// A stage on the way to erasure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// `active`, `archive` or `final-archive`, as the language calls it.
    pub name: String,
    /// How long.
    pub keep: Option<Term>,
    /// Who may still look.
    pub access: Option<String>,
    /// The laws that demand it.
    pub laws: Vec<Law>,
    /// All of it in one line.
    pub words: String,
}

/// A decision without a human. Art. 22.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// Its entry: `purpose.credit.automated-decisions.score`.
    pub entry: String,
    /// The purpose for which it is made.
    pub purpose: String,
    /// What it is called.
    pub name: String,
    /// All of it in one line.
    pub words: String,
    /// How it is reached.
    pub logic: Option<String>,
    /// What it weighs for the person.
    pub significance: Option<String>,
    /// What follows from it.
    pub consequences: Option<String>,
    /// How a human is reached.
    pub human_review: Option<String>,
    /// On what ground of Art. 22(2), in words.
    pub ground: Option<String>,
}

/// Direct marketing. Art. 21(2).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marketing {
    /// By what it reaches people.
    pub channels: Said<String>,
    /// By what right, in words.
    pub permission: Option<String>,
    /// All of it in a sentence.
    pub words: String,
}

/// Data first collected for another purpose. Art. 13(3).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FurtherProcessing {
    /// The entry of that purpose.
    pub entry: String,
    /// What it is called.
    pub name: String,
    /// That both go together, in words; internal.
    pub assessment: Option<String>,
    /// When people were told; internal.
    pub told_on: Option<Day>,
}

/// A limit of a right. Art. 23.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// The right's entry.
    pub entry: String,
    /// The right.
    pub right: String,
    /// The purpose for which it is limited.
    pub purpose: String,
    /// All of it in one line.
    pub words: String,
    /// The laws that limit it.
    pub laws: Vec<Law>,
}

/// A security measure. Art. 32.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Its entry.
    pub entry: String,
    /// Its IRI in the Data Privacy Vocabulary, if it has one.
    pub dpv: Option<String>,
    /// What it is called; of a group with its members in brackets.
    pub name: String,
    /// A sentence or two.
    pub description: Option<String>,
    /// Name and description.
    pub words: String,
    /// What it is for, in words.
    pub aim: Option<String>,
    /// Whether it is planned only; never in the public edition.
    pub planned: bool,
}

/// A system; internal.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct System {
    /// Its entry.
    pub entry: String,
    /// What it is called.
    pub name: String,
    /// Name, who runs it, and where.
    pub words: String,
}

/// Why people are not told; internal. Art. 13(4), 14(5).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exemption {
    /// Which exemption, in words.
    pub ground: Option<String>,
    /// Why it holds.
    pub reason: Option<String>,
    /// The laws that say so.
    pub laws: Vec<Law>,
    /// All of it in one line.
    pub words: String,
}
