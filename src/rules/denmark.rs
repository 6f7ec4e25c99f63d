//! What Danish law asks beyond the Regulation. The law's numbers stand with its data.

mod applicant_period;
mod cctv_period;
mod cpr_made_public;
mod marketing_list;
mod offences_ground_against_basis;
mod public_interest_permit;
mod repealed_customer_rules;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "denmark",
    about: "what Danish law asks beyond the Regulation",
    checks: &[
        (&applicant_period::RULE, Check::Purpose(applicant_period::check)),
        (&cctv_period::RULE, Check::Purpose(cctv_period::check)),
        (&cpr_made_public::RULE, Check::Purpose(cpr_made_public::check)),
        (&marketing_list::RULE, Check::Purpose(marketing_list::check)),
        (
            &offences_ground_against_basis::RULE,
            Check::Purpose(offences_ground_against_basis::check),
        ),
        (&public_interest_permit::RULE, Check::Purpose(public_interest_permit::check)),
        (&repealed_customer_rules::RULE, Check::Leaf(repealed_customer_rules::check)),
    ],
};
