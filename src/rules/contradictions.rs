//! A policy against itself: statements that the facts beside them do not bear out.

mod contradicted_statement;
mod provision_against_basis;
mod statement_without_text;
mod unproven_statement;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "contradictions",
    about: "Art. 5(1)(a): statements that the register's own facts speak against",
    checks: &[
        (&contradicted_statement::RULE, Check::Register(contradicted_statement::check)),
        (&provision_against_basis::RULE, Check::Purpose(provision_against_basis::check)),
        (&statement_without_text::RULE, Check::Register(statement_without_text::check)),
        (&unproven_statement::RULE, Check::Register(unproven_statement::check)),
    ],
};
