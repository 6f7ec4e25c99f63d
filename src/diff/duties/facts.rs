//! What holds for one purpose, in the shape in which two revisions are compared: sets.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    law,
    register::{
        Register,
        answers::Answers,
        keys::Keys,
        parties::{Recipient, Role},
        purposes::{DirectMarketing, Purpose, Recipients, Service, Status},
        retention::Stages,
        shape::Several,
        term::{Duration, Term},
        transfers::Area,
        uses::{Relation, Use},
        value::Field,
    },
};

/// A datum of a person.
pub(super) type Cell<'r> = (&'r str, &'r str);

/// A country that a recipient's data reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Allowed {
    /// By a decision of the Commission.
    Adequate,
    /// By safeguards or a derogation.
    ByInstrument,
    /// By nothing that is named.
    No,
}

/// How long a datum is kept, for comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    /// Every term that applies, as written.
    terms: BTreeSet<String>,
    longest: Option<Duration>,
    is_indefinite: bool,
    /// Whether a term has no length, or one without an upper end.
    is_open: bool,
}

/// How two of them compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Same,
    Longer,
    Shorter,
    Other,
}

impl Kept {
    fn add(&mut self, term: &Term) {
        self.terms.insert(format!("{term:?}"));
        match (term, term.ceiling()) {
            (Term::Indefinite, _) => self.is_indefinite = true,
            (Term::NotStored, _) => {}
            (_, Some(length)) => {
                if self.longest.is_none_or(|longest| length.is_longer_than(longest)) {
                    self.longest = Some(length);
                }
            }
            (_, None) => self.is_open = true,
        }
    }

    pub(super) fn compared_with(&self, old: &Self) -> Comparison {
        if self.terms == old.terms {
            return Comparison::Same;
        }
        match (self.is_indefinite, old.is_indefinite) {
            (true, false) => return Comparison::Longer,
            (false, true) => return Comparison::Shorter,
            _ => {}
        }
        let measured = !self.is_open && !old.is_open;
        match (self.longest, old.longest) {
            (Some(new), Some(old)) if new.is_longer_than(old) => Comparison::Longer,
            (Some(_), None) if measured => Comparison::Longer,
            (Some(new), Some(old)) if measured && old.is_longer_than(new) => Comparison::Shorter,
            (None, Some(_)) if measured => Comparison::Shorter,
            _ => Comparison::Other,
        }
    }
}

/// What holds for a purpose that is active.
#[derive(Debug, Default)]
pub(super) struct Facts<'r> {
    pub(super) cells: BTreeSet<Cell<'r>>,
    pub(super) bases: BTreeSet<&'r str>,
    pub(super) recipients: BTreeMap<&'r str, Option<Role>>,
    /// Third countries by recipient and place.
    pub(super) abroad: BTreeMap<(&'r str, String), Allowed>,
    pub(super) kept: BTreeMap<Cell<'r>, Kept>,
    /// Sources other than the person.
    pub(super) sources: BTreeSet<&'r str>,
    pub(super) provisions: BTreeMap<&'r str, BTreeSet<&'r str>>,
    pub(super) decisions: BTreeSet<&'r str>,
    pub(super) profiling: bool,
    pub(super) marketing: bool,
}

