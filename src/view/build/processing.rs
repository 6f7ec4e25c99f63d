//! Whose data, which data, from where, whether they must be given, how they are protected.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};

use crate::{
    register::{
        answers::{Answer, Cell},
        entry::Entry,
        keys::Keys,
        legal_bases::Class,
        personal_data::{DataSubject, Origin, PersonalData, ProvidedHow, Provision},
        purposes::{self, Informing, Status},
        security,
        shape::Several,
        uses::{Kind, Member, Ref, Relation, Use},
        value::Field,
    },
    view::{
        Datum, Measure, Said, Source, Subject, System,
        build::{Builder, wording::Gap},
    },
};

impl<'r> Builder<'r> {
    /// Whether an answer is one entry's, and holds for somebody whom the document is about.
    pub(super) fn is_told_of<K: Kind, O: Keys>(&self, answer: &Answer<'r, K, O>) -> bool {
        answer.member.is_entry() && (self.subject.is_none() || !answer.cells.is_empty())
    }

    pub(super) fn subject_name(&self, id: &str) -> String {
        match self.register.data_subjects.get(id) {
            Some(entry) => match (entry.name.get(), entry.same_as.get()) {
                (None, Some(same)) => self.own_name("data-subject", same.id.as_str()),
                _ => self.name("data-subject", id, &entry.name),
            },
            None => id.to_owned(),
        }
    }

    pub(super) fn datum_name(&self, id: &str) -> String {
        match self.register.personal_data.get(id) {
            Some(entry) => match (entry.name.get(), entry.same_as.get()) {
                (None, Some(same)) => self.own_name("personal-data", same.id.as_str()),
                _ => self.name("personal-data", id, &entry.name),
            },
            None => id.to_owned(),
        }
    }

    /// The members of a group by name, each once; none if it is no group.
    fn members<K: Kind>(
        includes: &Field<Several<Ref<K>>>,
        name: impl Fn(&str) -> String,
    ) -> Vec<String> {
        let members = includes.get().into_iter().flat_map(Several::iter);
        members.map(|member| name(member.id.as_str())).collect()
    }

    /// `group (members)`.
    pub(super) fn with_members(&self, name: String, members: &[String]) -> String {
        let members = (!members.is_empty()).then(|| self.language.list(members));
        self.with("join.with", name, "more", members.as_deref())
    }

