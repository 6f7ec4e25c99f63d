//! What may stand below a heading: the facts of a record's row, each in lines.

use crate::{
    language::Language,
    register::keys::words,
    view::{
        Contact, Controller, Purpose, RecipientUse, Right, Said, Service, Transfer, View,
        layouts::Kind,
    },
};

words! {
    /// A fact that may stand below a heading.
    pub enum Fact {
        /// What the activity is called, and whether it is a draft.
        Name = "name",
        /// Its place in the list, from 1.
        Number = "number",
        /// Its number elsewhere.
        Reference = "reference",
        /// Who answers for it in the house.
        Owner = "owner",
        /// From when it is done.
        Starts = "starts",
        /// When somebody last looked.
        ReviewedOn = "reviewed-on",
        /// The controller, if it is not the organisation.
        Controller = "controller",
        /// The controller, whoever it is, and how it is reached.
        ControllerInFull = "controller-in-full",
        /// Those who decide together with it, and how they are reached.
        JointControllers = "joint-controllers",
        /// The purpose, to the person; of a service what it is.
        Purpose = "purpose",
        /// Whose data.
        DataSubjects = "data-subjects",
        /// Which data.
        PersonalData = "personal-data",
        /// Those of them to which Art. 9, 10 or 87 applies, or that there are none.
        SensitiveData = "sensitive-data",
        /// The bases of Art. 6.
        LegalBasis = "legal-basis",
        /// The further grounds: Art. 9, 10, 87.
        Condition = "condition",
        /// The legitimate interests.
        Interests = "interests",
        /// How they were balanced.
        Balancing = "balancing",
        /// The rights that apply.
        Rights = "rights",
        /// Automated decisions and profiling.
        Decisions = "decisions",
        /// Where the data come from.
        Source = "source",
        /// Where consent is recorded.
        Proof = "proof",
        /// Every recipient.
        Recipients = "recipients",
        /// Departments.
        InternalRecipients = "internal-recipients",
        /// Others than departments and processors.
        ExternalRecipients = "external-recipients",
        /// Processors.
        Processors = "processors",
        /// The contracts with processors.
        Contracts = "contracts",
        /// Transfers, with what they rest on.
        Transfers = "transfers",
        /// What the transfers rest on, place by place.
        Safeguards = "safeguards",
        /// The safeguards of transfers for compelling interests. Art. 49(1), second subparagraph.
        ExceptionalSafeguards = "exceptional-safeguards",
        /// How long the data are kept.
        Retention = "retention",
        /// Security measures.
        Measures = "measures",
        /// Systems, and where they stand.
        Systems = "systems",
        /// Whether the impact is assessed.
        IsAssessed = "is-assessed",
        /// The impact assessments: when, with what outcome, in which document.
        ImpactAssessment = "impact-assessment",
        /// The documents that hold them.
        ImpactAssessmentDocuments = "impact-assessment-documents",
        /// For whom a service is done, with contacts, officers and representatives.
        Controllers = "controllers",
        /// What is done for them.
        Processing = "processing",
        /// The organisation and how it is reached.
        Organisation = "organisation",
        /// The organisation's name.
        OrganisationName = "organisation-name",
        /// Its number in a register of companies.
        Registration = "registration",
        /// Its address.
        Address = "address",
        /// Its mailbox.
        Email = "email",
        /// Its telephone.
        Phone = "phone",
        /// Its website.
        Website = "website",
        /// Its form.
        ContactForm = "contact-form",
        /// Who answers questions.
        ContactPerson = "contact-person",
        /// The data protection officer and how to reach them.
        Officer = "officer",
        /// The officer's name.
        OfficerName = "officer-name",
        /// The officer's address.
        OfficerAddress = "officer-address",
        /// The officer's mailbox.
        OfficerEmail = "officer-email",
        /// The officer's telephone.
        OfficerPhone = "officer-phone",
        /// The representatives, Art. 27, and how to reach them.
        Representatives = "representatives",
        /// The representatives' names.
        RepresentativeName = "representative-name",
        /// The representatives' addresses.
        RepresentativeAddress = "representative-address",
        /// The representatives' mailboxes.
        RepresentativeEmail = "representative-email",
        /// The representatives' telephones.
        RepresentativePhone = "representative-phone",
        /// The supervisory authority.
        Authority = "authority",
        /// Where the policy stands.
        PolicyUrl = "policy-url",
        /// When the policy last changed.
        Changed = "changed",
    }
}

