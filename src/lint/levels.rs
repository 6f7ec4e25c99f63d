//! The levels that settings give to rules: each must be of a rule that there is, and that can be weighed otherwise.

use crate::{
    finding::Finding,
    rules::{self, waivers as found},
    settings::Settings,
};

pub(super) fn check(settings: &Settings, findings: &mut Vec<Finding>) {
    for (name, setting) in settings.rules.get().into_iter().flat_map(|table| &table.0) {
        match rules::named(name.as_str()) {
            Some(rule) if rule.fixed => {
                findings.push(found::not_adjustable(setting.key, rule.name));
            }
            Some(_) => {}
            None if rules::FAMILIES.iter().any(|family| *name == family.name) => {}
            None => findings.push(found::unknown_rule(setting.key, name.as_str(), false)),
        }
    }
}
