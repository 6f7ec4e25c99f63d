//! Art. 32–36: how data are protected, and what was assessed before.

mod missing_impact_assessment;
mod missing_measure_aims;
mod missing_measures;

use crate::rules::{Check, Family};

pub(super) static FAMILY: Family = Family {
    name: "security",
    about: "Art. 32–36: how data are protected, and which risks were assessed",
    checks: &[
        (&missing_impact_assessment::RULE, Check::Purpose(missing_impact_assessment::check)),
        (&missing_measure_aims::RULE, Check::Register(missing_measure_aims::check)),
        (&missing_measures::RULE, Check::Register(missing_measures::check)),
    ],
};