/// Of what a fact is asked.
#[derive(Clone, Copy)]
pub(super) enum Row<'v> {
    Organisation,
    /// A purpose and its place in the list.
    Purpose(&'v Purpose, usize),
    /// A service and its place in the list.
    Service(&'v Service, usize),
}

type Lines = Vec<String>;

impl Fact {
    /// Whether it can be asked of the rows of a document, or of its head.
    pub(super) fn belongs_to(self, kind: Kind, is_head: bool) -> bool {
        use Fact::{Controllers, Name, Organisation, Processing};
        let of_both = [
            Name,
            Fact::Number,
            Fact::Purpose,
            Fact::DataSubjects,
            Fact::PersonalData,
            Fact::SensitiveData,
            Fact::Recipients,
            Fact::InternalRecipients,
            Fact::ExternalRecipients,
            Fact::Processors,
            Fact::Transfers,
            Fact::Safeguards,
            Fact::ExceptionalSafeguards,
            Fact::Measures,
        ];
        let of_services = [Controllers, Processing];
        if self >= Organisation {
            return true;
        }
        !is_head
            && match kind {
                Kind::Record => !of_services.contains(&self),
                Kind::ProcessorRecord => of_both.contains(&self) || of_services.contains(&self),
            }
    }

    /// What the register says, in lines; none, if it says nothing.
    pub(super) fn lines(self, row: Row<'_>, view: &View, language: &Language) -> Lines {
        if self >= Fact::Organisation {
            return self.of_organisation(view);
        }
        match row {
            Row::Organisation => Lines::new(),
            Row::Purpose(purpose, at) => self.of_purpose(purpose, at, view, language),
            Row::Service(service, at) => self.of_service(service, at, view, language),
        }
    }

    fn of_organisation(self, view: &View) -> Lines {
        let organisation = &view.organisation;
        let own = &organisation.contact;
        let officers = || view.officer.items.iter().map(|officer| &officer.contact);
        let representatives =
            || view.representatives.items.iter().map(|representative| &representative.contact);
        match self {
            Fact::Organisation => vec![with_contact(&organisation.name, own)],
            Fact::OrganisationName => vec![organisation.name.clone()],
            Fact::Registration => one(organisation.registration.as_ref()),
            Fact::Address => own.address.clone(),
            Fact::Email => channels([own], "email"),
            Fact::Phone => channels([own], "phone"),
            Fact::Website => channels([own], "website"),
            Fact::ContactForm => channels([own], "contact-form"),
            Fact::ContactPerson => {
                one(organisation.contact_person.as_ref().and_then(|person| person.words.as_ref()))
            }
            Fact::Officer => one(view.officer.words.as_ref()),
            Fact::OfficerName => officers().filter_map(|one| one.name.clone()).collect(),
            Fact::OfficerAddress => addresses(officers()),
            Fact::OfficerEmail => channels(officers(), "email"),
            Fact::OfficerPhone => channels(officers(), "phone"),
            Fact::Representatives => one(view.representatives.words.as_ref()),
            Fact::RepresentativeName => {
                representatives().filter_map(|one| one.name.clone()).collect()
            }
            Fact::RepresentativeAddress => addresses(representatives()),
            Fact::RepresentativeEmail => channels(representatives(), "email"),
            Fact::RepresentativePhone => channels(representatives(), "phone"),
            Fact::Authority => view.authorities.iter().map(|one| one.name.clone()).collect(),
            Fact::PolicyUrl => {
                organisation.policy_url.iter().map(|link| link.as_str().to_owned()).collect()
            }
            Fact::Changed => view.changed.iter().map(|day| day.words.clone()).collect(),
            _ => Lines::new(),
        }
    }

    fn of_purpose(self, purpose: &Purpose, at: usize, view: &View, language: &Language) -> Lines {
        let bases = &purpose.legal_bases.items;
        match self {
            Fact::Name => named(&purpose.name, purpose.draft, language),
            Fact::Number => vec![(at + 1).to_string()],
            Fact::Reference => one(purpose.reference.as_ref()),
            Fact::Owner => one(purpose.owner.as_ref()),
            Fact::Starts => purpose.starts.iter().map(|day| day.words.clone()).collect(),
            Fact::ReviewedOn => {
                let reviewed = |day: &str| language.say("layout.reviewed-on", &[("date", day)]);
                purpose.reviewed_on.iter().map(|day| reviewed(&day.words)).collect()
            }
            Fact::Controller => one(purpose.controller.as_ref().map(|one| &one.name)),
            Fact::ControllerInFull => vec![match &purpose.controller {
                Some(controller) => in_full(controller, language),
                None => with_contact(&view.organisation.name, &view.organisation.contact),
            }],
            Fact::JointControllers => joint_controllers(purpose, view),
            Fact::Purpose => one(purpose.description.as_ref()),
            Fact::DataSubjects => lines(&purpose.data_subjects, |subject| &subject.words),
            Fact::PersonalData if purpose.data_by_subject => {
                let of = |words: &str, data: &str| {
                    language.say("record.data-of", &[("people", words), ("data", data)])
                };
                let subjects = purpose.data_subjects.items.iter();
                let said = subjects.filter_map(|subject| {
                    Some(of(&subject.words, subject.personal_data_words.as_ref()?))
                });
                said.collect()
            }
            Fact::PersonalData => lines(&purpose.personal_data, |datum| &datum.words),
            Fact::SensitiveData => sensitive(&purpose.personal_data, language),
            Fact::LegalBasis => lines(&purpose.legal_bases, |basis| &basis.words),
            Fact::Condition => lines(&purpose.conditions, |condition| &condition.words),
            Fact::Interests => bases.iter().filter_map(|basis| basis.interest.clone()).collect(),
            Fact::Balancing => bases.iter().filter_map(|basis| basis.assessment.clone()).collect(),
            Fact::Rights => rights(purpose, view, language),
            Fact::Decisions => {
                let mut said = lines(&purpose.decisions, |decision| &decision.words);
                said.extend(purpose.profiling.words.clone());
                said
            }
            Fact::Source => lines(&purpose.sources, |source| &source.words),
            Fact::Proof => {
                let further = purpose.conditions.items.iter().filter_map(|one| one.proof.clone());
                bases.iter().filter_map(|basis| basis.proof.clone()).chain(further).collect()
            }
            Fact::Contracts => contracts(purpose, view, language),
            Fact::Retention => lines(&purpose.retention, |retention| &retention.words),
            Fact::Systems => lines(&purpose.systems, |system| &system.words),
            Fact::IsAssessed => is_assessed(&purpose.impact_assessment, language),
            Fact::ImpactAssessment => lines(&purpose.impact_assessment, |words| words),
            Fact::ImpactAssessmentDocuments => purpose.impact_assessment_documents.clone(),
            Fact::Measures => lines(&purpose.measures, |measure| &measure.words),
            Fact::Recipients
            | Fact::InternalRecipients
            | Fact::ExternalRecipients
            | Fact::Processors => self.of_recipients(&purpose.recipients),
            _ => self.of_transfers(&purpose.transfers, language),
        }
    }

    fn of_service(self, service: &Service, at: usize, view: &View, language: &Language) -> Lines {
        match self {
            Fact::Name => named(&service.name, service.draft, language),
            Fact::Number => vec![(at + 1).to_string()],
            Fact::Purpose => one(service.description.as_ref()),
            Fact::Controllers => {
                let known = |name: &String| {
                    let controller = view.controllers.iter().find(|one| one.name == *name);
                    controller.map_or_else(|| name.clone(), |one| in_full(one, language))
                };
                let mut said: Lines = service.controllers.items.iter().map(known).collect();
                if said.is_empty() {
                    said.extend(service.controllers.words.clone());
                }
                said.extend(service.controller_list.clone());
                said
            }
            Fact::Processing => service.processing.clone(),
            Fact::DataSubjects => lines(&service.data_subjects, |subject| &subject.words),
            Fact::PersonalData => lines(&service.personal_data, |datum| &datum.words),
            Fact::SensitiveData => sensitive(&service.personal_data, language),
            Fact::Measures => lines(&service.measures, |measure| &measure.words),
            Fact::Recipients
            | Fact::InternalRecipients
            | Fact::ExternalRecipients
            | Fact::Processors => self.of_recipients(&service.recipients),
            _ => self.of_transfers(&service.transfers, language),
        }
    }

    /// Recipients by what they are; that there are none, or that they are not known, is said of every kind of them.
    fn of_recipients(self, said: &Said<RecipientUse>) -> Lines {
        let is_asked = |recipient: &&RecipientUse| match (self, recipient.role.as_deref()) {
            (Fact::InternalRecipients, role) => role == Some("internal"),
            (Fact::Processors, role) => role == Some("processor"),
            (Fact::ExternalRecipients, role) => !matches!(role, Some("internal" | "processor")),
            _ => true,
        };
        if said.items.is_empty() || self == Fact::Recipients {
            return lines(said, |recipient| &recipient.words);
        }
        said.items.iter().filter(is_asked).map(|recipient| recipient.words.clone()).collect()
    }

    fn of_transfers(self, said: &Said<Transfer>, language: &Language) -> Lines {
        match self {
            Fact::Transfers => lines(said, |transfer| &transfer.words),
            Fact::Safeguards => {
                let safeguards = |transfer: &Transfer| {
                    let place = transfer
                        .place
                        .clone()
                        .unwrap_or_else(|| language.say("transfer-words.unnamed", &[]));
                    let words = transfer.instruments.words.as_ref()?;
                    Some(after_colon(&place, words, language))
                };
                said.items.iter().filter_map(safeguards).collect()
            }
            Fact::ExceptionalSafeguards => {
                let instruments = said.items.iter().flat_map(|one| &one.instruments.items);
                let exceptional = instruments.filter(|one| one.article.as_deref() == Some("49(1)"));
                exceptional.map(|instrument| instrument.words.clone()).collect()
            }
            _ => Lines::new(),
        }
    }
}

/// What is said: a line for each thing, else the sentence that there is none or that it is not known.
fn lines<T>(said: &Said<T>, words: fn(&T) -> &String) -> Lines {
    if said.listed {
        said.items.iter().map(|item| words(item).clone()).collect()
    } else {
        said.words.iter().cloned().collect()
    }
}

fn one(words: Option<&String>) -> Lines {
    words.cloned().into_iter().collect()
}

fn after_colon(words: &str, detail: &str, language: &Language) -> String {
    language.say("join.after-colon", &[("words", words), ("detail", detail)])
}

fn named(name: &str, draft: bool, language: &Language) -> Lines {
    let draft = draft.then(|| language.say("record.draft", &[]));
    [Some(name.to_owned()), draft].into_iter().flatten().collect()
}

fn with_contact(name: &str, contact: &Contact) -> String {
    match &contact.words {
        Some(words) if words.starts_with(name) => words.clone(),
        Some(words) => format!("{name}, {words}"),
        None => name.to_owned(),
    }
}

/// A controller with its officer and its representatives. Art. 30(2)(a).
fn in_full(controller: &Controller, language: &Language) -> String {
    let mut words = with_contact(&controller.name, &controller.contact);
    for (key, said) in [
        ("record.organisation.officer", &controller.officer.words),
        ("record.organisation.representatives", &controller.representatives.words),
    ] {
        if let Some(said) = said {
            let more = after_colon(&language.say(key, &[]), said, language);
            words = language.say("join.also", &[("words", &words), ("more", &more)]);
        }
    }
    words
}

fn channels<'c>(contacts: impl IntoIterator<Item = &'c Contact>, kind: &str) -> Lines {
    let channels = contacts.into_iter().flat_map(|contact| &contact.channels);
    channels.filter(|channel| channel.kind == kind).map(|channel| channel.words.clone()).collect()
}

