//! How findings are shown: a format a file, and what the formats share.
//! Nothing is decided here: which findings there are, and at which level, is `lint`'s business.

pub mod changes;
mod concise;
pub mod facts;
mod github;
mod gitlab;
mod identity;
mod json;
mod junit;
mod rdjson;
mod sarif;
pub mod since;
mod terminal;

use std::{borrow::Cow, io};

use crate::{
    finding::{Finding, Label, Level},
    source::{Layer, Sources, is_printable},
};

pub use json::write_json;

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people: the lines of the register, what is wrong there, and what to write
    #[default]
    Terminal,
    /// For editors and grep: one line a finding
    Concise,
    /// For programs: everything that is known about each finding
    Json,
    /// For code scanning, as GitHub's: SARIF 2.1.0
    Sarif,
    /// For a GitHub workflow: its commands, shown beside the lines of a change
    Github,
    /// For a GitLab merge request: a Code Quality report
    Gitlab,
    /// For any continuous integration: JUnit XML
    Junit,
    /// For reviewdog, and so for other code reviews: rdjson
    Rdjson,
}

/// What was found, and what it takes to show it.
pub struct Report<'a> {
    /// The texts that the findings point into.
    pub sources: &'a Sources,
    /// In the order in which they are shown.
    pub findings: &'a [Finding],
    /// What was read, for the last line: `8 purposes read on 2026-11-24`.
    pub read: String,
    /// The columns of the terminal; `None` where there is none.
    pub width: Option<usize>,
}

impl Format {
    /// Writes the report; styles are ANSI sequences, which the stream at the edge may take out.
    pub fn write(self, report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Format::Terminal => terminal::write(report, out),
            Format::Concise => concise::write(report, out),
            Format::Json => json::write(report, out),
            Format::Sarif => sarif::write(report, out),
            Format::Github => github::write(report, out),
            Format::Gitlab => gitlab::write(report, out),
            Format::Junit => junit::write(report, out),
            Format::Rdjson => rdjson::write(report, out),
        }
    }
}

impl Report<'_> {
    /// What counts: everything but what is waived.
    fn standing(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.waived.is_none())
    }

    /// The further places of a finding that a reader of the user's files can go to.
    fn further<'f>(&self, finding: &'f Finding) -> impl Iterator<Item = &'f Label> {
        let is_there = |label: &&Label| self.sources.file(label.span.file).layer != Layer::Law;
        finding.labels[1..].iter().filter(is_there)
    }

    /// "2 errors, 1 warning; 3 waived", or that nothing was found.
    fn summary(&self) -> String {
        let counts: Vec<String> = [Level::Error, Level::Warning, Level::Note]
            .into_iter()
            .filter_map(|level| {
                let number = self.standing().filter(|finding| finding.level == level).count();
                (number > 0).then(|| count(number, level.name()))
            })
            .collect();
        let waived = self.findings.len() - self.standing().count();
        match (counts.is_empty(), waived) {
            (true, 0) => format!("nothing found: {}", self.read),
            (true, _) => format!("nothing found, {waived} waived: {}", self.read),
            (false, 0) => counts.join(", "),
            (false, _) => format!("{}; {waived} waived", counts.join(", ")),
        }
    }
}

/// All that is told of a finding, for where no lines of the register are shown: what is wrong, what to
/// write, who asks for it. At least one line; each is safe to print.
fn told(finding: &Finding) -> Vec<String> {
    let said = [&*finding.message, &finding.labels[0].text].into_iter();
    let help = finding.help.iter().flat_map(|help| help.split('\n'));
    let lines = said.chain(help).filter(|line| !line.is_empty());
    let mut lines: Vec<String> = lines.map(|line| visible(line).into_owned()).collect();
    let cited: Vec<String> = finding.rule.cited().collect();
    if !cited.is_empty() {
        lines.push(format!("asked by {}", cited.join(", ")));
    }
    lines
}

/// A number and a noun: "1 error", "2 errors". The noun's plural must be a plain -s.
pub fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// A text that cannot steer a terminal: control characters, line breaks among them, are shown as
/// their symbols, and what reverses or hides text as U+FFFD. One character stays one column.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let symbol = |char: char| match char {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(char)).expect("the block of symbols"),
        '\u{7f}' => '\u{2421}',
        char if is_unsafe(char) => char::REPLACEMENT_CHARACTER,
        char => char,
    };
    Cow::Owned(text.chars().map(symbol).collect())
}

/// Not even a line feed or a tab may stand in what is printed on one line.
fn is_unsafe(char: char) -> bool {
    matches!(char, '\n' | '\t') || !is_printable(char)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{
        finding::{Rule, Waived},
        source::{Layer, Span},
    };

    pub(crate) static RULE: Rule = Rule {
        name: "missing-legal-basis",
        level: Level::Error,
        articles: &["6(1)", "13(1)(c)", "ePrivacy 5(3)"],
        summary: "a purpose that names no legal basis",
        docs: "",
        since: "0.1",
        asks: &[],
        limit: None,
        fixed: false,
    };

    /// What a format makes of these findings.
    pub(crate) fn written(format: Format, sources: &Sources, findings: &[Finding]) -> String {
        let mut out = Vec::new();
        let report = Report {
            sources,
            findings,
            read: "8 purposes read on 2026-11-24".to_owned(),
            width: Some(80),
        };
        format.write(&report, &mut out).unwrap();
        anstream::adapter::strip_bytes(&out).into_vec().try_into().unwrap()
    }

    #[test]
    fn the_last_line_counts_what_stands_and_what_is_waived() {
        let mut sources = Sources::default();
        let file = sources.add("a.toml", b"a = 1".to_vec(), Layer::Register);
        let error = RULE.at(Span::start_of(file), "it lacks a basis");
        let mut warning = error.clone();
        warning.level = Level::Warning;
        let mut waived = error.clone();
        waived.waived = Some(Waived { by: "spring".into(), reason: "asked".into() });
        let last = |findings: &[Finding]| {
            let text = written(Format::Terminal, &sources, findings);
            text.lines()
                .find(|line| line.contains("found") || line.contains("error"))
                .unwrap()
                .to_owned()
        };
        assert_eq!(last(&[]), "nothing found: 8 purposes read on 2026-11-24");
        assert_eq!(
            last(&[waived.clone()]),
            "nothing found, 1 waived: 8 purposes read on 2026-11-24"
        );
        let report = written(Format::Terminal, &sources, &[error.clone(), error, warning, waived]);
        assert!(report.contains("\n2 errors, 1 warning; 1 waived\n"), "{report}");
    }

    #[test]
    fn nothing_that_steers_a_terminal_is_left() {
        assert_eq!(visible("plain, æøå, 漢字, 👩‍🔬"), "plain, æøå, 漢字, 👩‍🔬");
        assert_eq!(
            visible("a\u{1b}[31mb\nc\u{7f}\u{9b}1m\u{202e}d"),
            "a␛[31mb␊c␡\u{fffd}1m\u{fffd}d"
        );
    }
}
