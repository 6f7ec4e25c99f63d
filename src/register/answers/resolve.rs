//! Of several uses that cover a datum, which one answers: the one that lies within the others is the exception and wins.

use std::collections::{BTreeMap, BTreeSet};

use crate::register::{
    answers::{Answers, Case, Cell, FactOf, Region},
    entry::{Entry, Table},
    keys::Keys,
    personal_data::PersonalData,
    shape::Several,
    uses::{Kind, Member, Relation, StageName, Use},
    value::Field,
};

/// Who states an answer.
#[derive(Clone, Copy, Debug)]
pub enum GivenBy<'r> {
    /// The purpose or service itself, or its default.
    Purpose,
    /// The datum, or a group that includes it, for every purpose.
    Datum(&'r Entry<PersonalData>),
}

/// A use that answers for some of the data.
#[derive(Clone, Debug)]
pub struct Answer<'r, K, O> {
    /// The use; its span is the line that says so.
    pub member: &'r Use<K, O>,
    /// Who states it.
    pub given_by: GivenBy<'r>,
    /// The cells for which it answers, by their place in the list, in order.
    pub cells: Vec<usize>,
    /// The case in which it does; in all others a wider answer holds, if there is one.
    pub case: Case<'r>,
}

impl<K, O> Answer<'_, K, O> {
    /// Whether it answers for a cell.
    pub fn holds_for(&self, cell: usize) -> bool {
        self.cells.binary_search(&cell).is_ok()
    }

    /// Whether both answer for one cell.
    pub fn meets<L, P>(&self, other: &Answer<'_, L, P>) -> bool {
        self.cells.iter().any(|cell| other.holds_for(*cell))
    }
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

/// A datum that declares "none", "unknown" or "undecided" for every purpose, where nothing nearer answers.
#[derive(Clone, Debug)]
pub struct Declared<'r> {
    /// The datum, or a group: its key says which of the three, and why.
    pub datum: &'r Entry<PersonalData>,
    /// The cells for which that holds.
    pub cells: Vec<usize>,
}

/// What holds for each cell.
#[derive(Clone, Debug)]
pub struct Resolution<'r, K, O> {
    /// The answers, in the author's order, those of the data after the purpose's own.
    pub answers: Vec<Answer<'r, K, O>>,
    /// What data declare instead of an answer.
    pub declared: Vec<Declared<'r>>,
    /// Each pair once; of several uses that reach equally far, each with the first.
    pub conflicts: Vec<Conflict<'r, K, O>>,
    /// Cells for which nothing is said at all.
    pub unanswered: Vec<usize>,
}

/// How near a use is to the datum: narrowed in the purpose, stated by the datum, the purpose at large.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Tier {
    Narrowed,
    Datum,
    Large,
}

struct Candidate<'r, K, O> {
    /// `None` where a datum declares something else than a use.
    member: Option<&'r Use<K, O>>,
    region: Region<'r>,
    tier: Tier,
    given_by: GivenBy<'r>,
    /// The cells that it covers, in order.
    cells: Vec<usize>,
}

/// Takes away the cells that a use is not about.
type Concern<'c, 'r, K, O> = &'c dyn Fn(&'r Use<K, O>, &mut Vec<usize>);

/// Everything by which candidates that reach equally far are known.
type Reach<'c> = (
    Tier,
    Option<&'c str>,
    &'c [usize],
    Option<&'c str>,
    Vec<StageName>,
    Vec<&'c str>,
    Vec<&'c str>,
);

