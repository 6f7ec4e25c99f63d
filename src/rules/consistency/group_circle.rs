//! See `group-circle.md`.

use std::collections::BTreeMap;

use crate::{
    finding::{Finding, declare_rule},
    register::{
        entry::Table,
        shape::Several,
        uses::{Kind, Ref},
        value::Field,
    },
    rules::Context,
};

declare_rule! {
    "group-circle", Error, ["30(1)(c)"], since "0.1",
    "a group that includes itself",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    of(&cx.register.data_subjects, |group| &group.includes, findings);
    of(&cx.register.personal_data, |group| &group.includes, findings);
    of(&cx.register.recipients, |group| &group.includes, findings);
    of(&cx.register.measures, |group| &group.includes, findings);
}

/// What a walk has seen of a group.
#[derive(Clone, Copy, PartialEq)]
enum Seen {
    /// Its members are being walked through.
    Open,
    /// All of them are.
    Done,
}

/// Walks through all groups with a stack of its own: a register may nest them as deep as it likes.
fn of<K: Kind>(
    table: &Table<K>,
    includes: fn(&K) -> &Field<Several<Ref<K>>>,
    findings: &mut Vec<Finding>,
) {
    let mut seen: BTreeMap<&str, Seen> = BTreeMap::new();
    for start in table.iter().filter(|entry| !includes(entry).is_silent()) {
        let mut open = vec![(start.id.as_str(), 0)];
        while let Some((id, at)) = open.pop() {
            if at == 0 && seen.insert(id, Seen::Open) == Some(Seen::Done) {
                seen.insert(id, Seen::Done);
                continue;
            }
            let members = table.get(id).and_then(|group| includes(group).get());
            let Some(member) = members.and_then(|members| members.0.get(at)) else {
                seen.insert(id, Seen::Done);
                continue;
            };
            open.push((id, at + 1));
            let Some(inner) = member.get().map(|inner| inner.id.as_str()) else { continue };
            match seen.get(inner) {
                Some(Seen::Done) => {}
                Some(Seen::Open) => findings.push(
                    RULE.at(member.span, format!("{} `{id}` includes itself", K::NAME))
                        .label(if inner == id {
                            "a group can't be its own member".to_owned()
                        } else {
                            format!("`{inner}` is a group that `{id}` belongs to")
                        })
                        .help("take one of the two out of the other's `includes`"),
                ),
                None => open.push((inner, 0)),
            }
        }
    }
}
