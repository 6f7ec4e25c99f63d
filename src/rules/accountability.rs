//! Art. 24–31: those with whom the organisation shares the work, and for whom it works.

mod arrangement_not_told;
mod expired_contract;
mod joint_controller_without_arrangement;
mod missing_role;
mod processor_without_contract;
mod rejected_assessment;
mod service_without_controllers;
mod service_without_processing;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "accountability",
    about: "Art. 24–31: who does what, by which contract, on whose behalf",
    checks: &[
        (&arrangement_not_told::RULE, Check::Register(arrangement_not_told::check)),
        (&expired_contract::RULE, Check::Register(expired_contract::check)),
        (
            &joint_controller_without_arrangement::RULE,
            Check::Register(joint_controller_without_arrangement::check),
        ),
        (&missing_role::RULE, Check::Register(missing_role::check)),
        (&processor_without_contract::RULE, Check::Register(processor_without_contract::check)),
        (&rejected_assessment::RULE, Check::Register(rejected_assessment::check)),
        (&service_without_controllers::RULE, Check::Register(service_without_controllers::check)),
        (&service_without_processing::RULE, Check::Register(service_without_processing::check)),
    ],
};
