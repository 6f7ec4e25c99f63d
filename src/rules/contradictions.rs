//! A policy against itself: what it says in words, and what the facts beside them say.

mod contradicted_statement;
mod contradicted_words;
mod false_anonymity;
mod kept_after_withdrawal;
mod portability_against_basis;
mod provision_against_basis;
mod source_against_words;
mod statement_without_text;
mod two_roles;
mod unappointed_officer;
mod unproven_statement;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "contradictions",
    about: "Art. 5(1)(a): what is said, and what the register's own facts say",
    checks: &[
        (&contradicted_statement::RULE, Check::Register(contradicted_statement::check)),
        (&contradicted_words::RULE, Check::Register(contradicted_words::check)),
        (&false_anonymity::RULE, Check::Purpose(false_anonymity::check)),
        (&kept_after_withdrawal::RULE, Check::Purpose(kept_after_withdrawal::check)),
        (&portability_against_basis::RULE, Check::Register(portability_against_basis::check)),
        (&provision_against_basis::RULE, Check::Purpose(provision_against_basis::check)),
        (&source_against_words::RULE, Check::Register(source_against_words::check)),
        (&statement_without_text::RULE, Check::Register(statement_without_text::check)),
        (&two_roles::RULE, Check::Purpose(two_roles::check)),
        (&unappointed_officer::RULE, Check::Register(unappointed_officer::check)),
        (&unproven_statement::RULE, Check::Register(unproven_statement::check)),
    ],
};
