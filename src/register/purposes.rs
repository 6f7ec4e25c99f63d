//! Purposes and services: the rows of the record and the blocks of the policy, with their legal bases.

use chrono::NaiveDate;

use crate::register::{
    entry::{Provenance, Shared},
    keys::{keys, words},
    legal_bases::{Conditions, LegalBases, LegalBasis},
    parties::{Controller, Disclosure, Recipient},
    personal_data::{DataSubject, Origin, PersonalData, ProvidedHow, Provision},
    policy::{Audience, Topic},
    retention::{Law, Retention},
    security::{Assessment, Level, Measure, System},
    shape::{Several, TableOf},
    text::{Name, Text},
    uses::{Kind, Ref, Relation},
};

words! {
    /// Where in its life an entry is.
    pub enum Status {
        /// In internal documents, marked; in no public one.
        Draft = "draft",
        /// In all documents.
        Active = "active",
        /// In none.
        Retired = "retired",
    }
}

words! {
    /// When people are told of data that came from elsewhere. Art. 14(3).
    pub enum Informed {
        /// At once.
        AtCollection = "at-collection",
        /// Art. 14(3)(a).
        WithinOneMonth = "within-one-month",
        /// Art. 14(3)(b).
        AtFirstContact = "at-first-contact",
        /// Art. 14(3)(c).
        AtFirstDisclosure = "at-first-disclosure",
    }
}

keys! {
    /// What only the use of a source has.
    pub struct Informing {
        /// when people are told
        informed: Informed = "informed", Internal, ["14(3)"];
    }
}

words! {
    /// The ground of a decision without a human. Art. 22(2).
    pub enum DecisionGround {
        /// Art. 22(2)(a).
        Contract = "contract",
        /// Art. 22(2)(b).
        Law = "law",
        /// Art. 22(2)(c).
        ExplicitConsent = "explicit-consent",
    }
}

keys! {
    /// A decision without a human that has legal or similar effect. Art. 22(1).
    pub struct AutomatedDecision as "decision" {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, ["13(2)(f)"];
        /// how it is reached
        logic: Text = "logic", Public, ["13(2)(f)"];
        /// what it weighs for the person
        significance: Text = "significance", Public, ["13(2)(f)"];
        /// what follows from it
        consequences: Text = "consequences", Public, ["13(2)(f)"];
        /// how a human is reached
        human_review: Text = "human-review", Public, ["22(3)"];
        /// on what ground
        ground: DecisionGround = "ground", Public, ["22(2)"];
    }
}

words! {
    /// By what advertising reaches people.
    pub enum Channel {
        /// E-mail.
        Email = "email",
        /// Text message.
        Sms = "sms",
        /// A call.
        Phone = "phone",
        /// A letter.
        Post = "post",
        /// A push message.
        Push = "push",
        /// Inside an app.
        InApp = "in-app",
        /// A message on a network.
        SocialMedia = "social-media",
    }
}

words! {
    /// By what right it does. ePrivacy 13.
    pub enum Permission {
        /// ePrivacy 13(1).
        Consent = "consent",
        /// ePrivacy 13(2).
        ExistingCustomer = "existing-customer",
        /// The channel needs none.
        NotNeeded = "not-needed",
    }
}

keys! {
    /// Direct marketing. Art. 21(2).
    pub struct Marketing {
        /// by what it reaches people
        channels: Several<Channel> = "channels", Public, ["ePrivacy 13"];
        /// by what right
        permission: Permission = "permission", Public, ["ePrivacy 13"];
    }
}

/// `direct-marketing`: yes or no, or how.
#[derive(Clone, Debug)]
pub enum DirectMarketing {
    /// Yes or no.
    Is(bool),
    /// Yes, so.
    So(Marketing),
}

keys! {
    /// What only the use of a purpose as an origin has.
    pub struct FurtherProcessing {
        /// that both go together
        assessment: Relation<Assessment> = "assessment", Internal, ["6(4)"];
        /// when people were told
        told_on: NaiveDate = "told-on", Internal, ["13(3)"];
    }
}

words! {
    /// A criterion of high risk. WP248.
    pub enum RiskCriterion {
        /// Scoring, profiling.
        Evaluation = "evaluation",
        /// Decisions with effect.
        AutomatedDecision = "automated-decision",
        /// Watching.
        SystematicMonitoring = "systematic-monitoring",
        /// Sensitive or highly personal data.
        SensitiveData = "sensitive-data",
        /// Many people, data or places.
        LargeScale = "large-scale",
        /// Sets brought together.
        Matching = "matching",
        /// People who can't easily say no.
        VulnerablePeople = "vulnerable-people",
        /// New technology.
        InnovativeUse = "innovative-use",
        /// It decides over access.
        BlocksARightOrService = "blocks-a-right-or-service",
    }
}

