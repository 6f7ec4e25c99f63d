//! Who gets the data: as one purpose uses them, and all of them by what they are to the organisation.

use indexmap::{IndexMap, IndexSet};

use crate::{
    register::{
        answers::Cell,
        entry::Entry,
        parties::{self, Contract, Disclosure, Publish, Role},
        purposes,
        shape::Several,
        uses::{Kind, Relation, Use},
        value::Field,
    },
    view::{
        Link, Recipient, RecipientGroup, RecipientUse, Said,
        build::{
            Builder,
            wording::{Gap, one_line},
        },
    },
};

/// The order of the groups.
const ROLES: [Option<Role>; 9] = [
    Some(Role::Processor),
    Some(Role::JointController),
    Some(Role::Controller),
    Some(Role::Authority),
    Some(Role::ThirdParty),
    Some(Role::ThePublic),
    Some(Role::TheDataSubject),
    None,
    Some(Role::Internal),
];

impl<'r> Builder<'r> {
    /// What is printed for a recipient: its name, or its category.
    pub(super) fn recipient_name<O>(&self, member: &Use<parties::Recipient, O>) -> String
    where
        O: crate::register::keys::Keys,
    {
        self.printed_name(member.id(), &self.register.recipients.used(member))
    }

    pub(super) fn printed_name(&self, id: &str, recipient: &parties::Recipient) -> String {
        // Whoever asks has a right to the names. Art. 15(1)(c); Court of Justice, C-154/21.
        let category_alone = !self.internal
            && self.subject.is_none()
            && recipient.publish.get() == Some(&Publish::Category);
        let name = recipient.contact.name.get().filter(|_| !category_alone);
        let name = name.map(|name| self.in_language(name));
        let name = name.or_else(|| self.phrase(&recipient.category)).unwrap_or_else(|| {
            if category_alone { self.say("open.untranslated", &[]) } else { id.to_owned() }
        });
        let members = recipient.includes.get().into_iter().flat_map(Several::iter);
        let members: Vec<_> = members
            .filter_map(|member| {
                let entry = self.register.recipients.get(member.id.as_str())?;
                self.is_told(entry).then(|| self.printed_name(entry.id.as_str(), entry))
            })
            .collect();
        self.with_members(name, &members)
    }

    /// Whether a recipient is one to this edition: departments are told in the record only.
    fn is_told(&self, recipient: &parties::Recipient) -> bool {
        self.internal || recipient.role.get() != Some(&Role::Internal)
    }

