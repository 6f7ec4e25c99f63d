//! The organisation, its officer and representatives, other controllers, the authorities.

use crate::{
    law,
    register::{
        entry::Entry,
        parties::{self, Contact, Officer, Representations},
        shape::{Several, TableOf},
        value::Field,
    },
    settings::Jurisdiction,
    view::{
        self, Authority, Channel, Controller, Link, Organisation, Representative, Said,
        build::{
            Builder,
            wording::{Gap, one_line},
        },
    },
};

impl<'r> Builder<'r> {
    pub(super) fn organisation(&self) -> Organisation {
        let organisation = self.register.organisation();
        let name = self.proper_name("organisation", "organisation", &organisation.contact.name);
        let short_name = organisation.short_name.get().map(|name| self.in_language(name));
        let string = |field: &Field<Box<str>>| field.get().map(|text| one_line(text));
        let person = organisation.contact_person.get();
        Organisation {
            entry: "organisation".into(),
            has_short_name: short_name.as_ref().is_some_and(|short| *short != name),
            short_name: short_name.unwrap_or_else(|| name.clone()),
            name,
            legal_form: string(&organisation.legal_form),
            registration: string(&organisation.registration),
            contact: self.contact(&organisation.contact, false),
            contact_person: person.map(|person| self.contact(person, true)),
            scope: self.sentence(&organisation.scope),
            policy_url: organisation.policy_url.get().and_then(|url| Link::page(url)),
            breach_register: self.inside_string(&organisation.breach_register),
            retention_policy: self.inside_string(&organisation.retention_policy),
            security_policy: self.inside_string(&organisation.security_policy),
            internal: self.inside(&organisation.shared.internal),
        }
    }

    /// Somebody's name and channels. Of an organisation the name stands elsewhere.
    pub(super) fn contact(&self, contact: &Contact, named: bool) -> view::Contact {
        let name = contact.name.get().filter(|_| named).map(|name| self.in_language(name));
        let title = contact.title.get().map(|title| self.in_language(title));
        let lines = contact.address.get().into_iter().flat_map(Several::iter);
        let mut address: Vec<_> = lines.map(|line| one_line(line)).collect();
        if let Some(country) = contact.country.get().filter(|_| !address.is_empty()) {
            address.push(self.place(country.id.as_str()));
        }
        let mut channels = Vec::new();
        let mut channel = |kind: &str, field: &Field<Box<str>>, link: fn(&str) -> Option<Link>| {
            if let Some(words) = field.get() {
                channels.push(Channel {
                    kind: kind.into(),
                    label: self.say(&format!("label.{kind}"), &[]),
                    words: one_line(words),
                    link: link(words),
                });
            }
        };
        channel("email", &contact.email, Link::mailbox);
        channel("phone", &contact.phone, Link::telephone);
        channel("website", &contact.website, Link::page);
        channel("contact-form", &contact.contact_form, Link::page);
        let parts: Vec<&str> = [&name, &title]
            .into_iter()
            .flatten()
            .chain(&address)
            .chain(channels.iter().map(|channel| &channel.words))
            .map(|part| &**part)
            .collect();
        let words = (!parts.is_empty()).then(|| parts.join(", "));
        let country = contact.country.get().map(|country| country.id.to_string());
        let country_code = country.filter(|id| self.register.countries.get(id).is_some());
        view::Contact { name, title, address, country_code, channels, words }
    }

    pub(super) fn officer(&self, field: &'r Field<Officer>) -> Said<view::Officer> {
        let officer = field.get().map(|officer| view::Officer {
            contact: self.contact(&officer.contact, true),
            other_roles: (officer.other_roles.get().filter(|_| self.internal))
                .map(|roles| roles.iter().map(|role| one_line(role)).collect())
                .unwrap_or_default(),
            notified_on: self.inside_day(&officer.notified_on),
        });
        let items = officer.into_iter().collect();
        self.said("officer", &Gap::of(field), items, |officer: &view::Officer| {
            officer.contact.words.as_deref().unwrap_or_default()
        })
    }

