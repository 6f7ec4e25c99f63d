//! What Danish law asks beyond the Regulation. The law's numbers stand with its data.

mod consent_age;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "denmark",
    about: "what Danish law asks beyond the Regulation",
    checks: &[(&consent_age::RULE, Check::Purpose(consent_age::check))],
};