fn addresses<'c>(contacts: impl Iterator<Item = &'c Contact>) -> Lines {
    contacts.flat_map(|contact| contact.address.clone()).collect()
}

/// The recipients of a purpose in some role, the members of groups too, with what else is known of them.
fn in_role<'v>(
    role: &'static str,
    purpose: &'v Purpose,
    view: &'v View,
) -> impl Iterator<Item = &'v crate::view::Recipient> {
    let recipients = view.recipients.iter().flat_map(|group| &group.recipients);
    recipients.filter(move |recipient| {
        let serves = &recipient.purposes;
        recipient.role.as_deref() == Some(role)
            && (serves.is_empty() || serves.contains(&purpose.name))
    })
}

fn joint_controllers(purpose: &Purpose, view: &View) -> Lines {
    let reached = in_role("joint-controller", purpose, view).map(|recipient| {
        let none = Contact::default();
        with_contact(&recipient.name, recipient.contact.as_ref().unwrap_or(&none))
    });
    reached.collect()
}

fn contracts(purpose: &Purpose, view: &View, language: &Language) -> Lines {
    let said = in_role("processor", purpose, view).filter_map(|recipient| {
        let words = recipient.contract.words.as_ref()?;
        Some(after_colon(&recipient.name, words, language))
    });
    said.collect()
}

