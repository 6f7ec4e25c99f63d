//! Art. 32–36: how data are protected, and what was assessed before.

mod failed_assessment;
mod missing_breach_register;
mod missing_consultation;
mod missing_impact_assessment;
mod missing_measure_aims;
mod missing_measures;
mod unfinished_assessment;
mod unprotected_sensitive_data;

use indexmap::IndexSet;

use crate::{
    register::{
        purposes::{Purpose, Status},
        security::{Aim, Measure},
        shape::Several,
        uses::Relation,
        value::Field,
    },
    rules::{Check, Context, Family},
};

pub(super) static FAMILY: Family = Family {
    name: "security",
    about: "Art. 32–36: how data are protected, and which risks were assessed",
    checks: &[
        (&failed_assessment::RULE, Check::Register(failed_assessment::check)),
        (&missing_breach_register::RULE, Check::Register(missing_breach_register::check)),
        (&missing_consultation::RULE, Check::Register(missing_consultation::check)),
        (&missing_impact_assessment::RULE, Check::Purpose(missing_impact_assessment::check)),
        (&missing_measure_aims::RULE, Check::Register(missing_measure_aims::check)),
        (&missing_measures::RULE, Check::Register(missing_measures::check)),
        (&unfinished_assessment::RULE, Check::Register(unfinished_assessment::check)),
        (&unprotected_sensitive_data::RULE, Check::Purpose(unprotected_sensitive_data::check)),
    ],
};

/// The measures that are taken, and their aims.
struct Taken<'c, 'r> {
    cx: &'c Context<'r>,
    ids: IndexSet<&'r str>,
    aims: Vec<Aim>,
    /// Whether a measure is not known, or its aim is not.
    unknown: bool,
}

impl<'c, 'r> Taken<'c, 'r> {
    fn new(cx: &'c Context<'r>) -> Self {
        Self { cx, ids: IndexSet::new(), aims: Vec::new(), unknown: false }
    }

    /// What a purpose takes, in its systems too.
    fn add_purpose(&mut self, purpose: &Purpose) {
        self.add(&purpose.measures);
        for system in purpose.systems.get().into_iter().flat_map(Relation::entries) {
            self.add(&self.cx.register.systems.used(system).measures);
        }
    }

    fn add(&mut self, measures: &Field<Relation<Measure>>) {
        self.unknown |= !measures.is_silent() && measures.get().is_none() && !measures.is_none();
        for member in measures.get().into_iter().flat_map(|relation| &relation.uses) {
            if member.is_entry() {
                self.add_entry(member.id());
            } else {
                self.unknown = true;
            }
        }
    }

    fn add_entry(&mut self, id: &str) {
        let Some(entry) = self.cx.register.measures.get(id) else { return };
        if !self.ids.insert(entry.id.as_str()) || entry.status.get() == Some(&Status::Draft) {
            return;
        }
        for member in entry.includes.get().into_iter().flat_map(Several::iter) {
            self.add_entry(member.id.as_str());
        }
        match entry.aim.get() {
            Some(aim) => self.aims.push(*aim),
            None => self.unknown |= entry.includes.is_silent(),
        }
    }
}
