//! What the law of the United Kingdom asks beyond what it shares with the Regulation, as far as a register can show it.

mod british_representative;
mod complaints_channel;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "united-kingdom",
    about: "what the law of the United Kingdom asks beyond the Regulation",
    checks: &[
        (&british_representative::RULE, Check::Register(british_representative::check)),
        (&complaints_channel::RULE, Check::Register(complaints_channel::check)),
    ],
};
