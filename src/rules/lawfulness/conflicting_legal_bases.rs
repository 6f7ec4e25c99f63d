//! See `conflicting-legal-bases.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "conflicting-legal-bases", Error, ["5(1)(a)", "6(1)", "13(1)(c)"], since "0.1",
    "two legal bases for the same data, neither the other's exception",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for conflict in &facts.legal_bases.conflicts {
        let (one, other) = (conflict.one, conflict.other);
        // One that is unknown or undecided is reported as that; consent beside interests has a rule of its own.
        let said_elsewhere = super::is_consent_beside_interests(one.id(), other.id());
        if !one.is_entry() || !other.is_entry() || said_elsewhere {
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
                "keep the one that holds, or say for which data, people or case each does, for example\n\
                 `legal-basis.{key}.only.personal-data = \"{datum}\"` or `legal-basis.{key}.only.when = \"…\"`",
                key = other.key
            )),
        );
    }
}
