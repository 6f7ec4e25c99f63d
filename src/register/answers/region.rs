//! How far a use reaches, and how two of them lie to each other.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use crate::register::{
    Register,
    answers::{Answers, Cell},
    entry::Table,
    keys::Keys,
    shape::Several,
    text::Text,
    transfers::Area,
    uses::{Kind, Only, Ref, StageName, Use},
    value::Field,
};

/// What is left of `only` besides data and people: the case in which a use holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Case<'r> {
    only: Option<&'r Only>,
}

/// How far a use reaches. `None` is everything; what is written but not told reaches nothing.
#[derive(Clone, Debug, Default)]
pub struct Region<'r> {
    /// The data, each group as its members.
    data: Option<BTreeSet<&'r str>>,
    /// The people, each group as its members.
    people: Option<BTreeSet<&'r str>>,
    /// The places of the people, each area as its countries.
    countries: Option<BTreeSet<&'r str>>,
    /// The case.
    pub case: Case<'r>,
}

impl<'r> Case<'r> {
    /// The case in words.
    pub fn when(self) -> Option<&'r Text> {
        self.only?.when.get()
    }

    /// The places of the people for whom it holds.
    pub fn countries(self) -> Vec<&'r str> {
        let countries = self.only.and_then(|only| only.countries.get());
        countries.into_iter().flat_map(Several::iter).map(|area| area.0.as_str()).collect()
    }

    /// The stages of retention in which it holds.
    pub fn stages(self) -> Vec<StageName> {
        let stages = self.only.and_then(|only| only.stage.get());
        stages.into_iter().flat_map(Several::iter).copied().collect()
    }

    /// The controllers for whom it holds.
    pub fn controllers(self) -> Vec<&'r str> {
        let controllers = self.only.and_then(|only| only.controllers.get());
        controllers.into_iter().flat_map(Several::iter).map(|id| id.id.as_str()).collect()
    }

    /// Whether it holds always.
    pub fn is_always(self) -> bool {
        self.only.is_none_or(|only| {
            only.when.is_silent()
                && only.countries.is_silent()
                && only.stage.is_silent()
                && only.controllers.is_silent()
        })
    }

    /// What tells one case in words from another; a case that is not told is like no other.
    pub(super) fn words(self) -> Option<&'r str> {
        let when = self.only?.when.value()?;
        Some(when.get().map_or("", Text::any))
    }
}

impl<'r> Region<'r> {
    /// Whether a datum of a person lies in it.
    pub fn holds(&self, cell: &Cell<'r>) -> bool {
        self.data.as_ref().is_none_or(|data| data.contains(cell.datum))
            && self.people.as_ref().is_none_or(|people| people.contains(cell.person))
    }

    /// Whether it is narrowed at all.
    pub fn is_narrowed(&self) -> bool {
        self.data.is_some() || self.people.is_some() || !self.case.is_always()
    }

