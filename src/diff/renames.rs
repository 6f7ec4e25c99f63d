//! Entries that only got another id: one went, one came, and both say the same.

use std::collections::BTreeMap;

use indexmap::IndexSet;

use crate::{
    diff::{Renames, Revision, fingerprint::Fingerprints},
    register::value::Id,
};

/// A kind and an id.
pub(super) type Named<'r> = (&'static str, &'r Id);

/// Finds them among the entries that went and those that came. Two that went and say the same are not told
/// apart, so neither was renamed.
pub(super) fn find(
    (old, gone): (Revision<'_>, &IndexSet<Named<'_>>),
    (new, come): (Revision<'_>, &IndexSet<Named<'_>>),
    fingerprints: &Fingerprints,
) -> Renames {
    // References among them can't be compared yet: at first each stands for any of its kind.
    let anyone = |named: &IndexSet<Named<'_>>| -> Renames {
        named.iter().map(|(kind, id)| ((*kind, (*id).clone()), Id::from("?"))).collect()
    };
    let alike = |revision: Revision<'_>, named: &IndexSet<Named<'_>>| {
        let anyone = anyone(named);
        let mut found: BTreeMap<(&'static str, u64), Vec<Id>> = BTreeMap::new();
        // A default read as an entry has no id to give up.
        for (kind, id) in named.iter().filter(|(_, id)| id.as_str() != "default") {
            let print = of(fingerprints, revision, (kind, id), &anyone);
            // An entry that says nothing is like any other.
            if let Some(print) = print.filter(|print| *print != 0) {
                found.entry((kind, print)).or_default().push((*id).clone());
            }
        }
        found
    };
    let (mut before, mut after) = (alike(old, gone), alike(new, come));
    let mut renames = Renames::new();
    while let Some(((kind, print), ids)) = before.pop_first() {
        if let ([was], Some([is])) = (&*ids, after.remove(&(kind, print)).as_deref()) {
            renames.insert((kind, was.clone()), is.clone());
        }
    }
    // What refers to one that turns out to be another was not renamed either.
    let none = Renames::new();
    loop {
        let holds = |(kind, was): &(&'static str, Id), is: &Id| {
            of(fingerprints, old, (kind, was), &renames) == of(fingerprints, new, (kind, is), &none)
        };
        let wrong: Vec<_> = renames
            .iter()
            .filter(|(was, is)| !holds(was, is))
            .map(|(was, _)| was.clone())
            .collect();
        if wrong.is_empty() {
            return renames;
        }
        renames.retain(|was, _| !wrong.contains(was));
    }
}

fn of(
    fingerprints: &Fingerprints,
    revision: Revision<'_>,
    (kind, id): Named<'_>,
    renames: &Renames,
) -> Option<u64> {
    let Revision { register, first_language, .. } = revision;
    fingerprints.of(register, first_language, (kind, id.as_str()), renames)
}
