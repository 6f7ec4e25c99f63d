//! See `british-representative.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{self, Context},
    settings::Jurisdiction,
};

declare_rule! {
    "british-representative", Note, ["UK GDPR 27"], since "0.1",
    "people in the United Kingdom are addressed from outside, and nobody represents the organisation there",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    if cx.judges_by(Jurisdiction::Uk) {
        findings.extend(rules::without_representative(cx, &RULE, "GB"));
    }
}
