//! See `future-version.md`.

use chrono::NaiveDate;

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "future-version", Warning, ["13(3)"], since "0.1",
    "an edition of the policy that is dated after today",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for version in cx.register.versions.iter() {
        let day = NaiveDate::parse_from_str(version.id.as_str(), "%Y-%m-%d");
        if day.is_ok_and(|day| day > cx.today) {
            findings.push(
                RULE.at(version.span, format!("edition {} is dated after today", version.id)).help(
                    "give it the day on which it is published; from when it holds is `effective`",
                ),
            );
        }
    }
}
