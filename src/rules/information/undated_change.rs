//! See `undated-change.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    source::Span,
};

declare_rule! {
    "undated-change", Warning, ["13(3)", "12(1)"], since "0.1",
    "what the public reads changed after the policy's date",
}

/// So many changed entries are named.
const NAMED: usize = 3;

/// `entries` are those whose facts changed; if there are none, words alone did.
pub(crate) fn undated(version: Span, id: &str, entries: &[String]) -> Finding {
    let finding = RULE.at(version, format!("what the public reads changed since edition {id}"));
    let help = "date the change: `ropa diff --public` writes the new edition";
    if entries.is_empty() {
        return finding
            .weighing(Level::Note)
            .label("since then the wording changed")
            .help(format!("{help}, if it is more than a slip of the pen"));
    }
    let named = entries.iter().take(NAMED).map(|entry| format!("`{entry}`")).collect::<Vec<_>>();
    let more = match entries.len().saturating_sub(NAMED) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    finding.label(format!("since then changed: {}{more}", named.join(", "))).help(help)
}
