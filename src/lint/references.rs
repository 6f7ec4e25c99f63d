//! Every id that is referred to must be declared.

use crate::{
    finding::Finding,
    register::{
        Register,
        keys::Keys,
        mistakes,
        shape::{Leaf, Place, Visitor},
        value::Id,
    },
    settings::Settings,
    source::{Layer, Span},
};

/// How many ids are compared with missing ones, in all: whoever has so many of both was not mistyping.
const ENOUGH: usize = 200_000;

struct Missing<'r> {
    register: &'r Register,
    found: Vec<(&'static str, Id, Span)>,
}

impl Visitor for Missing<'_> {
    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        if let Leaf::Reference(kind, id) = leaf
            && !self.register.declares(kind, id.as_str())
        {
            self.found.push((kind, id.clone(), place.span));
        }
    }
}

pub(super) fn check(register: &Register, settings: &Settings, findings: &mut Vec<Finding>) {
    // What a broken file declares is not known.
    if !register.broken_files.is_empty() {
        return;
    }
    let mut missing = Missing { register, found: Vec::new() };
    register.walk(|layer| layer != Layer::Law, &mut missing, |_, _, _, _| {});
    settings.visit(&mut missing);
    let mut looked_at = 0;
    for (kind, id, span) in missing.found {
        // Inside a longer string, or as a key, an id stands without quotes of its own.
        let quoted =
            usize::try_from(span.end - span.start).expect("small") == id.as_str().len() + 2;
        let ids = if looked_at < ENOUGH { register.ids(kind) } else { Vec::new() };
        looked_at += ids.len();
        let ids = ids.iter().map(|id| id.as_str());
        let mut finding = mistakes::unknown_reference(span, kind, id.as_str(), ids, quoted);
        let bare = usize::try_from(span.end - span.start).expect("small") == id.as_str().len();
        if !quoted && !bare {
            finding.fix = None;
        }
        findings.push(finding);
    }
}
