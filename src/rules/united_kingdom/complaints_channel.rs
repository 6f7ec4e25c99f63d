//! See `complaints-channel.md`.

use chrono::NaiveDate;

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
    settings::Jurisdiction,
};

declare_rule! {
    "complaints-channel", Error, ["UK DPA 164A"], since "0.1",
    "people are not told how to complain to the organisation itself",
}

/// From this day on controllers must take complaints: Data (Use and Access) Act 2025.
const FROM: NaiveDate = NaiveDate::from_ymd_opt(2026, 6, 19).expect("a day");

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    if !cx.judges_by(Jurisdiction::Uk) || cx.today < FROM || cx.purposes().next().is_none() {
        return;
    }
    let rights = &organisation.rights;
    let told = rights.get().map_or(!rights.is_silent(), |rights| !rights.complaint.is_silent());
    if !told {
        findings.push(
            RULE.at(organisation.span, RULE.summary).help(
                "add `rights.complaint = \"use the form at …; we answer within 30 days that we have it\"`",
            ),
        );
    }
}