/// The sensitive data; that there are none is said where the class of all is known.
fn sensitive(said: &Said<crate::view::Datum>, language: &Language) -> Lines {
    let sensitive = said.items.iter().filter(|datum| datum.sensitive);
    let sensitive: Lines = sensitive.map(|datum| datum.words.clone()).collect();
    let known = !said.items.is_empty()
        && !said.unknown
        && said.items.iter().all(|datum| datum.class.is_some() && datum.may_contain.is_empty());
    if sensitive.is_empty() && known { vec![language.say("layout.no", &[])] } else { sensitive }
}

/// That the impact was assessed, or is not and why.
fn is_assessed(said: &Said<String>, language: &Language) -> Lines {
    match (&said.reason, said.none) {
        (Some(reason), true) => {
            vec![after_colon(&language.say("layout.no", &[]), reason, language)]
        }
        (None, true) => vec![language.say("layout.no", &[])],
        _ if !said.items.is_empty() => vec![language.say("layout.assessed", &[])],
        _ => one(said.words.as_ref()),
    }
}

/// The rights that apply to a purpose, by name and article.
fn rights(purpose: &Purpose, view: &View, language: &Language) -> Lines {
    let applies = |purposes: &[String]| purposes.is_empty() || purposes.contains(&purpose.name);
    let named = |id: &str| language.name("right", id).unwrap_or(id).to_owned();
    let is_decision = |right: &Right| right.entry == "right.automated-decisions";
    let items = view.rights.items.iter().filter(|right| {
        if is_decision(right) {
            !purpose.decisions.items.is_empty()
        } else {
            applies(&right.purposes)
        }
    });
    let mut said: Lines = items.map(|right| right.title.clone()).collect();
    let objection = view.rights.objection.as_ref().is_some_and(|objection| {
        (objection.situation && applies(&objection.purposes))
            || (objection.marketing && applies(&objection.marketing_purposes))
    });
    if objection {
        said.push(named("object"));
    }
    if view.rights.withdrawal.as_ref().is_some_and(|withdrawal| applies(&withdrawal.purposes)) {
        said.push(named("withdraw-consent"));
    }
    said
}
