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
#[derive(Debug, Default)]
pub(crate) struct Uses {
    by_entry: BTreeMap<Named, BTreeSet<Named>>,
    ids: BTreeMap<&'static str, Vec<Id>>,
    at: Option<Named>,
}

impl Visitor for Uses {
    fn leaf(&mut self, _place: Place, leaf: Leaf<'_>) {
        if let (Leaf::Reference(kind, id), Some(at)) = (leaf, &self.at) {
            self.by_entry.entry((kind, id.clone())).or_default().insert(at.clone());
        }
    }
}

impl Uses {
    /// Who names whom in a register and its shared layers.
    pub(crate) fn of(register: &Register) -> Self {
        let mut uses = Self::default();
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
        for (kind, id, _) in register.spans(|layer| layer != Layer::Law) {
            uses.ids.entry(kind).or_default().push(id.clone());
        }
        uses
    }

    /// The ids of one kind, `purpose` or `service`, that the changes concern.
    pub(crate) fn concerned<'c>(
        &self,
        kind: &str,
        changes: impl IntoIterator<Item = &'c Change>,
    ) -> IndexSet<Id> {
        let ids = |change: &'c Change| change.ids.iter().map(|id| (change.kind, id.clone()));
        let mut open: Vec<Named> = changes.into_iter().flat_map(ids).collect();
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
                let of_kind = self.ids.get_key_value(named.1.as_str());
                open.extend(
                    of_kind
                        .into_iter()
                        .flat_map(|(kind, ids)| ids.iter().map(|id| (*kind, id.clone()))),
                );
            }
            open.extend(self.by_entry.get(&named).into_iter().flatten().cloned());
        }
        found
    }
}
