//! What a register must be before any law is asked: whole, decided, and of one voice.

mod control_character;
mod draft_in_use;
mod empty_text;
mod group_circle;
mod missing_name;
mod missing_owner;
mod no_default;
mod nothing_left;
mod overdue_review;
mod repeated_name;
mod same_data_twice;
mod stale_review;
mod undecided_fact;
mod unknown_fact;
mod untranslated_text;
mod unused_entry;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "consistency",
    about: "what is undecided, unknown, unused or said twice",
    checks: &[
        (&control_character::RULE, Check::Leaf(control_character::check)),
        (&draft_in_use::RULE, Check::Leaf(draft_in_use::check)),
        (&empty_text::RULE, Check::Leaf(empty_text::check)),
        (&group_circle::RULE, Check::Register(group_circle::check)),
        (&missing_name::RULE, Check::Register(missing_name::check)),
        (&missing_owner::RULE, Check::Register(missing_owner::check)),
        (&no_default::RULE, Check::Leaf(no_default::check)),
        (&nothing_left::RULE, Check::Purpose(nothing_left::check)),
        (&overdue_review::RULE, Check::Leaf(overdue_review::check)),
        (&repeated_name::RULE, Check::Register(repeated_name::check)),
        (&same_data_twice::RULE, Check::Register(same_data_twice::check)),
        (&stale_review::RULE, Check::Register(stale_review::check)),
        (&undecided_fact::RULE, Check::Leaf(undecided_fact::check)),
        (&unknown_fact::RULE, Check::Leaf(unknown_fact::check)),
        (&untranslated_text::RULE, Check::Leaf(untranslated_text::check)),
        (&unused_entry::RULE, Check::Register(unused_entry::check)),
    ],
};
