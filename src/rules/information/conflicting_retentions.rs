//! See `conflicting-retentions.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "conflicting-retentions", Error, ["13(2)(a)", "5(1)(e)"], since "0.1",
    "two periods for the same data, neither of them the other's exception",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for conflict in &facts.retentions.conflicts {
        let datum = facts.cells[conflict.cell].datum;
        let (one, other) = (conflict.one, conflict.other);
        findings.push(
            RULE.at(
                other.span,
                format!("`{}` and `{}` both say how long `{datum}` is kept", one.key, other.key),
            )
            .also(one.span, "the other one")
            .help(
                "narrow one of them with `only`, tell them apart by `only.when`, or make them one: `keep.last-of = [\"…\", \"…\"]`",
            ),
        );
    }
}