    pub(super) fn representatives(
        &self,
        field: &'r Field<TableOf<Contact, Representations>>,
    ) -> Said<Representative> {
        let members = field.get().into_iter().flat_map(|table| &table.0);
        let items = members.filter_map(|(place, contact)| {
            Some(Representative {
                place: self.place(place.as_str()),
                contact: self.contact(contact.get()?, true),
            })
        });
        self.said("representatives", &Gap::of(field), items.collect(), |representative| {
            representative.contact.words.as_deref().unwrap_or_default()
        })
    }

    /// The authorities that are named, else the national one of the organisation's country.
    pub(super) fn authorities(&self) -> Vec<Authority> {
        let organisation = self.register.organisation();
        let field = &organisation.supervisory_authority;
        if let Some(named) = field.get() {
            let named = named.entries().filter_map(|one| self.register.authorities.get(one.id()));
            return named.map(|entry| self.authority(entry)).collect();
        }
        let Some(country) = organisation.contact.country.get().filter(|_| field.is_silent()) else {
            return Vec::new();
        };
        let national = law::authority_of(self.register, country.id.as_str());
        national.map(|entry| self.authority(entry)).into_iter().collect()
    }

    fn authority(&self, entry: &Entry<parties::Authority>) -> Authority {
        let name = self.proper_name("authority", entry.id.as_str(), &entry.contact.name);
        let own_name = entry.own_name.get().and_then(|own| own.wordings().first());
        let own_name = own_name.map(|own| one_line(&own.words));
        // One for each state of the EEA, and the United Kingdom; of Switzerland's there is no term.
        let id = entry.id.as_str();
        let has_term = entry.is_built_in() && id.len() == 2 && id != "ch";
        let number = || format!("https://w3id.org/dpv/legal/{id}#DPA-{}", id.to_ascii_uppercase());
        Authority {
            entry: format!("authority.{id}"),
            dpv: has_term.then(number),
            // "Data Protection Commission (Ireland)" says its own name already.
            own_name: own_name.filter(|own| !name.contains(own.as_str())),
            name,
            contact: self.contact(&entry.contact, false),
        }
    }

    pub(super) fn controller(&self, id: &str) -> Option<Controller> {
        let entry = self.register.controllers.get(id)?;
        Some(Controller {
            entry: format!("controller.{id}"),
            name: self.controller_name(id),
            registration: entry.registration.get().map(|text| one_line(text)),
            contact: self.contact(&entry.contact, true),
            officer: self.insiders(|| self.officer(&entry.data_protection_officer)),
            representatives: self.insiders(|| self.representatives(&entry.representatives)),
        })
    }

    /// What insiders alone are told.
    fn insiders<T: Default>(&self, told: impl FnOnce() -> T) -> T {
        if self.internal { told() } else { T::default() }
    }

    /// Its name, or its kind where only that is known.
    pub(super) fn controller_name(&self, id: &str) -> String {
        let entry = self.register.controllers.get(id);
        let name = entry.and_then(|entry| entry.contact.name.get());
        let kind = || entry.and_then(|entry| self.phrase(&entry.category));
        name.map(|name| self.in_language(name)).or_else(kind).unwrap_or_else(|| id.to_owned())
    }

    /// The laws that the introduction names.
    pub(super) fn laws_of_the_land(&self) -> Vec<String> {
        let country = self.register.organisation().contact.country.get();
        let country = country.map(|country| country.id.as_str());
        [Jurisdiction::Eu, Jurisdiction::Dk, Jurisdiction::Uk, Jurisdiction::Ch]
            .into_iter()
            .filter(|jurisdiction| self.settings.judges_by(*jurisdiction, country))
            .map(|jurisdiction| self.own_name("jurisdiction", jurisdiction.word()))
            .collect()
    }
}
