//! What becomes of each requirement of `requirements.toml`: by which rule, by which part of a document, or why by none.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads the sources, and may fail"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use ropa::rules;
use serde::Deserialize;

/// A requirement that this project set out to answer is not lost by leaving it out of the file.
const REQUIREMENTS: usize = 189;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Disposition {
    source: String,
    #[serde(default)]
    rules: Vec<String>,
    #[serde(default)]
    construction: BTreeMap<String, String>,
    unseen: Option<String>,
    #[serde(default)]
    accepted: BTreeMap<String, String>,
    spared: Option<String>,
}

fn read(path: &str) -> Option<String> {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).ok()
}

fn dispositions() -> BTreeMap<String, Disposition> {
    toml::from_str(&read("tests/requirements.toml").unwrap()).unwrap()
}

/// What is wrong with one of them, if anything.
fn mistakes(one: &Disposition) -> Vec<String> {
    let mut found = Vec::new();
    if one.source.is_empty() {
        found.push("no source".to_owned());
    }
    if one.rules.is_empty() && one.construction.is_empty() && one.unseen.is_none() {
        found.push("no disposition".to_owned());
    }
    if [&one.unseen, &one.spared].into_iter().flatten().any(String::is_empty) {
        found.push("an empty reason".to_owned());
    }
    for rule in &one.rules {
        if rules::named(rule).is_none() {
            found.push(format!("no rule is named `{rule}`"));
        }
    }
    for (part, test) in &one.construction {
        if read(part).is_none() {
            found.push(format!("no file `{part}`"));
        }
        let proven = test
            .split_once(": ")
            .and_then(|(file, name)| read(file).map(|text| text.contains(&format!("fn {name}("))));
        if proven != Some(true) {
            found.push(format!("no test `{test}`, as \"tests/documents.rs: its_name\""));
        }
    }
    for (rule, words) in &one.accepted {
        let page = rules::named(rule).map(|rule| rule.docs.replace('\n', " "));
        let accepted = page.as_deref().and_then(|page| page.split_once("## Accepted"));
        if !accepted.is_some_and(|(_, accepted)| accepted.contains(words.as_str())) {
            found.push(format!("the page of `{rule}` says nowhere under Accepted: {words}"));
        }
    }
    found
}

#[test]
fn every_requirement_has_a_disposition() {
    let all = dispositions();
    assert_eq!(all.len(), REQUIREMENTS);
    let wrong: Vec<String> = all
        .iter()
        .flat_map(|(id, one)| mistakes(one).into_iter().map(move |what| format!("{id}: {what}")))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A rule is there because something asks for it. The rules on how a register is written answer to no requirement,
/// nor do those of countries that the list only tells of in passing.
#[test]
fn every_rule_answers_to_a_requirement() {
    let all = dispositions();
    let named: BTreeSet<&str> =
        all.values().flat_map(|one| &one.rules).map(String::as_str).collect();
    let stray: Vec<&str> = rules::FAMILIES
        .iter()
        .filter(|family| {
            !["consistency", "switzerland", "united-kingdom", "waivers"].contains(&family.name)
        })
        .flat_map(|family| family.checks)
        .map(|(rule, _)| rule.name)
        .filter(|name| !named.contains(name))
        .collect();
    assert!(stray.is_empty(), "no requirement names {stray:?}");
}
