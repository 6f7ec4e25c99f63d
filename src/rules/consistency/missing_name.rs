//! See `missing-name.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        entry::{Entry, Table},
        purposes::Status,
        uses::Kind,
        value::Field,
    },
    rules::Context,
};

declare_rule! {
    "missing-name", Error, ["12(1)", "30(1)"], since "0.1",
    "an entry that a document would have to call by a name, and that has none",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let register = cx.register;
    let active = |status: &Field<Status>| status.get().is_none_or(|one| *one == Status::Active);
    of(&register.purposes, |one| !one.name.is_silent() || !active(&one.status), findings);
    of(&register.services, |one| !one.name.is_silent() || !active(&one.status), findings);
    of(&register.data_subjects, |one| !one.name.is_silent(), findings);
    of(&register.personal_data, |one| !one.name.is_silent(), findings);
    of(
        &register.sources,
        |one| !(one.name.is_silent() && one.category.is_silent() && one.recipient.is_silent()),
        findings,
    );
    of(&register.events, |one| !one.name.is_silent(), findings);
    of(&register.laws, |one| !one.name.is_silent(), findings);
    of(&register.measures, |one| !one.name.is_silent() || !active(&one.status), findings);
    of(&register.systems, |one| !(one.name.is_silent() && one.recipient.is_silent()), findings);
    of(
        &register.controllers,
        |one| !(one.contact.name.is_silent() && one.category.is_silent()),
        findings,
    );
    of(&register.audiences, |one| !one.name.is_silent(), findings);
    of(&register.topics, |one| !one.name.is_silent(), findings);
    of(&register.conditions, |one| !one.name.is_silent(), findings);
}

/// Entries that ropa's own data have too are named in the languages.
fn of<T: Kind>(
    table: &Table<T>,
    is_named: impl Fn(&Entry<T>) -> bool,
    findings: &mut Vec<Finding>,
) {
    for entry in table.iter().filter(|entry| !entry.is_built_in() && !is_named(entry)) {
        findings.push(
            RULE.at(entry.span, format!("{} `{}` has no name", T::NAME, entry.id))
                .help("add one, as people should read it: `name = \"…\"`"),
        );
    }
}
