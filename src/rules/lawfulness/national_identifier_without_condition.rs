//! See `national-identifier-without-condition.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::legal_bases::Class,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "national-identifier-without-condition", Error, ["87"], since "0.1",
    "a national identification number without a condition",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let Some(finding) = super::without_condition(cx, facts, &RULE, Class::NationalIdentifier)
    else {
        return;
    };
    let organisation = cx.register.organisation();
    // National laws let public authorities identify people by their number.
    if organisation.public_authority.get().copied() == Some(true) {
        return;
    }
    let country = organisation.contact.country.get();
    let known = cx.register.conditions.all().find(|condition| {
        condition.class.get() == Some(&Class::NationalIdentifier)
            && condition.country.get().zip(country).is_some_and(|(area, own)| area.0 == own.id)
    });
    // Art. 87 leaves it to the member states: without their condition at hand, it may be that there is none.
    findings.push(match known {
        Some(condition) => finding.help(format!(
            "name the one that holds: `condition = \"{}\"`, or another of the national law",
            condition.id
        )),
        None => finding.weighing(Level::Note).help(
            "see whether the law of the country sets conditions; if it does, name yours: \
             `[condition.ID]` with `class = \"national-identifier\"`",
        ),
    });
}
