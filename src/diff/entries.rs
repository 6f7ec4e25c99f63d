//! Which entries came, went, changed or got another id.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;
use serde_json::{Map, Value};

use crate::{
    diff::{
        Change, Owner, Renames, Revision, Told, What,
        fingerprint::Fingerprints,
        parts::{self, Comparison},
        renames::{self, Named},
    },
    register::{
        Register,
        keys::{Keys, Seen},
        parts::{Part, Parts},
        purposes::{Service, Status},
        retention::Retention,
        security::{Measure, System},
        uses::{Kind, Relation},
        value::{Field, Id},
    },
    source::{Layer, Span},
};

/// Every change, a default's at each entry that has it.
pub(super) fn changes(old: Revision<'_>, new: Revision<'_>) -> Vec<Change> {
    let fingerprints = Fingerprints::new();
    let none = Renames::new();
    let own = |revision: Revision<'_>| -> IndexSet<(&'static str, Id)> {
        let spans = revision.register.spans(|layer| layer != Layer::Law);
        spans.into_iter().map(|(kind, id, _)| (kind, id.clone())).collect()
    };
    let (before, after) = (own(old), own(new));
    // Where only one of them writes an entry, the other may have it among ropa's own data.
    let is_in =
        |revision: Revision<'_>, kind: &str, id: &Id| revision.register.declares(kind, id.as_str());
    let gone: IndexSet<Named<'_>> = before
        .iter()
        .map(|(kind, id)| (*kind, id))
        .filter(|(kind, id)| !is_in(new, kind, id))
        .collect();
    let come: IndexSet<Named<'_>> = after
        .iter()
        .map(|(kind, id)| (*kind, id))
        .filter(|(kind, id)| !is_in(old, kind, id))
        .collect();
    let renames = renames::find((old, &gone), (new, &come), &fingerprints);
    let came_from: BTreeMap<(&str, &Id), &Id> =
        renames.iter().map(|((kind, was), is)| ((*kind, is), was)).collect();

    // What both have from one reading says the same, as long as it is read in the same way.
    let is_one_reading = renames.is_empty() && old.first_language == new.first_language;
    let mut changes = Vec::new();
    for (kind, id) in after.union(&before) {
        let entry = (*kind, id);
        if let Some(was) = came_from.get(&entry) {
            changes.push(renamed(old, new, kind, was, id));
        } else if come.contains(&entry) {
            changes.push(whole(new, entry, What::Added));
        } else if gone.contains(&entry) {
            // One that was renamed is told under its new id.
            if !renames.contains_key(&(*kind, id.clone())) {
                changes.push(whole(old, entry, What::Removed));
            }
        } else if !(is_one_reading && new.register.shares(old.register, kind, id.as_str())) {
            let print = |revision: Revision<'_>, renames: &Renames| {
                let Revision { register, first_language, .. } = revision;
                fingerprints.of(register, first_language, (kind, id.as_str()), renames)
            };
            if print(old, &renames) != print(new, &none) {
                compare(old, new, entry, &renames, &mut changes);
            }
        }
    }
    default_of_terms(old, new, &mut changes);
    let order: BTreeMap<&str, usize> =
        Register::KINDS.iter().enumerate().map(|(at, kind)| (*kind, at)).collect();
    changes.sort_by_key(|change| order[change.kind]);
    changes
}

fn tree(revision: Revision<'_>, (kind, id): Named<'_>) -> (Vec<Part>, Option<Span>) {
    let mut parts = Parts::new(revision.sources);
    let span = revision.register.visit_entry(kind, id.as_str(), &mut parts);
    (parts.keys, span)
}

/// An entry that came or went.
fn whole(revision: Revision<'_>, entry: Named<'_>, what: What) -> Change {
    let (keys, span) = tree(revision, entry);
    let name = keys.iter().find(|key| key.name == "name").map(Part::words).unwrap_or_default();
    let mut rows = Vec::new();
    for key in keys.iter().filter(|key| key.name != "name") {
        key.rows("", &mut rows);
    }
    let told = Told {
        value: Value::Object(
            keys.iter().map(|key| (key.name.clone(), key.value())).collect::<Map<_, _>>(),
        ),
        words: name,
        facts: rows.into_iter().map(|(path, words, _)| (path, words)).collect(),
        span,
    };
    let (before, after) = match what {
        What::Removed => (Some(told), None),
        _ => (None, Some(told)),
    };
    Change {
        kind: entry.0,
        owner: Owner::Entry(entry.1.clone()),
        field: String::new(),
        what,
        public: is_public(revision, entry) && keys.iter().any(|key| key.seen == Seen::Public)
            || (entry.0 == System::NAME && !told_measures(revision, entry).is_empty()),
        wording: false,
        before,
        after,
        ids: vec![entry.1.clone()],
    }
}

fn renamed(old: Revision<'_>, new: Revision<'_>, kind: &'static str, was: &Id, is: &Id) -> Change {
    let told = |revision: Revision<'_>, id: &Id| {
        let span = tree(revision, (kind, id)).1;
        Told { value: id.as_str().into(), words: id.to_string(), facts: Vec::new(), span }
    };
    Change {
        kind,
        owner: Owner::Entry(is.clone()),
        field: String::new(),
        what: What::Renamed,
        // An id is the register's own business.
        public: false,
        wording: false,
        before: Some(told(old, was)),
        after: Some(told(new, is)),
        ids: vec![is.clone()],
    }
}

