//! See `officer-not-notified.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "officer-not-notified", Warning, ["37(7)"], since "0.1",
    "a data protection officer of whom nothing says that the authority was told",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let field = &organisation.data_protection_officer;
    let (Some(officer), Some(place)) = (field.get(), field.span()) else { return };
    let notified = &officer.notified_on;
    let future = notified.get().is_some_and(|day| *day > cx.today);
    if notified.is_silent() && cx.is_whole(organisation) {
        findings.push(
            RULE.at(place, "nothing says that the supervisory authority knows of the officer")
                .help("tell it how the officer is reached, and write the day: `data-protection-officer.notified-on = 2026-03-01`"),
        );
    } else if let Some(span) = notified.span().filter(|_| future) {
        findings.push(
            RULE.at(span, "the supervisory authority is still to be told of the officer")
                .help("tell it now; the officer's contact details belong there from the start"),
        );
    }
}
