//! See `officer-in-conflict.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, phrases::Words},
};

declare_rule! {
    "officer-in-conflict", Warning, ["38(6)"], since "0.1",
    "a data protection officer who would have to watch over their own work",
}

/// Below this, an enterprise is a micro-enterprise (Recommendation 2003/361/EC, annex, Art. 2(3)), and few posts are held by as few people.
const MICRO: i64 = 10;

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let organisation = cx.register.organisation();
    let Some(officer) = organisation.data_protection_officer.get() else { return };
    if organisation.employees.get().is_some_and(|count| *count < MICRO) {
        return;
    }
    for role in officer.other_roles.get().into_iter().flat_map(|roles| &roles.0) {
        let Some(words) = role.get() else { continue };
        // Nobody says in which language a role is written.
        if Words::all().any(|lists| lists.conflicting_roles.is_in(words)) {
            findings.push(
                RULE.at(role.span, "whoever has this role decides what the officer should watch over").help(
                    "give one of the two to somebody else, or waive this with the reason why the role decides nothing about personal data",
                ),
            );
        }
    }
}
