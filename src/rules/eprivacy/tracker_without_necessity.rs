//! See `tracker-without-necessity.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "tracker-without-necessity", Error, ["ePrivacy 5(3)"], asks ["tracker.necessary"], since "0.1",
    "a tracker that does not say whether it needs consent",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for tracker in cx.register.trackers.iter().filter(|tracker| tracker.necessary.is_silent()) {
        findings.push(
            RULE.at(tracker.span, format!("tracker `{}` does not say whether it needs consent", tracker.id))
                .help("add `necessary = \"none\"` if it needs consent, else why it needs none: `necessary = \"it remembers your basket\"`"),
        );
    }
}
