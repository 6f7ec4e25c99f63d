//! What Swiss law asks beyond the Regulation, as far as a register can show it.

mod swiss_representative;
mod swiss_unnamed_country;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "switzerland",
    about: "what Swiss law asks beyond the Regulation",
    checks: &[
        (&swiss_representative::RULE, Check::Register(swiss_representative::check)),
        (&swiss_unnamed_country::RULE, Check::Register(swiss_unnamed_country::check)),
    ],
};
