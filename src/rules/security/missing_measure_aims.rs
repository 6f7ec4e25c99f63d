//! See `missing-measure-aims.md`.

use indexmap::IndexSet;

use crate::{
    finding::{Finding, declare_rule},
    register::{
        purposes::Status,
        security::{Aim, Measure},
        shape::Several,
        uses::Relation,
        value::Field,
    },
    rules::Context,
};

declare_rule! {
    "missing-measure-aims", Note, ["32(1)"], since "0.1",
    "measures that leave out one of the aims of Art. 32(1)",
}

/// Art. 32(1)(a)–(d), in its order.
const AIMS: [Aim; 4] = [
    Aim::EncryptionAndPseudonymisation,
    Aim::ConfidentialityIntegrityAvailability,
    Aim::Recovery,
    Aim::Testing,
];

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let mut taken = Taken { cx, ids: IndexSet::new(), aims: Vec::new(), unknown: false };
    for purpose in cx.purposes() {
        taken.add(&purpose.measures);
        for system in purpose.systems.get().into_iter().flat_map(Relation::entries) {
            taken.add(&cx.register.systems.used(system).measures);
        }
    }
    // A measure without an aim may be the one that is missed.
    if taken.unknown || taken.aims.is_empty() {
        return;
    }
    let missing: Vec<_> = AIMS.iter().filter(|aim| !taken.aims.contains(aim)).collect();
    if !missing.is_empty() {
        let names: Vec<_> = missing.iter().map(|aim| format!("`{}`", aim.word())).collect();
        findings.push(
            RULE.at(organisation.span, format!("no measure has the aim {}", names.join(", ")))
                .help("add one if it is taken, or take one if the risk asks for it"),
        );
    }
}

/// The measures that are taken, and their aims.
struct Taken<'c, 'r> {
    cx: &'c Context<'r>,
    ids: IndexSet<&'r str>,
    aims: Vec<Aim>,
    unknown: bool,
}

impl Taken<'_, '_> {
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
