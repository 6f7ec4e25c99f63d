//! See `california-signals.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, california::Bound},
};

declare_rule! {
    "california-signals", Warning, ["CCPA 1798.135", "Cal. Bus. & Prof. Code 22575"],
    asks ["california.signals"], since "0.1",
    "trackers, or data that are sold, and nothing said of the signals of a browser",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Bound::of(cx) else { return };
    if !california.said.signals.is_silent() {
        return;
    }
    let tracked = cx.register.trackers.iter().find(|tracker| tracker.necessary.is_none());
    let tracked = tracked.map(|tracker| (tracker.span, "it needs consent"));
    let Some((place, why)) =
        california.sells(cx).map(|sold| (sold, "data are sold or shared")).or(tracked)
    else {
        return;
    };
    findings.push(
        RULE.at(california.place, "nothing says what a signal of the browser not to track does")
            .also(place, why)
            .help("add to `[california]`: `signals = \"we take the Global Privacy Control as opting out\"`, or `\"none\"`"),
    );
}
