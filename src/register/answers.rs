//! What holds where: which basis, condition, retention, provision and source hold for each datum of each person,
//! and which line says so. Nobody else merges (`register.md` 4 and 5).

mod region;
mod resolve;
mod screening;

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

pub use crate::register::answers::screening::Screening;
pub use region::{Case, Narrowed, Region};
pub use resolve::{Answer, Conflict, Declared, GivenBy, Resolution};

use crate::register::{
    Register,
    entry::{AsUsed, Entry, Table},
    keys::Keys,
    legal_bases::{
        Class, Condition, ConditionGrounds, Conditions, Grounds, LegalBases, LegalBasis,
    },
    parties::Recipient,
    personal_data::{DataSubject, Origin, PersonalData, ProvidedHow, Provision},
    purposes::{Informing, Purpose, Retained, Service},
    retention::Retention,
    shape::Several,
    uses::{Kind, Member, NoOwn, Only, Ref, Relation, Use},
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
    /// Whether what data state for every purpose holds here: in a service the controller decides.
    facts_hold: bool,
}

impl<'r> From<&'r Purpose> for Processing<'r> {
    fn from(purpose: &'r Purpose) -> Self {
        Self {
            data_subjects: &purpose.data_subjects,
            personal_data: &purpose.personal_data,
            legal_basis: &purpose.legal_basis,
            condition: &purpose.condition,
            retention: &purpose.retention,
            facts_hold: true,
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
            facts_hold: false,
        }
    }
}

/// Answers questions about one register.
#[derive(Debug)]
pub struct Answers<'r> {
    register: &'r Register,
    /// Whether any datum states a source, provision or retention of its own.
    data_state_facts: bool,
    /// By datum, the groups that include it and state such a fact.
    stating_groups: BTreeMap<&'r str, Vec<&'r Entry<PersonalData>>>,
    /// Everything that purposes and services name, for those that say `all`.
    all_people: Vec<&'r str>,
    all_data: Vec<&'r str>,
}

/// What a purpose calls data or people by one name.
struct Named<'r> {
    name: &'r str,
    /// The members of a group, or itself.
    members: Vec<&'r str>,
    only: Option<&'r Only>,
}

impl<'r> Answers<'r> {
    /// Prepares the answers.
    pub fn new(register: &'r Register) -> Self {
        let mut answers = Self {
            register,
            data_state_facts: false,
            stating_groups: BTreeMap::new(),
            all_people: vec![],
            all_data: vec![],
        };
        let states = |datum: &PersonalData| {
            !(datum.source.is_silent()
                && datum.provision.is_silent()
                && datum.retention.is_silent())
        };
        for datum in register.personal_data.all().filter(|datum| states(datum)) {
            answers.data_state_facts = true;
            let id = datum.id.as_str();
            for member in answers.data_in(id).into_iter().filter(|member| *member != id) {
                answers.stating_groups.entry(member).or_default().push(datum);
            }
        }
        answers.collect_all();
        answers
    }

