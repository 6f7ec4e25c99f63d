//! What the register says of a purpose, or of a service.

use crate::{
    language::Language,
    view::{
        Contact, Controller, Datum, Purpose, Recipient, RecipientUse, Said, Service, Transfer,
        View,
        layouts::facts::{Fact, Lines, one, with_contact},
    },
};

impl Fact {
    pub(super) fn of_purpose(
        self,
        purpose: &Purpose,
        at: usize,
        view: &View,
        language: &Language,
    ) -> Lines {
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
            Fact::Purpose => one(purpose.description.as_ref().or(Some(&purpose.name))),
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
                let profiling = purpose.profiling.words.as_ref();
                said.extend(
                    profiling.map(|words| language.say("layout.profiling", &[("words", words)])),
                );
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

    pub(super) fn of_service(
        self,
        service: &Service,
        at: usize,
        view: &View,
        language: &Language,
    ) -> Lines {
        match self {
            Fact::Name => named(&service.name, service.draft, language),
            Fact::Number => vec![(at + 1).to_string()],
            Fact::Purpose => one(service.description.as_ref().or(Some(&service.name))),
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

fn after_colon(words: &str, detail: &str, language: &Language) -> String {
    language.say("join.after-colon", &[("words", words), ("detail", detail)])
}

fn named(name: &str, draft: bool, language: &Language) -> Lines {
    let draft = draft.then(|| language.say("record.draft", &[]));
    [Some(name.to_owned()), draft].into_iter().flatten().collect()
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

/// The recipients of a purpose in some role, the members of groups too, with what else is known of them.
fn in_role<'v>(
    role: &'static str,
    purpose: &'v Purpose,
    view: &'v View,
) -> impl Iterator<Item = &'v Recipient> {
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
fn sensitive(said: &Said<Datum>, language: &Language) -> Lines {
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
    let cited = |name: &str, article: &str| {
        language.say("join.article", &[("name", name), ("article", article)])
    };
    let items = view.rights.items.iter().filter(|right| match &*right.entry {
        "right.automated-decisions" => !purpose.decisions.items.is_empty(),
        _ => applies(&right.purposes),
    });
    let titled = items.map(|right| match &right.article {
        Some(article) => cited(&right.name, article),
        None => right.name.clone(),
    });
    let mut said: Lines = titled.collect();
    let mut also = |id: &str, article: &str| {
        said.push(cited(language.name("right", id).unwrap_or(id), article));
    };
    let objects = view.rights.objection.as_ref().is_some_and(|objection| {
        (objection.situation && applies(&objection.purposes))
            || (objection.marketing && applies(&objection.marketing_purposes))
    });
    if objects {
        also("object", "21");
    }
    if view.rights.withdrawal.as_ref().is_some_and(|withdrawal| applies(&withdrawal.purposes)) {
        also("withdraw-consent", "7(3)");
    }
    said
}
