//! What a purpose or a service obliges that is not as it was.

use std::collections::BTreeSet;

use crate::{
    diff::{
        Change, Revision,
        duties::{
            self as to, Found,
            concerned::Uses,
            facts::{Allowed, Comparison, Facts},
        },
    },
    register::{answers::Answers, legal_bases::Class, parties::Role, uses::Relation, value::Id},
};

/// The same purpose before and after.
struct Pair<'p, 'r> {
    id: &'p Id,
    old: &'p Facts<'r>,
    new: &'p Facts<'r>,
    answers: &'p Answers<'r>,
}

pub(super) fn duties(old: Revision<'_>, new: Revision<'_>, changes: &[Change], found: &mut Found) {
    let substance = || changes.iter().filter(|change| !change.wording);
    if substance().next().is_none() {
        return;
    }
    let (before, after) = (Answers::new(old.register), Answers::new(new.register));
    let was = |id: &Id| changes.iter().find_map(|change| renamed_from(change, id));
    let (used_before, used_after) = (Uses::of(old.register), Uses::of(new.register));
    let concerned = |kind| {
        let mut ids = used_after.concerned(kind, substance());
        ids.extend(used_before.concerned(kind, substance()));
        ids
    };
    let mut held: Option<BTreeSet<(String, String)>> = None;
    for id in &concerned("purpose") {
        let old_id = was(id).unwrap_or_else(|| id.clone());
        let facts =
            (Facts::of_purpose(&before, old_id.as_str()), Facts::of_purpose(&after, id.as_str()));
        match facts {
            (None, None) => {}
            (None, Some(facts)) => {
                let held = held.get_or_insert_with(|| all_cells(old, &before));
                begins(id, &facts, held, &after, found);
            }
            (Some(_), None)
                if new.register.purposes.get(id.as_str()).is_none() && is_renamed(changes, id) => {}
            (Some(_), None) => found.add(&to::ENDED_PURPOSE, format!("purpose.{id}"), Some(id), []),
            (Some(old), Some(new)) => {
                Pair { id, old: &old, new: &new, answers: &after }.duties(found);
            }
        }
    }
    for id in &concerned("service") {
        let old_id = was(id).unwrap_or_else(|| id.clone());
        if let (Some(old), Some(facts)) =
            (Facts::of_service(&before, old_id.as_str()), Facts::of_service(&after, id.as_str()))
        {
            of_service(new, id, &old, &facts, found);
        }
    }
}

fn renamed_from(change: &Change, id: &Id) -> Option<Id> {
    let is = change.what == crate::diff::What::Renamed
        && matches!(change.kind, "purpose" | "service")
        && change.ids.contains(id);
    let before = change.before.as_ref().filter(|_| is)?;
    Some(before.words.as_str().into())
}

fn is_renamed(changes: &[Change], id: &Id) -> bool {
    changes.iter().any(|change| {
        change.what == crate::diff::What::Renamed
            && change.before.as_ref().is_some_and(|before| before.words == id.as_str())
    })
}

/// Everything that the organisation had for any purpose.
fn all_cells(old: Revision<'_>, answers: &Answers<'_>) -> BTreeSet<(String, String)> {
    let ids = old.register.purposes.iter().map(|purpose| purpose.id.as_str());
    let facts = ids.filter_map(|id| Facts::of_purpose(answers, id));
    facts
        .flat_map(|facts| facts.cells)
        .map(|(person, datum)| (person.to_owned(), datum.to_owned()))
        .collect()
}

/// A purpose that was not there, or not active.
fn begins(
    id: &Id,
    facts: &Facts<'_>,
    held: &BTreeSet<(String, String)>,
    answers: &Answers<'_>,
    found: &mut Found,
) {
    let entry = format!("purpose.{id}");
    let is_held = |(person, datum): &(&str, &str)| {
        held.contains(&((*person).to_owned(), (*datum).to_owned()))
    };
    let concerned = facts.cells.iter().filter(|cell| is_held(cell)).map(|(person, _)| *person);
    let concerned: BTreeSet<&str> = concerned.collect();
    if concerned.is_empty() {
        found.add(&to::NEW_PURPOSE, entry, Some(id), people(facts.people()));
    } else {
        found.add(&to::FURTHER_PURPOSE, entry, Some(id), people(concerned));
    }
    // A purpose that begins is told as a whole; what it brings besides telling is named.
    let nothing = Facts::default();
    let pair = Pair { id, old: &nothing, new: facts, answers };
    pair.special_data(found);
    pair.children(found);
    pair.decisions(found);
    pair.marketing(found);
    pair.abroad(found);
}

impl Pair<'_, '_> {
    fn entry(&self) -> String {
        format!("purpose.{}", self.id)
    }

    fn add(&self, obligation: &'static to::Obligation, entry: String, found: &mut Found) {
        found.add(obligation, entry, Some(self.id), people(self.new.people()));
    }

    fn duties(&self, found: &mut Found) {
        self.bases(found);
        self.recipients(found);
        self.abroad(found);
        self.special_data(found);
        self.data(found);
        self.children(found);
        self.retention(found);
        self.decisions(found);
        if self.new.profiling && !self.old.profiling {
            self.add(&to::NEW_PROFILING, self.entry(), found);
        }
        for source in self.new.sources.difference(&self.old.sources) {
            self.add(&to::NEW_SOURCE, format!("source.{source}"), found);
        }
        let both = self
            .new
            .provisions
            .iter()
            .filter_map(|(datum, new)| self.old.provisions.get(datum).map(|old| (old, new)));
        if both.into_iter().any(|(old, new)| old != new) {
            self.add(&to::OTHER_PROVISION, self.entry(), found);
        }
        self.marketing(found);
    }