    fn collect_all(&mut self) {
        let purposes = self.register.purposes.iter().map(|purpose| Processing::from(&**purpose));
        let services = self.register.services.iter().map(|service| Processing::from(&**service));
        let all: Vec<Processing<'r>> = purposes.chain(services).collect();
        let says_all = |of: &Processing<'r>| {
            of.data_subjects.get().is_some_and(Relation::names_all)
                || of.personal_data.get().is_some_and(Relation::names_all)
        };
        if !all.iter().any(says_all) {
            return;
        }
        let (mut people, mut data) = (IndexSet::new(), IndexSet::new());
        for of in all {
            for member in of.data_subjects.get().into_iter().flat_map(Relation::entries) {
                people.insert(member.id());
                let own = member.only.get().and_then(|only| only.personal_data.get());
                data.extend(own.into_iter().flat_map(Several::iter).map(|id| id.id.as_str()));
            }
            for member in of.personal_data.get().into_iter().flat_map(Relation::entries) {
                data.insert(member.id());
                let own = member.only.get().and_then(|only| only.data_subjects.get());
                people.extend(own.into_iter().flat_map(Several::iter).map(|id| id.id.as_str()));
            }
        }
        self.all_people = people.into_iter().collect();
        self.all_data = data.into_iter().collect();
    }

    /// The register.
    pub fn register(&self) -> &'r Register {
        self.register
    }

    /// The data subjects that an id names: the members of a group, or itself.
    pub fn people_in(&self, id: &'r str) -> Vec<&'r str> {
        members(&self.register.data_subjects, id, |entry| entry.includes.get())
    }

    /// The personal data that an id names: the members of a group, or itself.
    pub fn data_in(&self, id: &'r str) -> Vec<&'r str> {
        members(&self.register.personal_data, id, |entry| entry.includes.get())
    }

    /// The recipients that a use names, each as it is used: the members of a group, or the one itself.
    pub fn recipients_in<O: Keys>(
        &self,
        member: &'r Use<Recipient, O>,
    ) -> Vec<(&'r str, AsUsed<'r, Recipient>)> {
        let table = &self.register.recipients;
        let ids = members(table, member.id(), |entry| entry.includes.get());
        let used = |id: &'r str| match table.get(id) {
            _ if id == member.id() => Some((id, table.used(member))),
            entry => entry.map(|entry| (id, AsUsed::Plain(entry))),
        };
        ids.into_iter().filter_map(used).collect()
    }

    /// How sensitive a datum is: its own class, that of the catalogue's entry it is the same as, or the
    /// highest of its members'. `None` if nothing says so.
    pub fn class(&self, datum: &str) -> Option<Class> {
        let first = self.register.personal_data.get(datum)?;
        if let Some(class) = first.class.get() {
            return Some(*class);
        }
        let (mut open, mut seen, mut highest) = (vec![first], BTreeSet::new(), None);
        while let Some(entry) = open.pop() {
            if let Some(class) = entry.class.get() {
                highest = highest.max(Some(*class));
                continue;
            }
            let same = entry.same_as.get();
            let members = entry.includes.get().filter(|_| same.is_none());
            for id in same.into_iter().chain(members.into_iter().flat_map(Several::iter)) {
                if seen.insert(id.id.as_str()) {
                    open.extend(self.register.personal_data.get(id.id.as_str()));
                }
            }
        }
        highest
    }

    /// Whether a datum may tell something of a class that is not its own: what it may contain by chance is of that
    /// class or of an unknown one, or reveals what is special.
    pub fn may_reveal(&self, datum: &str, class: Class) -> bool {
        let reveals =
            |id: &str| class == Class::Special && self.datum_is(id, |datum| &datum.reveals_special);
        let contained = self.register.personal_data.get(datum).map(|entry| &entry.may_contain);
        let contained = contained.and_then(Field::get).into_iter().flat_map(Several::iter);
        let mut contained = contained.map(|id| id.id.as_str());
        reveals(datum)
            || contained.any(|id| self.class(id).is_none_or(|own| own == class) || reveals(id))
    }

    /// Whether something is said to be so of a data subject, or of the catalogue's entry that it is the same as.
    pub fn person_is(&self, person: &str, fact: fn(&DataSubject) -> &Field<bool>) -> bool {
        is_so(&self.register.data_subjects, person, fact, |entry| &entry.same_as)
    }

    /// Whether something is said to be so of a datum, or of the catalogue's entry that it is the same as.
    pub fn datum_is(&self, datum: &str, fact: fn(&PersonalData) -> &Field<bool>) -> bool {
        is_so(&self.register.personal_data, datum, fact, |entry| &entry.same_as)
    }

    /// Whether a data subject is one of these entries of the catalogue, or the same as one.
    pub fn person_is_one_of(&self, person: &str, ids: &[&str]) -> bool {
        is_one_of(&self.register.data_subjects, person, ids, |entry| &entry.same_as)
    }

    /// Whether a datum is one of these entries of the catalogue, or the same as one.
    pub fn datum_is_one_of(&self, datum: &str, ids: &[&str]) -> bool {
        is_one_of(&self.register.personal_data, datum, ids, |entry| &entry.same_as)
    }

    /// What a purpose or service processes: every datum of every person once, in the author's order.
    pub fn cells(&self, of: impl Into<Processing<'r>>) -> Vec<Cell<'r>> {
        let of: Processing<'r> = of.into();
        let people = named(of.data_subjects, &self.all_people, |id| self.people_in(id));
        // Without data of its own the purpose has what its people are narrowed to.
        let silent = of.personal_data.is_silent();
        let of_people = |person: &Named<'r>| -> Vec<&'r str> {
            let own = person.only.and_then(|only| only.personal_data.get());
            own.into_iter().flat_map(Several::iter).map(|id| id.id.as_str()).collect()
        };
        let name = |name: &'r str| Named { name, members: self.data_in(name), only: None };
        let data = if silent {
            let names: IndexSet<&str> = people.iter().flat_map(of_people).collect();
            names.into_iter().map(name).collect()
        } else {
            named(of.personal_data, &self.all_data, |id| self.data_in(id))
        };
        let people_of: Vec<_> = data.iter().map(|datum| self.people_of(datum.only)).collect();
        // Only a group can name again what is named elsewhere.
        let groups = people.iter().chain(&data).any(|named| named.members.len() > 1);
        let mut seen = BTreeSet::new();
        let mut cells = Vec::with_capacity(people.len() * data.len());
        for person in &people {
            let data_of = self.data_of(person.only);
            for one in &person.members {
                for (datum, people_of) in data.iter().zip(&people_of) {
                    let has = people_of.as_ref().is_none_or(|people| people.contains(one));
                    for id in datum.members.iter().filter(|_| has) {
                        if data_of.as_ref().is_none_or(|data| data.contains(id))
                            && (!groups || seen.insert((*one, *id)))
                        {
                            cells.push(Cell {
                                person: one,
                                person_named: person.name,
                                datum: id,
                                datum_named: datum.name,
                            });
                        }
                    }
                }
            }
        }
        cells
    }

    /// The legal basis for each datum of each person.
    pub fn legal_bases(
        &self,
        of: impl Into<Processing<'r>>,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, LegalBasis, Grounds> {
        let table = &self.register.legal_bases;
        self.resolve(table, of.into().legal_basis, cells, None, &|_, _| {}, false)
    }

    /// The further ground for each datum that is not ordinary. A condition answers only for data of its own
    /// class, and for what may contain such; nothing is missing where data of a class are there by chance.
    pub fn conditions(
        &self,
        of: impl Into<Processing<'r>>,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, Condition, ConditionGrounds> {
        let table = &self.register.conditions;
        let classes: Vec<_> = cells.iter().map(|cell| self.class(cell.datum)).collect();
        let concern = |member: &'r Use<Condition, ConditionGrounds>, covered: &mut Vec<usize>| {
            let class = table.used(member).class.get().copied();
            covered.retain(|at| match class {
                Some(class) => {
                    classes[*at] == Some(class) || self.may_reveal(cells[*at].datum, class)
                }
                None => classes[*at] != Some(Class::Ordinary),
            });
        };
        let of = of.into().condition;
        let mut resolution = self.resolve(table, of, cells, None, &concern, false);
        let ordinary = |class: Option<Class>| class.is_none_or(|class| class == Class::Ordinary);
        resolution.unanswered.retain(|cell| !ordinary(classes[*cell]));
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
        let of: Processing<'r> = of.into();
        let fact = Some(fact).filter(|_| of.facts_hold);
        self.resolve(table, of.retention, cells, fact, &|_, _| {}, false)
    }

    /// Whether each datum must be given. Nothing is asked of services.
    pub fn provisions(
        &self,
        of: &'r Purpose,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, Provision, ProvidedHow> {
        let fact: FactOf<'r, _, _> = |datum| &datum.provision;
        let table = &self.register.provisions;
        self.resolve(table, &of.provision, cells, Some(fact), &|_, _| {}, false)
    }

    /// Where each datum comes from; several sources hold together.
    pub fn sources(
        &self,
        of: &'r Purpose,
        cells: &[Cell<'r>],
    ) -> Resolution<'r, Origin, Informing> {
        let fact: FactOf<'r, _, _> = |datum| &datum.source;
        let table = &self.register.sources;
        self.resolve(table, &of.source, cells, Some(fact), &|_, _| {}, true)
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

/// What a relation names; `all` stands for what is given.
fn named<'r, K: Kind>(
    relation: &'r Field<Relation<K>>,
    all: &[&'r str],
    members: impl Fn(&'r str) -> Vec<&'r str>,
) -> Vec<Named<'r>> {
    let mut named = Vec::new();
    for member in relation.get().into_iter().flat_map(|relation| &relation.uses) {
        let only = member.only.get();
        let mut add = |name| named.push(Named { name, members: members(name), only });
        match &member.member {
            Member::All => all.iter().for_each(|id| add(id)),
            Member::Entry => add(member.id()),
            _ => {}
        }
    }
    named
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

fn is_one_of<'a, K: Kind>(
    table: &'a Table<K>,
    mut id: &'a str,
    ids: &[&str],
    same_as: fn(&K) -> &Field<Ref<K>>,
) -> bool {
    // A circle (a finding of its own) ends somewhere.
    for _ in 0..8 {
        if ids.contains(&id) {
            return true;
        }
        let same = table.get(id).and_then(|entry| same_as(entry).get());
        let Some(same) = same else { return false };
        id = same.id.as_str();
    }
    false
}

/// The members of a group, through groups in groups, each once; a circle (a finding of its own) ends where
/// it closes, and one without any members is its own.
fn members<'r, K: Kind>(
    table: &'r Table<K>,
    id: &'r str,
    includes: fn(&'r K) -> Option<&'r Several<Ref<K>>>,
) -> Vec<&'r str> {
    let within = |id: &str| table.get(id).and_then(|entry| includes(entry));
    if within(id).is_none() {
        return vec![id];
    }
    let (mut open, mut seen, mut found) = (vec![id], BTreeSet::new(), Vec::new());
    while let Some(id) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        match within(id) {
            Some(members) => open.extend(
                members.0.iter().rev().filter_map(|one| one.get()).map(|one| one.id.as_str()),
            ),
            None => found.push(id),
        }
    }
    if found.is_empty() { vec![id] } else { found }
}
