//! See `expired-waiver.md`.

use chrono::NaiveDate;

use crate::{
    finding::{Finding, declare_rule},
    source::Span,
};

declare_rule! {
    "expired-waiver", Warning, ["5(2)"], since "0.1",
    "a waiver whose last day is past",
}

pub(crate) fn expired(span: Span, id: &str, until: NaiveDate) -> Finding {
    RULE.at(span, format!("waiver `{id}` ended on {until}"))
        .help("mend what it waives and take it out, or decide again and set a new day")
}
