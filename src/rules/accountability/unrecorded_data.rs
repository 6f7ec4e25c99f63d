//! See `unrecorded-data.md`.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        answers::Processing, entry::Entry, mistakes::quoted, security::System, shape::Several,
        uses::Relation, value::Field,
    },
    rules::Context,
};

declare_rule! {
    "unrecorded-data", Warning, ["5(2)", "30(1)(c)"], since "0.1",
    "data in a system that no purpose or service tells of",
}

/// By system, the data of the purposes and services that use it.
type Recorded<'r> = BTreeMap<&'r str, BTreeSet<&'r str>>;

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let states =
        |system: &Entry<System>| !system.personal_data.is_silent() || !system.fields.is_silent();
    // What an entry with a mistake holds is not known, and may be what seems to be missing.
    let known = cx.register.broken_files.is_empty()
        && cx.purposes().all(|purpose| cx.is_whole(purpose))
        && cx.services().all(|service| cx.is_whole(service));
    if !known || !cx.register.systems.iter().any(states) {
        return;
    }
    let mut recorded = Recorded::new();
    for purpose in cx.purposes() {
        record(cx, &purpose.systems, Processing::from(&**purpose), &mut recorded);
    }
    for service in cx.services() {
        record(cx, &service.systems, Processing::from(&**service), &mut recorded);
    }
    for (id, data) in &recorded {
        let Some(system) = cx.register.systems.get(id) else { continue };
        for member in system.personal_data.get().into_iter().flat_map(Relation::entries) {
            let held = cx.answers.data_in(member.id());
            if !held.is_empty() && held.iter().all(|datum| !data.contains(datum)) {
                findings.push(
                    RULE.at(
                        member.span,
                        format!(
                            "`{}` is in the system `{id}`, and nothing that uses it tells of that",
                            member.id()
                        ),
                    )
                    .help(
                        "add it to the `personal-data` of a purpose, or take it out of the system",
                    ),
                );
            }
        }
        fields(cx, system, data, findings);
    }
}

fn record<'r>(
    cx: &Context<'r>,
    systems: &'r Field<Relation<System>>,
    of: Processing<'r>,
    recorded: &mut Recorded<'r>,
) {
    let Some(systems) = systems.get() else { return };
    let data: BTreeSet<&str> = cx.answers.cells(of).iter().map(|cell| cell.datum).collect();
    for system in systems.entries() {
        recorded.entry(system.id()).or_default().extend(&data);
    }
}

/// Columns that no datum lists; as long as none lists any, there is nothing to compare.
fn fields(
    cx: &Context<'_>,
    system: &Entry<System>,
    data: &BTreeSet<&str>,
    findings: &mut Vec<Finding>,
) {
    let (Some(fields), Some(place)) = (system.fields.get(), system.fields.span()) else { return };
    let data = data.iter().filter_map(|id| cx.register.personal_data.get(id));
    let listed: BTreeSet<&str> = data
        .filter_map(|datum| datum.fields.get())
        .flat_map(Several::iter)
        .map(|field| &**field)
        .collect();
    let stray: Vec<&str> =
        fields.iter().map(|field| &**field).filter(|field| !listed.contains(field)).collect();
    if !listed.is_empty() && !stray.is_empty() {
        findings.push(
            RULE.at(place, format!("no personal data list these fields of `{}`: {}", system.id, quoted(&stray)))
                .weighing(Level::Note)
                .help("add them to the `fields` of a `[personal-data.…]`, or take them out here if they tell of nobody"),
        );
    }
}
