//! See `california-lists.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{mistakes::quoted, policy::California},
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
    let lists: [(&str, fn(&California) -> bool); 3] = [
        ("sold", |said| said.sold.is_silent()),
        ("shared", |said| said.shared_data.is_silent()),
        ("disclosed", |said| said.disclosed.is_silent()),
    ];
    let missing = lists.iter().filter(|(_, is_silent)| california.said.is_none_or(is_silent));
    let missing: Vec<_> = missing.map(|(list, _)| *list).collect();
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