words! {
    /// Why people need not be told. Art. 13(4), 14(5).
    pub enum ExemptionGround {
        /// Art. 13(4), 14(5)(a).
        AlreadyInformed = "already-informed",
        /// Art. 14(5)(b).
        ImpossibleOrDisproportionate = "impossible-or-disproportionate",
        /// Art. 14(5)(c).
        LaidDownByLaw = "laid-down-by-law",
        /// Art. 14(5)(d).
        ProfessionalSecrecy = "professional-secrecy",
    }
}

keys! {
    /// Why no notice is given.
    pub struct Exemption {
        /// which exemption
        ground: ExemptionGround = "ground", Internal, ["14(5)"];
        /// why it holds
        reason: Text = "reason", Internal, ["14(5)"];
        /// the law that says so
        laws: Relation<Law> = "laws", Internal, ["14(5)"];
    }
}

keys! {
    /// A right of a person. Art. 12–22, 77.
    pub struct Right {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Text = "name", Public, ["13(2)(b)"];
        /// its article
        article: Box<str> = "article", Public, ["13(2)(b)"];
        /// what has it told
        told_under: Box<str> = "told-under", Nowhere, ["13(2)(b)"];
        /// bases for which it applies outright
        bases: Several<Ref<LegalBasis>> = "bases", Nowhere, [];
        /// bases for which it applies under a condition
        conditional: Several<Ref<LegalBasis>> = "conditional", Nowhere, [];
        /// within what time it is answered
        time_limit: Box<str> = "time-limit", Nowhere, ["12(3)"];
    }
}

keys! {
    /// What only the use of a right that is limited has.
    pub struct RightLimit {
        /// the law that limits it
        laws: Relation<Law> = "laws", Public, ["23"];
    }
}

/// A relation to sources.
pub type Origins = Relation<Origin, Informing>;
/// A relation to provisions.
pub type Provisions = Relation<Provision, ProvidedHow>;
/// A relation to retentions.
pub type Retained = Relation<Retention>;
/// A relation to the recipients of a purpose or service.
pub type Recipients = Relation<Recipient, Disclosure>;

keys! {
    /// One row of the record, one block of the policy.
    pub struct Purpose {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, ["13(1)(c)", "30(1)(b)"];
        /// active: in all documents, before it starts too; draft: in internal ones, marked; retired: in none
        status: Status = "status", Internal, ["13(3)"];
        /// from when
        starts: NaiveDate = "starts", Internal, ["13(3)"];
        /// until when
        ends: NaiveDate = "ends", Internal, ["13(3)"];
        /// whose notice tells it (default: those whose people it concerns)
        audience: Relation<Audience> = "audience", Public, ["12(1)"];
        /// its heading in policy and record
        topic: Relation<Topic> = "topic", Public, ["12(1)"];
        /// why no public document tells it
        not_public: Text = "not-public", Internal, ["13", "14"];
        /// who answers for it
        owner: Name = "owner", Internal, ["13", "14"];
        /// another company of the group; default: the organisation
        controller: Relation<Controller> = "controller", Public, ["4(7)", "30(1)(a)"];
        /// with `only.personal-data`: the matrix of whom and what
        data_subjects: Relation<DataSubject> = "data-subjects", Public, ["30(1)(c)"];
        /// default: what `data-subjects` narrow to
        personal_data: Relation<PersonalData> = "personal-data", Public, ["30(1)(c)", "14(1)(d)"], or_none;
        /// on what basis
        legal_basis: LegalBases = "legal-basis", Public, ["6(1)", "13(1)(c)"];
        /// the further ground of special and criminal data and national identifiers
        condition: Conditions = "condition", Public, ["9(2)", "10", "87"];
        /// where the data come from
        source: Origins = "source", Public, ["14(2)(f)"];
        /// must the person give them
        provision: Provisions = "provision", Public, ["13(2)(e)"];
        /// who gets them
        recipients: Recipients = "recipients", Public, ["13(1)(e)", "30(1)(d)"], or_none;
        /// how long they are kept
        retention: Retained = "retention", Public, ["13(2)(a)", "30(1)(f)"], or_none;
        /// how they are protected: the policy prints the public measures once
        measures: Relation<Measure> = "measures", Internal, ["30(1)(g)", "32"];
        /// in which systems
        systems: Relation<System> = "systems", Internal, ["30(1)(g)", "32"];
        /// decisions without a human, by own id
        automated_decisions: TableOf<AutomatedDecision> = "automated-decisions", Public, ["13(2)(f)", "22"], or_none;
        /// short of such a decision
        profiling: Text = "profiling", Public, [], or_none;
        /// short of such a decision
        ai_use: Text = "ai-use", Public, [], or_none;
        /// whether it is one
        direct_marketing: DirectMarketing = "direct-marketing", Public, ["21(2)"];
        /// uses data first collected for that one
        further_processing_of: Relation<Purpose, FurtherProcessing> = "further-processing-of", Public, ["6(4)", "13(3)"];
        /// none wants a reason
        impact_assessment: Relation<Assessment> = "impact-assessment", Internal, ["35"], or_none;
        /// how high
        risk: Level = "risk", Internal, ["24", "35"];
        /// criteria met
        risk_criteria: Several<RiskCriterion> = "risk-criteria", Internal, ["24", "35"];
        /// how many people, roughly
        people: i64 = "people", Internal, ["24", "35"];
        /// `false`: nobody is identified
        identification: bool = "identification", Public, ["11"];
        /// why no notice is given
        notice_exemption: Exemption = "notice-exemption", Internal, ["13(4)", "14(5)"];
        /// rights that a law limits here
        rights_limits: Relation<Right, RightLimit> = "rights-limits", Public, ["23", "17(3)"];
    }
}

