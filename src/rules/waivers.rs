//! Waivers that do not serve. Found by `lint`, which alone knows what was waived.

mod expired_waiver;
mod incomplete_waiver;
mod unknown_rule;
mod unused_waiver;

pub(crate) use expired_waiver::expired;
pub(crate) use incomplete_waiver::incomplete;
pub(crate) use unknown_rule::{
    not_adjustable, not_waivable, unknown_rule, unreadable_limit, without_limit,
};
pub(crate) use unused_waiver::{unused, unused_at};

use crate::{
    finding::Rule,
    rules::{Check, Family},
};

pub(super) static FAMILY: Family = Family {
    name: "waivers",
    about: "what was put off, and for how long",
    checks: &[
        (&expired_waiver::RULE, Check::Lint),
        (&incomplete_waiver::RULE, Check::Lint),
        (&unknown_rule::RULE, Check::Lint),
        (&unused_waiver::RULE, Check::Lint),
    ],
};

/// Whether the rule judges waivers: nobody can put off what says that something was put off too long.
pub(crate) fn is_about_waivers(rule: &Rule) -> bool {
    FAMILY.checks.iter().any(|(one, _)| one.name == rule.name)
}
