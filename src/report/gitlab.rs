//! Findings as GitLab's Code Quality report: a list of which a merge request shows what is new.

use std::io;

use serde_json::{Value, json};

use crate::{
    finding::Level,
    report::{Report, identity::identified, visible, write_json},
};

/// One object a finding; what is waived is left out.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let all = identified(report);
    let standing = all.iter().filter(|one| one.finding.waived.is_none());
    let items: Vec<Value> = standing
        .map(|one| {
            let (finding, span) = (one.finding, one.finding.span());
            json!({
                "description": visible(&finding.message),
                "check_name": finding.rule.name,
                "fingerprint": one.fingerprint,
                "severity": severity(finding.level),
                "location": {
                    "path": report.sources.file(span.file).path,
                    "lines": { "begin": report.sources.line_column(span.file, span.start).line },
                },
            })
        })
        .collect();
    write_json(&items, out)
}

/// Nothing here is `critical` or `blocker`: how grave an offence is, an authority decides.
fn severity(level: Level) -> &'static str {
    match level {
        Level::Error => "major",
        Level::Warning => "minor",
        Level::Note => "info",
    }
}
