//! See `same-data-twice.md`.

use indexmap::IndexMap;

use crate::{
    finding::{Finding, declare_rule},
    register::{Register, text::Text, uses::Relation},
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
    let mut data: Vec<_> = used(cx).into_iter().collect();
    data.sort_by_key(|(id, _)| (catalogued(cx.register, id) != *id, *id));
    for (id, used_at) in data {
        let datum = cx.register.personal_data.get(id);
        let place = datum.filter(|datum| datum.layer != Layer::Law);
        let place = place.map_or(used_at, |datum| datum.span);
        let names = datum.and_then(|datum| datum.name.get());
        let names = names.into_iter().flat_map(Text::wordings);
        let mut means = vec![plain(catalogued(cx.register, id)), plain(id)];
        means.extend(names.map(|wording| plain(&wording.words)));
        let first = means.iter().find_map(|one| firsts.get(one)).copied();
        if let Some((first, first_at)) = first {
            findings.push(
                RULE.at(place, format!("`{id}` is the same data as `{first}`"))
                    .also(first_at, "first here")
                    .help(format!(
                        "name `{first}` in each purpose, or say how they differ: take `same-as` out, give another name"
                    )),
            );
        }
        for one in means {
            firsts.entry(one).or_insert((id, place));
        }
    }
}

/// The personal data that active purposes name, and where each is named first.
fn used<'r>(cx: &Context<'r>) -> IndexMap<&'r str, Span> {
    let mut used = IndexMap::new();
    for purpose in cx.purposes() {
        for member in purpose.personal_data.get().into_iter().flat_map(Relation::entries) {
            used.entry(member.id()).or_insert(member.span);
        }
        for member in purpose.data_subjects.get().into_iter().flat_map(Relation::entries) {
            let only = member.only.get().and_then(|only| only.personal_data.get());
            for value in only.into_iter().flat_map(|only| &only.0) {
                if let Some(datum) = value.get() {
                    used.entry(datum.id.as_str()).or_insert(value.span);
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