    fn bases(&self, found: &mut Found) {
        let (old, new) = (&self.old.bases, &self.new.bases);
        if old == new {
            return;
        }
        let consent = old.contains("consent") != new.contains("consent");
        let obligation = if consent { &to::CONSENT_BASIS } else { &to::OTHER_BASIS };
        self.add(obligation, self.entry(), found);
    }

    fn recipients(&self, found: &mut Found) {
        for (recipient, role) in &self.new.recipients {
            let entry = format!("recipient.{recipient}");
            match self.old.recipients.get(recipient) {
                None => self.add(&to::NEW_RECIPIENT, entry.clone(), found),
                Some(old) if old == role => continue,
                Some(_) => {}
            }
            match role {
                Some(Role::Processor) => {
                    found.add(&to::NEW_PROCESSOR, entry, Some(self.id), []);
                }
                Some(Role::JointController) => self.add(&to::NEW_JOINT_CONTROLLER, entry, found),
                _ => {}
            }
        }
        for recipient in self.old.recipients.keys() {
            if !self.new.recipients.contains_key(recipient) {
                let entry = format!("recipient.{recipient}");
                found.add(&to::ENDED_RECIPIENT, entry, Some(self.id), []);
            }
        }
    }

    fn abroad(&self, found: &mut Found) {
        for ((recipient, place), allowed) in &self.new.abroad {
            let entry = format!("recipient.{recipient}.transfers.{place}");
            let old = self.old.abroad.get(&(*recipient, place.clone()));
            if old.is_none() {
                self.add(&to::NEW_THIRD_COUNTRY, entry.clone(), found);
            }
            if old == Some(allowed) {
                continue;
            }
            match allowed {
                Allowed::No => self.add(&to::MISSING_INSTRUMENT, entry, found),
                Allowed::ByInstrument => {
                    found.add(&to::TRANSFER_ASSESSMENT, entry, Some(self.id), []);
                }
                Allowed::Adequate => {}
            }
        }
    }

    fn special_data(&self, found: &mut Found) {
        for datum in self.new.data().difference(&self.old.data()) {
            if self.answers.class(datum).is_some_and(|class| class != Class::Ordinary) {
                self.add(&to::NEW_SPECIAL_DATA, format!("personal-data.{datum}"), found);
            }
        }
    }

    fn data(&self, found: &mut Found) {
        let (old_people, new_people) = (self.old.people(), self.new.people());
        for person in new_people.difference(&old_people) {
            let entry = format!("data-subject.{person}");
            found.add(&to::NEW_PEOPLE, entry.clone(), Some(self.id), [entry]);
        }
        for datum in self.new.data().difference(&self.old.data()) {
            if self.answers.class(datum).is_none_or(|class| class == Class::Ordinary) {
                self.add(&to::NEW_DATA, format!("personal-data.{datum}"), found);
            }
        }
    }

    fn children(&self, found: &mut Found) {
        for person in self.new.people().difference(&self.old.people()) {
            if self.answers.person_is(person, |subject| &subject.children) {
                let entry = format!("data-subject.{person}");
                found.add(&to::NEW_CHILDREN, entry.clone(), Some(self.id), [entry]);
            }
        }
    }

    fn retention(&self, found: &mut Found) {
        let compared: Vec<Comparison> = self
            .new
            .kept
            .iter()
            .filter_map(|(cell, new)| Some(new.compared_with(self.old.kept.get(cell)?)))
            .collect();
        let any = |of| compared.contains(&of);
        if any(Comparison::Longer) {
            self.add(&to::LONGER_RETENTION, self.entry(), found);
        } else if any(Comparison::Other) {
            self.add(&to::OTHER_RETENTION, self.entry(), found);
        }
        if any(Comparison::Shorter) {
            found.add(&to::SHORTER_RETENTION, self.entry(), Some(self.id), []);
        }
    }

    fn decisions(&self, found: &mut Found) {
        if self.new.decisions.difference(&self.old.decisions).next().is_some() {
            self.add(&to::NEW_DECISION, self.entry(), found);
        }
    }

    fn marketing(&self, found: &mut Found) {
        if self.new.marketing && !self.old.marketing {
            self.add(&to::NEW_MARKETING, self.entry(), found);
        }
    }
}

/// A service's controllers are told, not the people.
fn of_service(new: Revision<'_>, id: &Id, old: &Facts<'_>, facts: &Facts<'_>, found: &mut Found) {
    let service = new.register.services.get(id.as_str());
    let controllers = service.and_then(|service| service.controllers.get());
    let controllers: Vec<String> = controllers
        .into_iter()
        .flat_map(Relation::entries)
        .map(|member| format!("controller.{}", member.id()))
        .collect();
    for recipient in facts.recipients.keys().filter(|one| !old.recipients.contains_key(*one)) {
        let entry = format!("recipient.{recipient}");
        found.add(&to::NEW_SUB_PROCESSOR, entry, Some(id), controllers.clone());
    }
    for (recipient, place) in facts.abroad.keys().filter(|one| !old.abroad.contains_key(*one)) {
        let entry = format!("recipient.{recipient}.transfers.{place}");
        found.add(&to::TRANSFER_ASSESSMENT, entry.clone(), Some(id), []);
        if facts.abroad.get(&(*recipient, place.clone())) == Some(&Allowed::No) {
            found.add(&to::MISSING_INSTRUMENT, entry, Some(id), controllers.clone());
        }
    }
}

fn people<'a>(ids: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = String> {
    ids.into_iter().map(|id| format!("data-subject.{id}"))
}
