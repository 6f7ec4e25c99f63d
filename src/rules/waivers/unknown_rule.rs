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
    "a rule or a family that ropa does not have"; fixed,
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
