//! Who uses an entry: every place of the register that names it.

use std::collections::BTreeMap;

use crate::{
    register::{
        Register,
        shape::{Leaf, Place, Visitor},
    },
    source::{Layer, Span},
};

/// Who uses which entry, by its path: `recipient.hosting`.
#[derive(Default)]
pub(super) struct Users {
    by_entry: BTreeMap<String, Vec<(String, Span)>>,
    path: Vec<String>,
}

impl Users {
    /// Every use in the register and its shared layers.
    pub(super) fn of(register: &Register) -> Self {
        let mut users = Self::default();
        register.walk(
            |layer| layer != Layer::Law,
            &mut users,
            |users, kind, id, span| {
                users.path = match (id.as_str(), span) {
                    ("default", None) => vec![format!("default.{kind}")],
                    // The organisation's and California's table have no id of their own.
                    (id, _) if id == kind => vec![kind.to_owned()],
                    (id, _) => vec![format!("{kind}.{id}")],
                };
            },
        );
        users
    }

    /// The paths and places that name an entry, in the order of the register.
    pub(super) fn of_entry(&self, kind: &str, id: &str) -> &[(String, Span)] {
        self.by_entry.get(&format!("{kind}.{id}")).map_or(&[], Vec::as_slice)
    }
}

impl Visitor for Users {
    fn open(&mut self, name: &str, _place: Place) {
        self.path.push(name.to_owned());
    }

    fn open_list(&mut self) {
        self.path.push(String::new());
    }

    fn close(&mut self) {
        self.path.pop();
    }

    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        let Leaf::Reference(kind, id) = leaf else {
            return;
        };
        let mut names: Vec<&str> =
            self.path.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
        names.pop_if(|name| *name == id.as_str());
        let uses = self.by_entry.entry(format!("{kind}.{id}")).or_default();
        uses.push((names.join("."), place.span));
    }
}
