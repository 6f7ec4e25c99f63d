//! Whose data, which data, from where, and whether they must be given.

use crate::register::{
    entry::{Provenance, Shared},
    keys::keys,
    legal_bases::Class,
    parties::Recipient,
    purposes::{Origins, Provisions, Retained, RiskCriterion},
    shape::Several,
    text::Text,
    transfers::Country,
    uses::{Kind, Ref, Relation},
};

keys! {
    /// A category of data subjects. Art. 30(1)(c).
    pub struct DataSubject {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what they are called
        name: Text = "name", Public, ["30(1)(c)"];
        /// the catalogue's entry that it is: vocabularies follow
        same_as: Ref<DataSubject> = "same-as", Internal, [];
        /// a group: naming it names these
        includes: Several<Ref<DataSubject>> = "includes", Public, [];
        /// whether they are
        children: bool = "children", Internal, ["8", "12(1)"];
        /// whether they are
        vulnerable: bool = "vulnerable", Internal, ["35"];
        /// whether they depend on the organisation so that their consent is seldom free
        dependent: bool = "dependent", Nowhere, ["4(11)"];
    }
}

keys! {
    /// A category of personal data. Art. 4(1), 30(1)(c).
    pub struct PersonalData {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what they are called
        name: Text = "name", Public, ["30(1)(c)"];
        /// the catalogue's entry that it is: class, vocabularies follow
        same_as: Ref<PersonalData> = "same-as", Internal, [];
        /// a group: naming it names these
        includes: Several<Ref<PersonalData>> = "includes", Public, [];
        /// default: the catalogue's, or the highest of `includes`; else a rule asks
        class: Class = "class", Public, ["9", "10", "87"];
        /// what photos or free text can reveal by chance
        may_contain: Several<Ref<PersonalData>> = "may-contain", Public, ["9"];
        /// holds for it in every purpose
        source: Origins = "source", Public, ["14(2)(f)"];
        /// holds for it in every purpose
        provision: Provisions = "provision", Public, ["13(2)(e)"];
        /// holds for it in every purpose
        retention: Retained = "retention", Public, ["13(2)(a)"], or_none;
        /// letters; default: the catalogue's
        california: Several<Box<str>> = "california", Public, ["CCPA 1798.140(v)"];
        /// sensitive in California's sense
        california_sensitive: bool = "california-sensitive", Nowhere, ["CCPA 1798.140(ae)"];
        /// columns, fields
        fields: Several<Box<str>> = "fields", Internal, ["30(1)(c)"];
        /// the part of the catalogue
        group: Box<str> = "group", Nowhere, [];
        /// whether it can reveal data of Art. 9
        reveals_special: bool = "reveals-special", Nowhere, ["9(1)"];
        /// criteria of high risk that processing them meets
        risk_criteria: Several<RiskCriterion> = "risk-criteria", Nowhere, ["35(1)"];
        /// which kind of Art. 9(1) it is
        special_kind: Box<str> = "special-kind", Nowhere, ["9(1)"];
    }
}

keys! {
    /// Where data come from. Art. 14(2)(f); the word "source" is the text's of a file.
    pub struct Origin {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Text = "name", Public, ["14(2)(f)"];
        /// what kind
        category: Text = "category", Public, ["14(2)(f)"];
        /// publicly accessible
        public: bool = "public", Public, ["14(2)(f)"];
        /// where it is
        country: Ref<Country> = "country", Public, ["14(2)(f)"];
        /// also that recipient: its name follows
        recipient: Relation<Recipient> = "recipient", Public, ["14(2)(f)"];
        /// from the person or the organisation: Art. 14 does not apply
        direct: bool = "direct", Nowhere, ["14(1)"];
        /// the person gives them: whether they must is to be told
        given: bool = "given", Nowhere, ["13(2)(e)"];
    }
}

keys! {
    /// Whether data must be given: ropa's data. Art. 13(2)(e).
    pub struct Provision {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Text = "name", Public, ["13(2)(e)"];
        /// its article
        article: Box<str> = "article", Nowhere, ["13(2)(e)"];
        /// whether the consequence must be told
        consequence_needed: bool = "consequence-needed", Nowhere, ["13(2)(e)"];
    }
}

keys! {
    /// What only the use of a provision has.
    pub struct ProvidedHow {
        /// of not giving them
        consequence: Text = "consequence", Public, ["13(2)(e)"];
    }
}

impl Kind for DataSubject {
    const NAME: &'static str = "data-subject";
}

impl Kind for PersonalData {
    const NAME: &'static str = "personal-data";
}

impl Kind for Origin {
    const NAME: &'static str = "source";
}

impl Kind for Provision {
    const NAME: &'static str = "provision";
}
