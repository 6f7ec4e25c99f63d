//! See `incomplete-waiver.md`.

use crate::{
    finding::{Finding, declare_rule},
    source::Span,
};

declare_rule! {
    "incomplete-waiver", Error, ["5(2)"], since "0.1",
    "a waiver without a rule, a reason or a last day"; fixed,
}

pub(crate) fn incomplete(span: Span, id: &str, lacks: &str, write: &str) -> Finding {
    RULE.at(span, format!("waiver `{id}` {lacks}")).help(format!("add `{write}`"))
}
