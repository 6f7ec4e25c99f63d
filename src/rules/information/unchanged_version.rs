//! See `unchanged-version.md`.

use crate::{
    finding::{Finding, declare_rule},
    source::Span,
};

declare_rule! {
    "unchanged-version", Warning, ["13(3)", "12(1)"], since "0.1",
    "an edition of the policy that reads as the one before",
}

pub(crate) fn unchanged(version: Span, id: &str, before: &str) -> Finding {
    RULE.at(version, format!("edition {id} reads as edition {before}"))
        .label("nothing that the public reads changed between the two")
        .help("take it out; that somebody looked is `reviewed-on`, in the entries that were looked at")
}
