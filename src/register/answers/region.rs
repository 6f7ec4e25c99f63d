//! How far a use reaches, and how two of them lie to each other.

use crate::register::{
    answers::{Answers, Cell},
    entry::Table,
    keys::Keys,
    shape::Several,
    text::Text,
    uses::{Kind, Only, StageName, Use},
    value::Field,
};

/// What is left of `only` besides data and people: the case in which a use holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Case<'r> {
    only: Option<&'r Only>,
}

/// How far a use reaches. `None` is everything.
#[derive(Clone, Debug)]
pub struct Region<'r> {
    /// The data, groups with their members.
    data: Option<Vec<&'r str>>,
    /// The people, groups with their members.
    people: Option<Vec<&'r str>>,
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

    /// Whether every case of this is one of the other's.
    pub(super) fn lies_within(self, other: Self) -> bool {
        let words = match (self.when(), other.when()) {
            (_, None) => true,
            (Some(own), Some(other)) => own.any() == other.any(),
            (None, Some(_)) => false,
        };
        words
            && within(&self.countries(), &other.countries())
            && within(&self.stages(), &other.stages())
            && within(&self.controllers(), &other.controllers())
    }

    /// Whether the two can't be taken for each other: other words, another stage, or nobody in common.
    pub(super) fn is_told_apart_from(self, other: Self) -> bool {
        let words = self.when().map(Text::any) != other.when().map(Text::any);
        words
            || self.stages() != other.stages()
            || disjoint(&self.countries(), &other.countries())
            || disjoint(&self.controllers(), &other.controllers())
    }
}

/// Whether each of these is one of the others, nothing meaning all.
fn within<T: PartialEq>(own: &[T], other: &[T]) -> bool {
    other.is_empty() || (!own.is_empty() && own.iter().all(|one| other.contains(one)))
}

fn disjoint<T: PartialEq>(own: &[T], other: &[T]) -> bool {
    !own.is_empty() && !other.is_empty() && !own.iter().any(|one| other.contains(one))
}

impl<'r> Region<'r> {
    /// Whether a datum of a person lies in it.
    pub fn holds(&self, cell: &Cell<'r>) -> bool {
        let data = self.data.as_ref();
        let people = self.people.as_ref();
        data.is_none_or(|data| data.contains(&cell.datum) || data.contains(&cell.datum_named))
            && people.is_none_or(|people| {
                people.contains(&cell.person) || people.contains(&cell.person_named)
            })
    }

    /// Whether it is narrowed at all.
    pub fn is_narrowed(&self) -> bool {
        self.data.is_some() || self.people.is_some() || !self.case.is_always()
    }

    /// Whether its data and people are among the other's.
    pub(super) fn lies_within(&self, other: &Self) -> bool {
        let within = |own: &Option<Vec<&str>>, other: &Option<Vec<&str>>| match (own, other) {
            (_, None) => true,
            (Some(own), Some(other)) => own.iter().all(|one| other.contains(one)),
            (None, Some(_)) => false,
        };
        within(&self.data, &other.data) && within(&self.people, &other.people)
    }
}

impl<'r> Answers<'r> {
    /// How far a use reaches: by its own `only`, else by its entry's.
    pub fn region<K: Kind, O: Keys>(
        &self,
        table: &'r Table<K>,
        member: &'r Use<K, O>,
    ) -> Region<'r> {
        let of_entry = || {
            let instead = member.instead.as_ref().and_then(|instead| instead.only());
            instead.or_else(|| table.get(member.id()).and_then(|entry| K::only(entry)))
        };
        let Some(only) = member.only.get().or_else(of_entry) else {
            return Region { data: None, people: None, case: Case::default() };
        };
        Region {
            data: spread(&only.personal_data, |id| self.data_in(id)),
            people: spread(&only.data_subjects, |id| self.people_in(id)),
            case: Case { only: Some(only) },
        }
    }
}

/// Ids with the members of the groups among them.
fn spread<'r, K: Kind>(
    field: &'r Field<Several<crate::register::uses::Ref<K>>>,
    members: impl Fn(&'r str) -> Vec<&'r str>,
) -> Option<Vec<&'r str>> {
    let mut ids = Vec::new();
    for id in field.get()?.iter().map(|id| id.id.as_str()) {
        for id in members(id).into_iter().chain([id]) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    Some(ids)
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
        let in_part = |at: &usize| part.contains(at);
        let names = |named: fn(&Cell<'r>) -> (&'r str, &'r str)| {
            let (mut inside, mut outside) = (Vec::new(), Vec::new());
            for (at, cell) in cells.iter().enumerate() {
                let side = if in_part(&at) { &mut inside } else { &mut outside };
                if !side.contains(&named(cell)) {
                    side.push(named(cell));
                }
            }
            // Whatever has nothing outside is whole; if all are whole, this side does not narrow.
            let all_inside = outside.iter().all(|one| inside.contains(one));
            let mut found = Vec::new();
            for (group, member) in &inside {
                let whole = !outside
                    .iter()
                    .any(|(other, one)| other == group && !inside.contains(&(*other, *one)));
                let name = if whole { *group } else { *member };
                if !found.contains(&name) {
                    found.push(name);
                }
            }
            (!all_inside).then_some(found)
        };
        Self {
            data: names(|cell| (cell.datum_named, cell.datum)),
            people: names(|cell| (cell.person_named, cell.person)),
        }
    }
}
