//! See `unused-waiver.md`.

use crate::{
    finding::{Finding, declare_rule},
    source::Span,
};

declare_rule! {
    "unused-waiver", Warning, ["5(2)"], since "0.1",
    "a waiver that waives nothing",
}

pub(crate) fn unused(span: Span, id: &str) -> Finding {
    RULE.at(span, format!("waiver `{id}` waives nothing")).help(
        "what it was for is mended, or its `entry` names another place: take it out or correct it",
    )
}

pub(crate) fn unused_at(span: Span, id: &str, path: &str) -> Finding {
    RULE.at(span, format!("waiver `{id}` waives nothing at `{path}`")).help(
        "what it was for is mended, or the path is another: take it out of the list or correct it",
    )
}
