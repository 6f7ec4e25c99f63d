//! The articles of the law: what each asks, and what in a register answers it.

use crate::register::{
    entry::{Provenance, Shared},
    keys::{keys, words},
    shape::Several,
    text::Text,
    uses::Kind,
};

words! {
    /// For what an article has to be answered.
    pub enum Per {
        /// Once, whatever is processed.
        Organisation = "organisation",
        /// By each purpose.
        Purpose = "purpose",
        /// By each service.
        Service = "service",
    }
}

words! {
    /// Something that an article wants told or recorded.
    pub enum Fact {
        /// Who the organisation is and how it is reached.
        Controller = "controller",
        /// Who decides together with it.
        JointControllers = "joint-controllers",
        /// Its representative of Art. 27.
        Representative = "representative",
        /// Its officer of Art. 37.
        Officer = "officer",
        /// Where people can complain.
        Authority = "authority",
        /// What for.
        Purpose = "purpose",
        /// By which basis of Art. 6.
        LegalBasis = "legal-basis",
        /// Which legitimate interests.
        Interests = "interests",
        /// Whose data.
        DataSubjects = "data-subjects",
        /// Which data.
        PersonalData = "personal-data",
        /// Where they come from.
        Source = "source",
        /// Whether they must be given.
        Provision = "provision",
        /// Who gets them.
        Recipients = "recipients",
        /// To which third countries they go.
        Destinations = "destinations",
        /// What allows that they go there.
        Transfers = "transfers",
        /// By which safeguards of Art. 46.
        Safeguards = "safeguards",
        /// How long they are kept.
        Retention = "retention",
        /// What people can ask for.
        Rights = "rights",
        /// How consent is withdrawn.
        Withdrawal = "withdrawal",
        /// Whether machines alone decide.
        AutomatedDecisions = "automated-decisions",
        /// How the data are protected.
        Measures = "measures",
        /// For whom a service is done.
        Controllers = "controllers",
        /// What is done in it.
        Processing = "processing",
    }
}

words! {
    /// In which case alone an article asks.
    pub enum Case {
        /// Personal data are used at all.
        PersonalData = "personal-data",
        /// Data come from the person. Art. 13(1).
        DataFromThePerson = "data-from-the-person",
        /// Data come from elsewhere. Art. 14(1).
        DataFromElsewhere = "data-from-elsewhere",
        /// The person does not have the information already. Art. 13(4).
        PersonNotInformed = "person-not-informed",
        /// No exemption of Art. 14(5) is relied on.
        NoExemption = "no-exemption",
        /// People give data, and something else than their consent wants them.
        DataThatMustBeGiven = "data-that-must-be-given",
        /// There is an officer.
        Officer = "officer",
        /// A basis is that of Art. 6(1)(f).
        LegitimateInterests = "legitimate-interests",
        /// A ground is consent: Art. 6(1)(a), 9(2)(a).
        Consent = "consent",
        /// Data leave the Regulation's territory.
        ThirdCountries = "third-countries",
        /// They do so under a safeguard of Art. 46.
        Safeguards = "safeguards",
    }
}

keys! {
    /// What in a register answers an article.
    pub struct Answered as "answered" {
        /// for what it has to be answered; silent: not by itself, but by its paragraphs and letters
        per: Per = "per", Nowhere, [];
        /// all that must be stated
        by: Several<Fact> = "by", Nowhere, [];
        /// what belongs to it where there is any
        also: Several<Fact> = "also", Nowhere, [];
        /// in which cases alone it asks, with all that is below it; all must hold
        when: Several<Case> = "when", Nowhere, [];
        /// articles that ask the same: what violates them violates this one
        like: Several<Box<str>> = "like", Nowhere, [];
        /// articles that ask more: what violates them makes this one doubtful
        doubted_by: Several<Box<str>> = "doubted-by", Nowhere, [];
    }
}

keys! {
    /// An article that rules cite: ropa's data.
    pub struct Article {
        ..shared: Shared,
        ..provenance: Provenance,
        /// as rules cite it: `13(1)(c)`
        cite: Box<str> = "cite", Nowhere, [];
        /// whose it is, if not the Regulation's
        law: Box<str> = "law", Nowhere, [];
        /// what it asks, in plain words
        asks: Text = "asks", Nowhere, [];
        /// what in a register answers it
        answered: Answered = "answered", Nowhere, [];
    }
}

impl Kind for Article {
    const NAME: &'static str = "article";
}