impl Purpose {
    /// Whether it is direct marketing.
    pub fn advertises(&self) -> bool {
        match self.direct_marketing.get() {
            Some(DirectMarketing::Is(is)) => *is,
            Some(DirectMarketing::So(_)) => true,
            None => false,
        }
    }
}

keys! {
    /// Where the controllers are listed, if not here.
    pub struct ControllerList as "list" {
        /// where
        place: Box<str> = "where", Internal, ["30(2)(a)"];
        /// how many
        count: i64 = "count", Internal, ["30(2)(a)"];
        /// counted when
        as_of: NaiveDate = "as-of", Internal, ["30(2)(a)"];
    }
}

keys! {
    /// What the organisation does as a processor.
    pub struct Service {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, ["30(2)(b)"];
        /// whom we work for
        controllers: Relation<Controller> = "controllers", Internal, ["30(2)(a)"];
        /// where they are listed, if not here
        controller_list: ControllerList = "controller-list", Internal, ["30(2)(a)"];
        /// categories of processing
        processing: Several<Text> = "processing", Internal, ["30(2)(b)"];
        /// how the controller instructs
        instructions: Text = "instructions", Internal, ["28(3)(a)"];
        /// the sub-processors
        recipients: Recipients = "recipients", Internal, ["28(4)", "30(2)(c)"], or_none;
        /// how the data are protected
        measures: Relation<Measure> = "measures", Internal, ["30(2)(d)"];
        /// in which systems
        systems: Relation<System> = "systems", Internal, [];
        /// its heading
        topic: Relation<Topic> = "topic", Internal, [];
        /// who answers for it
        owner: Name = "owner", Internal, [];
        /// as a purpose's
        status: Status = "status", Internal, [];
        /// from when
        starts: NaiveDate = "starts", Internal, [];
        /// until when
        ends: NaiveDate = "ends", Internal, [];
        /// none wants a reason
        impact_assessment: Relation<Assessment> = "impact-assessment", Internal, [], or_none;
        /// how high
        risk: Level = "risk", Internal, [];
        /// for the agreement's annex
        data_subjects: Relation<DataSubject> = "data-subjects", Internal, ["28(3)"];
        /// for the agreement's annex
        personal_data: Relation<PersonalData> = "personal-data", Internal, ["28(3)"], or_none;
        /// for the agreement's annex
        retention: Retained = "retention", Internal, ["28(3)"], or_none;
        /// the controller answers for it
        legal_basis: LegalBases = "legal-basis", Internal, ["28(3)"];
        /// the controller answers for it
        condition: Conditions = "condition", Internal, ["28(3)"];
        /// `true`: the policy says that we are only the processor
        public: bool = "public", Public, [];
    }
}

impl Kind for Right {
    const NAME: &'static str = "right";
}

impl Kind for Purpose {
    const NAME: &'static str = "purpose";
}

impl Kind for Service {
    const NAME: &'static str = "service";
}

mod direct_marketing {
    use serde_json::{Value, json};
    use toml::de::DeValue;

    use super::{DirectMarketing, Marketing};
    use crate::register::{
        read::{Node, Reader},
        schema::Book,
        shape::{Leaf, Place, Shape, Visitor},
    };

    impl Shape for DirectMarketing {
        fn shape() -> String {
            "bool or table marketing".into()
        }

        fn schema(book: &mut Book) -> Value {
            json!({ "anyOf": [{ "type": "boolean" }, Marketing::schema(book)] })
        }

        fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
            match node.value {
                DeValue::Boolean(value) => Some(Self::Is(*value)),
                DeValue::Table(_) => Marketing::read(node, reader).map(Self::So),
                _ => {
                    reader.wrong_shape(
                        node,
                        "`true`, `false`, or a table with `channels` and `permission`",
                    );
                    None
                }
            }
        }

        fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
            match self {
                Self::Is(value) => visitor.leaf(place, Leaf::Bool(*value)),
                Self::So(marketing) => Shape::visit(marketing, place, visitor),
            }
        }
    }
}
