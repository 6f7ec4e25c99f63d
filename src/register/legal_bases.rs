//! On what ground data are processed: the legal bases of Art. 6(1), and the further conditions of Art. 9(2), 10 and 87.

use crate::register::{
    entry::{Provenance, Shared},
    keys::{keys, words},
    retention::Law,
    security::Assessment,
    shape::Several,
    text::Text,
    transfers::{Area, Country},
    uses::{Kind, Ref, Relation},
};

words! {
    /// Whose legitimate interest it is.
    pub enum Whose {
        /// The organisation's.
        Own = "own",
        /// Somebody else's.
        ThirdParty = "third-party",
    }
}

keys! {
    /// A legal basis of Art. 6(1): ropa's data.
    pub struct LegalBasis {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Text = "name", Public, ["13(1)(c)"];
        /// its point in the Regulation
        article: Box<str> = "article", Public, ["6(1)"];
        /// only there
        country: Ref<Country> = "country", Nowhere, [];
        /// whether a law must be named
        law_needed: bool = "law-needed", Nowhere, ["6(3)"];
        /// whether it can be withdrawn
        withdrawal: bool = "withdrawal", Nowhere, ["7(3)"];
        /// whether the data can be taken along
        portability: bool = "portability", Nowhere, ["20(1)"];
        /// whether one may object
        objection: bool = "objection", Nowhere, ["21(1)"];
        /// what must be on record with it
        must_document: Several<Box<str>> = "must-document", Nowhere, ["5(2)"];
    }
}

keys! {
    /// What only the use of a legal basis has.
    pub struct Grounds {
        /// (c) and (e) want one; others may have it
        laws: Relation<Law> = "laws", Public, ["6(3)"];
        /// which contract
        agreement: Text = "agreement", Public, ["6(1)(b)"];
        /// steps at the person's request before one
        before_contract: bool = "before-contract", Public, ["6(1)(b)"];
        /// which interest (default: the assessment's)
        interest: Text = "interest", Public, ["13(1)(d)"];
        /// whose interest
        whose: Whose = "whose", Public, ["13(1)(d)"];
        /// the balancing
        assessment: Relation<Assessment> = "assessment", Internal, ["5(2)"];
        /// which public task
        task: Text = "task", Public, ["6(1)(e)"];
        /// which case of vital interests
        emergency: Text = "emergency", Public, ["6(1)(d)"];
        /// how consent is given
        given: Text = "given", Public, ["4(11)", "7(3)"];
        /// how it is withdrawn (default: `rights.withdraw-consent`)
        withdrawal: Text = "withdrawal", Public, ["7(3)", "13(2)(c)"];
        /// where it is recorded
        proof: Text = "proof", Internal, ["7(1)"];
        /// from which age (default: the country's)
        age: i64 = "age", Public, ["8"];
        /// how parents consent
        parental_consent: Text = "parental-consent", Public, ["8"];
    }
}

words! {
    /// How sensitive the law holds data to be.
    pub enum Class {
        /// Nothing special.
        Ordinary = "ordinary",
        /// Art. 87.
        NationalIdentifier = "national-identifier",
        /// Art. 10.
        Criminal = "criminal",
        /// Art. 9(1).
        Special = "special",
    }
}

keys! {
    /// A further ground for special or criminal data, or a national identifier. Art. 9(2), 10, 87.
    pub struct Condition {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Text = "name", Public, ["9(2)"];
        /// the class of data for which it is
        class: Class = "class", Public, ["9(2)", "10", "87"];
        /// where it holds
        country: Area = "country", Public, ["9(2)", "10", "87"];
        /// the law that it stands on
        laws: Relation<Law> = "laws", Public, ["9(2)", "10", "87"];
        /// its point in the Regulation
        article: Box<str> = "article", Public, ["9(2)"];
        /// its place in a national law (default: what the documents' language calls it)
        cite: Text = "cite", Public, ["87"];
        /// whether a law must be named
        law_needed: bool = "law-needed", Nowhere, ["9(2)"];
        /// whether it can be withdrawn
        withdrawal: bool = "withdrawal", Nowhere, ["7(3)"];
        /// whether the data can be taken along
        portability: bool = "portability", Nowhere, ["20(1)"];
        /// what must be on record with it
        must_document: Several<Box<str>> = "must-document", Nowhere, ["5(2)"];
    }
}

keys! {
    /// What only the use of a condition has.
    pub struct ConditionGrounds {
        /// the law that it stands on
        laws: Relation<Law> = "laws", Public, ["9(2)(b)", "9(2)(g)", "9(2)(h)", "9(2)(i)", "9(2)(j)"];
        /// who is bound to secrecy, and by what
        secrecy: Text = "secrecy", Public, ["9(3)"];
        /// how consent is given
        given: Text = "given", Public, ["4(11)", "7(3)"];
        /// how it is withdrawn (default: `rights.withdraw-consent`)
        withdrawal: Text = "withdrawal", Public, ["7(3)", "13(2)(c)"];
        /// where it is recorded
        proof: Text = "proof", Internal, ["7(1)"];
    }
}

/// A relation to legal bases.
pub type LegalBases = Relation<LegalBasis, Grounds>;
/// A relation to conditions.
pub type Conditions = Relation<Condition, ConditionGrounds>;
impl Kind for LegalBasis {
    const NAME: &'static str = "legal-basis";
}

impl Kind for Condition {
    const NAME: &'static str = "condition";
}
