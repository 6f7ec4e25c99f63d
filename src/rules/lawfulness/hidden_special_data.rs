//! See `hidden-special-data.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::purposes::Class,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "hidden-special-data", Note, ["9(1)"], since "0.1",
    "ordinary data that can reveal special categories, and no condition",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    // Whoever names a condition, or says what the data may contain, has looked.
    if !facts.purpose.condition.is_silent() {
        return;
    }
    let mut seen: Vec<&str> = Vec::new();
    for cell in &facts.cells {
        let datum = cell.datum;
        if seen.contains(&datum)
            || !cx.answers.datum_is(datum, |datum| &datum.reveals_special)
            || cx.answers.class(datum) == Some(Class::Special)
        {
            continue;
        }
        seen.push(datum);
        let entry = cx.register.personal_data.get(datum);
        if entry.is_some_and(|entry| !entry.may_contain.is_silent()) {
            continue;
        }
        let place = super::place_of(facts.purpose, cell).unwrap_or(facts.purpose.span);
        findings.push(
            RULE.at(place, format!("`{datum}` can reveal special categories of data"))
                .help(format!(
                    "if they do here, name a condition; if not, write `reveals-special = false` in `[personal-data.{datum}]`"
                )),
        );
    }
}