    /// The uses of people or data, with those that `all` stands for.
    fn named<'a, K: Kind>(
        field: &'a Field<Relation<K>>,
        cells: &[Cell<'r>],
        named: fn(&Cell<'r>) -> &'r str,
    ) -> Vec<(&'a str, Option<&'a Use<K>>)>
    where
        'r: 'a,
    {
        let mut found: Vec<(&str, Option<&Use<K>>)> = Vec::new();
        for member in field.get().into_iter().flat_map(|relation| &relation.uses) {
            match member.member {
                Member::Entry => found.push((member.id(), Some(&**member))),
                Member::All => {
                    for id in cells.iter().map(named) {
                        if !found.iter().any(|(known, _)| *known == id) {
                            found.push((id, None));
                        }
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The people, and whether their data differ.
    pub(super) fn subjects(
        &self,
        field: &'r Field<Relation<DataSubject>>,
        cells: &[Cell<'r>],
    ) -> (Said<Subject>, bool) {
        let mut named = Self::named(field, cells, |cell| cell.person_named);
        if self.subject.is_some() {
            named.retain(|(id, _)| cells.iter().any(|cell| cell.person_named == *id));
        }
        let data_of = |id: &str| self.data_of(id, cells);
        let first = named.first().map(|(id, _)| data_of(id));
        let differ = named.iter().any(|(id, _)| Some(data_of(id)) != first);
        let items = named.iter().map(|(id, member)| {
            let name = self.subject_name(id);
            let group = self.register.data_subjects.get(id);
            let members = group.map(|group| {
                Self::members::<DataSubject>(&group.includes, |id| self.subject_name(id))
            });
            let name = self.with_members(name, &members.unwrap_or_default());
            let only = member.and_then(|member| {
                let case = self.answers.region(&self.register.data_subjects, member).case;
                self.only_case(case)
            });
            let special = member.and_then(|member| member.instead.as_deref());
            let special = special.and_then(|special| self.phrase(&special.shared.description));
            let words = self.detailed(name.clone(), special.as_deref());
            let data: Vec<_> = data_of(id).into_iter().map(|id| self.datum_words(id)).collect();
            let listed = (differ && !data.is_empty()).then(|| self.language.list(&data));
            Subject {
                entry: format!("data-subject.{id}"),
                dpv: self.known.dpv(&format!("data-subject.{id}")),
                words: self.narrowed_words(words, only.as_ref()),
                name,
                personal_data: if differ { data } else { Vec::new() },
                personal_data_words: listed,
                only,
            }
        });
        let items = items.collect();
        let said = self.said("subjects", &Gap::of_relation(field), items, |subject| &subject.words);
        (said, differ)
    }

    /// The data that one kind of people has: a group where all its members are among them, else these members.
    fn data_of(&self, people: &str, cells: &[Cell<'r>]) -> Vec<&'r str> {
        let own: Vec<_> = cells.iter().filter(|cell| cell.person_named == people).collect();
        let has: BTreeSet<&str> = own.iter().map(|cell| cell.datum).collect();
        let groups: BTreeSet<&str> = own.iter().map(|cell| cell.datum_named).collect();
        let whole = groups.into_iter().flat_map(|group| {
            let members = self.answers.data_in(group);
            let whole = members != [group] && members.iter().all(|one| has.contains(one));
            members.into_iter().filter(move |_| whole).map(move |member| (member, group))
        });
        let whole: BTreeMap<&str, &str> = whole.collect();
        let named = own.iter().map(|cell| whole.get(cell.datum).copied().unwrap_or(cell.datum));
        named.collect::<IndexSet<_>>().into_iter().collect()
    }

    pub(super) fn data(
        &self,
        field: &'r Field<Relation<PersonalData>>,
        cells: &[Cell<'r>],
    ) -> Said<Datum> {
        let mut named = Self::named(field, cells, |cell| cell.datum_named);
        if self.subject.is_some() {
            named.retain(|(id, _)| cells.iter().any(|cell| cell.datum_named == *id));
        }
        if named.is_empty() {
            // The purpose has what its people are narrowed to.
            for cell in cells {
                if !named.iter().any(|(id, _)| *id == cell.datum_named) {
                    named.push((cell.datum_named, None));
                }
            }
        }
        let items = named.iter().map(|(id, member)| self.datum(id, *member, cells)).collect();
        self.said("data", &Gap::of_relation(field), items, |datum| &datum.words)
    }

    fn datum(&self, id: &str, member: Option<&Use<PersonalData>>, cells: &[Cell<'r>]) -> Datum {
        let entry = self.register.personal_data.get(id);
        let class = self.answers.class(id);
        let may_contain = entry.map_or_else(Vec::new, |entry| {
            Self::members::<PersonalData>(&entry.may_contain, |id| self.datum_name(id))
        });
        let only = member.and_then(|member| {
            let narrowed = member.only.get()?.data_subjects.get()?;
            let people: Vec<_> =
                narrowed.iter().map(|person| self.subject_name(person.id.as_str())).collect();
            let words = self.say("only.data-subjects", &[("things", &self.language.list(&people))]);
            // Where all people have it the narrowing says nothing.
            let whole = cells.iter().all(|cell| {
                cell.datum_named == id
                    || cells.iter().any(|own| own.datum_named == id && own.person == cell.person)
            });
            (!whole).then(|| crate::view::Only {
                words,
                data_subjects: people,
                ..Default::default()
            })
        });
        let special = member.and_then(|member| member.instead.as_deref());
        let special = special.and_then(|special| self.phrase(&special.shared.description));
        let words = self.detailed(self.datum_words(id), special.as_deref());
        Datum {
            entry: format!("personal-data.{id}"),
            dpv: self.known.dpv(&format!("personal-data.{id}")),
            name: self.datum_name(id),
            members: entry.map_or_else(Vec::new, |entry| {
                Self::members::<PersonalData>(&entry.includes, |id| self.datum_name(id))
            }),
            words: self.narrowed_words(words, only.as_ref()),
            class: class.map(|class| class.word().to_owned()),
            sensitive: class.is_some_and(|class| class != Class::Ordinary),
            may_contain,
            only,
        }
    }

    /// Name and members, and what it can reveal by chance.
    fn datum_words(&self, id: &str) -> String {
        let name = self.datum_name(id);
        let Some(entry) = self.register.personal_data.get(id) else { return name };
        let members = Self::members::<PersonalData>(&entry.includes, |id| self.datum_name(id));
        let words = self.with_members(name, &members);
        let reveals = Self::members::<PersonalData>(&entry.may_contain, |id| self.datum_name(id));
        if reveals.is_empty() {
            return words;
        }
        let reveals = self.language.list(&reveals);
        let reveals = self.say("recipient-words.may-reveal", &[("things", &reveals)]);
        self.say("join.with", &[("words", &words), ("more", &reveals)])
    }

    pub(super) fn sources(
        &self,
        purpose: &'r purposes::Purpose,
        cells: &[Cell<'r>],
    ) -> Said<Source> {
        let resolution = self.answers.sources(purpose, cells);
        let answers = resolution.answers.iter().filter(|answer| self.is_told_of(answer));
        let items = answers.map(|answer| self.source(answer, cells)).collect();
        let gap = Gap::of_relation(&purpose.source);
        let gap = gap.and_of_data(&resolution.declared, |datum| &datum.source, cells.len());
        self.said("source", &gap, items, |source| &source.words)
    }

    fn source(&self, answer: &Answer<'r, Origin, Informing>, cells: &[Cell<'r>]) -> Source {
        let member = answer.member;
        let id = member.id();
        let used = self.register.sources.used(member);
        let recipient = used.recipient.get().and_then(|members| members.entries().next());
        let to_the_person = self.language.sentence(&format!("source-words.{id}")).is_some();
        let mut category = self.phrase(&used.category);
        let name = match (used.name.get(), recipient) {
            (None, Some(recipient)) => self.recipient_name(recipient),
            (None, None) if to_the_person && !self.internal => {
                self.say(&format!("source-words.{id}"), &[])
            }
            // A source of one's own may be told by its kind alone.
            (None, None) if self.language.name("source", id).is_none() => {
                category.take().unwrap_or_else(|| id.to_owned())
            }
            _ => self.name("source", id, &used.name),
        };
        let public = used.public.get().copied() == Some(true);
        let mut words = self.with("join.with", name.clone(), "more", category.as_deref());
        let country = used.country.get().map(|country| self.place(country.id.as_str()));
        words = self.with("recipient-words.in", words, "places", country.as_deref());
        if public && id != "public-source" {
            words = self.and_also(words, Some(&self.say("source-words.public", &[])));
        }
        let special =
            member.instead.as_deref().and_then(|instead| self.phrase(&instead.shared.description));
        let words = self.detailed(words, special.as_deref());
        let only = self.only(cells, &answer.cells, answer.case);
        let informed = member.own.informed.get().filter(|_| self.internal);
        Source {
            entry: format!("source.{id}"),
            name,
            words: self.narrowed_words(words, only.as_ref()),
            public,
            indirect: used.direct.get().copied() != Some(true),
            only,
            informed: informed.map(|informed| self.own_name("informed", informed.word())),
        }
    }

    pub(super) fn provisions(
        &self,
        purpose: &'r purposes::Purpose,
        cells: &[Cell<'r>],
    ) -> Said<crate::view::Provision> {
        let resolution = self.answers.provisions(purpose, cells);
        let answers = resolution.answers.iter().filter(|answer| self.is_told_of(answer));
        let items = answers.map(|answer| self.provision(answer, cells)).collect();
        let gap = Gap::of_relation(&purpose.provision);
        let gap = gap.and_of_data(&resolution.declared, |datum| &datum.provision, cells.len());
        self.said("provision", &gap, items, |provision: &crate::view::Provision| &provision.words)
    }

    fn provision(
        &self,
        answer: &Answer<'r, Provision, ProvidedHow>,
        cells: &[Cell<'r>],
    ) -> crate::view::Provision {
        let member = answer.member;
        let id = member.id();
        let used = self.register.provisions.used(member);
        let key = format!("provision-words.{id}");
        let words = match (used.name.get(), self.language.sentence(&key)) {
            (None, Some(_)) if !self.internal => self.say(&key, &[]),
            _ => self.name("provision", id, &used.name),
        };
        let consequence = self.phrase(&member.own.consequence);
        let words =
            self.with("provision-words.consequence", words, "consequence", consequence.as_deref());
        let special =
            member.instead.as_deref().and_then(|instead| self.phrase(&instead.shared.description));
        let words = self.detailed(words, special.as_deref());
        let only = self.only(cells, &answer.cells, answer.case);
        crate::view::Provision {
            entry: format!("provision.{id}"),
            words: self.narrowed_words(words, only.as_ref()),
            consequence,
            only,
        }
    }

    /// The measures of a purpose and of its systems, for insiders.
    pub(super) fn measures(
        &self,
        field: &'r Field<Relation<security::Measure>>,
        systems: &'r Field<Relation<security::System>>,
    ) -> Said<Measure> {
        if !self.internal {
            return Said::default();
        }
        let mut items = IndexMap::new();
        self.add_measures(&mut items, field, systems);
        let items = items.into_values().collect();
        self.said("measures", &Gap::of_relation(field), items, |measure| &measure.words)
    }

    /// The measures of all purposes, each once, in the register's order: what the policy prints.
    pub(super) fn all_measures(&self, purposes: &[&'r Entry<purposes::Purpose>]) -> Said<Measure> {
        let mut items = IndexMap::new();
        for purpose in purposes {
            self.add_measures(&mut items, &purpose.measures, &purpose.systems);
        }
        let items = items.into_values().collect();
        self.said("measures", &Gap::default(), items, |measure| &measure.words)
    }

    /// Adds what protects the data, their systems' measures too, each once.
    fn add_measures(
        &self,
        items: &mut IndexMap<String, Measure>,
        own: &Field<Relation<security::Measure>>,
        systems: &Field<Relation<security::System>>,
    ) {
        let mut add = |field: &Field<Relation<security::Measure>>| {
            for member in field.get().into_iter().flat_map(Relation::entries) {
                if !items.contains_key(member.id())
                    && let Some(measure) = self.measure(member)
                {
                    items.insert(member.id().to_owned(), measure);
                }
            }
        };
        add(own);
        for system in systems.get().into_iter().flat_map(Relation::entries) {
            add(&self.register.systems.used(system).measures);
        }
    }

    fn measure(&self, member: &Use<security::Measure>) -> Option<Measure> {
        let used = self.register.measures.used(member);
        if !self.may_tell_measure(&used) {
            return None;
        }
        let planned = used.status.get() == Some(&Status::Draft);
        let id = member.id();
        let name = self.name("measure", id, &used.name);
        let members = used.includes.get().into_iter().flat_map(Several::iter);
        let members: Vec<_> = members
            .filter_map(|member| self.register.measures.get(member.id.as_str()))
            .filter(|entry| self.may_tell_measure(entry))
            .map(|entry| self.name("measure", entry.id.as_str(), &entry.name))
            .collect();
        let name = self.with_members(name, &members);
        let description = self.phrase(&used.shared.description);
        let mut words = self.detailed(name.clone(), description.as_deref());
        if planned {
            let planned = self.say("record.planned", &[]);
            words = self.say("join.with", &[("words", &words), ("more", &planned)]);
        }
        let aim = used.aim.get().filter(|_| self.internal);
        Some(Measure {
            entry: format!("measure.{id}"),
            dpv: self.known.dpv(&format!("measure.{id}")),
            name,
            description,
            words,
            aim: aim.map(|aim| self.own_name("aim", aim.word())),
            planned,
        })
    }

    /// Plans are told to insiders only, and so are measures that are not public.
    fn may_tell_measure(&self, measure: &security::Measure) -> bool {
        match measure.status.get() {
            Some(Status::Retired) => false,
            Some(Status::Draft) => self.internal,
            _ => self.internal || measure.public.get() != Some(&false),
        }
    }

    /// The systems of a purpose, for insiders.
    pub(super) fn systems(&self, field: &'r Field<Relation<security::System>>) -> Said<System> {
        if !self.internal {
            return Said::default();
        }
        let members = field.get().into_iter().flat_map(Relation::entries);
        let items = members.map(|member| {
            let used = self.register.systems.used(member);
            let name = self.proper_name("system", member.id(), &used.name);
            let runs = used.recipient.get().and_then(|members| members.entries().next());
            let runs = runs.map(|recipient| self.recipient_name(recipient));
            let words = self.with("join.with", name.clone(), "more", runs.as_deref());
            let places = used.countries.get().map(|places| {
                let places: Vec<_> =
                    places.iter().map(|place| self.place(place.0.as_str())).collect();
                self.language.list(&places)
            });
            let words = self.with("recipient-words.in", words, "places", places.as_deref());
            System { entry: format!("system.{}", member.id()), name, words }
        });
        let items = items.collect();
        self.said("systems", &Gap::of_relation(field), items, |system| &system.words)
    }
}
