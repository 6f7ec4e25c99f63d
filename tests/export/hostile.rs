//! Hostile texts stay texts: in every format they come back from its own reader as they were written.

use std::fs;

use oxrdf::Graph;
use serde_json::Value;

use super::{export, root};

/// Words that mean something in one of the formats.
const TEXTS: &[&str] = &[
    "</script><script>alert(1)</script>",
    "\" . <urn:x> <urn:y> \"z",
    "'''\" \\\" \\u0022",
    "NO",
    "~",
    "- a: b # c",
    "{{ x }} ${y} %TAG !",
    "@en ^^<urn:x>",
    "line\u{2028}separator\u{85}next",
    "\u{feff}bom",
    "\u{202e}backwards",
    "=1+1",
    "ünï / æøå / 漢字 / 👍🏽",
];

/// A register in which a text is name, description, category and interest.
fn register(text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let base = fs::read_to_string(root().join("examples/minimal/register.toml")).unwrap();
    let quoted = serde_json::to_string(text).unwrap();
    let more = format!(
        "\n[recipient.printer]\nname = {quoted}\ncategory = {quoted}\nrole = \"processor\"\ncountries = \"DK\"\n\
         [purpose.letters]\nname = {quoted}\ndescription = {quoted}\nstatus = \"active\"\ndata-subjects = \"guest\"\n\
         personal-data = \"name\"\nlegal-basis.legitimate-interests.interest = {quoted}\nrecipients = \"printer\"\n\
         retention = \"1 year\"\nsource = \"data-subject\"\n[data-subject.guest]\nname = {quoted}\n"
    );
    fs::write(folder.path().join("register.toml"), base + &more).unwrap();
    fs::write(folder.path().join("ropa.toml"), "").unwrap();
    folder
}

/// How often a text is the whole of a value.
fn count(value: &Value, text: &str) -> usize {
    match value {
        Value::String(words) => usize::from(words == text),
        Value::Array(members) => members.iter().map(|one| count(one, text)).sum(),
        Value::Object(object) => object.values().map(|one| count(one, text)).sum(),
        _ => 0,
    }
}

fn in_graph(graph: &Graph, text: &str) -> usize {
    let is_it = |triple: &oxrdf::TripleRef<'_>| matches!(triple.object, oxrdf::TermRef::Literal(literal) if literal.value() == text);
    graph.iter().filter(is_it).count()
}

#[test]
fn every_text_comes_back_from_every_format() {
    for text in TEXTS {
        let folder = register(text);
        let told = |arguments: &[&str]| export(folder.path(), arguments).0;

        let json: Value = serde_json::from_str(&told(&["json"])).unwrap();
        assert_eq!(count(&json, text), 6, "{text}");

        // A document's View has each text in one line; what it made of this one.
        let line = export(folder.path(), &["tilt"]).0;
        let tilt: Value = serde_json::from_str(&line).unwrap();
        let disclosed = tilt["dataDisclosed"].as_array().unwrap();
        let letters = disclosed.iter().find(|one| one["_id"] == "letters/name").unwrap();
        let line = letters["purposes"][0]["purpose"].as_str().unwrap().to_owned();
        assert!(line == *text || text.contains(['\u{2028}', '\u{feff}', '\u{202e}']), "{line}");
        assert_eq!(letters["recipients"][0]["name"], Value::from(line.as_str()));

        let fides: Value = serde_yaml::from_str(&told(&["fides"])).unwrap();
        assert!(count(&fides, &line) >= 6, "{text}: {fides}");

        let turtle = super::dpv::turtle(&told(&["dpv", "--format", "turtle"]));
        let json_ld = super::dpv::parsed(&told(&["dpv"]));
        assert!(in_graph(&turtle, &line) >= 4, "{text}");
        assert_eq!(in_graph(&turtle, &line), in_graph(&json_ld, &line), "{text}");
        assert_eq!(turtle.len(), json_ld.len(), "{text}");
    }
}
