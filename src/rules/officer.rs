//! Art. 37–39: the data protection officer.

mod missing_officer;
mod officer_in_conflict;
mod officer_not_notified;
mod officer_without_contact;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "officer",
    about: "Art. 37–39: the data protection officer",
    checks: &[
        (&missing_officer::RULE, Check::Register(missing_officer::check)),
        (&officer_in_conflict::RULE, Check::Register(officer_in_conflict::check)),
        (&officer_not_notified::RULE, Check::Register(officer_not_notified::check)),
        (&officer_without_contact::RULE, Check::Register(officer_without_contact::check)),
    ],
};
