//! See `needless-data.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::legal_bases::Class,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "needless-data", Note, ["5(1)(c)", "25(2)"], since "0.1",
    "advertising with data that no message needs",
}

/// Data that are often asked for by habit. C-394/23.
const BY_HABIT: &[&str] = &[
    "date-of-birth",
    "gender",
    "id-copy",
    "marital-status",
    "nationality",
    "passport",
    "title-salutation",
];

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    if !purpose.advertises() {
        return;
    }
    let mut seen = std::collections::BTreeSet::new();
    for cell in facts.cells.iter().filter(|cell| seen.insert(cell.datum)) {
        let class = cx.answers.class(cell.datum);
        let sensitive = class.is_some_and(|class| class != Class::Ordinary);
        // Whoever names a condition for it has weighed it.
        if !(sensitive && purpose.condition.is_silent()
            || cx.answers.datum_is_one_of(cell.datum, BY_HABIT))
        {
            continue;
        }
        let place = super::place_of(purpose, cell).unwrap_or(purpose.span);
        findings.push(
            RULE.at(place, format!("advertising seldom needs `{}`", cell.datum))
                .weighing(if sensitive { Level::Warning } else { Level::Note })
                .help(
                    "leave it out here; if something else needs it, such as a check of age, make that a purpose of its own",
                ),
        );
    }
}
