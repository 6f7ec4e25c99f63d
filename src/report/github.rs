//! Findings as commands of a GitHub workflow, which shows them beside the lines of a change.
//! Escapes are those of `@actions/core`; GitHub shows ten errors and ten warnings of a step.

use std::{fmt::Write as _, io};

use crate::{
    finding::{Finding, Level},
    report::{Report, told},
    source::Unit,
};

/// `::error title=RULE,file=PATH,line=7,…::MESSAGE`, a line each; then the summary, which is no command.
/// What is waived is left out.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    for finding in report.standing() {
        let command = match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "notice",
        };
        let message = escaped(&told(finding).join("\n"));
        writeln!(out, "::{command} {}::{message}", properties(report, finding))?;
    }
    writeln!(out, "{}", report.summary())
}

fn properties(report: &Report<'_>, finding: &Finding) -> String {
    let path = &report.sources.file(finding.span().file).path;
    let [start, end] = report.sources.region(finding.span(), Unit::Characters);
    let mut properties = format!("title={},file={}", property(finding.rule.name), property(path));
    write!(properties, ",line={},endLine={}", start.line, end.line).expect("a string");
    // Columns that belong to two lines are refused.
    if start.line == end.line {
        write!(properties, ",col={},endColumn={}", start.column, end.column).expect("a string");
    }
    properties
}

fn escaped(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escaped(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        report::{
            Format,
            tests::{RULE, written},
        },
        source::{Layer, Sources, Span},
    };

    /// What `escapeData` and `escapeProperty` of `@actions/core` 3.0.1 (`lib/command.js`) give.
    const ESCAPES: &[(&str, &str, &str)] = &[
        ("plain", "plain", "plain"),
        ("100% of it", "100%25 of it", "100%25 of it"),
        ("%0A", "%250A", "%250A"),
        ("a\r\nb\nc", "a%0D%0Ab%0Ac", "a%0D%0Ab%0Ac"),
        ("a,b:c", "a,b:c", "a%2Cb%3Ac"),
        ("::error::x", "::error::x", "%3A%3Aerror%3A%3Ax"),
        ("\u{f8}\u{10437}", "\u{f8}\u{10437}", "\u{f8}\u{10437}"),
    ];

    #[test]
    fn escapes_are_those_of_the_runner() {
        for (text, data, prop) in ESCAPES {
            assert_eq!((escaped(text).as_str(), property(text).as_str()), (*data, *prop));
        }
    }

    #[test]
    fn a_finding_is_one_command_whatever_its_text_holds() {
        let mut sources = Sources::default();
        let file = sources.add("a,b:c.toml", "[purpose.x]\n".into(), Layer::Register);
        let finding = RULE
            .at(Span { file, start: 9, end: 10 }, "100% `x\n::error::` is unknown")
            .label("did you mean `y`?")
            .help("write it\n::set-output::");
        let spread = RULE.at(Span { file, start: 0, end: 12 }, "so long").weighing(Level::Note);
        assert_eq!(
            written(Format::Github, &sources, &[finding, spread]),
            "::error title=missing-legal-basis,file=a%2Cb%3Ac.toml,line=1,endLine=1,col=10,endColumn=11\
             ::100%25 `x␊::error::` is unknown%0Adid you mean `y`?%0Awrite it%0A::set-output::\
             %0Aasked by Art. 6(1), Art. 13(1)(c), ePrivacy 5(3)\n\
             ::notice title=missing-legal-basis,file=a%2Cb%3Ac.toml,line=1,endLine=2::so long\
             %0Aasked by Art. 6(1), Art. 13(1)(c), ePrivacy 5(3)\n\
             1 error, 1 note\n",
        );
    }
}