impl<'r> Answers<'r> {
    /// Resolves one relation. `fact` is what a datum may state for every purpose; `concern` takes away the cells
    /// that a use is not about; uses that hold `together` do not conflict.
    pub(super) fn resolve<K: Kind, O: Keys>(
        &self,
        table: &'r Table<K>,
        field: &'r Field<Relation<K, O>>,
        cells: &[Cell<'r>],
        fact: Option<FactOf<'r, K, O>>,
        concern: Concern<'_, 'r, K, O>,
        together: bool,
    ) -> Resolution<'r, K, O> {
        let mut candidates = Vec::new();
        for member in field.get().into_iter().flat_map(|relation| &relation.uses) {
            if matches!(member.member, Member::Default | Member::All) {
                continue;
            }
            let region = self.region(table, member);
            let tier = if region.is_narrowed() { Tier::Narrowed } else { Tier::Large };
            candidates.push(Candidate::new(Some(&**member), region, tier, GivenBy::Purpose));
        }
        if let Some(fact) = fact.filter(|_| self.data_state_facts) {
            self.add_facts(table, cells, fact, &mut candidates);
        }
        cover(&mut candidates, cells, concern);

        // "none", "unknown" or an unreadable value answers for everything that nothing nearer answers for.
        let answered_at_large = !field.is_silent() && field.get().is_none();
        let settled = self.settle(&candidates, cells.len(), together);
        let unanswered = if answered_at_large { vec![] } else { settled.unanswered };
        let conflicts = settled.conflicts.into_iter().filter_map(|((one, other), cell)| {
            let (one, other) = (candidates[one].member?, candidates[other].member?);
            Some(Conflict { one, other, cell })
        });
        let conflicts = conflicts.collect();
        let (mut answers, mut declared) = (Vec::new(), Vec::new());
        for (candidate, found) in candidates.into_iter().zip(settled.found) {
            let own = matches!(candidate.given_by, GivenBy::Purpose);
            // Where a purpose has no data yet, what it says is still what it says.
            if found.is_empty() && !(own && cells.is_empty()) {
                continue;
            }
            match (candidate.member, candidate.given_by) {
                (Some(member), given_by) => {
                    let case = candidate.region.case;
                    answers.push(Answer { member, given_by, cells: found, case });
                }
                (None, GivenBy::Datum(datum)) => declared.push(Declared { datum, cells: found }),
                (None, GivenBy::Purpose) => {}
            }
        }
        Resolution { answers, declared, conflicts, unanswered }
    }

