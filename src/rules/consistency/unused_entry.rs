//! See `unused-entry.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    finding::{Finding, declare_rule},
    register::{
        mistakes::meant,
        shape::{Leaf, Place, Visitor},
        uses::Relation,
        value::Id,
    },
    rules::Context,
    source::Layer,
};

declare_rule! {
    "unused-entry", Warning, ["5(1)(c)"], since "0.1",
    "an entry that nothing refers to",
}

/// Kinds that others refer to; the rest stand for themselves.
const REFERRED_TO: &[&str] = &[
    "assessment",
    "audience",
    "controller",
    "data-subject",
    "event",
    "law",
    "measure",
    "personal-data",
    "recipient",
    "retention",
    "source",
    "system",
    "topic",
];

/// Every entry that something refers to, by kind.
#[derive(Default)]
struct Used(BTreeMap<&'static str, BTreeSet<Id>>);

impl Visitor for Used {
    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        if let Leaf::Reference(kind, id) = leaf {
            self.stated(place, kind, id);
        }
    }

    fn stated(&mut self, _place: Place, kind: &'static str, name: &Id) {
        let ids = self.0.entry(kind).or_default();
        if !ids.contains(name) {
            ids.insert(name.clone());
        }
    }
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // What a broken file refers to is not known.
    if !cx.register.broken_files.is_empty() {
        return;
    }
    let mut used = Used::default();
    cx.register.walk(|layer| layer != Layer::Law, &mut used, |_, _, _, _| {});
    // What a misspelt reference probably means is not unused.
    for (kind, ids) in &mut used.0 {
        let misspelt = ids.iter().filter(|id| !cx.register.declares(kind, id.as_str()));
        let declared = || cx.register.ids(kind);
        let meant: Vec<Id> = misspelt
            .filter_map(|id| meant(id.as_str(), declared().into_iter().map(Id::as_str)))
            .map(Id::from)
            .collect();
        ids.extend(meant);
    }
    let whatever_there_is = cx.purposes().any(|purpose| {
        purpose.personal_data.get().is_some_and(Relation::names_all)
            || purpose.data_subjects.get().is_some_and(Relation::names_all)
    });
    for (kind, id, span) in cx.register.spans(|layer| layer == Layer::Register) {
        let named = used.0.get(kind).is_some_and(|ids| ids.contains(id))
            || (whatever_there_is && matches!(kind, "data-subject" | "personal-data"));
        if REFERRED_TO.contains(&kind) && !named {
            findings.push(
                RULE.at(span, format!("nothing refers to {kind} `{id}`"))
                    .help("name it where it belongs, or take it out"),
            );
        }
    }
}
