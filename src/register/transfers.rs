//! Where data go: countries with their adequacy decisions, areas, and the instruments of Chapter V.

use chrono::NaiveDate;
use serde_json::{Value, json};
use toml::de::DeValue;

use crate::register::{
    entry::{Provenance, Shared},
    keys::{keys, words},
    read::{Node, RESERVED, Reader},
    schema::{Book, names},
    security::{Assessment, Measure},
    shape::{Leaf, Naming, Place, Several, Shape, TableOf, Visitor},
    text::{Name, Text},
    uses::{Kind, Relation},
    value::Id,
};

words! {
    /// How far an adequacy decision reaches.
    pub enum Scope {
        /// The whole country.
        Full = "full",
        /// Recipients under a certain law or of a certain kind: whether one is, is to be confirmed.
        Partial = "partial",
        /// Recipients on a list alone, each by its name.
        Listed = "listed",
    }
}

keys! {
    /// A decision of the Commission that a country protects data adequately. Art. 45(3).
    pub struct AdequacyDecision {
        ..provenance: Provenance,
        /// its number
        decision: Box<str> = "decision", Public, ["45(3)"];
        /// the day from which it holds
        from: NaiveDate = "from", Public, ["45(3)"];
        /// the last day on which it holds
        until: NaiveDate = "until", Public, ["45(3)"];
        /// how far it reaches
        scope: Scope = "scope", Public, ["45(3)"];
        /// whom it does not reach
        limits: Box<str> = "limits", Public, ["45(3)"];
    }
}

keys! {
    /// A country: ropa's data, by ISO 3166-1 alpha-2.
    pub struct Country {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Name = "name", Public, [];
        /// ISO 3166-1 alpha-3
        alpha_3: Box<str> = "alpha-3", Nowhere, [];
        /// a member of the Union
        eu: bool = "eu", Nowhere, [];
        /// a member of the European Economic Area
        eea: bool = "eea", Nowhere, [];
        /// the Regulation applies on its territory
        gdpr: bool = "gdpr", Nowhere, ["3"];
        /// the age of a child's own consent
        child_consent_age: i64 = "child-consent-age", Nowhere, ["8(1)"];
        /// the decisions about it, by number
        adequacy: TableOf<AdequacyDecision> = "adequacy", Nowhere, ["45(3)"];
    }
}

keys! {
    /// An international organisation: ropa's data.
    pub struct InternationalOrganisation {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Name = "name", Public, [];
        /// the decisions about it, by number
        adequacy: TableOf<AdequacyDecision> = "adequacy", Nowhere, ["45(3)"];
    }
}

/// A country, or an area that is read as all its countries: `EU`, `EEA`, `worldwide`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area(pub Id);

impl Area {
    /// Whether it is one country's code.
    pub fn is_country(&self) -> bool {
        !matches!(self.0.as_str(), "EU" | "EEA" | "worldwide")
    }
}

impl Shape for Area {
    fn shape() -> String {
        "place".into()
    }

    fn schema(book: &mut Book) -> Value {
        let country = book.id(Country::NAME);
        json!({ "anyOf": [country, { "enum": ["EU", "EEA", "worldwide"] }] })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::String(text) = node.value
            && matches!(&**text, "EU" | "EEA" | "worldwide")
        {
            return Some(Self(Id::from(&**text)));
        }
        reader.id(node, Country::NAME).map(Self)
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        if self.is_country() {
            visitor.leaf(place, Leaf::Reference(Country::NAME, &self.0));
        } else {
            visitor.leaf(place, Leaf::String(self.0.as_str()));
        }
    }
}

words! {
    /// A part of the Data Privacy Framework.
    pub enum Framework {
        /// With the Union.
        EuUs = "eu-us",
        /// With the United Kingdom.
        UkExtension = "uk-extension",
        /// With Switzerland.
        SwissUs = "swiss-us",
    }
}

keys! {
    /// What allows a transfer: ropa's data. Art. 45, 46, 49(1).
    pub struct Instrument {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Text = "name", Public, ["13(1)(f)"];
        /// its article
        article: Box<str> = "article", Public, ["13(1)(f)"];
        /// the number of the decision that made it
        decision: Box<str> = "decision", Public, [];
        /// an exception of Art. 49
        derogation: bool = "derogation", Nowhere, ["49(1)"];
        /// whether the law there must be assessed
        assessment_needed: bool = "assessment-needed", Nowhere, ["46"];
        /// whether people may have a copy
        copy_needed: bool = "copy-needed", Nowhere, ["13(1)(f)"];
        /// whether an authority must have approved it
        approval_needed: bool = "approval-needed", Nowhere, ["46(3)", "47"];
    }
}

keys! {
    /// What only the use of an instrument has.
    pub struct TransferTerms {
        /// of the standard clauses: 1–4
        module: i64 = "module", Internal, ["46(2)(c)"];
        /// signed when
        date: NaiveDate = "date", Internal, ["46(2)(c)"];
        /// who is listed under a partial decision
        certified: Box<str> = "certified", Internal, ["45"];
        /// where it is listed
        frameworks: Several<Framework> = "frameworks", Internal, ["45"];
        /// whether the listing covers data on employees
        covers_hr_data: bool = "covers-hr-data", Internal, ["45"];
        /// seen when
        checked_on: NaiveDate = "checked-on", Internal, ["45"];
        /// holds if the others fall
        fallback: bool = "fallback", Public, [];
        /// of the law there
        assessment: Relation<Assessment> = "assessment", Internal, ["46", "C-311/18"];
        /// what supplements it
        measures: Relation<Measure> = "measures", Internal, ["46", "C-311/18"];
        /// of a derogation
        reason: Text = "reason", Internal, ["49(1)"];
        /// of rules and own clauses
        approval: Box<str> = "approval", Internal, ["46(3)", "47"];
        /// where it is
        document: Box<str> = "document", Internal, ["46(3)", "47"];
    }
}

/// Names of the places to which data go.
#[derive(Clone, Debug)]
pub struct Destinations;

impl Destinations {
    /// What may stand in place of a country.
    const OTHERS: [&'static str; 3] = ["unknown", "worldwide", "international-organisation"];
}

impl Naming for Destinations {
    const BY: &'static str = "place";

    fn names() -> Value {
        json!({ "anyOf": [names(Country::NAME, RESERVED), { "enum": Self::OTHERS }] })
    }

    fn refers_to(name: &str) -> Option<&'static str> {
        (!Self::OTHERS.contains(&name)).then_some(Country::NAME)
    }

    fn check(name: &str, node: Node<'_>, reader: &mut Reader<'_>) {
        if !Self::OTHERS.contains(&name) {
            reader.check_id(name, node.key, Country::NAME);
        }
    }
}

/// The instruments by place; also by `unknown`, `worldwide`, `international-organisation`.
pub type Transfers = TableOf<Relation<Instrument, TransferTerms>, Destinations>;

impl Kind for Country {
    const NAME: &'static str = "country";
}

impl Kind for InternationalOrganisation {
    const NAME: &'static str = "international-organisation";
}

impl Kind for Instrument {
    const NAME: &'static str = "instrument";
}
