//! See `tracker-without-lifetime.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::policy::Technique,
    rules::Context,
};

declare_rule! {
    "tracker-without-lifetime", Warning, ["C-673/17"], asks ["tracker.lifetime"], since "0.1",
    "a tracker that does not say how long it lasts",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for tracker in cx.register.trackers.iter() {
        // Others leave nothing on the device that could last.
        let stores = tracker.technique.get().is_none_or(|technique| {
            matches!(technique, Technique::Cookie | Technique::LocalStorage)
        });
        if stores && tracker.lifetime.is_silent() {
            findings.push(
                RULE.at(
                    tracker.span,
                    format!("tracker `{}` does not say how long it lasts", tracker.id),
                )
                .help("add it: `lifetime = \"13 months\"`, or `\"until session-end\"`"),
            );
        }
    }
}
