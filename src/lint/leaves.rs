//! One walk over everything written, for all rules that look at the smallest things.

use crate::{
    finding::Finding,
    register::{
        keys::Seen,
        purposes::Status,
        shape::{Leaf, Place, Visitor},
        value::Id,
    },
    rules::{Context, Written},
    source::{Layer, Span},
};

type LeafCheck = fn(&Context<'_>, &Written<'_>, Leaf<'_>, &mut Vec<Finding>);

struct Leaves<'c, 'r> {
    cx: &'c Context<'r>,
    checks: &'c [LeafCheck],
    findings: &'c mut Vec<Finding>,
    at: At,
    path: Vec<String>,
    /// Names that are open, for use again: most paths are as deep as the one before.
    depth: usize,
    seen: Vec<Seen>,
}

/// The entry that is walked through.
struct At {
    kind: &'static str,
    id: Id,
    entry: Option<Span>,
    status: Status,
}

impl Visitor for Leaves<'_, '_> {
    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        let seen = self.seen.iter().copied().min().unwrap_or(Seen::Public).min(place.key.seen);
        let written = Written {
            kind: self.at.kind,
            id: self.at.id.as_str(),
            path: &self.path[..self.depth],
            place,
            seen,
            draft: self.at.status == Status::Draft,
            retired: self.at.status == Status::Retired,
            entry: self.at.entry,
        };
        for check in self.checks {
            check(self.cx, &written, leaf, self.findings);
        }
    }

    fn open(&mut self, name: &str, place: Place) {
        if self.depth == self.path.len() {
            self.path.push(String::new());
        }
        let slot = &mut self.path[self.depth];
        slot.clear();
        slot.push_str(name);
        self.depth += 1;
        self.seen.push(place.key.seen);
    }

    fn open_list(&mut self) {
        // A list's members are unnamed, and seen as the list is.
        self.seen.push(Seen::Public);
        if self.depth == self.path.len() {
            self.path.push(String::new());
        }
        self.path[self.depth].clear();
        self.depth += 1;
    }

    fn close(&mut self) {
        self.depth -= 1;
        self.seen.pop();
    }
}

pub(super) fn check(cx: &Context<'_>, checks: &[LeafCheck], findings: &mut Vec<Finding>) {
    if checks.is_empty() {
        return;
    }
    let at = At { kind: "", id: "".into(), entry: None, status: Status::Active };
    let mut leaves =
        Leaves { cx, checks, findings, at, path: Vec::new(), depth: 0, seen: Vec::new() };
    let register = cx.register;
    register.walk(
        |layer| layer != Layer::Law,
        &mut leaves,
        |leaves, kind, id, entry| {
            let status = match kind {
                "purpose" => {
                    register.purposes.get(id.as_str()).and_then(|one| one.status.get().copied())
                }
                "service" => {
                    register.services.get(id.as_str()).and_then(|one| one.status.get().copied())
                }
                "measure" => {
                    register.measures.get(id.as_str()).and_then(|one| one.status.get().copied())
                }
                _ => None,
            };
            leaves.at =
                At { kind, id: id.clone(), entry, status: status.unwrap_or(Status::Active) };
            leaves.depth = 0;
            leaves.seen.clear();
        },
    );
}
