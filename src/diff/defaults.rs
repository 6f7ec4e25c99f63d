//! What many entries have from one default changes once: at the default.

use std::collections::BTreeMap;

use crate::{
    diff::{Change, Owner, Revision, Told},
    register::{
        Register,
        keys::Keys,
        shape::{Leaf, Place, Visitor},
    },
    source::Span,
};

/// Gathers the changes of entries that come from the same place of the same default.
pub(super) fn gather(old: Revision<'_>, new: Revision<'_>, changes: Vec<Change>) -> Vec<Change> {
    if changes.is_empty() {
        return changes;
    }
    let (before, after) = (Defaults::of(old.register), Defaults::of(new.register));
    let mut gathered: Vec<Change> = Vec::new();
    let mut first_at = BTreeMap::new();
    for mut change in changes {
        // What a topic says for its purposes changes where it has an effect: in them.
        if change.kind == "topic" && change.field.starts_with("default.") {
            continue;
        }
        let owners = (before.owner(change.before.as_ref()), after.owner(change.after.as_ref()));
        let owner = match owners {
            (Side::Default(before), Side::Default(after)) if before == after => Some(after),
            (Side::Default(owner), Side::Silent) | (Side::Silent, Side::Default(owner)) => {
                Some(owner)
            }
            _ => None,
        };
        let Some(owner) = owner else {
            gathered.push(change);
            continue;
        };
        let said = [&change.before, &change.after]
            .map(|told| told.as_ref().map(|told| (told.span, told.words.clone())));
        let key = (change.kind, owner.clone(), change.field.clone(), said);
        match first_at.get(&key) {
            None => {
                first_at.insert(key, gathered.len());
                change.owner = owner.clone();
                gathered.push(change);
            }
            Some(at) => {
                let first: &mut Change = &mut gathered[*at];
                first.public |= change.public;
                first.ids.append(&mut change.ids);
            }
        }
    }
    gathered
}

/// Where a side of a change comes from.
enum Side<'d> {
    /// This side says nothing.
    Silent,
    /// The entry itself, or ropa's own data.
    Own,
    /// A default.
    Default(&'d Owner),
}

/// The places of defaults, and whose they are.
struct Defaults {
    owners: BTreeMap<Span, Owner>,
    /// The default that is walked through, or the topic.
    at: Option<Owner>,
    /// Whether its `default` is open, of a topic.
    inside: bool,
    depth: usize,
}

impl Defaults {
    fn of(register: &Register) -> Self {
        let mut found = Self { owners: BTreeMap::new(), at: None, inside: true, depth: 0 };
        register.walk_defaults(&mut found, |found| {
            found.depth = 0;
            found.at = Some(Owner::Default);
        });
        for topic in register.topics.iter() {
            found.depth = 0;
            found.inside = false;
            found.at = Some(Owner::Topic(topic.id.clone()));
            Keys::visit(&*topic.own, &mut found);
        }
        found
    }

    fn owner(&self, told: Option<&Told>) -> Side<'_> {
        let Some(told) = told else { return Side::Silent };
        match told.span.and_then(|span| self.owners.get(&span)) {
            Some(owner) => Side::Default(owner),
            None => Side::Own,
        }
    }

    fn note(&mut self, span: Span) {
        if let (Some(owner), true) = (&self.at, self.inside) {
            self.owners.insert(span, owner.clone());
        }
    }
}

impl Visitor for Defaults {
    fn open(&mut self, name: &str, place: Place) {
        if self.depth == 0 && matches!(self.at, Some(Owner::Topic(_))) {
            self.inside = name == "default";
        }
        self.depth += 1;
        self.note(place.span);
    }

    fn open_list(&mut self) {
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth -= 1;
    }

    fn leaf(&mut self, place: Place, _leaf: Leaf<'_>) {
        self.note(place.span);
    }
}
