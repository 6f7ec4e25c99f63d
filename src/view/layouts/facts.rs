//! What may stand below a heading: the facts of a record's row, each in lines.

mod activity;
mod organisation;

use crate::{
    language::Language,
    register::keys::words,
    view::{Contact, Purpose, Service, View, layouts::Kind},
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
        /// Where breaches are recorded.
        BreachRegister = "breach-register",
        /// Where the policy of retention and erasure is.
        RetentionPolicy = "retention-policy",
        /// Where the policy of security is.
        SecurityPolicy = "security-policy",
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
    /// Whether it is asked of the organisation, and not of an activity.
    pub fn is_of_organisation(self) -> bool {
        self >= Fact::Organisation
    }

    /// Whether it can be asked of the rows of a document, or of its head.
    pub(super) fn belongs_to(self, kind: Kind, is_head: bool) -> bool {
        use Fact::{Controllers, Name, Processing};
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
        if self.is_of_organisation() {
            return true;
        }
        !is_head
            && match kind {
                Kind::Record => !of_services.contains(&self),
                Kind::ProcessorRecord => of_both.contains(&self) || of_services.contains(&self),
            }
    }

    /// Whether ropa has a heading of its own for it.
    pub(super) fn has_heading(self, kind: Kind, is_head: bool) -> bool {
        match self {
            Fact::OrganisationName
            | Fact::Registration
            | Fact::Address
            | Fact::Email
            | Fact::Phone
            | Fact::Website
            | Fact::ContactForm
            | Fact::ContactPerson
            | Fact::Officer
            | Fact::Representatives
            | Fact::Authority
            | Fact::Changed => is_head,
            Fact::Name
            | Fact::Purpose
            | Fact::DataSubjects
            | Fact::PersonalData
            | Fact::Recipients
            | Fact::Transfers
            | Fact::Measures => !is_head,
            Fact::Controller | Fact::LegalBasis | Fact::Retention => {
                !is_head && kind == Kind::Record
            }
            Fact::Controllers | Fact::Processing => !is_head && kind == Kind::ProcessorRecord,
            _ => false,
        }
    }

    /// What ropa calls it above a column of a document's table; a processor's record has the words of the other where
    /// it has none of its own.
    pub(super) fn heading(self, kind: Kind, is_head: bool, language: &Language) -> String {
        let part = if is_head { "organisation" } else { "column" };
        let word = self.word().trim_start_matches("organisation-");
        let keys = [kind, Kind::Record].map(|kind| format!("{}.{part}.{word}", kind.document()));
        let own = &keys[usize::from(language.sentence(&keys[0]).is_none())];
        language.say(own, &[])
    }

    /// What the register says, in lines; none, if it says nothing.
    pub(super) fn lines(self, row: Row<'_>, view: &View, language: &Language) -> Lines {
        if self.is_of_organisation() {
            return self.of_organisation(view);
        }
        match row {
            Row::Organisation => Lines::new(),
            Row::Purpose(purpose, at) => self.of_purpose(purpose, at, view, language),
            Row::Service(service, at) => self.of_service(service, at, view, language),
        }
    }
}

fn one(words: Option<&String>) -> Lines {
    words.cloned().into_iter().collect()
}

fn with_contact(name: &str, contact: &Contact) -> String {
    match &contact.words {
        Some(words) if words.starts_with(name) => words.clone(),
        Some(words) => format!("{name}, {words}"),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ropas_own_headings_are_there_in_every_language() {
        let mut found = 0;
        for language in Language::codes().filter_map(Language::of) {
            for fact in Fact::WORDS.iter().filter_map(|word| Fact::from_word(word)) {
                for (kind, is_head) in [
                    (Kind::Record, true),
                    (Kind::Record, false),
                    (Kind::ProcessorRecord, true),
                    (Kind::ProcessorRecord, false),
                ] {
                    if fact.has_heading(kind, is_head) {
                        assert!(fact.belongs_to(kind, is_head), "{}", fact.word());
                        assert!(!fact.heading(kind, is_head, &language).is_empty());
                        found += 1;
                    }
                }
            }
        }
        assert!(found >= 40, "{found}");
    }
}
