//! See `conflicting-conditions.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "conflicting-conditions", Warning, ["9(2)"], since "0.1",
    "two conditions for the same data, neither the other's exception",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for conflict in &facts.conditions.conflicts {
        let (one, other) = (conflict.one, conflict.other);
        // One that is unknown or undecided is reported as that.
        if !one.is_entry() || !other.is_entry() {
            continue;
        }
        let datum = facts.cells[conflict.cell].datum;
        findings.push(
            RULE.at(
                other.span,
                format!("`{}` and `{}` are both named for the same data", one.key, other.key),
            )
            .label(format!("for `{datum}`, among others"))
            .also(one.span, "and so is this")
            .help(format!(
                "keep the one that holds, or say for which data or in which case each does, for example\n\
                 `condition.{}.only.when = \"if a claim is made\"`",
                other.key
            )),
        );
    }
}
