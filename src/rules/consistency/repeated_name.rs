//! See `repeated-name.md`.

use indexmap::IndexMap;

use crate::{
    finding::{Finding, declare_rule},
    register::{
        entry::{Entry, Table},
        text::{Name, Text, Wording},
        uses::{Kind, Relation, Use},
        value::Field,
    },
    rules::Context,
    source::Span,
};

declare_rule! {
    "repeated-name", Warning, ["12(1)"], since "0.1",
    "two entries of one kind with the same name",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let register = cx.register;
    // Under another heading, or of another company, a purpose of the same name is another one.
    of(
        cx.purposes(),
        |one| of_text(&one.name),
        |one| [first(&one.topic), first(&one.controller)],
        findings,
    );
    of_table(&register.data_subjects, |one| of_text(&one.name), findings);
    of_table(&register.recipients, |one| of_name(&one.contact.name), findings);
    of_table(&register.events, |one| of_text(&one.name), findings);
    of_table(&register.measures, |one| of_text(&one.name), findings);
    of_table(&register.controllers, |one| of_name(&one.contact.name), findings);
    of_table(&register.audiences, |one| of_text(&one.name), findings);
    of_table(&register.topics, |one| of_text(&one.name), findings);
}

fn of_text(name: &Field<Text>) -> &[Wording] {
    name.get().map_or(&[], |name| name.wordings())
}

fn of_name(name: &Field<Name>) -> &[Wording] {
    name.get().map_or(&[], |name| name.wordings())
}

fn first<K: Kind>(relation: &Field<Relation<K>>) -> Option<&str> {
    relation.get()?.entries().next().map(Use::id)
}

fn of_table<K: Kind>(table: &Table<K>, name: fn(&K) -> &[Wording], findings: &mut Vec<Finding>) {
    of(table.iter(), name, |_| [None, None], findings);
}

/// A language, a name in it, and what tells two entries of that name from each other.
type Called<'r> = (Option<&'r str>, String, [Option<&'r str>; 2]);

/// `apart` is what tells two entries of one name from each other.
fn of<'r, K: Kind>(
    entries: impl Iterator<Item = &'r Entry<K>>,
    name: fn(&K) -> &[Wording],
    apart: fn(&K) -> [Option<&str>; 2],
    findings: &mut Vec<Finding>,
) {
    let mut firsts: IndexMap<Called<'_>, (&Entry<K>, Span)> = IndexMap::new();
    for entry in entries {
        let value: &'r K = entry;
        for wording in name(value) {
            let words = wording.words.trim().to_lowercase();
            if words.is_empty() {
                continue;
            }
            let key = (wording.language.as_deref(), words, apart(value));
            match firsts.get(&key) {
                Some((before, _)) if before.span == entry.span => {}
                Some((before, place)) => {
                    findings.push(
                        RULE.at(
                            wording.span,
                            format!("{} `{}` has the name of `{}`", K::NAME, entry.id, before.id),
                        )
                        .also(*place, "first here")
                        .help(
                            "call them so that people can tell them apart, or make them one entry",
                        ),
                    );
                    break;
                }
                None => {
                    firsts.insert(key, (entry, wording.span));
                }
            }
        }
    }
}
