//! See `overdue-review.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written},
};

declare_rule! {
    "overdue-review", Warning, ["5(2)", "24(1)"], since "0.1",
    "an entry whose next review is past",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    let Leaf::Date(day) = leaf else { return };
    if written.place.key.name != "next-review" || day >= cx.today || written.retired {
        return;
    }
    findings.push(
        RULE.at(written.place.span, format!("the review was due on {day}")).help(
            "look whether it still holds, then set `reviewed-on` to that day and `next-review` to the next",
        ),
    );
}
