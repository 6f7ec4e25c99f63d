//! Which of the findings concern a purpose or a service: those of the rules that look at each purpose, found again for
//! that one, and all that point at a line that it stands on.

use std::{
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
};

use chrono::NaiveDate;

use crate::{
    coverage::Lack,
    finding::Finding,
    register::{
        entry::Entry,
        policy::Waiver,
        purposes::Service,
        shape::{Leaf, Place, Visitor},
        value::Id,
    },
    rules::{Check, Context, FAMILIES, PurposeFacts},
    source::Span,
};

type PurposeCheck = fn(&Context<'_>, &PurposeFacts<'_>, &mut Vec<Finding>);

/// The findings of one run, by where they point.
pub(super) struct Found<'c> {
    cx: &'c Context<'c>,
    at: BTreeMap<Span, Vec<&'c Finding>>,
    purpose_checks: Vec<PurposeCheck>,
    of_purpose_checks: BTreeSet<&'static str>,
    entries: BTreeMap<(&'static str, Id), Rc<Part>>,
}

/// What concerns one entry by itself.
#[derive(Default)]
struct Part {
    /// Places with findings.
    places: Vec<Span>,
    /// The entries that it refers to.
    refers: Vec<(&'static str, Id)>,
}

impl<'c> Found<'c> {
    pub(super) fn new(cx: &'c Context<'c>, findings: &'c [Finding]) -> Self {
        let mut at: BTreeMap<Span, Vec<&Finding>> = BTreeMap::new();
        for finding in findings {
            at.entry(finding.span()).or_default().push(finding);
        }
        let (mut purpose_checks, mut of_purpose_checks) = (Vec::new(), BTreeSet::new());
        for (rule, check) in FAMILIES.iter().flat_map(|family| family.checks) {
            if let Check::Purpose(check) = check {
                purpose_checks.push(*check);
                of_purpose_checks.insert(rule.name);
            }
        }
        Self { cx, at, purpose_checks, of_purpose_checks, entries: BTreeMap::new() }
    }

    /// Those of a purpose, as `lint` weighs them.
    pub(super) fn of_purpose(&mut self, facts: &PurposeFacts<'c>) -> Vec<&'c Finding> {
        let mut found = Vec::new();
        for check in &self.purpose_checks {
            check(self.cx, facts, &mut found);
        }
        let same = |one: &Finding, other: &Finding| {
            std::ptr::eq(one.rule, other.rule) && one.message == other.message
        };
        // What lint has left out, because a rule is off or a mistake explains it, is left out here.
        let judged = found.iter().filter_map(|finding| {
            let here = self.at.get(&finding.span())?;
            here.iter().copied().find(|other| same(finding, other))
        });
        let mut judged: Vec<_> = judged.collect();
        judged.extend(self.reached("purpose", &facts.purpose.id));
        judged
    }

    /// Those of a service.
    pub(super) fn of_service(&mut self, service: &Entry<Service>) -> Vec<&'c Finding> {
        self.reached("service", &service.id)
    }

    /// What says that a line is unknown or undecided.
    pub(super) fn open_at(&self, span: Span) -> impl Iterator<Item = &'c Finding> {
        let here = self.at.get(&span).into_iter().flatten().copied();
        here.filter(|finding| matches!(finding.rule.name, "unknown-fact" | "undecided-fact"))
    }

    /// A finding as what is lacking, with the end of its waiver.
    pub(super) fn lack(&self, finding: &'c Finding) -> Lack<'c> {
        let until = finding.waived.as_ref().and_then(|waived| self.end_of(&waived.by));
        Lack::Found { finding, until }
    }

    fn end_of(&self, waiver: &str) -> Option<NaiveDate> {
        let until = |waiver: &Waiver| waiver.until.get().copied();
        let in_settings = self.cx.settings.waiver.get().and_then(|waivers| waivers.get(waiver));
        in_settings
            .and_then(until)
            .or_else(|| self.cx.register.waivers.get(waiver).and_then(|one| until(one)))
    }

    /// The findings at the lines of an entry, and of all that it refers to; those of rules that look at each
    /// purpose are found again instead.
    fn reached(&mut self, kind: &'static str, id: &Id) -> Vec<&'c Finding> {
        let mut open = vec![(kind, id.clone())];
        let mut seen: BTreeSet<(&'static str, Id)> = open.iter().cloned().collect();
        let mut places = BTreeSet::new();
        while let Some(entry) = open.pop() {
            let part = self.part(entry);
            places.extend(part.places.iter().copied());
            for other in &part.refers {
                // What another purpose lacks is not this one's.
                if !matches!(other.0, "purpose" | "service") && seen.insert(other.clone()) {
                    open.push(other.clone());
                }
            }
        }
        let found = places.iter().filter_map(|place| self.at.get(place)).flatten().copied();
        found.filter(|finding| !self.of_purpose_checks.contains(finding.rule.name)).collect()
    }

    fn part(&mut self, (kind, id): (&'static str, Id)) -> Rc<Part> {
        let at = &self.at;
        let cx = self.cx;
        let part = self.entries.entry((kind, id)).or_insert_with_key(|(kind, id)| {
            let mut reading = Reading { at, part: Part::default() };
            if let Some(span) = cx.register.visit_entry(kind, id.as_str(), &mut reading) {
                reading.look(span);
            }
            Rc::new(reading.part)
        });
        Rc::clone(part)
    }
}

/// Reads an entry with its defaults.
struct Reading<'a, 'c> {
    at: &'a BTreeMap<Span, Vec<&'c Finding>>,
    part: Part,
}

impl Reading<'_, '_> {
    /// Notes the findings within a place.
    fn look(&mut self, place: Span) {
        let first = Span { end: place.start, ..place };
        let within = self
            .at
            .range(first..)
            .take_while(|(span, _)| span.file == place.file && span.start <= place.end);
        self.part.places.extend(within.map(|(span, _)| *span).filter(|span| place.contains(*span)));
    }
}

impl Visitor for Reading<'_, '_> {
    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        self.look(place.span);
        if let Leaf::Reference(kind, id) = leaf {
            self.part.refers.push((kind, id.clone()));
        }
    }

    fn open(&mut self, _name: &str, place: Place) {
        self.look(place.span);
    }
}
