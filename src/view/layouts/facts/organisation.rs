//! What the register says of the organisation that keeps it.

use crate::view::{
    Contact, View,
    layouts::facts::{Fact, Lines, one, with_contact},
};

impl Fact {
    pub(super) fn of_organisation(self, view: &View) -> Lines {
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
            Fact::BreachRegister => one(organisation.breach_register.as_ref()),
            Fact::RetentionPolicy => one(organisation.retention_policy.as_ref()),
            Fact::SecurityPolicy => one(organisation.security_policy.as_ref()),
            _ => Lines::new(),
        }
    }
}

fn channels<'c>(contacts: impl IntoIterator<Item = &'c Contact>, kind: &str) -> Lines {
    let channels = contacts.into_iter().flat_map(|contact| &contact.channels);
    channels.filter(|channel| channel.kind == kind).map(|channel| channel.words.clone()).collect()
}

fn addresses<'c>(contacts: impl Iterator<Item = &'c Contact>) -> Lines {
    contacts.flat_map(|contact| contact.address.clone()).collect()
}
