//! See `california-minors.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, california::Bound},
};

declare_rule! {
    "california-minors", Warning, ["CCPA 1798.120"],
    asks ["california.minors"], since "0.1",
    "data that are sold or shared, and nothing said of people below sixteen",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Bound::of(cx) else { return };
    let Some(sold) = california.sells(cx).filter(|_| california.said.minors.is_silent()) else {
        return;
    };
    findings.push(
        RULE.at(california.place, "nothing says whether data of people below sixteen are sold or shared")
            .also(sold, "data are sold or shared")
            .help("add to `[california]`: `minors = \"none\"`, or what you know of and how they agree to it"),
    );
}
