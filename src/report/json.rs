//! Findings for programs. The shape is a promise: a key may be added, none changes its meaning
//! without a new `version`.

use std::io;

use serde::Serialize;

use crate::report::{
    Report,
    identity::{Identified, identified},
    is_unsafe,
};
use crate::source::Unit;

#[derive(Serialize)]
struct Findings<'a> {
    version: u8,
    findings: Vec<Item<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Item<'a> {
    rule: &'a str,
    level: &'a str,
    articles: Vec<String>,
    entry: Option<&'a str>,
    file: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    message: &'a str,
    help: Option<&'a str>,
    waived: Option<Waived<'a>>,
}

#[derive(Serialize)]
struct Waived<'a> {
    by: &'a str,
    reason: &'a str,
}

/// `{ "version": 1, "findings": [ … ] }`, what is waived included.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let all = identified(report);
    let findings = all.iter().map(|one| item(report, one)).collect();
    write_json(&Findings { version: 1, findings }, out)
}

fn item<'a>(report: &Report<'a>, one: &'a Identified<'a>) -> Item<'a> {
    let finding = one.finding;
    let [start, end] = report.sources.region(finding.span(), Unit::Characters);
    Item {
        rule: finding.rule.name,
        level: finding.level.name(),
        articles: finding.rule.cited().collect(),
        entry: Some(&*one.entry).filter(|path| !path.is_empty()),
        file: &report.sources.file(finding.span().file).path,
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        message: &finding.message,
        help: finding.help.as_deref(),
        waived: finding
            .waived
            .as_ref()
            .map(|waived| Waived { by: &waived.by, reason: &waived.reason }),
    }
}

/// Any value as indented JSON with a line feed at the end. What could steer a terminal is
/// written as `\u…`: the value is the same, and a terminal sees plain text.
pub fn write_json(value: &impl Serialize, out: &mut dyn io::Write) -> io::Result<()> {
    let text = serde_json::to_string_pretty(value)?;
    // Such a character can only stand inside a string; the layout's own line feeds stay.
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|char| char != '\n' && is_unsafe(char)) {
        out.write_all(&rest.as_bytes()[..at])?;
        let char = rest[at..].chars().next().expect("found there");
        for unit in char.encode_utf16(&mut [0; 2]) {
            write!(out, "\\u{unit:04x}")?;
        }
        rest = &rest[at + char.len_utf8()..];
    }
    writeln!(out, "{rest}")
}

#[cfg(test)]
mod tests {
    use crate::{
        finding::Waived,
        report::{
            Format,
            tests::{RULE, written},
        },
        source::{Layer, Sources, Span},
    };

    #[test]
    fn every_key_is_there_and_no_control_character_is_raw() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "x = 1\ny = 2\n".into(), Layer::Register);
        let message = "\u{202e}evil\u{9b}\u{e0041}\"";
        let mut finding = RULE.at(Span { file, start: 10, end: 11 }, message).help("write it");
        finding.waived = Some(Waived { by: "spring".into(), reason: "asked".into() });
        let text = written(Format::Json, &sources, &[finding]);
        assert!(!text.contains(|char| char != '\n' && super::is_unsafe(char)), "{text:?}");
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        let expected = serde_json::json!({ "version": 1, "findings": [{
            "rule": "missing-legal-basis",
            "level": "error",
            "articles": ["Art. 6(1)", "Art. 13(1)(c)", "ePrivacy 5(3)"],
            "entry": "y",
            "file": "a.toml",
            "line": 2,
            "column": 5,
            "end-line": 2,
            "end-column": 6,
            "message": message,
            "help": "write it",
            "waived": { "by": "spring", "reason": "asked" },
        }] });
        assert_eq!(value, expected);
    }
}
