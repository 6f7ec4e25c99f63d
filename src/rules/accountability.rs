//! Art. 24–31: those with whom the organisation shares the work, and for whom it works.

mod arrangement_not_told;
mod controller_without_contact;
mod expired_contract;
mod joint_controller_without_arrangement;
mod missing_instructions;
mod missing_record;
mod missing_representative;
mod missing_role;
mod own_purposes_without_basis;
mod processor_without_contract;
mod rejected_assessment;
mod service_without_controllers;
mod service_without_processing;
mod unauthorised_sub_processors;
mod undated_contract;
mod undated_sub_processor_list;
mod unlikely_role;
mod unrecorded_data;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "accountability",
    about: "Art. 24–31: who does what, by which contract, on whose behalf",
    checks: &[
        (&arrangement_not_told::RULE, Check::Register(arrangement_not_told::check)),
        (&controller_without_contact::RULE, Check::Register(controller_without_contact::check)),
        (&expired_contract::RULE, Check::Register(expired_contract::check)),
        (
            &joint_controller_without_arrangement::RULE,
            Check::Register(joint_controller_without_arrangement::check),
        ),
        (&missing_instructions::RULE, Check::Register(missing_instructions::check)),
        (&missing_record::RULE, Check::Register(missing_record::check)),
        (&missing_representative::RULE, Check::Register(missing_representative::check)),
        (&missing_role::RULE, Check::Register(missing_role::check)),
        (&own_purposes_without_basis::RULE, Check::Register(own_purposes_without_basis::check)),
        (&processor_without_contract::RULE, Check::Register(processor_without_contract::check)),
        (&rejected_assessment::RULE, Check::Register(rejected_assessment::check)),
        (&service_without_controllers::RULE, Check::Register(service_without_controllers::check)),
        (&service_without_processing::RULE, Check::Register(service_without_processing::check)),
        (&unauthorised_sub_processors::RULE, Check::Register(unauthorised_sub_processors::check)),
        (&undated_contract::RULE, Check::Register(undated_contract::check)),
        (&undated_sub_processor_list::RULE, Check::Register(undated_sub_processor_list::check)),
        (&unlikely_role::RULE, Check::Register(unlikely_role::check)),
        (&unrecorded_data::RULE, Check::Register(unrecorded_data::check)),
    ],
};
