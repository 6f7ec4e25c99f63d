//! See `california-applies.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, california::Chosen},
};

declare_rule! {
    "california-applies", Note, ["CCPA 1798.140(d)"], asks ["california.applies"], since "0.1",
    "a register that does not say whether California's law applies",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Chosen::of(cx) else { return };
    if california.said.is_none_or(|said| said.applies.is_silent()) {
        findings.push(
            RULE.at(california.place, "nothing says whether California's law applies").help(
                "add to `[california]`: `applies = true`, or `false` for promises made freely",
            ),
        );
    }
}
