//! What holds where: which basis, condition, retention, provision and source hold for each datum of each person,
//! and which line says so. Nobody else merges (`register.md` 4 and 5).

mod region;
mod resolve;

use std::collections::BTreeSet;

pub use region::{Case, Narrowed, Region};
pub use resolve::{Answer, Conflict, GivenBy, Resolution};

use crate::register::{
    Register,
    entry::{Entry, Table},
    keys::Keys,
    personal_data::{DataSubject, Origin, PersonalData, ProvidedHow, Provision},
    purposes::{
        Class, Condition, ConditionGrounds, Conditions, Grounds, Informing, LegalBases, LegalBasis,
        Purpose, Retained, Service,
    },
    retention::Retention,
    uses::{Kind, Member, NoOwn, Ref, Relation, Use},
    value::Field,
};

/// One datum of one person, as far as a purpose or a service processes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'r> {
    /// The person: no group.
    pub person: &'r str,
    /// How the purpose names the person: a group, or the same.
    pub person_named: &'r str,
    /// The datum: no group.
    pub datum: &'r str,
    /// How the purpose names the datum: a group, or the same.
    pub datum_named: &'r str,
}

/// What purposes and services have in common: people, their data, and what must have one answer for each.
#[derive(Clone, Copy, Debug)]
pub struct Processing<'r> {
    data_subjects: &'r Field<Relation<DataSubject>>,
    personal_data: &'r Field<Relation<PersonalData>>,
    legal_basis: &'r Field<LegalBases>,
    condition: &'r Field<Conditions>,
    retention: &'r Field<Retained>,
}

impl<'r> From<&'r Purpose> for Processing<'r> {
    fn from(purpose: &'r Purpose) -> Self {
        Self {
            data_subjects: &purpose.data_subjects,
            personal_data: &purpose.personal_data,
            legal_basis: &purpose.legal_basis,
            condition: &purpose.condition,
            retention: &purpose.retention,
        }
    }
}

impl<'r> From<&'r Service> for Processing<'r> {
    fn from(service: &'r Service) -> Self {
        Self {
            data_subjects: &service.data_subjects,
            personal_data: &service.personal_data,
            legal_basis: &service.legal_basis,
            condition: &service.condition,
            retention: &service.retention,
        }
    }
}

/// Answers questions about one register.
#[derive(Debug)]
pub struct Answers<'r> {
    register: &'r Register,
    /// Whether any datum states a source, provision or retention of its own.
    data_state_facts: bool,
    /// Everything that a purpose names, for those that say `all`.
    all_people: Vec<&'r str>,
    all_data: Vec<&'r str>,
}

impl<'r> Answers<'r> {
    /// Prepares the answers.
    pub fn new(register: &'r Register) -> Self {
        let data_state_facts = register.personal_data.all().any(|datum| {
            !(datum.source.is_silent()
                && datum.provision.is_silent()
                && datum.retention.is_silent())
        });
        let says_all = |purpose: &Purpose| {
            let people = purpose.data_subjects.get().is_some_and(Relation::names_all);
            people || purpose.personal_data.get().is_some_and(Relation::names_all)
        };
        let mut answers = Self { register, data_state_facts, all_people: vec![], all_data: vec![] };
        if register.purposes.iter().any(|purpose| says_all(purpose)) {
            answers.collect_all();
        }
        answers
    }

    fn collect_all(&mut self) {
        let (mut people, mut data) = (BTreeSet::new(), BTreeSet::new());
        for purpose in self.register.purposes.iter() {
            for member in purpose.data_subjects.get().into_iter().flat_map(Relation::entries) {
                if people.insert(member.id()) {
                    self.all_people.push(member.id());
                }
            }
            for member in purpose.personal_data.get().into_iter().flat_map(Relation::entries) {
                if data.insert(member.id()) {
                    self.all_data.push(member.id());
                }
            }
        }
    }

