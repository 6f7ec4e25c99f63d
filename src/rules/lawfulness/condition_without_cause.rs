//! See `condition-without-cause.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::legal_bases::Class,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "condition-without-cause", Warning, ["9(2)", "10"], since "0.1",
    "a condition for a class of data that the purpose does not have",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    // A default condition is there for those purposes that need one.
    let own = facts.purpose.own.condition.get();
    let Some(conditions) = own.filter(|_| !facts.cells.is_empty()) else { return };
    for member in conditions.entries() {
        let used = cx.register.conditions.used(member);
        let Some(class) = used.class.get().copied() else { continue };
        let may_have = facts.cells.iter().any(|cell| may_be(cx, cell.datum, class));
        if !may_have {
            let word = class.word();
            findings.push(
                RULE.at(member.span, format!("no datum of this purpose is of the class `{word}`"))
                    .label(format!("a condition for `{word}` data"))
                    .help(
                        "take the condition out; or, if the data are of that class, say so with \
                         `class` in their `[personal-data.…]`",
                    ),
            );
        }
    }
}

/// Whether a datum is of a class, may hold or reveal data of it, or nobody knows.
fn may_be(cx: &Context<'_>, datum: &str, class: Class) -> bool {
    cx.answers.class(datum).is_none_or(|own| own == class) || cx.answers.may_reveal(datum, class)
}
