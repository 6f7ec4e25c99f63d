//! Art. 12–22: what people are told of their rights. Which rights apply follows from the bases; nothing of that is written.

mod objection_to_marketing;
mod withdraw_without_consent;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "rights",
    about: "Art. 12–22: how people use their rights",
    checks: &[
        (&objection_to_marketing::RULE, Check::Register(objection_to_marketing::check)),
        (&withdraw_without_consent::RULE, Check::Register(withdraw_without_consent::check)),
    ],
};
