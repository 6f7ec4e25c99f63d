//! See `consent-to-notice.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{Context, Written, wording::sought},
};

declare_rule! {
    "consent-to-notice", Warning, ["4(11)", "7", "12(1)"], since "0.1",
    "a notice that people are to agree to, or to watch for changes",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for (span, words) in sought(cx, written, leaf, |lists| &lists.consent_to_notice) {
        let key = written.place.key.name;
        findings.push(
            RULE.at(span, format!("`{key}` asks of the reader what a notice can't ask"))
                .label(format!("by `{words}`"))
                .help(
                    "take the sentence out: a notice informs, consent is asked for in its place, \
                     and of changes people are told",
                ),
        );
    }
}
