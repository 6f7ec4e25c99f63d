//! Reports for programs: valid by the schemas of those who read them, over every register here and over a hostile one.
//! What no schema says is asked here too: GitLab has none, and SARIF's sees no fingerprint.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test runs the program and reads schemas, and may fail"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use quick_xml::{Reader, XmlVersion, events::Event};
use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A register whose ids, keys, texts and file name would end a command, a string, an element or a line.
const HOSTILE: &str = "tests/reports/hostile";

fn report(from: &Path, register: &str, format: &str, waivers: bool) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ropa"));
    command.current_dir(from).args(["check", "--policy", register, "--format", format]);
    if !waivers {
        command.arg("--no-waivers");
    }
    let output = command.env("ROPA_TODAY", "2026-11-24").env("NO_COLOR", "1").output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(matches!(output.status.code(), Some(0 | 1)) && errors.is_empty(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Hands every register's report to a test, with and without its waivers.
fn each(format: &str, judge: impl Fn(&str, &str)) {
    let mut registers = ["policy", "tests/ten-mistakes", HOSTILE].map(PathBuf::from).to_vec();
    for example in fs::read_dir(root().join("examples")).unwrap() {
        let example = example.unwrap();
        if example.path().is_dir() {
            registers.push(Path::new("examples").join(example.file_name()));
        }
    }
    assert!(registers.len() >= 5);
    for register in registers {
        let name = register.to_str().unwrap();
        for waivers in [false, true] {
            judge(name, &report(root(), name, format, waivers));
        }
    }
}

/// How many findings a register has, by `--format json`: every one must be in every report.
fn findings(name: &str, text: &str, found: usize) {
    if name == "tests/ten-mistakes" || name == HOSTILE {
        let all = report(root(), name, "json", true);
        let all: Value = serde_json::from_str(&all).unwrap();
        assert_eq!(all["findings"].as_array().unwrap().len(), found, "{name}: {text}");
        assert!(found >= 8, "{name} is judged");
    }
}

fn json(name: &str, text: &str) -> Value {
    let raw = |char: char| char != '\n' && (char.is_control() || char == '\u{202e}');
    assert!(!text.contains(raw), "{name} has raw control characters");
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{name}: {error}"))
}

fn schema(name: &str) -> Value {
    let text = fs::read_to_string(root().join("tests/schemas").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn validate(name: &str, schema: &Value, value: &Value) {
    let validator = jsonschema::validator_for(schema).unwrap();
    let errors: Vec<String> = validator
        .iter_errors(value)
        .map(|error| format!("{}: {error:.300}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{name}:\n{}", errors.join("\n"));
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is no list in {value:.200}"))
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    let text = value[key].as_str().unwrap_or_else(|| panic!("no `{key}` in {value}"));
    assert!(!text.is_empty(), "`{key}` is empty in {value}");
    text
}

#[test]
fn sarif_is_valid_and_has_what_github_asks_for() {
    let schema = schema("sarif-2.1.0.json");
    each("sarif", |name, report| {
        let log = json(name, report);
        validate(name, &schema, &log);
        let run = &log["runs"][0];
        let rules = list(&run["tool"]["driver"], "rules");
        for rule in rules {
            for key in ["shortDescription", "fullDescription", "help"] {
                let words = text(&rule[key], "text");
                assert!(words.chars().count() <= 1024, "GitHub cuts {key} of {}", rule["id"]);
            }
            assert!(text(&rule["help"], "markdown").starts_with("# "));
            assert!(list(&rule["properties"], "tags").len() <= 10);
        }
        let results = list(run, "results");
        findings(name, report, results.len());
        let mut fingerprints = BTreeSet::new();
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(text(result, "ruleId"), text(&rules[index], "id"));
            let fingerprint = text(&result["partialFingerprints"], "ropa/v1");
            assert!(fingerprints.insert(fingerprint.to_owned()), "{fingerprint} twice in {name}");
            let place = &result["locations"][0]["physicalLocation"];
            assert_eq!(text(&place["artifactLocation"], "uriBaseId"), "%SRCROOT%");
            let uri = text(&place["artifactLocation"], "uri");
            assert!(!uri.starts_with(['/', '.']) && !uri.contains([' ', ',', ':']), "{uri}");
            let at = |key| place["region"][key].as_u64().unwrap();
            let (start, end) =
                ((at("startLine"), at("startColumn")), (at("endLine"), at("endColumn")));
            assert!(start.0 > 0 && start.1 > 0 && start <= end, "{place}");
        }
        let used: BTreeSet<_> = results.iter().map(|result| text(result, "ruleId")).collect();
        assert_eq!(used.len(), rules.len(), "a rule is listed once, and if it was found");
    });
}

#[test]
fn sarif_has_waivers_as_suppressions_and_fixes_as_fixes() {
    let log = json("policy", &report(root(), "policy", "sarif", true));
    let results = list(&log["runs"][0], "results");
    assert!(results.iter().any(|result| !list(result, "suppressions").is_empty()));
    let open = json("policy", &report(root(), "policy", "sarif", false));
    let open = list(&open["runs"][0], "results");
    assert!(open.iter().all(|result| list(result, "suppressions").is_empty()));

    let log = json("mistakes", &report(root(), "tests/ten-mistakes", "sarif", true));
    let fixes: Vec<&Value> = list(&log["runs"][0], "results")
        .iter()
        .filter(|result| result["ruleId"] == "unknown-key")
        .map(|result| &result["fixes"][0]["artifactChanges"][0]["replacements"][0])
        .collect();
    assert_eq!(fixes[0]["insertedContent"]["text"], "country", "{fixes:?}");
}

#[test]
fn a_text_is_no_placeholder_and_no_link_in_sarif() {
    let log = json(HOSTILE, &report(root(), HOSTILE, "sarif", true));
    let messages: String = list(&log["runs"][0], "results")
        .iter()
        .map(|result| text(&result["message"], "text"))
        .collect();
    assert!(messages.contains("[click\\](https://example.org) {{0}} {{{{x}}}}"), "{messages}");
}

#[test]
fn rdjson_is_valid_and_has_no_key_that_reviewdog_does_not_know() {
    /// Every table of the schema lets in any key: closed, it finds a misspelt one.
    fn close(schema: &mut Value) {
        match schema {
            Value::Object(table) => {
                if table.contains_key("properties") {
                    table.insert("additionalProperties".to_owned(), Value::Bool(false));
                }
                table.values_mut().for_each(close);
            }
            Value::Array(list) => list.iter_mut().for_each(close),
            _ => {}
        }
    }
    let mut schema = schema("rdjson.json");
    close(&mut schema);
    each("rdjson", |name, report| {
        let value = json(name, report);
        validate(name, &schema, &value);
        findings(name, report, list(&value, "diagnostics").len());
    });
    let mistakes = json("mistakes", &report(root(), "tests/ten-mistakes", "rdjson", true));
    let suggestion = &list(&mistakes, "diagnostics")[0]["suggestions"][0];
    assert_eq!(suggestion["text"], "country");
    assert_eq!(suggestion["range"]["start"]["line"], 4);
}

#[test]
fn code_quality_is_a_list_of_what_gitlab_reads() {
    each("gitlab", |name, report| {
        let items = json(name, report);
        let items = items.as_array().unwrap();
        findings(name, report, items.len());
        let mut fingerprints = BTreeSet::new();
        for item in items {
            let keys: Vec<&String> = item.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["description", "check_name", "fingerprint", "severity", "location"]);
            assert!(!text(item, "description").contains('\n'));
            text(item, "check_name");
            assert!(fingerprints.insert(text(item, "fingerprint")), "twice in {name}: {item}");
            assert!(["major", "minor", "info"].contains(&text(item, "severity")));
            assert!(!text(&item["location"], "path").starts_with(['/', '.']));
            assert!(item["location"]["lines"]["begin"].as_u64().unwrap() > 0);
        }
    });
}

#[test]
fn every_line_for_github_is_one_command_and_the_last_is_none() {
    each("github", |name, report| {
        let lines: Vec<&str> = report.lines().collect();
        let (summary, commands) = lines.split_last().unwrap();
        assert!(!summary.starts_with("::"), "{name}: {summary}");
        findings(name, report, commands.len());
        for line in commands {
            let rest = ["::error ", "::warning ", "::notice "]
                .iter()
                .find_map(|start| line.strip_prefix(start))
                .unwrap_or_else(|| panic!("{name}: {line}"));
            let (properties, message) = rest.split_once("::").unwrap();
            assert!(!message.is_empty());
            let names: Vec<&str> =
                properties.split(',').map(|property| property.split_once('=').unwrap().0).collect();
            let known = ["title", "file", "line", "endLine", "col", "endColumn"];
            assert!(names == known || names == known[..4], "{name}: {line}");
            let escapes = ["%25", "%0D", "%0A", "%3A", "%2C"];
            for (at, _) in line.match_indices('%') {
                assert!(escapes.contains(&&line[at..at + 3]), "{name}: {line}");
            }
        }
    });
}

/// The attributes of an element.
fn attributes(element: &quick_xml::events::BytesStart<'_>) -> BTreeMap<String, String> {
    element
        .attributes()
        .map(|attribute| {
            let attribute = attribute.unwrap();
            let key = attribute.key.as_ref().to_owned();
            (key, attribute.normalized_value(XmlVersion::Implicit1_0).unwrap().into_owned())
        })
        .collect()
}

#[test]
fn junit_is_well_formed_and_counts_right() {
    each("junit", |name, report| {
        // What XML 1.0 allows.
        assert!(
            report.chars().all(|char| matches!(char, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)),
            "{name}"
        );
        let mut reader = Reader::from_str(report);
        let (mut promised, mut seen) = (BTreeMap::new(), BTreeMap::new());
        let mut cases = BTreeSet::new();
        loop {
            let (element, is_start) = match reader.read_event().unwrap() {
                Event::Start(element) => (element, true),
                Event::Empty(element) => (element, false),
                Event::Eof => break,
                _ => continue,
            };
            let attributes = attributes(&element);
            let tag = element.name().as_ref().to_owned();
            match tag.as_str() {
                "testsuites" => {
                    for key in ["tests", "failures"] {
                        promised.insert(key, attributes[key].parse::<usize>().unwrap());
                    }
                }
                "testcase" => {
                    *seen.entry("tests").or_default() += 1;
                    let case = (attributes["classname"].clone(), attributes["name"].clone());
                    assert!(cases.insert(case.clone()), "{name} has {case:?} twice");
                }
                "failure" => *seen.entry("failures").or_default() += 1,
                "testsuite" => assert!(is_start, "{name} has a suite without a case"),
                "skipped" | "system-out" => {}
                other => panic!("{name} has <{other}>"),
            }
        }
        seen.entry("failures").or_default();
        assert_eq!(promised, seen, "{name}");
    });
}

/// By rule, the fingerprints of a register.
fn fingerprints(register: &Path) -> BTreeSet<String> {
    let log = report(register.parent().unwrap(), "policy", "sarif", false);
    let log = json("copy", &log);
    let results = list(&log["runs"][0], "results").iter();
    results.map(|result| text(&result["partialFingerprints"], "ropa/v1").to_owned()).collect()
}

#[test]
fn fingerprints_stay_when_lines_move() {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("policy");
    fs::create_dir(&copy).unwrap();
    let mut before = None;
    for lines in ["", "# one line more\n\n"] {
        for file in fs::read_dir(root().join("policy")).unwrap() {
            let file = file.unwrap().path();
            if file.extension().is_some_and(|extension| extension == "toml") {
                let moved = format!("{lines}{}", fs::read_to_string(&file).unwrap());
                fs::write(copy.join(file.file_name().unwrap()), moved).unwrap();
            }
        }
        let found = fingerprints(&copy);
        assert!(found.len() > 20);
        assert_eq!(
            &found,
            before.get_or_insert_with(|| found.clone()),
            "with {lines:?} before each file"
        );
    }
}
