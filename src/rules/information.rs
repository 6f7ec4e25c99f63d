//! What people must be told about their data: Art. 12 to 14.

mod conflicting_retentions;
mod foreign_authority;
mod future_version;
mod incomplete_automated_decision;
mod indefinite_retention;
mod missing_authority;
mod missing_automated_decisions;
mod missing_consequence;
mod missing_contact;
mod missing_data_subjects;
mod missing_organisation;
mod missing_personal_data;
mod missing_provision;
mod missing_recipients;
mod missing_retention;
mod missing_rights_contact;
mod missing_source;
mod missing_version;
mod period_without_event;
mod retention_against_law;
mod unanswered_retention;
mod unnamed_recipient;
mod vague_retention;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "information",
    about: "what people must be told, Art. 12 to 14",
    checks: &[
        (&conflicting_retentions::RULE, Check::Purpose(conflicting_retentions::check)),
        (&foreign_authority::RULE, Check::Register(foreign_authority::check)),
        (&future_version::RULE, Check::Register(future_version::check)),
        (
            &incomplete_automated_decision::RULE,
            Check::Purpose(incomplete_automated_decision::check),
        ),
        (&indefinite_retention::RULE, Check::Purpose(indefinite_retention::check)),
        (&missing_authority::RULE, Check::Register(missing_authority::check)),
        (&missing_automated_decisions::RULE, Check::Purpose(missing_automated_decisions::check)),
        (&missing_consequence::RULE, Check::Purpose(missing_consequence::check)),
        (&missing_contact::RULE, Check::Register(missing_contact::check)),
        (&missing_data_subjects::RULE, Check::Purpose(missing_data_subjects::check)),
        (&missing_organisation::RULE, Check::Register(missing_organisation::check)),
        (&missing_personal_data::RULE, Check::Purpose(missing_personal_data::check)),
        (&missing_provision::RULE, Check::Purpose(missing_provision::check)),
        (&missing_recipients::RULE, Check::Purpose(missing_recipients::check)),
        (&missing_retention::RULE, Check::Purpose(missing_retention::check)),
        (&missing_rights_contact::RULE, Check::Register(missing_rights_contact::check)),
        (&missing_source::RULE, Check::Purpose(missing_source::check)),
        (&missing_version::RULE, Check::Register(missing_version::check)),
        (&period_without_event::RULE, Check::Purpose(period_without_event::check)),
        (&retention_against_law::RULE, Check::Purpose(retention_against_law::check)),
        (&unanswered_retention::RULE, Check::Purpose(unanswered_retention::check)),
        (&unnamed_recipient::RULE, Check::Register(unnamed_recipient::check)),
        (&vague_retention::RULE, Check::Purpose(vague_retention::check)),
    ],
};
