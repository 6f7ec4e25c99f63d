//! The schemas for editors: valid by their own dialect, and of one mind with the reader. What the reader takes, in every
//! example and on every rule's page, they take; what it refuses for its structure, they refuse.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads examples and pages, and may fail"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use jsonschema::Validator;
use ropa::{
    law,
    register::{self, Register},
    settings,
    source::{Layer, Sources},
};
use serde_json::Value;

/// Mistakes that no schema can see: of other files, of a text that is no TOML, or of what JSON has no notation for.
const UNSEEN: &[&str] = &["duplicate-entry", "syntax", "unknown-reference", "unreadable-file"];

fn schemas() -> [Value; 2] {
    let (law, findings) = register::read(&law::sources());
    assert!(findings.is_empty(), "ropa's own data are read");
    let rules = ropa::rules::all().map(|rule| (rule.name, rule.summary));
    [Register::schema(&law), settings::schema(&law, rules)]
}

fn validators() -> [Validator; 2] {
    schemas().map(|schema| jsonschema::draft7::options().build(&schema).unwrap())
}

/// TOML as its tools hand it to a schema: a date is a string.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(members) => members.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            table.into_iter().map(|(key, value)| (key, json(value))).collect()
        }
    }
}

fn errors(validators: &[Validator; 2], name: &str, text: &str) -> Option<Vec<String>> {
    let value = json(toml::Value::Table(text.parse().ok()?));
    let validator = &validators[usize::from(name.ends_with("ropa.toml"))];
    let shown = |error: jsonschema::ValidationError<'_>| {
        format!("{name}: {}: {error:.200}", error.instance_path())
    };
    Some(validator.iter_errors(&value).map(shown).collect())
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.to_str().unwrap().ends_with(ending) {
            found.push(path);
        }
    }
    found.sort();
}

fn below(folders: &[&str], ending: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    for folder in folders {
        files(&root.join(folder), ending, &mut found);
    }
    found
}

#[test]
fn the_schemas_follow_their_dialect() {
    for schema in schemas() {
        jsonschema::meta::validate(&schema).unwrap();
        assert!(schema["definitions"].as_object().unwrap().len() > 5);
    }
}

#[test]
fn every_example_and_ropas_own_data_are_accepted() {
    let validators = validators();
    let paths = below(&["examples", "policy", "src/law"], ".toml");
    let registers =
        paths.iter().filter(|path| !path.components().any(|part| part.as_os_str() == "templates"));
    let mut looked_at = 0;
    for path in registers {
        let text = fs::read_to_string(path).unwrap();
        let errors = errors(&validators, path.to_str().unwrap(), &text).unwrap();
        assert!(errors.is_empty(), "{}", errors.join("\n"));
        looked_at += 1;
    }
    assert!(looked_at > 25, "{looked_at} files");
}

/// The files of a page: their names and texts, each with what is printed of it, if anything is.
fn examples(page: &str) -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for fence in page.split("\n```toml").skip(1) {
        let (first, rest) = fence.split_once('\n').unwrap();
        let (text, after) = rest.split_once("\n```").unwrap();
        let printed = after.trim_start().strip_prefix("```console").unwrap_or_default();
        let printed = printed.split("\n```").next().unwrap_or_default();
        let name = if first.trim().is_empty() { "register.toml" } else { first.trim() };
        found.push((name.to_owned(), format!("{text}\n"), printed.to_owned()));
    }
    found
}

/// Whether the reader, which judges nothing, takes a text.
fn is_read(name: &str, text: &str) -> bool {
    let mut sources = law::sources();
    let file = sources.add(name, text.as_bytes().to_vec(), Layer::Register);
    if name.ends_with("ropa.toml") {
        let mut alone = Sources::default();
        let file = alone.add(name, text.as_bytes().to_vec(), Layer::Beside);
        return settings::read(&alone, file).1.is_empty();
    }
    register::read(&sources).1.iter().all(|finding| finding.span().file != file)
}

#[test]
fn every_page_is_seen_as_the_reader_sees_it() {
    let validators = validators();
    let (mut taken, mut refused) = (0, 0);
    let mut wrong = Vec::new();
    for page in below(&["src/rules", "src/register/mistakes"], ".md") {
        let rule = page.file_stem().unwrap().to_str().unwrap().to_owned();
        if UNSEEN.contains(&&*rule) {
            continue;
        }
        for (name, text, printed) in examples(&fs::read_to_string(&page).unwrap()) {
            let Some(errors) = errors(&validators, &name, &text) else { continue };
            match (is_read(&name, &text), errors.is_empty()) {
                (true, true) => taken += 1,
                (false, false) => refused += 1,
                // A date in quotes: JSON knows no other.
                (false, true) if printed.contains("expected a date") => {}
                (true, false) => wrong.push(format!("{rule}: {}\n{text}", errors.join("\n"))),
                (false, true) => wrong.push(format!("{rule} takes\n{text}\n{printed}")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(taken > 300 && refused > 8, "{taken} taken, {refused} refused");
}

#[test]
fn what_is_misplaced_or_misspelt_is_refused() {
    let validators = validators();
    for text in [
        "[purposes.a]\n",
        "[organisation]\ncontry = \"DK\"\n",
        "[purpose.a.retention.b]\nkeep = \"5 yeers\"\n",
        "[purpose.a]\nrecipients = { none = \"x\", b = {} }\n",
        "[purpose.a]\nrecipients = [\"none\", \"b\"]\n",
        "[purpose.a.recipients.b]\nlogic = \"x\"\n",
        "[recipient.a]\nsub-processors = \"all\"\n",
        "[recipient.a.transfers]\nDenmark = \"adequacy\"\n",
        "[organisation.representatives]\nUS = { name = \"x\" }\n",
        "[purpose.none]\n",
        "[default.organisation]\n",
        "[purpose.a]\nname = { english = \"x\" }\n",
    ] {
        let errors = errors(&validators, "register.toml", text).unwrap();
        assert!(!errors.is_empty() && !is_read("register.toml", text), "{text}");
    }
    for text in ["[documents.a]\n", "[rules]\nx = \"loud\"\n", "languages = [1]\n"] {
        assert!(!errors(&validators, "ropa.toml", text).unwrap().is_empty(), "{text}");
    }
}

#[test]
fn every_key_is_described_and_every_kind_offers_what_ropa_knows() {
    let [register, settings] = schemas();
    let keep = &register["definitions"]["Retention.keep"]["description"];
    assert_eq!(
        keep,
        "how long\n\nAsked by Art. 13(2)(a), Art. 30(1)(f).\n\nRead in public and internal documents."
    );
    let bases = register["definitions"]["id-of-legal-basis"].to_string();
    assert!(bases.contains("\"legitimate-interests\""), "{bases}");
    let rules = &settings["definitions"]["Settings.rules"]["anyOf"][0]["properties"];
    let rule = rules["missing-legal-basis"]["description"].as_str().unwrap();
    assert!(rule.contains("purpose"), "{rule}");
    let mut keys = 0;
    for (name, schema) in register["definitions"].as_object().unwrap() {
        if name.contains('.') {
            let described = schema["description"].as_str().is_some_and(|text| text.len() > 5);
            assert!(described, "{name} is not described");
            keys += 1;
        }
    }
    assert!(keys > 300, "{keys} keys");
}
