//! Waivers: which finding does not count for now, and which waiver no longer serves.

use std::collections::BTreeMap;

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
    /// By path; the empty one is the whole register.
    scopes: BTreeMap<&'r str, Scope>,
}

/// Where a waiver holds.
struct Scope {
    span: Span,
    used: bool,
}

impl<'r> Held<'r> {
    fn new(id: &'r str, span: Span, waiver: &'r Waiver) -> Self {
        let scope = |span| Scope { span, used: false };
        let scopes = match waiver.entry.get() {
            None => BTreeMap::from([("", scope(span))]),
            Some(entries) => {
                let named = entries.0.iter().filter_map(|path| Some((&**path.get()?, path.span)));
                let named = named.filter(|(path, _)| !path.is_empty());
                named.map(|(path, span)| (path, scope(span))).collect()
            }
        };
        Self { id, span, waiver, scopes }
    }

    /// Whether it holds at this path; remembers that it was of use there. A path of the waiver's covers what lies below.
    fn covers(&mut self, path: &str) -> bool {
        let above = path.match_indices('.').map(|(at, _)| &path[..at]);
        let mut covers = false;
        for path in above.chain([path, ""]) {
            if let Some(scope) = self.scopes.get_mut(path) {
                scope.used = true;
                covers = true;
            }
        }
        covers
    }
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
        value.get().map(|waiver| Held::new(id.as_str(), value.key, waiver))
    });
    let beside =
        register.waivers.iter().map(|entry| Held::new(entry.id.as_str(), entry.span, entry));
    let mut held: Vec<Held<'_>> = in_settings.chain(beside).collect();
    if held.is_empty() {
        return;
    }
    for finding in findings.iter_mut().filter(|finding| !finding.rule.fixed) {
        let mut path = None;
        let rule = finding.rule;
        for one in held.iter_mut().filter(|one| names(one.waiver, rule)) {
            let path = path.get_or_insert_with(|| paths.of(finding.span()));
            if !one.covers(path) {
                continue;
            }
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

fn report(held: &Held<'_>, today: NaiveDate, findings: &mut Vec<Finding>) {
    let Held { id, span, waiver, scopes } = held;
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
        // Where the history is not known, nothing of it was found that could be waived.
        Some(_) if known.is_some_and(rules::is_by_history) => {}
        Some(_) if scopes.values().all(|scope| !scope.used) => {
            findings.push(found::unused(*span, id));
        }
        Some(_) => findings.extend(
            scopes
                .iter()
                .filter(|(_, scope)| !scope.used)
                .map(|(path, scope)| found::unused_at(scope.span, id, path)),
        ),
    }
}
