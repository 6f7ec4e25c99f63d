//! Art. 6–11: the ground on which data are processed.

mod missing_legal_basis;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "lawfulness",
    about: "Art. 6–11: on what ground data are processed",
    checks: &[(&missing_legal_basis::RULE, Check::Purpose(missing_legal_basis::check))],
};
