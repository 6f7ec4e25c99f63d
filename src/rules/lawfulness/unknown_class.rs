//! See `unknown-class.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "unknown-class", Warning, ["9(1)", "10"], asks ["personal-data.class"], since "0.1",
    "data of which nothing says how sensitive they are",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for cell in facts.cells.iter().filter(|cell| cx.answers.class(cell.datum).is_none()) {
        let Some(datum) = cx.register.personal_data.get(cell.datum) else { continue };
        let same_is_missing = datum
            .same_as
            .get()
            .is_some_and(|same| cx.register.personal_data.get(same.id.as_str()).is_none());
        if datum.class.is_silent() && datum.includes.is_silent() && !same_is_missing {
            findings.push(
                RULE.at(datum.span, format!("nothing says how sensitive `{}` is", datum.id)).help(
                    "write `class = \"ordinary\"`, `\"special\"`, `\"criminal\"` or `\"national-identifier\"`,\n\
                     or `same-as` with the entry of the catalogue that it is",
                ),
            );
        }
    }
}
