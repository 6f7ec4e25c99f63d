//! Findings as SARIF 2.1.0: what GitHub's code scanning asks for, and what the standard has a place for.
//!
//! Rules are those that were found: all of them, with their pages, would make every report a book.
//! `primaryLocationLineHash` is left to whoever uploads the report, and `automationDetails` too: a
//! repository may hold several registers, and only its workflow knows which one this is.

use std::io;

use indexmap::IndexMap;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use crate::{
    finding::{Edit, Finding, Rule},
    report::{
        Report,
        identity::{Identified, identified},
        told, write_json,
    },
    rules::family_of,
    source::{Span, Unit},
};

/// What may not stand in a URI as it is; a colon neither, or a file's name would begin a scheme.
const NOT_IN_PATH: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// One run; what is waived is in it, as suppressed.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let mut rules: IndexMap<&str, &Rule> = IndexMap::new();
    let results: Vec<Value> = identified(report)
        .iter()
        .map(|one| {
            let (index, _) = rules.insert_full(one.finding.rule.name, one.finding.rule);
            result(report, one, index)
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "ropa",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.values().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            } },
            // So count those who pay no heed to this key: the programs that show a report are of JavaScript or .NET.
            "columnKind": "utf16CodeUnits",
            "invocations": [{ "executionSuccessful": true }],
            "results": results,
        }],
    });
    write_json(&log, out)
}

fn descriptor(rule: &'static Rule) -> Value {
    let (title, why) = rule.opening();
    let cited: Vec<String> = rule.cited().collect();
    let explain = format!("`ropa explain {}` shows an example of it.", rule.name);
    let asked =
        if cited.is_empty() { String::new() } else { format!("Asked by {}. ", cited.join(", ")) };
    let help = format!("{why}\n\n{asked}{explain}");
    let tags: Vec<&str> = std::iter::once("privacy")
        .chain(family_of(rule).map(|family| family.name))
        .chain(cited.iter().map(String::as_str))
        // GitHub shows no more.
        .take(10)
        .collect();
    json!({
        "id": rule.name,
        "shortDescription": { "text": plain(title) },
        "fullDescription": { "text": plain(&why) },
        "help": { "text": plain(&help), "markdown": rule.docs },
        "defaultConfiguration": { "level": rule.level.name() },
        "properties": { "tags": tags },
    })
}

fn result(report: &Report<'_>, one: &Identified<'_>, rule_index: usize) -> Value {
    let finding = one.finding;
    let suppressions: Vec<Value> = finding
        .waived
        .iter()
        .map(|waived| {
            let why = format!("waiver `{}`: {}", waived.by, waived.reason);
            json!({ "kind": "external", "status": "accepted", "justification": why })
        })
        .collect();
    let mut result = json!({
        "ruleId": finding.rule.name,
        "ruleIndex": rule_index,
        "level": finding.level.name(),
        "message": { "text": message(finding) },
        "locations": [location(report, finding.span())],
        "partialFingerprints": { "ropa/v1": one.fingerprint },
        "suppressions": suppressions,
    });
    let related: Vec<Value> = report
        .further(finding)
        .map(|label| {
            let mut place = location(report, label.span);
            if !label.text.is_empty() {
                place["message"] = json!({ "text": plain(&label.text) });
            }
            place
        })
        .collect();
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(edit) = &finding.fix {
        result["fixes"] = json!([fix(report, edit)]);
    }
    result
}

/// The first sentence is what is wrong: where there is little room, only that is shown.
fn message(finding: &Finding) -> String {
    let mut lines = told(finding);
    lines[0].push('.');
    plain(&lines.join("\n"))
}

/// A text that stands for itself: braces are placeholders in SARIF, and `[words](address)` is a link
/// (§§ 3.11.5 and 3.11.6).
fn plain(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}").replace("](", "\\](")
}

fn fix(report: &Report<'_>, edit: &Edit) -> Value {
    json!({
        "description": { "text": plain(&format!("write `{}`", edit.text)) },
        "artifactChanges": [{
            "artifactLocation": artifact(report, edit.span),
            "replacements": [{
                "deletedRegion": region(report, edit.span),
                "insertedContent": { "text": edit.text },
            }],
        }],
    })
}

fn location(report: &Report<'_>, span: Span) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": artifact(report, span),
        "region": region(report, span),
    } })
}

fn region(report: &Report<'_>, span: Span) -> Value {
    let [start, end] = report.sources.region(span, Unit::Utf16);
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    })
}

/// A path from where ropa was run, which is the root of the repository for whoever uploads the report.
fn artifact(report: &Report<'_>, span: Span) -> Value {
    let path = &report.sources.file(span.file).path;
    let uri = utf8_percent_encode(path, NOT_IN_PATH).to_string();
    if path.starts_with('/') {
        json!({ "uri": format!("file://{uri}") })
    } else {
        json!({ "uri": uri, "uriBaseId": "%SRCROOT%" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        report::{
            Format,
            tests::{RULE, written},
        },
        source::{Layer, Sources},
    };

    #[test]
    fn a_path_is_a_uri_below_the_root_or_of_its_own() {
        let mut sources = Sources::default();
        for (path, expected) in [
            (
                "policy/æ b.toml",
                json!({ "uri": "policy/%C3%A6%20b.toml", "uriBaseId": "%SRCROOT%" }),
            ),
            ("c:d%.toml", json!({ "uri": "c%3Ad%25.toml", "uriBaseId": "%SRCROOT%" })),
            ("/srv/policy/a.toml", json!({ "uri": "file:///srv/policy/a.toml" })),
        ] {
            let file = sources.add(path, "x = 1\n".into(), Layer::Register);
            let finding = RULE.at(Span { file, start: 0, end: 1 }, "x");
            let log = written(Format::Sarif, &sources, &[finding]);
            let log: Value = serde_json::from_str(&log).unwrap();
            let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
            assert_eq!(place["artifactLocation"], expected);
        }
    }

    #[test]
    fn columns_are_those_of_utf_16() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "x = \"ø\u{10437}\" # y\n".into(), Layer::Register);
        let finding = RULE.at(Span { file, start: 4, end: 12 }, "x");
        let log = written(Format::Sarif, &sources, &[finding]);
        let log: Value = serde_json::from_str(&log).unwrap();
        assert_eq!(log["runs"][0]["columnKind"], "utf16CodeUnits");
        let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
        let expected = json!({ "startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 10 });
        assert_eq!(place["region"], expected);
    }

    #[test]
    fn a_text_is_no_placeholder_and_no_link() {
        assert_eq!(plain("[a](b) {0} {{x}} [c]"), "[a\\](b) {{0}} {{{{x}}}} [c]");
    }
}