    /// The same, cut to some data.
    pub(super) fn cut_to(mut self, data: &[&'r str]) -> Self {
        let within = |datum: &&str| self.data.as_ref().is_none_or(|own| own.contains(datum));
        self.data = Some(data.iter().copied().filter(within).collect());
        self
    }

    /// The cells that lie in it; `by_datum` are the places of each datum's cells.
    pub(super) fn cells(
        &self,
        cells: &[Cell<'r>],
        by_datum: &BTreeMap<&'r str, Vec<usize>>,
    ) -> Vec<usize> {
        let mut found: Vec<usize> = match &self.data {
            None => (0..cells.len()).collect(),
            Some(data) => {
                data.iter().filter_map(|datum| by_datum.get(datum)).flatten().copied().collect()
            }
        };
        if let Some(people) = &self.people {
            found.retain(|at| people.contains(cells[*at].person));
        }
        found.sort_unstable();
        found
    }

    /// Whether it is narrowed to certain data.
    pub(super) fn names_data(&self) -> bool {
        self.data.is_some()
    }

    /// Whether every case of this is one of the other's.
    pub(super) fn is_case_of(&self, other: &Self) -> bool {
        let (own, others) = (self.case, other.case);
        (others.words().is_none() || own.words() == others.words())
            && match (&self.countries, &other.countries) {
                (_, None) => true,
                (Some(own), Some(others)) => own.is_subset(others),
                (None, Some(_)) => false,
            }
            && within(&own.stages(), &others.stages())
            && within(&own.controllers(), &others.controllers())
    }

    /// Whether the two can't be taken for each other: other words, another stage, or nobody in common.
    pub(super) fn is_told_apart_from(&self, other: &Self) -> bool {
        let (own, others) = (self.case, other.case);
        let (stages, other_stages) = (own.stages(), others.stages());
        // Stages that overlap in part are not told apart; those of which one holds the other are.
        let apart = within(&stages, &other_stages) != within(&other_stages, &stages)
            || disjoint(&stages, &other_stages);
        let nowhere_both = match (&self.countries, &other.countries) {
            (Some(own), Some(others)) => own.is_disjoint(others),
            _ => false,
        };
        own.words() != others.words()
            || apart
            || nowhere_both
            || disjoint(&own.controllers(), &others.controllers())
    }
}

/// Whether each of these is one of the others, nothing meaning all.
fn within<T: PartialEq>(own: &[T], other: &[T]) -> bool {
    other.is_empty() || (!own.is_empty() && own.iter().all(|one| other.contains(one)))
}

fn disjoint<T: PartialEq>(own: &[T], other: &[T]) -> bool {
    !own.is_empty() && !other.is_empty() && !own.iter().any(|one| other.contains(one))
}

impl<'r> Answers<'r> {
    /// How far a use reaches: by its own `only`, else by its entry's.
    pub fn region<K: Kind, O: Keys>(
        &self,
        table: &'r Table<K>,
        member: &'r Use<K, O>,
    ) -> Region<'r> {
        // What is stated in place has its kind's default for an entry.
        let of_entry = || match table.get(member.id()) {
            Some(entry) => K::only(entry),
            None => table.default_of_kind().and_then(K::only),
        };
        let Some(only) = member.only.get().or_else(of_entry) else {
            return Region::default();
        };
        Region {
            data: spread(&only.personal_data, |id| self.data_in(id)),
            people: spread(&only.data_subjects, |id| self.people_in(id)),
            countries: areas(self.register(), &only.countries),
            case: Case { only: Some(only) },
        }
    }

    /// The data, or the people, that `only` names, each group as its members.
    pub(super) fn data_of(&self, only: Option<&'r Only>) -> Option<BTreeSet<&'r str>> {
        spread(&only?.personal_data, |id| self.data_in(id))
    }

    /// The people that `only` names, each group as its members.
    pub(super) fn people_of(&self, only: Option<&'r Only>) -> Option<BTreeSet<&'r str>> {
        spread(&only?.data_subjects, |id| self.people_in(id))
    }
}

/// Ids, each group as its members.
fn spread<'r, K: Kind>(
    field: &'r Field<Several<Ref<K>>>,
    members: impl Fn(&'r str) -> Vec<&'r str>,
) -> Option<BTreeSet<&'r str>> {
    let ids = field.value()?.get().into_iter().flat_map(Several::iter);
    Some(ids.flat_map(|id| members(id.id.as_str())).collect())
}

/// Places, each area as all its countries; `worldwide` is everywhere.
fn areas<'r>(register: &'r Register, field: &'r Field<Several<Area>>) -> Option<BTreeSet<&'r str>> {
    let mut found = BTreeSet::new();
    for area in field.value()?.get().into_iter().flat_map(Several::iter) {
        let countries = register.countries.all();
        let yes = |field: &Field<bool>| field.get().copied() == Some(true);
        match area.0.as_str() {
            "worldwide" => return None,
            "EU" => found.extend(countries.filter(|one| yes(&one.eu)).map(|one| one.id.as_str())),
            "EEA" => found.extend(countries.filter(|one| yes(&one.eea)).map(|one| one.id.as_str())),
            country => found.extend([country]),
        }
    }
    Some(found)
}

/// A part of what a purpose processes, for people to read: `None` where it is all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Narrowed<'r> {
    /// These data; a group's name where all its members are among them.
    pub data: Option<Vec<&'r str>>,
    /// These people; likewise.
    pub people: Option<Vec<&'r str>>,
}

impl<'r> Narrowed<'r> {
    pub(super) fn of(cells: &[Cell<'r>], part: &[usize]) -> Self {
        if part.len() == cells.len() {
            return Self { data: None, people: None };
        }
        let part: BTreeSet<usize> = part.iter().copied().collect();
        let names = |named: fn(&Cell<'r>) -> (&'r str, &'r str)| {
            let (mut inside, mut outside) = (IndexSet::new(), IndexSet::new());
            for (at, cell) in cells.iter().enumerate() {
                let side = if part.contains(&at) { &mut inside } else { &mut outside };
                side.insert(named(cell));
            }
            outside.retain(|one| !inside.contains(one));
            // If nothing is outside, this side does not narrow.
            if outside.is_empty() {
                return None;
            }
            let in_part: BTreeSet<&str> = outside.iter().map(|(group, _)| *group).collect();
            let name = |(group, member): (&'r str, &'r str)| {
                if in_part.contains(group) { member } else { group }
            };
            let found: IndexSet<&str> = inside.into_iter().map(name).collect();
            Some(found.into_iter().collect())
        };
        Self {
            data: names(|cell| (cell.datum_named, cell.datum)),
            people: names(|cell| (cell.person_named, cell.person)),
        }
    }
}
