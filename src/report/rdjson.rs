//! Findings as reviewdog's `DiagnosticResult`, which any code review can be given. Columns count bytes.

use std::io;

use serde_json::{Value, json};

use crate::{
    finding::{Finding, Level},
    report::{Report, told, write_json},
    source::{Span, Unit},
};

/// All findings in one object; what is waived is left out.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let diagnostics: Vec<Value> =
        report.standing().map(|finding| diagnostic(report, finding)).collect();
    write_json(&json!({ "source": { "name": "ropa" }, "diagnostics": diagnostics }), out)
}

fn diagnostic(report: &Report<'_>, finding: &Finding) -> Value {
    let severity = match finding.level {
        Level::Error => "ERROR",
        Level::Warning => "WARNING",
        Level::Note => "INFO",
    };
    let mut diagnostic = json!({
        "message": told(finding).join("\n"),
        "location": location(report, finding.span()),
        "severity": severity,
        "code": { "value": finding.rule.name },
    });
    if let Some(fix) = &finding.fix {
        diagnostic["suggestions"] = json!([{ "range": range(report, fix.span), "text": fix.text }]);
    }
    let related: Vec<Value> = report
        .further(finding)
        .map(|label| json!({ "message": label.text, "location": location(report, label.span) }))
        .collect();
    if !related.is_empty() {
        diagnostic["related_locations"] = related.into();
    }
    diagnostic
}

fn location(report: &Report<'_>, span: Span) -> Value {
    json!({ "path": report.sources.file(span.file).path, "range": range(report, span) })
}

fn range(report: &Report<'_>, span: Span) -> Value {
    let [start, end] = report
        .sources
        .region(span, Unit::Bytes)
        .map(|at| json!({ "line": at.line, "column": at.column }));
    json!({ "start": start, "end": end })
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
    fn columns_count_bytes_and_ropas_own_files_are_no_place_to_go_to() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", "x = \"ø\u{10437}\" # y\n".into(), Layer::Register);
        let law = sources.add("<ropa>/laws.toml", "y = 1\n".into(), Layer::Law);
        let span = Span { file, start: 4, end: 12 };
        let finding = RULE.at(span, "x").also(Span { file: law, start: 0, end: 1 }, "so");
        let finding = finding.also(span, "here").fix(span, "1");
        let text = written(Format::Rdjson, &sources, &[finding]);
        let value: Value = serde_json::from_str(&text).unwrap();
        let range =
            json!({ "start": { "line": 1, "column": 5 }, "end": { "line": 1, "column": 13 } });
        let one = &value["diagnostics"][0];
        assert_eq!(one["location"]["range"], range);
        assert_eq!(one["suggestions"], json!([{ "range": range, "text": "1" }]));
        let location = json!({ "path": "a.toml", "range": range });
        let related = json!([{ "message": "here", "location": location }]);
        assert_eq!(one["related_locations"], related);
    }
}