    /// The register.
    pub fn register(&self) -> &'r Register {
        self.register
    }

    /// The data subjects that an id names: the members of a group, or itself.
    pub fn people_in(&self, id: &'r str) -> Vec<&'r str> {
        members(&self.register.data_subjects, id, |entry| {
            entry.includes.get().map(|list| &list.0[..])
        })
    }

    /// The personal data that an id names: the members of a group, or itself.
    pub fn data_in(&self, id: &'r str) -> Vec<&'r str> {
        members(&self.register.personal_data, id, |entry| {
            entry.includes.get().map(|list| &list.0[..])
        })
    }

    /// How sensitive a datum is: its own class, that of the catalogue's entry it is the same as, or the
    /// highest of its members'. `None` if nothing says so.
    pub fn class(&self, datum: &str) -> Option<Class> {
        self.class_within(datum, 8)
    }

    fn class_within(&self, datum: &str, depth: u8) -> Option<Class> {
        let entry = self.register.personal_data.get(datum)?;
        if let Some(class) = entry.class.get() {
            return Some(*class);
        }
        let depth = depth.checked_sub(1)?;
        if let Some(same) = entry.same_as.get() {
            return self.class_within(same.id.as_str(), depth);
        }
        let members = entry.includes.get()?;
        members.iter().filter_map(|member| self.class_within(member.id.as_str(), depth)).max()
    }

    /// Whether something is said to be so of a data subject, or of the catalogue's entry that it is the same as.
    pub fn person_is(&self, person: &str, fact: fn(&DataSubject) -> &Field<bool>) -> bool {
        is_so(&self.register.data_subjects, person, fact, |entry| &entry.same_as)
    }

    /// Whether something is said to be so of a datum, or of the catalogue's entry that it is the same as.
    pub fn datum_is(&self, datum: &str, fact: fn(&PersonalData) -> &Field<bool>) -> bool {
        is_so(&self.register.personal_data, datum, fact, |entry| &entry.same_as)
    }

    /// What a purpose or service processes: every datum of every person, in the author's order.
    pub fn cells(&self, of: impl Into<Processing<'r>>) -> Vec<Cell<'r>> {
        let of: Processing<'r> = of.into();
        let people = self.named(of.data_subjects, &self.all_people);
        let data = self.named(of.personal_data, &self.all_data);
        let mut cells = Vec::with_capacity(people.len().max(1) * data.len().max(4));
        for (person_named, person_use) in &people {
            let own_data = person_use.and_then(|member| member.only.get());
            let own_data = own_data.and_then(|only| only.personal_data.get());
            let owned: Vec<(&str, Option<&Use<PersonalData>>)>;
            // Without data of its own the purpose has what its people are narrowed to.
            let data = match own_data {
                Some(own) if data.is_empty() => {
                    owned = own.iter().map(|datum| (datum.id.as_str(), None)).collect();
                    &owned
                }
                _ => &data,
            };
            for person in self.people_in(person_named) {
                for (datum_named, datum_use) in data {
                    let people_of_datum = datum_use.and_then(|member| member.only.get());
                    let people_of_datum = people_of_datum.and_then(|only| only.data_subjects.get());
                    for datum in self.data_in(datum_named) {
                        let has = own_data.is_none_or(|own| {
                            own.iter().any(|own| {
                                own.id == *datum_named
                                    || self.data_in(own.id.as_str()).contains(&datum)
                            })
                        });
                        let of_person = people_of_datum.is_none_or(|people| {
                            people.iter().any(|own| {
                                own.id == *person_named
                                    || self.people_in(own.id.as_str()).contains(&person)
                            })
                        });
                        if has && of_person {
                            cells.push(Cell { person, person_named, datum, datum_named });
                        }
                    }
                }
            }
        }
        cells
    }

    fn named<K: Kind>(
        &self,
        relation: &'r Field<Relation<K>>,
        all: &[&'r str],
    ) -> Vec<(&'r str, Option<&'r Use<K>>)> {
        let mut named = Vec::new();
        for member in relation.get().into_iter().flat_map(|relation| &relation.uses) {
            match &member.member {
                Member::All => named.extend(all.iter().map(|id| (*id, None))),
                Member::Entry => named.push((member.id(), Some(&**member))),
                _ => {}
            }
        }
        named
    }

    /// The legal basis for each datum of each person.
    pub fn legal_bases(
        &self,
        of: impl Into<Processing<'r>>,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, LegalBasis, Grounds> {
        let table = &self.register.legal_bases;
        self.resolve(table, of.into().legal_basis, cells, None, &|_, _| true, false)
    }

    /// The further ground for each datum that is not ordinary; data of another class are no concern of a condition.
    pub fn conditions(
        &self,
        of: impl Into<Processing<'r>>,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, Condition, ConditionGrounds> {
        let table = &self.register.conditions;
        let mut resolution = self.resolve(
            table,
            of.into().condition,
            cells,
            None,
            &|member, cell: &Cell<'r>| {
                table.used(member).class.get().copied() == self.class(cell.datum)
            },
            false,
        );
        resolution.unanswered.retain(|cell| {
            self.class(cells[*cell].datum).is_some_and(|class| class != Class::Ordinary)
        });
        resolution
    }

    /// How long each datum of each person is kept.
    pub fn retentions(
        &self,
        of: impl Into<Processing<'r>>,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, Retention, NoOwn> {
        let fact: FactOf<'r, Retention, NoOwn> = |datum| &datum.retention;
        let table = &self.register.retentions;
        self.resolve(table, of.into().retention, cells, Some(fact), &|_, _| true, false)
    }

    /// Whether each datum must be given. Nothing is asked of services.
    pub fn provisions(
        &self,
        of: &'r Purpose,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, Provision, ProvidedHow> {
        let fact: FactOf<'r, _, _> = |datum| &datum.provision;
        let table = &self.register.provisions;
        self.resolve(table, &of.provision, cells, Some(fact), &|_, _| true, false)
    }

    /// Where each datum comes from; several sources hold together.
    pub fn sources(
        &self,
        of: &'r Purpose,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, Origin, Informing> {
        let fact: FactOf<'r, _, _> = |datum| &datum.source;
        let table = &self.register.sources;
        self.resolve(table, &of.source, cells, Some(fact), &|_, _| true, true)
    }

    /// The data that one use of a recipient, measure or system is about: each stands by itself.
    pub fn reached<K: Kind, O: Keys>(
        &self,
        table: &'r Table<K>,
        member: &'r Use<K, O>,
        cells: &[Cell<'r>],
    ) -> Vec<usize> {
        let region = self.region(table, member);
        (0..cells.len()).filter(|at| region.holds(&cells[*at])).collect()
    }

    /// Which of the data and people a part of the cells is; `None` where it is all of them.
    pub fn narrowed(&self, cells: &[Cell<'r>], part: &[usize]) -> Narrowed<'r> {
        Narrowed::of(cells, part)
    }
}

/// The fact that a datum states for every purpose.
type FactOf<'r, K, O> = fn(&'r Entry<PersonalData>) -> &'r Field<Relation<K, O>>;

/// A fact of an entry: its own word, else that of the entry it is the same as.
fn is_so<K: Kind>(
    table: &Table<K>,
    id: &str,
    fact: fn(&K) -> &Field<bool>,
    same_as: fn(&K) -> &Field<Ref<K>>,
) -> bool {
    let mut entry = table.get(id);
    // A circle (a finding of its own) ends somewhere.
    for _ in 0..8 {
        let Some(here) = entry else { return false };
        if !fact(here).is_silent() {
            return fact(here).get().copied() == Some(true);
        }
        entry = same_as(here).get().and_then(|same| table.get(same.id.as_str()));
    }
    false
}

/// The members of a group, through groups in groups; a circle (a finding of its own) ends where it closes.
fn members<'r, K: Kind>(
    table: &'r Table<K>,
    id: &'r str,
    includes: fn(&'r K) -> Option<&'r [crate::register::value::Value<Ref<K>>]>,
) -> Vec<&'r str> {
    fn walk<'r, K: Kind>(
        table: &'r Table<K>,
        id: &'r str,
        includes: fn(&'r K) -> Option<&'r [crate::register::value::Value<Ref<K>>]>,
        path: &mut Vec<&'r str>,
        found: &mut Vec<&'r str>,
    ) {
        let within = table.get(id).and_then(|entry| includes(entry));
        match within {
            Some(within) if !path.contains(&id) => {
                path.push(id);
                for member in within.iter().filter_map(|member| member.get()) {
                    walk(table, member.id.as_str(), includes, path, found);
                }
                path.pop();
            }
            _ if !found.contains(&id) => found.push(id),
            _ => {}
        }
    }
    let mut found = Vec::with_capacity(1);
    walk(table, id, includes, &mut Vec::new(), &mut found);
    found
}