/// An entry that both have.
fn compare(
    old: Revision<'_>,
    new: Revision<'_>,
    entry: Named<'_>,
    renames: &Renames,
    changes: &mut Vec<Change>,
) {
    let ((mut before, _), (after, _)) = (tree(old, entry), tree(new, entry));
    parts::rename(&mut before, renames);
    let mut comparison = Comparison::new((old.first_language, new.first_language));
    comparison.tables(&before, &after, Seen::Public);
    let (was_public, is_public) = (is_public(old, entry), is_public(new, entry));
    let other_measures = told_measures(old, entry) != told_measures(new, entry);
    for found in comparison.found {
        let key = found.field.first().map_or("", String::as_str);
        // Whether the public is told of the entry at all is a change that the public sees.
        let shown_or_hidden =
            was_public != is_public && matches!(key, "status" | "not-public" | "public");
        let seen = match key {
            "measures" | "systems" if other_measures => Seen::Public,
            // Of data that reveal something, the policy names the class.
            "reveals-special"
                if reveals(found.before.as_ref()) || reveals(found.after.as_ref()) =>
            {
                Seen::Public
            }
            _ => found.seen,
        };
        changes.push(Change {
            kind: entry.0,
            owner: Owner::Entry(entry.1.clone()),
            field: found.field.join("."),
            what: found.what,
            public: shown_or_hidden || (seen == Seen::Public && (was_public || is_public)),
            wording: found.wording && !shown_or_hidden,
            before: found.before,
            after: found.after,
            ids: vec![entry.1.clone()],
        });
    }
}

fn reveals(told: Option<&Told>) -> bool {
    told.is_some_and(|told| told.value == Value::Bool(true))
}

/// A term that a purpose states in place stands on the default of all retentions, and is no entry that would show it.
fn default_of_terms(old: Revision<'_>, new: Revision<'_>, changes: &mut Vec<Change>) {
    let parts = |revision: Revision<'_>| {
        let mut parts = Parts::new(revision.sources);
        if let Some(default) = &revision.register.retentions.default {
            Keys::visit(&*default.own, &mut parts);
        }
        parts.keys
    };
    let mut comparison = Comparison::new((old.first_language, new.first_language));
    comparison.tables(&parts(old), &parts(new), Seen::Public);
    for found in comparison.found {
        changes.push(Change {
            kind: Retention::NAME,
            owner: Owner::Default,
            field: found.field.join("."),
            what: found.what,
            public: found.seen == Seen::Public,
            wording: found.wording,
            before: found.before,
            after: found.after,
            ids: Vec::new(),
        });
    }
}

/// Whether public documents may tell of an entry.
fn is_public(revision: Revision<'_>, (kind, id): Named<'_>) -> bool {
    let register = revision.register;
    match kind {
        "purpose" => register.purposes.get(id.as_str()).is_some_and(|purpose| {
            is_active(purpose.status.get()) && purpose.not_public.is_silent()
        }),
        "service" => register.services.get(id.as_str()).is_some_and(|service| is_told(service)),
        // For whom services are done is told with them.
        "controller" => {
            let theirs = register.services.iter().filter(|service| {
                let controllers = service.controllers.get().into_iter();
                controllers.flat_map(Relation::entries).any(|one| one.id() == id.as_str())
            });
            let mut theirs = theirs.peekable();
            theirs.peek().is_none() || theirs.any(|service| is_told(service))
        }
        "measure" => register.measures.get(id.as_str()).is_some_and(|measure| may_tell(measure)),
        _ => true,
    }
}

fn is_active(status: Option<&Status>) -> bool {
    status.is_none_or(|status| *status == Status::Active)
}

/// Whether the policy tells of a service: only if it is declared public.
fn is_told(service: &Service) -> bool {
    is_active(service.status.get()) && service.public.get() == Some(&true)
}

/// Whether the policy may name a measure.
fn may_tell(measure: &Measure) -> bool {
    is_active(measure.status.get()) && measure.public.get() != Some(&false)
}

/// The measures that the policy names because of an entry, by the systems that it uses as well. Which measures protect
/// which purpose is for insiders; that they are taken is not.
fn told_measures(revision: Revision<'_>, (kind, id): Named<'_>) -> BTreeSet<String> {
    let register = revision.register;
    let mut told = BTreeSet::new();
    let mut add = |measures: &Field<Relation<Measure>>| {
        let members = measures.get().into_iter().flat_map(Relation::entries);
        let members = members.filter(|member| may_tell(&register.measures.used(member)));
        told.extend(members.map(|member| member.id().to_owned()));
    };
    match kind {
        "purpose" => {
            if let Some(purpose) = register.purposes.get(id.as_str()) {
                add(&purpose.measures);
                let systems = purpose.systems.get().into_iter().flat_map(Relation::entries);
                systems.for_each(|system| add(&register.systems.used(system).measures));
            }
        }
        System::NAME => {
            if let Some(system) = register.systems.get(id.as_str()) {
                add(&system.measures);
            }
        }
        _ => {}
    }
    told
}
