//! One line a finding, in the form that editors, grep and people know from compilers.

use std::io;

use crate::{
    finding::Finding,
    report::{Report, visible},
};

/// A line each; what is waived is left out.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    report.standing().try_for_each(|finding| writeln!(out, "{}", line(report, finding)))
}

/// `path:line:column: level[rule] message`
pub(super) fn line(report: &Report<'_>, finding: &Finding) -> String {
    let span = finding.span();
    let path = visible(&report.sources.file(span.file).path);
    let at = report.sources.line_column(span.file, span.start);
    let (level, rule, message) =
        (finding.level.name(), finding.rule.name, visible(&finding.message));
    format!("{path}:{}:{}: {level}[{rule}] {message}", at.line, at.column)
}

#[cfg(test)]
mod tests {
    use crate::{
        report::{
            Format,
            tests::{RULE, written},
        },
        source::{Layer, Sources, Span},
    };

    #[test]
    fn a_finding_is_one_line_whatever_its_message_holds() {
        let mut sources = Sources::default();
        let file = sources.add("policy/a.toml", "[purpose.é]\n\tx = 1\n".into(), Layer::Register);
        let finding = RULE.at(Span { file, start: 14, end: 15 }, "`x\n::error::` is unknown");
        assert_eq!(
            written(Format::Concise, &sources, &[finding]),
            "policy/a.toml:2:2: error[missing-legal-basis] `x␊::error::` is unknown\n",
        );
    }
}
