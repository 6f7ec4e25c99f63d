//! Which checks run; levels and waivers, applied in one place; the order of findings.

pub mod adoption;
pub mod fixes;
mod leaves;
mod levels;
mod references;
mod waivers;

use std::collections::BTreeSet;

use crate::{
    finding::{Finding, Level},
    register::{Register, paths::Paths},
    rules::{self, Check, Context, FAMILIES, PurposeFacts},
    settings::{LevelName, Settings},
    source::{Layer, Sources},
};

/// How strictly to judge.
#[derive(Clone, Copy, Debug, Default)]
pub struct Strictness {
    /// Warnings count as errors.
    pub strict: bool,
    /// Waivers are looked away from.
    pub no_waivers: bool,
}

/// Judges a register. `found` is what reading it, its settings and its files has found already;
/// the result holds that too, waived findings included, in the order of files and lines.
pub fn run(
    sources: &Sources,
    register: &Register,
    settings: &Settings,
    cx: &Context<'_>,
    found: Vec<Finding>,
    strictness: Strictness,
) -> Vec<Finding> {
    let mut findings = found;
    findings.retain(|finding| !is_off(settings, finding.rule));
    levels::check(settings, &mut findings);
    references::check(register, settings, &mut findings);
    let read = findings.len();
    let mut leaf_checks = Vec::new();
    let mut purpose_checks = Vec::new();
    for (rule, check) in FAMILIES.iter().flat_map(|family| family.checks) {
        if is_off(settings, rule) {
            continue;
        }
        match check {
            Check::Register(check) => check(cx, &mut findings),
            Check::Purpose(check) => purpose_checks.push(*check),
            Check::Leaf(check) => leaf_checks.push(*check),
            Check::Lint | Check::History => {}
        }
    }
    leaves::check(cx, &leaf_checks, &mut findings);
    for purpose in cx.purposes() {
        let facts = PurposeFacts::of(&cx.answers, purpose);
        for check in &purpose_checks {
            check(cx, &facts, &mut findings);
        }
    }

    let judged = findings.split_off(read);
    findings.extend(judged.into_iter().filter(|finding| !follows_from_mistake(register, finding)));
    let mut seen = BTreeSet::new();
    findings.retain(|finding| {
        seen.insert((finding.rule.name, finding.span(), finding.message.clone()))
    });
    for finding in &mut findings {
        set_level(settings, finding);
    }
    if !strictness.no_waivers {
        let mut paths = Paths::new(sources);
        waivers::apply(register, settings, cx.today, &mut paths, &mut findings);
    }
    if strictness.strict {
        for finding in findings.iter_mut().filter(|finding| finding.level == Level::Warning) {
            finding.level = Level::Error;
        }
    }
    findings.sort_by_key(|finding| {
        let span = finding.span();
        let layer = sources.file(span.file).layer;
        (layer == Layer::Law, span, finding.rule.name)
    });
    findings
}

/// Whether anything stands that stops a public document.
pub fn has_errors(findings: &[Finding]) -> bool {
    findings.iter().any(|finding| finding.level == Level::Error && finding.waived.is_none())
}

/// What an entry that could not be read lacks is not known, nor what stands in a broken file.
fn follows_from_mistake(register: &Register, finding: &Finding) -> bool {
    let span = finding.span();
    // A default in a broken file may say what an entry elsewhere seems to lack.
    let may_stand_elsewhere = !register.broken_files.is_empty() && !finding.rule.asks.is_empty();
    may_stand_elsewhere
        || register.broken_files.contains(&span.file)
        || register.mistaken.contains(&span)
}

fn is_off(settings: &Settings, rule: &'static crate::finding::Rule) -> bool {
    !rule.fixed && level_of(settings, rule) == Some(LevelName::Off)
}

/// A rule's own setting comes before its family's.
fn level_of(settings: &Settings, rule: &'static crate::finding::Rule) -> Option<LevelName> {
    let own = settings.rule(rule.name).and_then(|setting| setting.level.get().copied());
    own.or_else(|| {
        let family = rules::family_of(rule)?;
        settings.rule(family.name)?.level.get().copied()
    })
}

fn set_level(settings: &Settings, finding: &mut Finding) {
    if finding.rule.fixed {
        return;
    }
    match level_of(settings, finding.rule) {
        Some(LevelName::Note) => finding.level = Level::Note,
        Some(LevelName::Warning) => finding.level = Level::Warning,
        Some(LevelName::Error) => finding.level = Level::Error,
        Some(LevelName::Off) | None => {}
    }
}
