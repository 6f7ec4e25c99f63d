//! The purposes and services that a change concerns: those that name the entry, or name what names it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexSet;

use crate::{
    diff::Change,
    register::{
        Register,
        shape::{Leaf, Place, Visitor},
        value::Id,
    },
    source::Layer,
};

/// Whoever has a kind's default.
const DEFAULT: &str = "default";

type Named = (&'static str, Id);

/// By entry, the entries that name it; a default stands as `default` and its kind.
#[derive(Default)]
struct Uses {
    by_entry: BTreeMap<Named, BTreeSet<Named>>,
    at: Option<Named>,
}

impl Visitor for Uses {
    fn leaf(&mut self, _place: Place, leaf: Leaf<'_>) {
        if let (Leaf::Reference(kind, id), Some(at)) = (leaf, &self.at) {
            self.by_entry.entry((kind, id.clone())).or_default().insert(at.clone());
        }
    }
}

/// The ids of one kind, `purpose` or `service`, in this register, that the changes concern.
pub(super) fn by<'c>(
    register: &Register,
    kind: &str,
    changes: impl Iterator<Item = &'c Change>,
) -> IndexSet<Id> {
    let mut uses = Uses::default();
    register.walk(
        |layer| layer != Layer::Law,
        &mut uses,
        |uses, kind, id, span| {
            uses.at = Some(match span {
                Some(_) => (kind, id.clone()),
                None => (DEFAULT, kind.into()),
            });
        },
    );
    let mut open: Vec<Named> =
        changes.flat_map(|change| change.ids.iter().map(|id| (change.kind, id.clone()))).collect();
    let mut seen = BTreeSet::new();
    let mut found = IndexSet::new();
    while let Some(named) = open.pop() {
        if !seen.insert(named.clone()) {
            continue;
        }
        if named.0 == kind {
            found.insert(named.1.clone());
        }
        if named.0 == DEFAULT {
            let of_kind = register.spans(|layer| layer != Layer::Law);
            let of_kind = of_kind.into_iter().filter(|(kind, ..)| *kind == named.1.as_str());
            open.extend(of_kind.map(|(kind, id, _)| (kind, id.clone())));
        }
        open.extend(uses.by_entry.get(&named).into_iter().flatten().cloned());
    }
    found
}
