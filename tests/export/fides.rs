//! Fides: every text is quoted, every key is one of its taxonomy or declared, and there is a declaration for each basis.
//! `fideslang` itself reads the manifests in `.ci/validators`.

use std::{collections::BTreeSet, fs};

use serde_json::Value;

use super::{export, registers, root};

fn manifest(text: &str) -> Value {
    serde_yaml::from_str(text).unwrap()
}

fn keys(list: &str) -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("tests/schemas/fideslang").join(list)).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// The members of a list, wherever it may be.
fn members(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

#[test]
fn every_key_is_fides_own_or_declared() {
    for register in registers() {
        let (text, _) = export(&register, &["fides"]);
        let manifest = manifest(&text);
        let known = |list: &str, kind: &str| {
            let mut known = keys(list);
            for own in members(&manifest[kind]) {
                let key = own["fides_key"].as_str().unwrap().to_owned();
                assert!(known.insert(key), "{own} is Fides' own");
            }
            known
        };
        let categories = known("data_category.keys.txt", "data_category");
        let uses = known("data_use.keys.txt", "data_use");
        let subjects = known("data_subject.keys.txt", "data_subject");
        let mut names = BTreeSet::new();
        for system in members(&manifest["system"]) {
            for declaration in members(&system["privacy_declarations"]) {
                let of = |key: &str| declaration[key].as_str().unwrap().to_owned();
                let all = |key: &str, known: &BTreeSet<String>| {
                    members(&declaration[key]).all(|one| known.contains(one.as_str().unwrap()))
                };
                assert!(uses.contains(&of("data_use")), "{declaration}");
                assert!(all("data_categories", &categories), "{declaration}");
                assert!(all("data_subjects", &subjects), "{declaration}");
                let name = (system["fides_key"].to_string(), of("name"));
                assert!(names.insert(name), "{declaration} has the name of another");
            }
        }
        assert!(!names.is_empty(), "{}", register.display());
    }
}

#[test]
fn there_is_a_declaration_for_each_basis_and_what_is_lost_is_said_twice() {
    let (text, lost) = export(&root().join("examples/webshop"), &["fides"]);
    let manifest = manifest(&text);
    let own = &manifest["system"][0]["privacy_declarations"];
    let said = |name: &str, key: &str| {
        let one = members(own).find(|one| one["name"] == name);
        one.unwrap_or_else(|| panic!("{name} in {own}"))[key].clone()
    };
    let basis = "legal_basis_for_processing";
    assert_eq!(said("order.contract", basis), "Contract");
    assert_eq!(said("order.legal-obligation", basis), "Legal obligations");
    assert_eq!(said("newsletter", basis), "Consent");
    assert_eq!(said("newsletter", "flexible_legal_basis_for_processing"), false);
    assert_eq!(said("newsletter", "data_categories"), serde_json::json!(["user.contact.email"]));
    let mailing = members(&manifest["system"]).find(|one| one["fides_key"] == "mailing").unwrap();
    assert_eq!(mailing["responsibility"], serde_json::json!(["Processor"]));
    assert_eq!(
        mailing["legal_basis_for_transfers"],
        serde_json::json!(["Adequacy Decision", "SCCs"])
    );
    assert!(lost.contains("Fides has no key for: to which country a transfer goes"), "{lost}");
    for line in lost.lines() {
        assert!(text.contains(&format!("# {line}\n")), "{line}");
    }
}

#[test]
fn every_text_is_quoted() {
    let (text, _) = export(&root().join("examples/clinic"), &["fides"]);
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let value = line.trim_start().trim_start_matches("- ");
        let value = value.split_once(": ").map_or(value, |(_, value)| value);
        let plain = value.ends_with(':') || matches!(value, "true" | "false" | "[]");
        assert!(plain || value.starts_with('"'), "{line}");
    }
}
