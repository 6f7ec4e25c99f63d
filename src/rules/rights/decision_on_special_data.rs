//! See `decision-on-special-data.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::legal_bases::Class,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "decision-on-special-data", Warning, ["22(4)"], since "0.1",
    "machines alone decide where there are special data, on a condition that does not allow it",
}

/// The conditions of Art. 9(2)(a) and (g).
const ALLOWING: &[&str] = &["explicit-consent", "substantial-public-interest"];

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let decisions = facts.purpose.automated_decisions.get();
    let Some((id, decision)) = decisions.and_then(|decisions| decisions.0.first()) else { return };
    let special = |cell: &usize| cx.answers.class(facts.cells[*cell].datum) == Some(Class::Special);
    let other = facts.conditions.answers.iter().find(|condition| {
        condition.member.is_entry()
            && !ALLOWING.contains(&condition.member.id())
            && condition.cells.iter().any(special)
    });
    if let Some(condition) = other {
        findings.push(
            RULE.at(decision.key, format!("decision `{id}` has special data at hand"))
                .also(condition.member.span, "this condition allows no decision by machines alone")
                .help(
                    "keep special data out of it (a purpose of its own), let a human decide, or rest them on `explicit-consent`\n\
                     or `substantial-public-interest`",
                ),
        );
    }
}
