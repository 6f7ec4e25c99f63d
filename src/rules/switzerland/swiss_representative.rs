//! See `swiss-representative.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{self, Context},
    settings::Jurisdiction,
};

declare_rule! {
    "swiss-representative", Note, ["CH FADP 14"], since "0.1",
    "people in Switzerland are addressed from outside, and nobody represents the organisation there",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    if cx.judges_by(Jurisdiction::Ch) {
        findings.extend(rules::without_representative(cx, &RULE, "CH"));
    }
}
