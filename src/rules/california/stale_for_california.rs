//! See `stale-for-california.md`.

use chrono::NaiveDate;

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, california::Chosen},
};

declare_rule! {
    "stale-for-california", Error, ["CCPA 1798.130(a)(5)"], limit "12 months", since "0.1",
    "a policy that was not gone through for more than twelve months",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(weight) = Chosen::of(cx).and_then(|california| california.weight()) else { return };
    let dated = cx.register.versions.iter().filter_map(|version| {
        let date = NaiveDate::parse_from_str(version.id.as_str(), "%Y-%m-%d").ok()?;
        Some((date, version.span))
    });
    let Some((date, span)) = dated.max_by_key(|(date, _)| *date) else { return };
    let serves = cx.period(&RULE);
    if serves.after(date).is_some_and(|end| end < cx.today) {
        findings.push(
            RULE.at(span, format!("the latest edition is of {date}, more than {serves} ago"))
                .weighing(weight)
                .help("go through the policy, then add the edition of that day, even if nothing changed"),
        );
    }
}
