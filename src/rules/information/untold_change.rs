//! See `untold-change.md`.

use chrono::NaiveDate;

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{entry::Entry, policy::Version},
    rules::Context,
};

declare_rule! {
    "untold-change", Warning, ["12(1)", "13(3)"], since "0.1",
    "an edition of the policy of which people were told late, or not at all",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for version in cx.register.versions.iter() {
        if let (Some(holds), Some(told), Some(place)) =
            (version.effective.get(), version.notified_on.get(), version.notified_on.span())
            && told > holds
        {
            let finding = RULE
                .at(place, "people were told after this edition came to hold")
                .help("tell them well before: let `effective` be later, or tell them sooner");
            findings.push(match version.effective.span() {
                Some(holds) => finding.also(holds, "since when it holds"),
                None => finding,
            });
        }
    }
    let mut editions: Vec<_> =
        cx.register.versions.iter().filter_map(|version| Some((day(version)?, version))).collect();
    editions.sort_by_key(|(day, _)| *day);
    let [.., (before, _), (latest, version)] = editions[..] else { return };
    if !version.notified_on.is_silent() || !version.notified_how.is_silent() {
        return;
    }
    let new = cx.purposes().find(|purpose| {
        let starts = purpose.starts.get();
        purpose.not_public.is_silent() && starts.is_some_and(|day| before < *day && *day <= latest)
    });
    if let Some(purpose) = new {
        let finding = RULE
            .at(
                version.span,
                format!(
                    "edition {} tells of a new purpose, and nothing says how people learned of it",
                    version.id
                ),
            )
            .weighing(Level::Note)
            .help("write `notified-on` and `notified-how = \"by e-mail to all customers\"`");
        findings.push(finding.also(purpose.span, "new since the edition before"));
    }
}

/// The id of an edition is its day.
fn day(version: &Entry<Version>) -> Option<NaiveDate> {
    NaiveDate::parse_from_str(version.id.as_str(), "%Y-%m-%d").ok()
}
