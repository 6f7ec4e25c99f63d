//! See `stale-review.md`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::{
    finding::{Finding, declare_rule},
    register::shape::{Leaf, Place, Visitor},
    rules::Context,
    source::{Layer, Span},
};

declare_rule! {
    "stale-review", Warning, ["5(2)", "24(1)"], limit "12 months", since "0.1",
    "an entry that was last reviewed more than a year ago",
}

/// When each entry was reviewed, and which of them need not be looked at.
#[derive(Default)]
struct Reviews {
    entry: Option<Span>,
    reviewed: BTreeMap<Span, (NaiveDate, Span)>,
    settled: BTreeSet<Span>,
}

impl Visitor for Reviews {
    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        let Some(entry) = self.entry else { return };
        match (place.key.name, leaf) {
            ("reviewed-on", Leaf::Date(day)) => {
                self.reviewed.entry(entry).or_insert((day, place.span));
            }
            // Who says when to look again has a rhythm of their own.
            ("next-review", _) | ("status", Leaf::Word("retired")) => {
                self.settled.insert(entry);
            }
            _ => {}
        }
    }
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let holds = cx.period(&RULE);
    let mut reviews = Reviews::default();
    let own = |layer| layer != Layer::Law;
    cx.register.walk(own, &mut reviews, |reviews, _, _, entry| reviews.entry = entry);
    for (entry, (day, place)) in &reviews.reviewed {
        if !reviews.settled.contains(entry) && holds.after(*day).is_some_and(|end| end < cx.today) {
            findings.push(
                RULE.at(*place, format!("this was last reviewed on {day}"))
                    .help("look whether it still holds, and set `reviewed-on` to that day; or say when it is due: `next-review = 2027-03-01`"),
            );
        }
    }
}
