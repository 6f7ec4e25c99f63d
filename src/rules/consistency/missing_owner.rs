//! See `missing-owner.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-owner", Note, ["5(2)", "24(1)"], since "0.1",
    "a purpose for which nobody answers, where others have somebody",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // Where nobody is named at all, there is one who answers for everything.
    if !cx.purposes().any(|purpose| purpose.owner.get().is_some()) {
        return;
    }
    for purpose in cx.purposes().filter(|purpose| purpose.owner.is_silent()) {
        findings.push(
            RULE.at(purpose.span, format!("nobody is said to answer for purpose `{}`", purpose.id))
                .help("write `owner = \"head of sales\"`: who knows whether this still holds"),
        );
    }
}
