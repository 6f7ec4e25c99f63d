//! Whether the policy's date is honest: its editions, held against what the public read under each.

use chrono::NaiveDate;

use crate::{
    diff::{Change, Revision, between},
    finding::Finding,
    register::{Register, entry::Entry, policy::Version},
    rules::information::{unchanged, undated},
};

/// The kind of the editions themselves: that one came is no change of what it tells of.
const EDITION: &str = "version";

/// The editions by their day, the latest first. Their ids are days; what is none is found elsewhere.
pub fn editions(register: &Register) -> Vec<(NaiveDate, &Entry<Version>)> {
    let day = |version: &Entry<Version>| version.id.as_str().parse::<NaiveDate>().ok();
    let mut editions: Vec<_> =
        register.versions.iter().filter_map(|version| Some((day(version)?, version))).collect();
    editions.sort_by_key(|(day, _)| std::cmp::Reverse(*day));
    editions
}

/// What changed for the public between two registers, but for their editions.
pub fn public_changes(old: Revision<'_>, new: Revision<'_>) -> Vec<Change> {
    let mut changes = between(old, new);
    changes.retain(|change| change.public && change.kind != EDITION);
    changes
}

/// A finding if the public reads something else now than it did under an edition, though that is the latest.
pub fn undated_change(
    (published, now): (Revision<'_>, Revision<'_>),
    edition: &Entry<Version>,
) -> Option<Finding> {
    let changes = public_changes(published, now);
    if changes.is_empty() {
        return None;
    }
    let mut entries: Vec<String> =
        changes.iter().filter(|change| !change.wording).map(Change::entry).collect();
    entries.dedup();
    Some(undated(edition.span, edition.id.as_str(), &entries))
}

/// A finding if the public read the same under an edition as under the one before.
pub fn unchanged_version(
    (before, published): (Revision<'_>, Revision<'_>),
    (edition, preceding): (&Entry<Version>, &Entry<Version>),
) -> Option<Finding> {
    let reads_the_same = public_changes(before, published).is_empty();
    reads_the_same.then(|| unchanged(edition.span, edition.id.as_str(), preceding.id.as_str()))
}
