//! See `california-opt-out.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, california::Bound},
};

declare_rule! {
    "california-opt-out", Error, ["CCPA 1798.120", "CCPA 1798.135", "11 CCR 7013"],
    asks ["california.opt-out-link"], since "0.1",
    "data that are sold or shared, and no link by which people opt out",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Bound::of(cx) else { return };
    let link = &california.said.opt_out_link;
    let Some(sold) = california.sells(cx).filter(|_| link.is_silent()) else { return };
    findings.push(
        RULE.at(california.place, "data are sold or shared, and nothing says where people opt out")
            .weighing(california.weight)
            .also(sold, "data are sold or shared")
            .help("add to `[california]`: `opt-out-link = \"https://…\"`; a cookie banner alone does not do"),
    );
}
