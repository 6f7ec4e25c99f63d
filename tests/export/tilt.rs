//! TILT: valid by its own schema, and never with a fact that the register does not state.

use std::fs;

use serde_json::Value;

use super::{export, refused, registers, root};

fn validator() -> jsonschema::Validator {
    let schema = fs::read_to_string(root().join("tests/schemas/tilt.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    jsonschema::options().should_validate_formats(true).build(&schema).unwrap()
}

#[test]
fn every_example_is_valid_by_the_schema_in_both_editions() {
    let validator = validator();
    for register in registers().iter().filter(|register| !register.ends_with("policy")) {
        for edition in ["internal", "public"] {
            let (text, _) = export(register, &["tilt", "--edition", edition]);
            let document: Value = serde_json::from_str(&text).unwrap();
            let errors: Vec<_> = validator
                .iter_errors(&document)
                .map(|error| format!("{}: {error:.200}", error.instance_path()))
                .collect();
            assert!(errors.is_empty(), "{}:\n{}", register.display(), errors.join("\n"));
            assert!(!text.contains("null"), "nothing is null");
            assert!(!document["dataDisclosed"].as_array().unwrap().is_empty());
        }
    }
}

#[test]
fn each_purpose_and_datum_keeps_its_own_basis() {
    let (text, lost) = export(&root().join("examples/webshop"), &["tilt"]);
    let document: Value = serde_json::from_str(&text).unwrap();
    let disclosed = document["dataDisclosed"].as_array().unwrap();
    let of = |id: &str| disclosed.iter().find(|one| one["_id"] == id).unwrap();
    let bases = |id: &str| {
        let bases = of(id)["legalBases"].as_array().unwrap().iter();
        bases.map(|basis| basis["reference"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(bases("newsletter/email"), ["GDPR-6-1-a"]);
    assert_eq!(bases("order/email"), ["GDPR-6-1-b"]);
    // Only the purchases are kept because a law says so.
    assert_eq!(bases("order/purchase-history"), ["GDPR-6-1-b", "GDPR-6-1-c"]);
    assert_eq!(of("order/email")["storage"][0]["temporal"][0]["ttl"], "P3Y");
    assert_eq!(of("order/phone")["nonDisclosure"]["obligationToProvide"], false);
    let transfers = document["thirdCountryTransfers"].as_array().unwrap();
    let us = transfers.iter().find(|one| one["country"] == "US").unwrap();
    assert_eq!(us["adequacyDecision"]["available"], true, "{us}");
    assert!(lost.contains("TILT has no place for: the right to object (Art. 21)"), "{lost}");
    assert!(lost.contains("TILT wants a data protection officer"), "{lost}");
}

#[test]
fn the_hash_is_of_the_document_with_zeros_in_its_place() {
    use sha2::{Digest as _, Sha256};
    let (text, _) = export(&root().join("examples/minimal"), &["tilt"]);
    let mut document: Value = serde_json::from_str(&text).unwrap();
    let hash = std::mem::replace(&mut document["meta"]["_hash"], "0".repeat(64).into());
    let digest = Sha256::digest(document.to_string().as_bytes());
    let hash = hash.as_str().unwrap();
    assert_eq!(hash.len(), 64);
    for (at, byte) in digest.iter().enumerate() {
        assert_eq!(u8::from_str_radix(&hash[2 * at..2 * at + 2], 16).unwrap(), *byte);
    }
}

#[test]
fn a_fact_that_it_wants_and_nobody_states_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("ropa.toml"), "").unwrap();
    fs::write(folder.path().join("register.toml"), "[organisation]\nname = \"Nobody\"\n").unwrap();
    let to = folder.path().join("out.json");
    let told = refused(folder.path(), &["tilt", "-o", to.to_str().unwrap()]);
    for key in
        ["version.DATE", "organisation.address", "organisation.country", "organisation.email"]
    {
        assert!(told.contains(&format!("`{key}`")), "{told}");
    }
    assert!(!to.exists(), "nothing is written");
}