impl<'r> Facts<'r> {
    /// Of a purpose; `None` if there is none, or it is not active.
    pub(super) fn of_purpose(answers: &Answers<'r>, id: &str) -> Option<Self> {
        let register = answers.register();
        let purpose: &'r Purpose =
            register.purposes.get(id).filter(|one| is_active(&one.status))?;
        let cells = answers.cells(purpose);
        let pair = |at: &usize| (cells[*at].person, cells[*at].datum);
        let mut facts =
            Self { cells: (0..cells.len()).map(|at| pair(&at)).collect(), ..Self::default() };
        let bases = answers.legal_bases(purpose, &cells);
        let bases =
            bases.answers.iter().map(|answer| answer.member).filter(|member| member.is_entry());
        facts.bases = bases.map(Use::id).collect();
        for answer in answers.retentions(purpose, &cells).answers {
            let used = register.retentions.used(answer.member);
            let terms: Vec<Term> = if let Some(keep) = used.keep.get() {
                keep.terms().into_iter().cloned().collect()
            } else {
                let stages = used.stages.get().into_iter().flat_map(Stages::written);
                stages.filter_map(|(_, stage)| stage.keep.get().cloned()).collect()
            };
            for cell in answer.cells.iter().map(pair) {
                let kept = facts.kept.entry(cell).or_default();
                for term in &terms {
                    kept.add(term);
                }
            }
        }
        for answer in answers.sources(purpose, &cells).answers {
            let is_direct =
                register.sources.used(answer.member).direct.get().copied() == Some(true);
            if answer.member.is_entry() && !is_direct {
                facts.sources.insert(answer.member.id());
            }
        }
        for answer in answers.provisions(purpose, &cells).answers {
            for (_, datum) in answer.cells.iter().map(pair) {
                facts.provisions.entry(datum).or_default().insert(answer.member.id());
            }
        }
        facts.add_recipients(register, &purpose.recipients);
        let decisions = purpose.automated_decisions.get().into_iter().flat_map(|table| &table.0);
        facts.decisions = decisions.map(|(name, _)| name.as_str()).collect();
        facts.profiling = purpose.profiling.get().is_some();
        facts.marketing = match purpose.direct_marketing.get() {
            Some(DirectMarketing::Is(is)) => *is,
            Some(DirectMarketing::So(_)) => true,
            None => false,
        };
        Some(facts)
    }

    /// Of a service: its sub-processors and where they are.
    pub(super) fn of_service(answers: &Answers<'r>, id: &str) -> Option<Self> {
        let register = answers.register();
        let service: &'r Service =
            register.services.get(id).filter(|one| is_active(&one.status))?;
        let mut facts = Self::default();
        facts.add_recipients(register, &service.recipients);
        Some(facts)
    }

    pub(super) fn people(&self) -> BTreeSet<&'r str> {
        self.cells.iter().map(|(person, _)| *person).collect()
    }

    pub(super) fn data(&self) -> BTreeSet<&'r str> {
        self.cells.iter().map(|(_, datum)| *datum).collect()
    }

    fn add_recipients(&mut self, register: &'r Register, field: &'r Field<Recipients>) {
        let mut seen = BTreeSet::new();
        for member in field.get().into_iter().flat_map(Relation::entries) {
            self.add_recipient(register, member, &mut seen);
        }
    }

    fn add_recipient<O: Keys>(
        &mut self,
        register: &'r Register,
        member: &'r Use<Recipient, O>,
        seen: &mut BTreeSet<&'r str>,
    ) {
        if !seen.insert(member.id()) {
            return;
        }
        let used = register.recipients.used(member);
        let entry = register.recipients.get(member.id());
        for one in entry.and_then(|entry| entry.includes.get()).into_iter().flat_map(Several::iter)
        {
            if let Some(one) = register.recipients.get(one.id.as_str())
                && seen.insert(one.id.as_str())
            {
                self.add_places(register, one.id.as_str(), one);
            }
        }
        let Some(entry) = entry else { return };
        if entry.includes.is_silent() {
            self.add_places(register, entry.id.as_str(), &used);
        }
        for below in entry.sub_processors.get().into_iter().flat_map(Relation::entries) {
            self.add_recipient(register, below, seen);
        }
    }

    fn add_places(&mut self, register: &Register, id: &'r str, recipient: &Recipient) {
        let role = recipient.role.get().copied();
        if matches!(role, Some(Role::Internal | Role::TheDataSubject)) {
            return;
        }
        self.recipients.insert(id, role);
        for (place, _) in recipient.places() {
            if !law::reaches_third_countries(register, &Area(place.clone())) {
                continue;
            }
            let named = recipient.transfers.get().into_iter().flat_map(|places| &places.0);
            let named = named.filter(|(key, _)| key == place || key == "worldwide");
            let instruments: Vec<&str> = named
                .filter_map(|(_, value)| value.get())
                .flat_map(Relation::entries)
                .map(Use::id)
                .collect();
            let allowed = match &*instruments {
                [] => Allowed::No,
                ids if ids.contains(&"adequacy") => Allowed::Adequate,
                _ => Allowed::ByInstrument,
            };
            self.abroad.insert((id, place.to_string()), allowed);
        }
    }
}

fn is_active(status: &Field<Status>) -> bool {
    status.get().is_none_or(|status| *status == Status::Active)
}
