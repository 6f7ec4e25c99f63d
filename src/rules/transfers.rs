//! Art. 44–49: where data go outside the European Economic Area, and what allows it.

mod adequacy_ending;
mod adequacy_out_of_scope;
mod adequacy_without_fallback;
mod certification_without_staff;
mod clauses_without_date;
mod clauses_without_module;
mod derogation_by_authority;
mod derogation_for_supplier;
mod derogation_without_assessment;
mod derogation_without_reason;
mod expired_adequacy;
mod missing_supplementary_measures;
mod module_against_roles;
mod needless_instrument;
mod no_adequacy;
mod recipient_without_country;
mod rules_outside_group;
mod stale_certification;
mod stale_transfer_assessment;
mod system_abroad;
mod transfer_without_approval;
mod transfer_without_assessment;
mod transfer_without_copy;
mod transfer_without_instrument;
mod unnamed_third_country;

use crate::{
    law::{self, Adequacy},
    register::{
        transfers::{Instrument, TransferTerms},
        uses::Use,
        value::{Field, Id},
    },
    rules::{Check, Context, Family, recipients::InUse},
};

pub(super) static FAMILY: Family = Family {
    name: "transfers",
    about: "Art. 44–49: where data go outside the European Economic Area, and what allows it",
    checks: &[
        (&adequacy_ending::RULE, Check::Register(adequacy_ending::check)),
        (&adequacy_out_of_scope::RULE, Check::Register(adequacy_out_of_scope::check)),
        (&adequacy_without_fallback::RULE, Check::Register(adequacy_without_fallback::check)),
        (&certification_without_staff::RULE, Check::Purpose(certification_without_staff::check)),
        (&clauses_without_date::RULE, Check::Register(clauses_without_date::check)),
        (&clauses_without_module::RULE, Check::Register(clauses_without_module::check)),
        (&derogation_by_authority::RULE, Check::Register(derogation_by_authority::check)),
        (&derogation_for_supplier::RULE, Check::Register(derogation_for_supplier::check)),
        (
            &derogation_without_assessment::RULE,
            Check::Register(derogation_without_assessment::check),
        ),
        (&derogation_without_reason::RULE, Check::Register(derogation_without_reason::check)),
        (&expired_adequacy::RULE, Check::Register(expired_adequacy::check)),
        (
            &missing_supplementary_measures::RULE,
            Check::Register(missing_supplementary_measures::check),
        ),
        (&module_against_roles::RULE, Check::Register(module_against_roles::check)),
        (&needless_instrument::RULE, Check::Register(needless_instrument::check)),
        (&no_adequacy::RULE, Check::Register(no_adequacy::check)),
        (&recipient_without_country::RULE, Check::Register(recipient_without_country::check)),
        (&rules_outside_group::RULE, Check::Register(rules_outside_group::check)),
        (&stale_certification::RULE, Check::Register(stale_certification::check)),
        (&stale_transfer_assessment::RULE, Check::Register(stale_transfer_assessment::check)),
        (&system_abroad::RULE, Check::Purpose(system_abroad::check)),
        (&transfer_without_approval::RULE, Check::Register(transfer_without_approval::check)),
        (&transfer_without_assessment::RULE, Check::Register(transfer_without_assessment::check)),
        (&transfer_without_copy::RULE, Check::Register(transfer_without_copy::check)),
        (&transfer_without_instrument::RULE, Check::Register(transfer_without_instrument::check)),
        (&unnamed_third_country::RULE, Check::Register(unnamed_third_country::check)),
    ],
};

/// Every use of an instrument, with the place that it is for.
fn instruments<'c>(
    cx: &'c Context<'_>,
) -> impl Iterator<Item = (&'c Id, &'c Use<Instrument, TransferTerms>)> {
    cx.recipients().iter().flat_map(InUse::instruments)
}

/// A use of adequacy for a third country, and how that country stands on the day of judgement.
struct Claim<'c> {
    country: &'c Id,
    member: &'c Use<Instrument, TransferTerms>,
    adequacy: Adequacy<'c>,
    /// Whether something else is named that allows the transfer too.
    has_other: bool,
}

/// Every claim that a third country is adequate.
fn claims<'c>(cx: &'c Context<'_>) -> impl Iterator<Item = Claim<'c>> {
    cx.recipients().iter().flat_map(move |used| {
        let adequacy = used.instruments().filter(|(country, member)| {
            member.id() == "adequacy"
                && law::is_third_country(cx.register, country.as_str()) == Some(true)
        });
        adequacy.map(move |(country, member)| Claim {
            country,
            member,
            adequacy: law::adequacy(cx.register, country.as_str(), cx.today),
            has_other: used
                .instruments()
                .any(|(place, other)| place == country && other.id() != member.id()),
        })
    })
}

/// Whether a decision in force is named for the same place: the Commission has looked at its law.
fn is_adequate(cx: &Context<'_>, used: &InUse<'_>, place: &Id) -> bool {
    let named =
        used.instruments().any(|(other, member)| other == place && member.id() == "adequacy");
    named && matches!(law::adequacy(cx.register, place.as_str(), cx.today), Adequacy::InForce(..))
}

/// Whether the law's data say something of an instrument.
fn instrument_is(
    cx: &Context<'_>,
    member: &Use<Instrument, TransferTerms>,
    fact: fn(&Instrument) -> &Field<bool>,
) -> bool {
    let instrument = cx.register.instruments.get(member.id());
    instrument.is_some_and(|instrument| fact(instrument).get().copied() == Some(true))
}
