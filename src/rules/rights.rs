//! Art. 12–22: what people are told of their rights. Which rights apply follows from the bases; nothing of that is written.

mod decision_against_basis;
mod decision_on_children;
mod decision_on_special_data;
mod missing_human_review;
mod objection_to_marketing;
mod withdraw_without_consent;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "rights",
    about: "Art. 12–22: how people use their rights",
    checks: &[
        (&decision_against_basis::RULE, Check::Purpose(decision_against_basis::check)),
        (&decision_on_children::RULE, Check::Purpose(decision_on_children::check)),
        (&decision_on_special_data::RULE, Check::Purpose(decision_on_special_data::check)),
        (&missing_human_review::RULE, Check::Purpose(missing_human_review::check)),
        (&objection_to_marketing::RULE, Check::Register(objection_to_marketing::check)),
        (&withdraw_without_consent::RULE, Check::Register(withdraw_without_consent::check)),
    ],
};
