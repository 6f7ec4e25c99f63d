//! What a register must be before any law is asked: whole, decided, and of one voice.

mod unknown_fact;
mod unused_entry;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "consistency",
    about: "what is undecided, unknown, unused or said twice",
    checks: &[
        (&unknown_fact::RULE, Check::Leaf(unknown_fact::check)),
        (&unused_entry::RULE, Check::Register(unused_entry::check)),
    ],
};
