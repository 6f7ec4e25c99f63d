//! What people must be told about their data: Art. 12 to 14.

mod children_without_notice;
mod conflicting_retentions;
mod foreign_authority;
mod further_use_not_told;
mod future_version;
mod incomplete_automated_decision;
mod indefinite_retention;
mod late_notice;
mod market_language;
mod missing_authority;
mod missing_automated_decisions;
mod missing_consequence;
mod missing_contact;
mod missing_data_subjects;
mod missing_notice_time;
mod missing_organisation;
mod missing_personal_data;
mod missing_policy_url;
mod missing_provision;
mod missing_recipients;
mod missing_retention;
mod missing_rights_contact;
mod missing_source;
mod missing_version;
mod period_without_event;
mod retention_against_law;
mod single_contact;
mod unanswered_retention;
mod unchanged_version;
mod undated_change;
mod unexplained_category;
mod unexplained_exemption;
mod unnamed_recipient;
mod untold_change;
mod vague_retention;
mod vague_source;

pub(crate) use missing_provision::asked as provision_asked;
pub(crate) use unchanged_version::unchanged;
pub(crate) use undated_change::undated;

use crate::{
    register::{entry::AsUsed, personal_data::Origin, purposes::Informing, uses::Use},
    rules::{Check, Context, Family, PurposeFacts},
};

pub(super) static FAMILY: Family = Family {
    name: "information",
    about: "what people must be told, Art. 12 to 14",
    checks: &[
        (&children_without_notice::RULE, Check::Register(children_without_notice::check)),
        (&conflicting_retentions::RULE, Check::Purpose(conflicting_retentions::check)),
        (&foreign_authority::RULE, Check::Register(foreign_authority::check)),
        (&further_use_not_told::RULE, Check::Purpose(further_use_not_told::check)),
        (&future_version::RULE, Check::Register(future_version::check)),
        (
            &incomplete_automated_decision::RULE,
            Check::Purpose(incomplete_automated_decision::check),
        ),
        (&indefinite_retention::RULE, Check::Purpose(indefinite_retention::check)),
        (&late_notice::RULE, Check::Purpose(late_notice::check)),
        (&market_language::RULE, Check::Register(market_language::check)),
        (&missing_authority::RULE, Check::Register(missing_authority::check)),
        (&missing_automated_decisions::RULE, Check::Purpose(missing_automated_decisions::check)),
        (&missing_consequence::RULE, Check::Purpose(missing_consequence::check)),
        (&missing_contact::RULE, Check::Register(missing_contact::check)),
        (&missing_data_subjects::RULE, Check::Purpose(missing_data_subjects::check)),
        (&missing_notice_time::RULE, Check::Purpose(missing_notice_time::check)),
        (&missing_organisation::RULE, Check::Register(missing_organisation::check)),
        (&missing_personal_data::RULE, Check::Purpose(missing_personal_data::check)),
        (&missing_policy_url::RULE, Check::Register(missing_policy_url::check)),
        (&missing_provision::RULE, Check::Purpose(missing_provision::check)),
        (&missing_recipients::RULE, Check::Purpose(missing_recipients::check)),
        (&missing_retention::RULE, Check::Purpose(missing_retention::check)),
        (&missing_rights_contact::RULE, Check::Register(missing_rights_contact::check)),
        (&missing_source::RULE, Check::Purpose(missing_source::check)),
        (&missing_version::RULE, Check::Register(missing_version::check)),
        (&period_without_event::RULE, Check::Purpose(period_without_event::check)),
        (&retention_against_law::RULE, Check::Purpose(retention_against_law::check)),
        (&single_contact::RULE, Check::Register(single_contact::check)),
        (&unanswered_retention::RULE, Check::Purpose(unanswered_retention::check)),
        (&unchanged_version::RULE, Check::History),
        (&undated_change::RULE, Check::History),
        (&unexplained_category::RULE, Check::Register(unexplained_category::check)),
        (&unexplained_exemption::RULE, Check::Purpose(unexplained_exemption::check)),
        (&unnamed_recipient::RULE, Check::Register(unnamed_recipient::check)),
        (&untold_change::RULE, Check::Register(untold_change::check)),
        (&vague_retention::RULE, Check::Purpose(vague_retention::check)),
        (&vague_source::RULE, Check::Purpose(vague_source::check)),
    ],
};

/// Every source that is neither the person nor the organisation, so that Art. 14 applies, with what holds in its use.
/// An id that nobody declares is a finding of its own.
fn from_elsewhere<'f, 'r>(
    cx: &'f Context<'r>,
    facts: &'f PurposeFacts<'r>,
) -> impl Iterator<Item = (&'r Use<Origin, Informing>, AsUsed<'r, Origin>)> {
    let sources = &cx.register.sources;
    let members = facts.sources.answers.iter().map(|answer| answer.member);
    members
        .filter(|member| member.is_entry() && sources.get(member.id()).is_some())
        .map(|member| (member, sources.used(member)))
        .filter(|(_, source)| source.direct.get() != Some(&true))
}
