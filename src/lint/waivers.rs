//! Waivers: which finding does not count for now, and which waiver no longer serves.

use chrono::NaiveDate;

use crate::{
    finding::{Finding, Rule, Waived},
    register::{Register, paths::Paths, policy::Waiver},
    rules::{self, family_of, waivers as found},
    settings::Settings,
    source::Span,
};

struct Held<'r> {
    id: &'r str,
    span: Span,
    waiver: &'r Waiver,
    used: bool,
}

/// Marks what is waived, and reports waivers that ended, match nothing, or lack what a waiver needs.
pub(super) fn apply(
    register: &Register,
    settings: &Settings,
    today: NaiveDate,
    paths: &mut Paths<'_>,
    findings: &mut Vec<Finding>,
) {
    let in_settings = settings.waiver.get().into_iter().flat_map(|table| &table.0);
    let in_settings = in_settings.filter_map(|(id, value)| {
        value.get().map(|waiver| Held { id: id.as_str(), span: value.key, waiver, used: false })
    });
    let beside = register.waivers.iter().map(|entry| Held {
        id: entry.id.as_str(),
        span: entry.span,
        waiver: entry,
        used: false,
    });
    let mut held: Vec<Held<'_>> = in_settings.chain(beside).collect();
    if held.is_empty() {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| !finding.rule.fixed) {
        let mut path = None;
        let rule = finding.rule;
        for one in held.iter_mut().filter(|one| names(one.waiver, rule)) {
            let path = path.get_or_insert_with(|| paths.of(finding.span()));
            if !covers(one.waiver, path) {
                continue;
            }
            one.used = true;
            let ended = one.waiver.until.get().is_none_or(|until| *until < today);
            let reason = one.waiver.reason.get().map(|reason| reason.any().to_owned());
            if let (false, Some(reason), None) = (ended, reason, &finding.waived) {
                finding.waived = Some(Waived { by: one.id.to_owned(), reason });
            }
        }
    }
    for one in &held {
        report(one, today, findings);
    }
}

fn names(waiver: &Waiver, rule: &'static Rule) -> bool {
    waiver.rule.get().is_some_and(|name| {
        **name == *rule.name || family_of(rule).is_some_and(|family| family.name == &**name)
    })
}

/// Whether a path is one of the waiver's, or lies below one; without paths it covers the register.
fn covers(waiver: &Waiver, path: &str) -> bool {
    let Some(entries) = waiver.entry.get() else {
        return true;
    };
    entries.iter().any(|entry| {
        path.strip_prefix(&**entry).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    })
}

fn report(held: &Held<'_>, today: NaiveDate, findings: &mut Vec<Finding>) {
    let Held { id, span, waiver, used } = held;
    let Some(rule) = waiver.rule.get() else {
        findings.push(found::incomplete(*span, id, "names no rule", "rule = \"…\""));
        return;
    };
    let known = rules::named(rule);
    let is_family = rules::FAMILIES.iter().any(|family| family.name == &**rule);
    if known.is_none() && !is_family {
        let place = waiver.rule.span().unwrap_or(*span);
        findings.push(found::unknown_rule(place, rule, true));
        return;
    }
    if known.is_some_and(|rule| rule.fixed) {
        let place = waiver.rule.span().unwrap_or(*span);
        findings.push(found::not_waivable(place, rule));
        return;
    }
    if waiver.reason.get().is_none() {
        findings.push(found::incomplete(*span, id, "gives no reason", "reason = \"…\""));
    }
    match waiver.until.get() {
        None => findings.push(found::incomplete(*span, id, "has no end", "until = 2027-06-30")),
        Some(until) if *until < today => {
            findings.push(found::expired(waiver.until.span().unwrap_or(*span), id, *until));
        }
        Some(_) if !used => findings.push(found::unused(*span, id)),
        Some(_) => {}
    }
}
