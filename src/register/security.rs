//! How data are protected, where they lie, and what was assessed.

use chrono::NaiveDate;

use crate::register::{
    entry::{Provenance, Shared},
    keys::{keys, words},
    parties::Recipient,
    personal_data::PersonalData,
    purposes::Status,
    shape::Several,
    text::{Name, Text},
    transfers::Area,
    uses::{Kind, Ref, Relation},
};

words! {
    /// What a measure is for. Art. 32(1).
    pub enum Aim {
        /// Art. 32(1)(a).
        EncryptionAndPseudonymisation = "encryption-and-pseudonymisation",
        /// Art. 32(1)(b).
        ConfidentialityIntegrityAvailability = "confidentiality-integrity-availability",
        /// Art. 32(1)(c).
        Recovery = "recovery",
        /// Art. 32(1)(d).
        Testing = "testing",
        /// Art. 29, 32(4).
        InstructionsAndTraining = "instructions-and-training",
    }
}

words! {
    /// What a measure is.
    pub enum Nature {
        /// Done by machines.
        Technical = "technical",
        /// Done by people.
        Organisational = "organisational",
        /// Done by walls and locks.
        Physical = "physical",
    }
}

keys! {
    /// A technical or organisational measure. Art. 30(1)(g), 32(1).
    pub struct Measure {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Text = "name", Public, ["30(1)(g)", "32(1)"];
        /// `false`: in internal documents only
        public: bool = "public", Internal, ["32(1)"];
        /// what it is for
        aim: Aim = "aim", Internal, ["32(1)"];
        /// what it is
        nature: Nature = "nature", Internal, ["32(1)"];
        /// a draft is a plan and never stated as done
        status: Status = "status", Internal, ["32"];
        /// from when
        starts: NaiveDate = "starts", Internal, ["32"];
        /// a group: naming it names these
        includes: Several<Ref<Measure>> = "includes", Public, [];
    }
}

words! {
    /// On what data lie.
    pub enum Medium {
        /// In a machine.
        Electronic = "electronic",
        /// On paper.
        Paper = "paper",
    }
}

keys! {
    /// Where data lie.
    pub struct System {
        ..shared: Shared,
        /// what it is called
        name: Name = "name", Internal, [];
        /// who runs it
        recipient: Relation<Recipient> = "recipient", Internal, [];
        /// who answers for it
        owner: Name = "owner", Internal, [];
        /// where it is
        countries: Several<Area> = "countries", Internal, ["30(1)(e)"];
        /// on what the data lie
        medium: Medium = "medium", Internal, ["30(1)(e)"];
        /// what lies there
        personal_data: Relation<PersonalData> = "personal-data", Internal, ["30(1)(e)"];
        /// how it is protected
        measures: Relation<Measure> = "measures", Internal, ["30(1)(e)"];
        /// how long it keeps data, if not as we do
        retention: crate::register::purposes::Retained = "retention", Public, ["13(2)(a)"], or_none;
        /// columns, fields
        fields: Several<Box<str>> = "fields", Internal, ["30(1)(c)"];
    }
}

words! {
    /// What is assessed.
    pub enum AssessmentKind {
        /// The balancing of Art. 6(1)(f).
        LegitimateInterests = "legitimate-interests",
        /// Art. 35.
        Impact = "impact",
        /// The law of a third country.
        Transfer = "transfer",
        /// Art. 6(4).
        Compatibility = "compatibility",
        /// Art. 28(1).
        Processor = "processor",
    }
}

words! {
    /// What came out.
    pub enum Outcome {
        /// It can be done.
        Acceptable = "acceptable",
        /// It can be done so.
        AcceptableWithMeasures = "acceptable-with-measures",
        /// It can't.
        NotAcceptable = "not-acceptable",
    }
}

words! {
    /// How high a risk is.
    pub enum Level {
        /// Low.
        Low = "low",
        /// In between.
        Medium = "medium",
        /// High: Art. 35(1), 36(1).
        High = "high",
    }
}

keys! {
    /// Something that was weighed and written down.
    pub struct Assessment {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Internal, ["5(2)"];
        /// what is assessed
        kind: AssessmentKind = "kind", Internal, ["5(2)", "35"];
        /// when
        date: NaiveDate = "date", Internal, ["5(2)", "35"];
        /// what came out
        outcome: Outcome = "outcome", Internal, ["5(2)", "35"];
        /// where it is
        document: Box<str> = "document", Internal, ["5(2)", "35"];
        /// the interest weighed
        interest: Text = "interest", Public, ["13(1)(d)"];
        /// what risk is left
        residual_risk: Level = "residual-risk", Internal, ["36"];
        /// the authority's answer
        consultation: Box<str> = "consultation", Internal, ["36"];
    }
}

impl Kind for Measure {
    const NAME: &'static str = "measure";
}

impl Kind for System {
    const NAME: &'static str = "system";
}

impl Kind for Assessment {
    const NAME: &'static str = "assessment";
}
