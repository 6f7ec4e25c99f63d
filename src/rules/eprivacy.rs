//! The ePrivacy Directive: advertising by electronic mail, and what is read from or written to people's devices.

mod marketing_permission_unclear;
mod marketing_without_permission;
mod tracker_without_consent;
mod tracker_without_lifetime;
mod tracker_without_necessity;
mod tracker_without_purpose;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "eprivacy",
    about: "ePrivacy 5(3) and 13: trackers, and advertising by e-mail and the like",
    checks: &[
        (&marketing_permission_unclear::RULE, Check::Purpose(marketing_permission_unclear::check)),
        (&marketing_without_permission::RULE, Check::Purpose(marketing_without_permission::check)),
        (&tracker_without_consent::RULE, Check::Register(tracker_without_consent::check)),
        (&tracker_without_lifetime::RULE, Check::Register(tracker_without_lifetime::check)),
        (&tracker_without_necessity::RULE, Check::Register(tracker_without_necessity::check)),
        (&tracker_without_purpose::RULE, Check::Register(tracker_without_purpose::check)),
    ],
};
