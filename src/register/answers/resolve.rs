//! Of several uses that cover a datum, which one answers: the one that lies within the others is the exception and wins.

use crate::register::{
    answers::{Answers, Case, Cell, FactOf, Region},
    entry::{Entry, Table},
    keys::Keys,
    personal_data::PersonalData,
    uses::{Kind, Member, Relation, Use},
    value::Field,
};

/// Who states an answer.
#[derive(Clone, Copy, Debug)]
pub enum GivenBy<'r> {
    /// The purpose or service itself, or its default.
    Purpose,
    /// The datum, for every purpose.
    Datum(&'r Entry<PersonalData>),
}

/// A use that answers for some of the data.
#[derive(Clone, Debug)]
pub struct Answer<'r, K, O> {
    /// The use; its span is the line that says so.
    pub member: &'r Use<K, O>,
    /// Who states it.
    pub given_by: GivenBy<'r>,
    /// The cells for which it answers, by their place in the list.
    pub cells: Vec<usize>,
    /// The case in which it does; in all others a wider answer holds, if there is one.
    pub case: Case<'r>,
}

/// Two uses that answer differently for the same datum, neither being the other's exception.
#[derive(Clone, Debug)]
pub struct Conflict<'r, K, O> {
    /// The first, in the author's order.
    pub one: &'r Use<K, O>,
    /// The other.
    pub other: &'r Use<K, O>,
    /// A cell that both cover.
    pub cell: usize,
}

/// What holds for each cell.
#[derive(Clone, Debug)]
pub struct Resolution<'r, K, O> {
    /// The answers, in the author's order, those of the data after the purpose's own.
    pub answers: Vec<Answer<'r, K, O>>,
    /// Each pair once.
    pub conflicts: Vec<Conflict<'r, K, O>>,
    /// Cells for which nothing is said at all.
    pub unanswered: Vec<usize>,
}

/// How near a use is to the datum: narrowed in the purpose, by the datum, by a group of it, the purpose at large.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Narrowed,
    Datum,
    Group,
    Large,
}

struct Candidate<'r, K, O> {
    member: &'r Use<K, O>,
    region: Region<'r>,
    tier: Tier,
    given_by: GivenBy<'r>,
}

impl<'r> Answers<'r> {
    /// Resolves one relation. `fact` is what a datum may state for every purpose; `concerns` says whether a use
    /// is about a cell at all; uses that hold `together` do not conflict.
    pub(super) fn resolve<K: Kind, O: Keys>(
        &self,
        table: &'r Table<K>,
        field: &'r Field<Relation<K, O>>,
        cells: &[Cell<'r>],
        fact: Option<FactOf<'r, K, O>>,
        concerns: &dyn Fn(&'r Use<K, O>, &Cell<'r>) -> bool,
        together: bool,
    ) -> Resolution<'r, K, O> {
        let mut candidates = Vec::new();
        for member in field.get().into_iter().flat_map(|relation| &relation.uses) {
            if matches!(member.member, Member::Default | Member::All) {
                continue;
            }
            let region = self.region(table, member);
            let tier = if region.is_narrowed() { Tier::Narrowed } else { Tier::Large };
            candidates.push(Candidate {
                member: &**member,
                region,
                tier,
                given_by: GivenBy::Purpose,
            });
        }
        let own = candidates.len();
        if let Some(fact) = fact.filter(|_| self.data_state_facts) {
            self.add_facts(table, cells, fact, &mut candidates);
        }

        // "none", "unknown" or an unreadable value answers for everything that nothing nearer answers for.
        let answered_at_large = !field.is_silent() && field.get().is_none();
        let mut found: Vec<Vec<usize>> = vec![Vec::new(); candidates.len()];
        let mut conflicts: Vec<Conflict<'r, K, O>> = Vec::new();
        let mut unanswered = Vec::new();
        for (at, cell) in cells.iter().enumerate() {
            let covering: Vec<usize> = (0..candidates.len())
                .filter(|candidate| {
                    let candidate = &candidates[*candidate];
                    candidate.covers(cell) && concerns(candidate.member, cell)
                })
                .collect();
            let holding: Vec<usize> = covering
                .iter()
                .copied()
                .filter(|one| {
                    !covering.iter().any(|other| {
                        candidates[*other].is_exception_to(&candidates[*one])
                            && candidates[*one]
                                .region
                                .case
                                .lies_within(candidates[*other].region.case)
                    })
                })
                .collect();
            for (place, one) in holding.iter().enumerate() {
                found[*one].push(at);
                for other in holding[place + 1..].iter().filter(|_| !together) {
                    let (one, other) = (&candidates[*one], &candidates[*other]);
                    let known = |conflict: &Conflict<'r, K, O>| {
                        std::ptr::eq(conflict.one, one.member)
                            && std::ptr::eq(conflict.other, other.member)
                    };
                    if one.conflicts_with(other) && !conflicts.iter().any(known) {
                        conflicts.push(Conflict { one: one.member, other: other.member, cell: at });
                    }
                }
            }
            if holding.is_empty() && !answered_at_large {
                unanswered.push(at);
            }
        }
        let answers = candidates
            .into_iter()
            .zip(found)
            .enumerate()
            .filter(|(at, (_, cells))| *at < own || !cells.is_empty())
            .map(|(_, (candidate, cells))| Answer {
                member: candidate.member,
                given_by: candidate.given_by,
                cells,
                case: candidate.region.case,
            })
            .filter(|answer| !answer.cells.is_empty() || cells.is_empty())
            .collect();
        Resolution { answers, conflicts, unanswered }
    }

    fn add_facts<K: Kind, O: Keys>(
        &self,
        table: &'r Table<K>,
        cells: &[Cell<'r>],
        fact: FactOf<'r, K, O>,
        candidates: &mut Vec<Candidate<'r, K, O>>,
    ) {
        let mut seen: Vec<&str> = Vec::new();
        for cell in cells {
            for (id, tier) in [(cell.datum, Tier::Datum), (cell.datum_named, Tier::Group)] {
                if seen.contains(&id) {
                    continue;
                }
                seen.push(id);
                let Some(datum) = self.register().personal_data.get(id) else {
                    continue;
                };
                let tier = if datum.includes.is_silent() { Tier::Datum } else { tier };
                for member in fact(datum).get().into_iter().flat_map(|relation| &relation.uses) {
                    candidates.push(Candidate {
                        member: &**member,
                        region: self.region(table, member),
                        tier,
                        given_by: GivenBy::Datum(datum),
                    });
                }
            }
        }
    }
}

impl<'r, K: Kind, O: Keys> Candidate<'r, K, O> {
    fn covers(&self, cell: &Cell<'r>) -> bool {
        let of_datum = match self.given_by {
            GivenBy::Purpose => true,
            GivenBy::Datum(datum) => datum.id == *cell.datum || datum.id == *cell.datum_named,
        };
        of_datum && self.region.holds(cell)
    }

    /// Whether this lies within the other, and not the other way round.
    fn is_exception_to(&self, other: &Self) -> bool {
        if self.tier != other.tier {
            return self.tier < other.tier && self.region.case.lies_within(other.region.case);
        }
        let lies = |one: &Region<'r>, other: &Region<'r>| {
            one.lies_within(other) && one.case.lies_within(other.case)
        };
        lies(&self.region, &other.region) && !lies(&other.region, &self.region)
    }

    fn conflicts_with(&self, other: &Self) -> bool {
        !self.is_exception_to(other)
            && !other.is_exception_to(self)
            && !self.region.case.is_told_apart_from(other.region.case)
    }
}
