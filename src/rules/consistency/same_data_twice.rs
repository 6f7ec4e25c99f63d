//! See `same-data-twice.md`.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::{
    finding::{Finding, declare_rule},
    register::{Register, legal_bases::Class, text::Text, uses::Relation},
    rules::Context,
    source::{Layer, Span},
};

declare_rule! {
    "same-data-twice", Warning, ["5(1)(a)", "30(1)(c)"], since "0.1",
    "one kind of personal data under two names",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let mut firsts: IndexMap<String, (&str, Span)> = IndexMap::new();
    // The catalogue's own name comes first, so that it does not hang on the order of files which one is reported.
    let used = used(cx);
    let mut data: Vec<_> = used.iter().map(|(id, places)| (*id, places.first)).collect();
    data.sort_by_key(|(id, _)| (catalogued(cx.register, id) != *id, *id));
    for (id, used_at) in data {
        let datum = cx.register.personal_data.get(id);
        let place = datum.filter(|datum| datum.layer != Layer::Law);
        let place = place.map_or(used_at, |datum| datum.span);
        let names = datum.and_then(|datum| datum.name.get());
        let names = names.into_iter().flat_map(Text::wordings);
        let kind = catalogued(cx.register, id);
        // Two kinds of data on health are not one for being both of that kind.
        let is_wide = kind != id && cx.answers.class(id) == Some(Class::Special);
        let kind = plain(kind);
        let mut means = vec![plain(id)];
        means.extend(names.map(|wording| plain(&wording.words)));
        let by_name = means.iter().find_map(|one| firsts.get(one)).copied();
        let by_kind = firsts.get(&kind).copied().filter(|(first, _)| {
            let of_its_own = catalogued(cx.register, first) != *first;
            !is_wide && (!of_its_own || used[id].meet(&used[first]))
        });
        if let Some((first, first_at)) = by_name.or(by_kind) {
            findings.push(
                RULE.at(place, format!("`{id}` is the same data as `{first}`"))
                    .also(first_at, "first here")
                    .help(format!(
                        "name `{first}` in each purpose, or say how they differ: take `same-as` out, give another name"
                    )),
            );
        }
        if !is_wide {
            means.push(kind);
        }
        for one in means {
            firsts.entry(one).or_insert((id, place));
        }
    }
}

/// Where purposes name a datum.
struct Places {
    /// The first place.
    first: Span,
    /// Which purposes, by their number.
    purposes: BTreeSet<usize>,
}

impl Places {
    /// Whether one purpose has both: whoever tells two narrow kinds of a wide one apart in two purposes need not be wrong.
    fn meet(&self, other: &Self) -> bool {
        self.purposes.iter().any(|purpose| other.purposes.contains(purpose))
    }
}

/// The personal data that active purposes name.
fn used<'r>(cx: &Context<'r>) -> IndexMap<&'r str, Places> {
    let mut used: IndexMap<&str, Places> = IndexMap::new();
    for (number, purpose) in cx.purposes().enumerate() {
        let mut add = |id, first| {
            let places = used.entry(id).or_insert(Places { first, purposes: BTreeSet::new() });
            places.purposes.insert(number);
        };
        for member in purpose.personal_data.get().into_iter().flat_map(Relation::entries) {
            add(member.id(), member.span);
        }
        for member in purpose.data_subjects.get().into_iter().flat_map(Relation::entries) {
            let only = member.only.get().and_then(|only| only.personal_data.get());
            for value in only.into_iter().flat_map(|only| &only.0) {
                if let Some(datum) = value.get() {
                    add(datum.id.as_str(), value.span);
                }
            }
        }
    }
    used
}

/// The entry that a datum says it is the same as, in the end.
fn catalogued<'r>(register: &'r Register, mut id: &'r str) -> &'r str {
    // A chain is short; a circle of them ends here.
    for _ in 0..8 {
        let same = register.personal_data.get(id).and_then(|datum| datum.same_as.get());
        match same {
            Some(same) => id = same.id.as_str(),
            None => break,
        }
    }
    id
}

/// Letters and digits alone: "Job title", `job-title` and "Jobtitle" are one.
fn plain(name: &str) -> String {
    name.chars().filter(|char| char.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
