//! See `california-methods.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, california::Chosen},
};

declare_rule! {
    "california-methods", Warning, ["CCPA 1798.130(a)(1)"], asks ["california.methods"], since "0.1",
    "no way told by which Californians make requests",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Chosen::of(cx) else { return };
    if california.weight().is_some() && california.said.is_none_or(|said| said.methods.is_silent())
    {
        findings.push(
            RULE.at(california.place, "nothing says how requests of Californians reach you").help(
                "add two ways to `[california]`: `methods = [\"the form on our site\", \"a call to …\"]`",
            ),
        );
    }
}