    /// What the data among the cells, and the groups that include them, state for every purpose.
    fn add_facts<K: Kind, O: Keys>(
        &self,
        table: &'r Table<K>,
        cells: &[Cell<'r>],
        fact: FactOf<'r, K, O>,
        candidates: &mut Vec<Candidate<'r, K, O>>,
    ) {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        for cell in cells {
            if !seen.insert(cell.datum) {
                continue;
            }
            let own = self.register().personal_data.get(cell.datum);
            let groups = self.stating_groups.get(cell.datum).into_iter().flatten().copied();
            for datum in own.into_iter().chain(groups) {
                let is_group = datum.id != *cell.datum;
                let Some(stated) = fact(datum).value() else { continue };
                if is_group && !seen.insert(datum.id.as_str()) {
                    continue;
                }
                let data = self.data_in(datum.id.as_str());
                let given_by = GivenBy::Datum(datum);
                let Some(relation) = stated.get() else {
                    let region = Region::default().cut_to(&data);
                    candidates.push(Candidate::new(None, region, Tier::Datum, given_by));
                    continue;
                };
                for member in &relation.uses {
                    let region = self.region(table, member).cut_to(&data);
                    candidates.push(Candidate::new(Some(&**member), region, Tier::Datum, given_by));
                }
            }
        }
    }

    fn settle<K, O>(
        &self,
        candidates: &[Candidate<'r, K, O>],
        cells: usize,
        together: bool,
    ) -> Settled {
        let mut settled = Settled { found: vec![vec![]; candidates.len()], ..Settled::default() };
        // The rule rather than the exception: one use, for everything.
        if let [candidate] = candidates
            && candidate.cells.len() == cells
        {
            settled.found[0].clone_from(&candidate.cells);
            return settled;
        }
        // Cells that the same candidates cover have the same answers.
        let mut alike: BTreeMap<Vec<usize>, Vec<usize>> = BTreeMap::new();
        let mut covering: Vec<Vec<usize>> = vec![vec![]; cells];
        for (at, candidate) in candidates.iter().enumerate() {
            for cell in &candidate.cells {
                covering[*cell].push(at);
            }
        }
        for (cell, covering) in covering.into_iter().enumerate() {
            alike.entry(covering).or_default().push(cell);
        }
        let first_alike = first_of_equal_reach(candidates);
        for (covering, cells) in alike {
            if covering.is_empty() {
                settled.unanswered = cells;
                continue;
            }
            // Of those that reach equally far, the first stands for all.
            let mut kinds: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
            for candidate in covering {
                kinds.entry(first_alike[candidate]).or_default().push(candidate);
            }
            let holding: Vec<&Vec<usize>> = kinds
                .iter()
                .filter(|(one, _)| {
                    let one = &candidates[**one];
                    !kinds.keys().any(|other| {
                        let other = &candidates[*other];
                        one.region.is_case_of(&other.region) && self.is_exception(other, one)
                    })
                })
                .map(|(_, alike)| alike)
                .collect();
            for (place, alike) in holding.iter().enumerate() {
                for one in *alike {
                    settled.found[*one].extend_from_slice(&cells);
                }
                if together {
                    continue;
                }
                let equals = alike[1..].iter().copied();
                let others = holding[place + 1..].iter().map(|others| others[0]);
                let others = others
                    .filter(|other| self.conflict(&candidates[alike[0]], &candidates[*other]));
                for other in equals.chain(others) {
                    settled.conflicts.entry((alike[0], other)).or_insert(cells[0]);
                }
            }
        }
        settled.found.iter_mut().for_each(|cells| cells.sort_unstable());
        settled
    }

    /// Whether one lies within the other, and not the other way round.
    fn is_exception<K, O>(&self, one: &Candidate<'r, K, O>, other: &Candidate<'r, K, O>) -> bool {
        if one.tier != other.tier {
            return one.tier < other.tier;
        }
        if let (GivenBy::Datum(own), GivenBy::Datum(others)) = (one.given_by, other.given_by)
            && own.id != others.id
        {
            return self.is_nearer(own, others);
        }
        let lies = |one: &Candidate<'r, K, O>, other: &Candidate<'r, K, O>| {
            one.region.is_case_of(&other.region) && is_subset(&one.cells, &other.cells)
        };
        lies(one, other) && !lies(other, one)
    }

    fn conflict<K, O>(&self, one: &Candidate<'r, K, O>, other: &Candidate<'r, K, O>) -> bool {
        !self.is_exception(one, other)
            && !self.is_exception(other, one)
            && !one.region.is_told_apart_from(&other.region)
    }

    /// Whether one is a datum or group within the other.
    fn is_nearer(&self, one: &Entry<PersonalData>, other: &Entry<PersonalData>) -> bool {
        let includes = |group: &Entry<PersonalData>, id: &str| {
            let mut open = vec![group];
            let mut seen = BTreeSet::new();
            while let Some(group) = open.pop() {
                for member in group.includes.get().into_iter().flat_map(Several::iter) {
                    if member.id == *id {
                        return true;
                    }
                    if seen.insert(member.id.as_str()) {
                        open.extend(self.register().personal_data.get(member.id.as_str()));
                    }
                }
            }
            false
        };
        includes(other, one.id.as_str()) && !includes(one, other.id.as_str())
    }
}

/// What was settled, candidates by their place.
#[derive(Default)]
struct Settled {
    found: Vec<Vec<usize>>,
    /// With a cell that both cover.
    conflicts: BTreeMap<(usize, usize), usize>,
    unanswered: Vec<usize>,
}

impl<'r, K, O> Candidate<'r, K, O> {
    fn new(
        member: Option<&'r Use<K, O>>,
        region: Region<'r>,
        tier: Tier,
        given_by: GivenBy<'r>,
    ) -> Self {
        Self { member, region, tier, given_by, cells: Vec::new() }
    }

    fn reach(&self) -> Reach<'_> {
        let datum = match self.given_by {
            GivenBy::Purpose => None,
            GivenBy::Datum(datum) => Some(datum.id.as_str()),
        };
        let case = self.region.case;
        let mut stages = case.stages();
        let (mut countries, mut controllers) = (case.countries(), case.controllers());
        stages.sort_unstable();
        countries.sort_unstable();
        controllers.sort_unstable();
        (self.tier, datum, &self.cells, case.words(), stages, countries, controllers)
    }
}

/// Finds the cells of each candidate.
fn cover<'r, K: Kind, O: Keys>(
    candidates: &mut [Candidate<'r, K, O>],
    cells: &[Cell<'r>],
    concern: Concern<'_, 'r, K, O>,
) {
    let mut by_datum: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    if candidates.iter().any(|candidate| candidate.region.names_data()) {
        for (at, cell) in cells.iter().enumerate() {
            by_datum.entry(cell.datum).or_default().push(at);
        }
    }
    for candidate in candidates {
        candidate.cells = candidate.region.cells(cells, &by_datum);
        if let Some(member) = candidate.member {
            concern(member, &mut candidate.cells);
        }
    }
}

/// For each candidate the first that reaches as far.
fn first_of_equal_reach<K, O>(candidates: &[Candidate<'_, K, O>]) -> Vec<usize> {
    if candidates.len() < 2 {
        return (0..candidates.len()).collect();
    }
    let mut first: BTreeMap<Reach<'_>, usize> = BTreeMap::new();
    let known = candidates.iter().enumerate();
    known.map(|(at, candidate)| *first.entry(candidate.reach()).or_insert(at)).collect()
}

/// Whether each of these, in order, is one of the others, in order.
fn is_subset(own: &[usize], others: &[usize]) -> bool {
    let mut others = others.iter();
    own.len() <= others.len() && own.iter().all(|one| others.any(|other| other == one))
}
