//! See `california-lists.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        mistakes::quoted,
        policy::{California, CaliforniaList},
        value::Field,
    },
    rules::{Context, california::Chosen},
};

declare_rule! {
    "california-lists", Error, ["CCPA 1798.130(a)(5)(C)"],
    asks ["california.sold", "california.shared", "california.disclosed"], since "0.1",
    "a list of the last twelve months that is missing",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Chosen::of(cx) else { return };
    let Some(weight) = california.weight() else { return };
    let list = |name, of: fn(&California) -> &Field<CaliforniaList>| {
        california.said.is_none_or(|said| of(said).is_silent()).then_some(name)
    };
    let missing: Vec<&str> = [
        list("sold", |said| &said.sold),
        list("shared", |said| &said.shared_data),
        list("disclosed", |said| &said.disclosed),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !missing.is_empty() {
        findings.push(
            RULE.at(california.place, format!("nothing says what was {}", quoted(&missing)))
                .weighing(weight)
                .help(format!(
                    "add to `[california]` the data of the last twelve months, or `{} = \"none\"`",
                    missing[0]
                )),
        );
    }
}
