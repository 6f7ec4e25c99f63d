//! Findings as a JUnit report, which every system of continuous integration can show: a suite a file,
//! a case an entry and rule. An error is a failure, what is waived is skipped, a warning or note is
//! printed by a case that passes.

use std::io;

use indexmap::IndexMap;
use quick_xml::{Writer, events::BytesText};

use crate::{
    finding::{Finding, Level},
    report::{
        Report, concise,
        identity::{Identified, identified},
        told, visible,
    },
    source::{FileId, Layer},
};

/// What was found of one rule in one entry; never empty.
type Case<'r> = Vec<&'r Identified<'r>>;
/// By entry and rule.
type Suite<'r> = IndexMap<(&'r str, &'static str), Case<'r>>;

/// What a case came to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Failed,
    Skipped,
    Passed,
}

/// Every file that was read, also one in which nothing is found.
pub(super) fn write(report: &Report<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let all = identified(report);
    let read = report.sources.iter().filter(|(_, file)| file.layer != Layer::Law);
    let mut suites: IndexMap<FileId, Suite<'_>> =
        read.map(|(file, _)| (file, Suite::new())).collect();
    for one in &all {
        let suite = suites.entry(one.finding.span().file).or_default();
        suite.entry((&one.entry, one.finding.rule.name)).or_default().push(one);
    }

    let cases = || suites.values().flat_map(Suite::values);
    let tests = suites.values().map(tests).sum::<usize>().to_string();
    let failures = count(cases(), Outcome::Failed).to_string();
    writeln!(out, r#"<?xml version="1.0" encoding="UTF-8"?>"#)?;
    let mut xml = Writer::new_with_indent(out, b' ', 2);
    let attributes = [("name", "ropa check"), ("tests", &tests), ("failures", &failures)];
    xml.create_element("testsuites").with_attributes(attributes).write_inner_content(|xml| {
        for (file, suite) in &suites {
            write_suite(report, *file, suite, xml)?;
        }
        Ok(())
    })?;
    writeln!(xml.get_mut())
}

type Xml<'w> = Writer<&'w mut dyn io::Write>;

fn write_suite(
    report: &Report<'_>,
    file: FileId,
    suite: &Suite<'_>,
    xml: &mut Xml<'_>,
) -> io::Result<()> {
    let path = visible(&report.sources.file(file).path);
    let (tests, failures, skipped) = (
        tests(suite).to_string(),
        count(suite.values(), Outcome::Failed).to_string(),
        count(suite.values(), Outcome::Skipped).to_string(),
    );
    let attributes = [
        ("name", &*path),
        ("tests", &tests),
        ("failures", &failures),
        ("errors", "0"),
        ("skipped", &skipped),
    ];
    xml.create_element("testsuite").with_attributes(attributes).write_inner_content(|xml| {
        if suite.is_empty() {
            let attributes = [("classname", &*path), ("name", "nothing found")];
            xml.create_element("testcase").with_attributes(attributes).write_empty()?;
        }
        for ((entry, rule), case) in suite {
            let entry = if entry.is_empty() { path.clone() } else { visible(entry) };
            let attributes = [("classname", &*entry), ("name", rule)];
            xml.create_element("testcase")
                .with_attributes(attributes)
                .write_inner_content(|xml| write_case(report, case, xml))?;
        }
        Ok(())
    })?;
    Ok(())
}

fn write_case(report: &Report<'_>, case: &Case<'_>, xml: &mut Xml<'_>) -> io::Result<()> {
    let standing: Vec<&Finding> = standing(case).collect();
    let text: Vec<String> = standing.iter().map(|finding| at_length(report, finding)).collect();
    let text = text.join("\n\n");
    match outcome(case) {
        Outcome::Failed => {
            let rule = case[0].finding.rule.name;
            let message = match standing[..] {
                [one] => visible(&one.message).into_owned(),
                _ => format!("{} findings", standing.len()),
            };
            xml.create_element("failure")
                .with_attributes([("type", rule), ("message", &message)])
                .write_text_content(BytesText::new(&text))?;
        }
        Outcome::Passed => {
            xml.create_element("system-out").write_text_content(BytesText::new(&text))?;
        }
        Outcome::Skipped => {
            let waived = case[0].finding.waived.as_ref().expect("it is skipped for that");
            let message = format!("waived by {}: {}", visible(&waived.by), visible(&waived.reason));
            xml.create_element("skipped").with_attribute(("message", &*message)).write_empty()?;
        }
    }
    Ok(())
}

/// A finding with its place, as grep knows it, and all that is told of it.
fn at_length(report: &Report<'_>, finding: &Finding) -> String {
    let further = told(finding).split_off(1);
    std::iter::once(concise::line(report, finding)).chain(further).collect::<Vec<_>>().join("\n")
}

fn standing<'r>(case: &'r Case<'r>) -> impl Iterator<Item = &'r Finding> {
    case.iter().map(|one| one.finding).filter(|finding| finding.waived.is_none())
}

fn outcome(case: &Case<'_>) -> Outcome {
    match standing(case).map(|finding| finding.level).max() {
        None => Outcome::Skipped,
        Some(Level::Error) => Outcome::Failed,
        Some(Level::Warning | Level::Note) => Outcome::Passed,
    }
}

fn count<'r>(cases: impl Iterator<Item = &'r Case<'r>>, wanted: Outcome) -> usize {
    cases.filter(|case| outcome(case) == wanted).count()
}

/// A suite without a case would say that nothing was looked at.
fn tests(suite: &Suite<'_>) -> usize {
    suite.len().max(1)
}
