//! See `unknown-rule.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        mistakes::meant,
        slip::{Whose, suggest},
    },
    rules,
    source::Span,
};

declare_rule! {
    "unknown-rule", Error, [], since "0.1",
    "a setting for a rule that ropa does not have, or that the rule can't have"; fixed,
}

/// `quoted`: it stands as a string, not as a key.
pub(crate) fn unknown_rule(span: Span, name: &str, quoted: bool) -> Finding {
    let names: Vec<&str> = rules::all()
        .map(|rule| rule.name)
        .chain(rules::FAMILIES.iter().map(|family| family.name))
        .collect();
    let finding = RULE.at(span, format!("there is no rule `{name}`"));
    match meant(name, names.iter().copied()) {
        Some(meant) => suggest(finding, name, meant, names.iter().copied(), Whose::Ropas, quoted),
        None => finding.help("`ropa rules` lists them all"),
    }
}

pub(crate) fn not_waivable(span: Span, name: &str) -> Finding {
    RULE.at(span, format!("`{name}` can't be waived"))
        .help("what can't be read, or is still to be decided, must be mended before anything is published")
}

pub(crate) fn not_adjustable(span: Span, name: &str) -> Finding {
    RULE.at(span, format!("the level of `{name}` can't be set")).help(
        "take the line out: what can't be read, or is still to be decided, is always an error",
    )
}

pub(crate) fn without_limit(span: Span, name: &str) -> Finding {
    RULE.at(span, format!("`{name}` counts up to no limit")).help(
        "take `limit` out, or name a rule that has one: `ropa explain long-sentence` shows how",
    )
}

pub(crate) fn unreadable_limit(span: Span, written: &str, own: &str) -> Finding {
    RULE.at(span, format!("`{written}` is not a limit of this rule"))
        .help(format!("write it like the one that holds without it: `limit = \"{own}\"`"))
}
