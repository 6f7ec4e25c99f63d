//! What settings say of rules: each must be of a rule that there is, and a level or a limit be one that it can have.

use crate::{
    finding::Finding,
    rules::{self, limits::Limit, waivers as found},
    settings::Settings,
};

pub(super) fn check(settings: &Settings, findings: &mut Vec<Finding>) {
    for (name, setting) in settings.rules.get().into_iter().flat_map(|table| &table.0) {
        let rule = rules::named(name.as_str());
        match rule {
            Some(rule) if rule.fixed => {
                findings.push(found::not_adjustable(setting.key, rule.name));
                continue;
            }
            Some(_) => {}
            None if rules::FAMILIES.iter().any(|family| *name == family.name) => {}
            None => {
                findings.push(found::unknown_rule(setting.key, name.as_str(), false));
                continue;
            }
        }
        let Some(limit) = setting.get().and_then(|setting| setting.0.limit.value()) else {
            continue;
        };
        let Some(written) = limit.get() else { continue };
        let own = rule.and_then(|rule| rule.limit);
        let Some((own, counts)) = own.and_then(|own| Some((own, Limit::read(own)?))) else {
            findings.push(found::without_limit(limit.key, name.as_str()));
            continue;
        };
        if !Limit::read(written).is_some_and(|written| written.counts_as(counts)) {
            findings.push(found::unreadable_limit(limit.span, written, own));
        }
    }
}