    /// Who gets data: all that are named, or, where it is about some people, those who get data of these.
    pub(super) fn who_gets(
        &self,
        field: &'r Field<purposes::Recipients>,
        cells: &[Cell<'r>],
    ) -> Vec<&'r Use<parties::Recipient, Disclosure>> {
        let members = field.get().into_iter().flat_map(Relation::entries);
        let gets = |member: &&'r Use<parties::Recipient, Disclosure>| {
            self.subject.is_none()
                || !self.answers.reached(&self.register.recipients, member, cells).is_empty()
        };
        members.filter(gets).collect()
    }

    pub(super) fn recipient_uses(
        &self,
        field: &'r Field<purposes::Recipients>,
        cells: &[Cell<'r>],
    ) -> Said<RecipientUse> {
        let members = field.get().into_iter().flat_map(Relation::entries);
        let items = members.filter_map(|member| self.recipient_use(member, cells));
        let items = items.collect();
        self.said("recipients", &Gap::of_relation(field), items, |recipient| &recipient.words)
    }

    /// `None` for a recipient that gets nothing of what the purpose has.
    fn recipient_use(
        &self,
        member: &'r Use<parties::Recipient, Disclosure>,
        cells: &[Cell<'r>],
    ) -> Option<RecipientUse> {
        let used = self.register.recipients.used(member);
        let reached = self.answers.reached(&self.register.recipients, member, cells);
        if !self.is_told(&used) || (reached.is_empty() && !cells.is_empty()) {
            return None;
        }
        let case = self.answers.region(&self.register.recipients, member).case;
        let own = &member.own;
        let role = used.role.get().copied();
        let instead = member.instead.as_deref();
        let bases = own.legal_basis.get().into_iter().flat_map(Relation::entries);
        let bases: Vec<_> = bases
            .map(|member| {
                let used = self.register.legal_bases.used(member);
                let name = self.name("legal-basis", member.id(), &used.name);
                match used.article.get() {
                    Some(article) => self.say(
                        "join.article",
                        &[("name", &name), ("article", &self.language.cite(article))],
                    ),
                    None => name,
                }
            })
            .collect();
        let only = self.only(cells, &reached, case);
        let mut recipient = RecipientUse {
            entry: format!("recipient.{}", member.id()),
            name: self.printed_name(member.id(), &used),
            role: role.map(|role| role.word().to_owned()),
            role_words: role.map(|role| self.own_name("role", role.word())),
            words: String::new(),
            is_plain: false,
            task: self.phrase(&own.for_what),
            form: own.form.get().map(|form| self.own_name("form", form.word())),
            legal_basis: (!bases.is_empty()).then(|| self.language.list(&bases)),
            responsibilities: self.phrase(&own.responsibilities),
            description: instead.and_then(|instead| self.phrase(&instead.shared.description)),
            only,
            internal: self.inside(&used.shared.internal),
        };
        recipient.is_plain = instead.is_none()
            && member.only.is_silent()
            && recipient.task.is_none()
            && recipient.form.is_none()
            && recipient.legal_basis.is_none()
            && recipient.responsibilities.is_none();
        let places = self.places_of(member);
        recipient.words = self.use_words(&recipient, &used, places.as_deref());
        Some(recipient)
    }

    fn use_words(
        &self,
        recipient: &RecipientUse,
        used: &parties::Recipient,
        places: Option<&str>,
    ) -> String {
        let mut words = recipient.name.clone();
        let category = self.phrase(&used.category).filter(|category| *category != recipient.name);
        let category = category.filter(|_| used.contact.name.get().is_some());
        let about: Vec<_> =
            [category, recipient.role_words.clone()].into_iter().flatten().collect();
        if !about.is_empty() {
            words = self.say("join.with", &[("words", &words), ("more", &about.join(", "))]);
        }
        if self.internal {
            words = self.with("recipient-words.in", words, "places", places);
        }
        for (key, gap, part) in [
            ("for", "task", &recipient.task),
            ("form", "form", &recipient.form),
            ("legal-basis", "basis", &recipient.legal_basis),
            ("responsibilities", "responsibilities", &recipient.responsibilities),
        ] {
            let part = part
                .as_ref()
                .map(|part| self.say(&format!("recipient-words.{key}"), &[(gap, part)]));
            words = self.and_also(words, part.as_deref());
        }
        words = self.detailed(words, recipient.description.as_deref());
        self.narrowed_words(words, recipient.only.as_ref())
    }

    /// Where the data are; of a group, where they are with any of its members.
    fn places_of(&self, member: &'r Use<parties::Recipient, Disclosure>) -> Option<String> {
        let mut places = IndexSet::new();
        for (_, recipient) in self.answers.recipients_in(member) {
            let areas = recipient.countries.get().into_iter().flat_map(Several::iter);
            places.extend(areas.map(|area| self.place(area.0.as_str())));
        }
        let places: Vec<_> = places.into_iter().collect();
        (!places.is_empty()).then(|| self.language.list(&places))
    }

    /// Every recipient of any of the purposes, the members of groups too, by its role and in the register's order.
    pub(super) fn recipient_groups(
        &self,
        purposes: &[&'r Entry<purposes::Purpose>],
    ) -> Vec<RecipientGroup> {
        let mut served: IndexMap<&str, Vec<usize>> = IndexMap::new();
        for (at, purpose) in purposes.iter().enumerate() {
            for member in purpose.recipients.get().into_iter().flat_map(Relation::entries) {
                for (id, _) in self.answers.recipients_in(member) {
                    let purposes = served.entry(id).or_default();
                    if purposes.last() != Some(&at) {
                        purposes.push(at);
                    }
                }
            }
        }
        let used = self.register.recipients.iter().filter_map(|entry| {
            let served = served.get(entry.id.as_str())?;
            self.is_told(entry).then_some((entry, served))
        });
        let mut groups: IndexMap<Option<Role>, Vec<Recipient>> = IndexMap::new();
        for (entry, served) in used {
            let everywhere = served.len() == purposes.len();
            let some = served.iter().filter(|_| !everywhere);
            let purposes = some.map(|at| self.purpose_name(purposes[*at])).collect();
            groups
                .entry(entry.role.get().copied())
                .or_default()
                .push(self.recipient(entry, purposes));
        }
        let groups = ROLES.iter().filter_map(|role| {
            let recipients = groups.shift_remove(role)?;
            let word = role.map_or("none", Role::word);
            Some(RecipientGroup {
                role: role.map(|role| role.word().to_owned()),
                title: self.own_name("role-title", word),
                explanation: self.language.name("role-explanation", word).map(str::to_owned),
                recipients,
            })
        });
        groups.collect()
    }

    fn recipient(&self, entry: &'r Entry<parties::Recipient>, purposes: Vec<String>) -> Recipient {
        let id = entry.id.as_str();
        let name = self.printed_name(id, entry);
        let category_alone = !self.internal && entry.publish.get() == Some(&Publish::Category);
        let named = !category_alone && entry.contact.name.get().is_some();
        let role = entry.role.get().copied();
        let arrangement = entry.arrangement.get();
        let contact = self.contact(&entry.contact, false);
        let case = entry.only.get();
        let members = entry.sub_processors.get().into_iter().flat_map(Relation::entries);
        let sub_processors = members.map(|member| self.recipient_name(member)).collect();
        let mut recipient = Recipient {
            entry: format!("recipient.{id}"),
            category: self.phrase(&entry.category).filter(|_| named),
            name,
            role: role.map(|role| role.word().to_owned()),
            role_words: role.map(|role| self.own_name("role", role.word())),
            group_company: entry.group_company.get().copied() == Some(true),
            words: String::new(),
            description: self.sentence(&entry.shared.description),
            contact: (!category_alone && contact.words.is_some()).then_some(contact),
            policy_url: entry
                .policy_url
                .get()
                .filter(|_| !category_alone)
                .and_then(|url| Link::page(url)),
            countries: self.said_places("countries", &entry.countries),
            country_codes: self.country_codes(&entry.countries),
            access_from: self.said_places("countries", &entry.access_from),
            own_purposes: self.said_text("own-purposes", &entry.own_purposes),
            retention: self.kept_by_others(&entry.retention),
            arrangement: arrangement.and_then(|arrangement| self.phrase(&arrangement.essence)),
            contact_point: arrangement
                .and_then(|arrangement| self.phrase(&arrangement.contact_point)),
            sub_processors: self.said(
                "sub-processors",
                &Gap::of_relation(&entry.sub_processors),
                sub_processors,
                |name: &String| name,
            ),
            purposes,
            only: case.and_then(|only| self.only_of_entry(only)),
            contract: self.contract(&entry.contract),
            internal: self.inside(&entry.shared.internal),
        };
        recipient.words = self.recipient_words(&recipient);
        recipient
    }

    fn recipient_words(&self, recipient: &Recipient) -> String {
        let mut words = recipient.name.clone();
        let group = recipient.group_company.then(|| self.say("recipient-words.group-company", &[]));
        let about: Vec<_> = recipient.category.clone().into_iter().chain(group).collect();
        let about = (!about.is_empty()).then(|| about.join(", "));
        words = self.with("join.with", words, "more", about.as_deref());
        let list =
            |said: &Said<String>| (!said.items.is_empty()).then(|| self.language.list(&said.items));
        let places = list(&recipient.countries);
        words = self.with("recipient-words.in", words, "places", places.as_deref());
        let mut parts = Vec::new();
        if let Some(places) = list(&recipient.access_from) {
            parts.push(self.say("recipient-words.access-from", &[("places", &places)]));
        }
        let own = &recipient.own_purposes;
        if own.none {
            parts.push(self.say("recipient-words.no-own-purposes", &[]));
        }
        let text = |text: &[String]| text.first().cloned();
        for (key, gap, part) in [
            ("own-purposes", "own_purposes", text(&own.items)),
            ("retention", "retention", recipient.retention.words.clone()),
            ("arrangement", "arrangement", recipient.arrangement.clone()),
            ("contact-point", "contact", recipient.contact_point.clone()),
            ("sub-processors", "names", list(&recipient.sub_processors)),
            ("policy", "url", recipient.policy_url.as_ref().map(|url| url.as_str().to_owned())),
        ] {
            parts.extend(
                part.map(|part| self.say(&format!("recipient-words.{key}"), &[(gap, &part)])),
            );
        }
        if !recipient.purposes.is_empty() {
            let purposes = self.language.list(&recipient.purposes);
            parts.push(self.say("recipient-words.purposes", &[("purposes", &purposes)]));
        }
        words = parts.iter().fold(words, |words, part| self.and_also(words, Some(part)));
        words = self.narrowed_words(words, recipient.only.as_ref());
        self.detailed(words, recipient.description.as_deref())
    }

    /// The countries among places, and the two unions of them that have a code, each once.
    fn country_codes(
        &self,
        field: &'r Field<Several<crate::register::transfers::Area>>,
    ) -> Vec<String> {
        let places = field.get().into_iter().flat_map(Several::iter).map(|place| place.0.as_str());
        let countries = places
            .filter(|id| self.register.countries.get(id).is_some() || matches!(*id, "EU" | "EEA"));
        countries.collect::<IndexSet<_>>().into_iter().map(str::to_owned).collect()
    }

    fn said_places(
        &self,
        key: &str,
        field: &'r Field<Several<crate::register::transfers::Area>>,
    ) -> Said<String> {
        let places = field.get().into_iter().flat_map(Several::iter);
        let places = places.map(|place| self.place(place.0.as_str())).collect();
        self.said(key, &Gap::of_list(field), places, |place: &String| place)
    }

    /// The contract, for insiders.
    fn contract(&self, field: &'r Field<Contract>) -> Said<String> {
        if !self.internal {
            return Said::default();
        }
        let contract = field.get().map(|contract| {
            let status =
                contract.status.get().map(|one| self.own_name("contract-status", one.word()));
            let date = contract.date.get().map(|day| self.language.date(*day));
            let document = contract.document.get().map(|document| one_line(document));
            [status, date, document].into_iter().flatten().collect::<Vec<_>>().join(", ")
        });
        let items: Vec<_> = contract.into_iter().filter(|words| !words.is_empty()).collect();
        self.said("contract", &Gap::of(field), items, |words| words)
    }

    pub(super) fn purpose_name(&self, purpose: &Entry<purposes::Purpose>) -> String {
        self.name(purposes::Purpose::NAME, purpose.id.as_str(), &purpose.name)
    }
}
