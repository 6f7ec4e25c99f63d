//! See `tracker-without-purpose.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "tracker-without-purpose", Warning, ["13(1)(c)", "ePrivacy 5(3)"], asks ["tracker.purpose"], since "0.1",
    "a tracker that is for no purpose",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for tracker in cx.register.trackers.iter().filter(|tracker| tracker.purpose.is_silent()) {
        findings.push(
            RULE.at(tracker.span, format!("tracker `{}` is for no purpose", tracker.id))
                .help("add the purpose that it serves: `purpose = \"…\"`"),
        );
    }
}
