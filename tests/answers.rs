//! What holds for which datum of whom: every page of `tests/answers/` is a table of cases that anybody can read
//! and extend. A case is a heading, a register, and one question a line with its answer.
#![allow(clippy::disallowed_methods, reason = "a test reads its pages")]

use std::{fmt::Write as _, fs, path::Path};

use libtest_mimic::{Arguments, Failed, Trial};
use ropa::{
    law,
    lint::{self, Strictness},
    register::{
        self, Register,
        answers::{Answers, Case, Cell, GivenBy, Processing, Resolution},
        keys::Keys,
        text::Text,
        uses::{Kind, Use},
    },
    rules::Context,
    settings::Settings,
    source::{Layer, Sources},
};

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/answers");
    let mut pages: Vec<_> = fs::read_dir(folder)
        .expect("the pages")
        .map(|entry| entry.expect("a page").path())
        .collect();
    pages.sort();
    let mut trials = Vec::new();
    for page in pages {
        let text = fs::read_to_string(&page).expect("a page is text");
        for case in cases(&text) {
            let stem = page.file_stem().expect("a name").to_string_lossy();
            trials.push(Trial::test(format!("{stem}: {}", case.name), move || run(&case)));
        }
    }
    let count = trials.len();
    trials.push(Trial::test("there are at least forty cases", move || {
        if count >= 40 { Ok(()) } else { Err(format!("only {count} were found").into()) }
    }));
    libtest_mimic::run(&arguments, trials).exit();
}

struct Written {
    name: String,
    /// Each with its layer.
    files: Vec<(String, Layer)>,
    /// Question and answer.
    expected: Vec<(String, String)>,
}

/// `## name`, then fences: `toml` (the register), `toml shared`, and `answers`.
fn cases(page: &str) -> Vec<Written> {
    let mut found: Vec<Written> = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        if let Some(name) = line.strip_prefix("## ") {
            found.push(Written { name: name.to_owned(), files: vec![], expected: vec![] });
        }
        let Some(fence) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let case = found.last_mut().expect("a fence stands below a heading");
        match fence {
            "toml" => case.files.push((body.join("\n"), Layer::Register)),
            "toml shared" => case.files.push((body.join("\n"), Layer::Shared(0))),
            "answers" => case.expected.extend(body.iter().map(|line| {
                let (question, answer) =
                    line.split_once(" → ").unwrap_or_else(|| panic!("no arrow in {line:?}"));
                (question.trim().to_owned(), answer.trim().to_owned())
            })),
            other => panic!("`{other}` is no fence of a case"),
        }
    }
    found
}

fn run(case: &Written) -> Result<(), Failed> {
    let mut sources = Sources::default();
    for (at, (text, layer)) in case.files.iter().enumerate() {
        sources.add(format!("{at}.toml"), text.clone().into_bytes(), *layer);
    }
    law::add_to(&mut sources);
    let (register, found) = register::read(&sources);
    let settings = Settings::default();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let cx = Context::new(&register, &settings, today);
    let findings = lint::run(&sources, &register, &settings, &cx, found, Strictness::default());
    // The reader has no fault to find; the law's demands are other tests' business.
    let faults = findings.iter().filter(|finding| {
        register::mistakes::RULES.iter().any(|rule| std::ptr::eq(*rule, finding.rule))
    });
    let faults: Vec<_> = faults.map(|finding| finding.message.as_str()).collect();
    if !faults.is_empty() {
        return Err(format!("could not be read: {faults:?}").into());
    }
    if case.expected.is_empty() {
        return Err("a case expects something".into());
    }
    let mut wrong = String::new();
    for (question, expected) in &case.expected {
        let answer = answer(&register, question);
        if answer != *expected {
            writeln!(wrong, "{question}\n  expected {expected}\n  found    {answer}")
                .expect("text");
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

/// Answers `key of datum of person`, `conflicts of key`, `unanswered key`, `reach of recipients.x`, `cells`;
/// each of the register's only purpose, or of `in ID`.
fn answer(register: &Register, question: &str) -> String {
    let (question, id) = match question.split_once(" in ") {
        Some((question, id)) => (question, Some(id)),
        None => (question, None),
    };
    let answers = Answers::new(register);
    if let Some(service) = id.and_then(|id| register.services.get(id)) {
        let service: &ropa::register::purposes::Service = service;
        let cells = answers.cells(service);
        let of = Processing::from(service);
        if let Some(name) = question.strip_prefix("reach of recipients.") {
            return reach(&answers, service.recipients.get(), name, &cells);
        }
        return match key_of(question) {
            "retention" => asked(question, &answers.retentions(of, &cells), &cells, |_| None),
            "legal-basis" => asked(question, &answers.legal_bases(of, &cells), &cells, |_| None),
            "cells" => listed(&cells, &(0..cells.len()).collect::<Vec<_>>()),
            other => panic!("a service is not asked for `{other}`"),
        };
    }
    let purpose = match id {
        Some(id) => register.purposes.get(id),
        None => register.purposes.iter().next(),
    };
    let purpose: &ropa::register::purposes::Purpose = purpose.expect("a purpose of this id");
    let cells = answers.cells(purpose);
    if let Some(name) = question.strip_prefix("reach of recipients.") {
        return reach(&answers, purpose.recipients.get(), name, &cells);
    }
    match key_of(question) {
        "retention" => asked(question, &answers.retentions(purpose, &cells), &cells, |datum| {
            datum.retention.value().map(|value| word(&value.said))
        }),
        "legal-basis" => asked(question, &answers.legal_bases(purpose, &cells), &cells, |_| None),
        "condition" => asked(question, &answers.conditions(purpose, &cells), &cells, |_| None),
        "provision" => asked(question, &answers.provisions(purpose, &cells), &cells, |datum| {
            datum.provision.value().map(|value| word(&value.said))
        }),
        "source" => asked(question, &answers.sources(purpose, &cells), &cells, |datum| {
            datum.source.value().map(|value| word(&value.said))
        }),
        "cells" => listed(&cells, &(0..cells.len()).collect::<Vec<_>>()),
        other => panic!("nothing is known of `{other}`"),
    }
}

fn key_of(question: &str) -> &str {
    let question = question.strip_prefix("conflicts of ").unwrap_or(question);
    let question = question.strip_prefix("unanswered ").unwrap_or(question);
    question.split(' ').next().expect("a question has words")
}

fn word<T>(said: &register::value::Said<T>) -> &'static str {
    match said {
        register::value::Said::None(_) => "none",
        register::value::Said::Unknown(_) => "unknown",
        register::value::Said::Undecided(_) => "undecided",
        _ => "something",
    }
}

fn asked<'r, K: Kind, O: Keys>(
    question: &str,
    resolution: &Resolution<'r, K, O>,
    cells: &[Cell<'r>],
    declared: fn(&register::personal_data::PersonalData) -> Option<&'static str>,
) -> String {
    if question.starts_with("conflicts of ") {
        let conflicts = resolution.conflicts.iter().map(|conflict| {
            let (one, other) = (conflict.one.key.as_str(), conflict.other.key.as_str());
            format!("{one} and {other} for {}", name(&cells[conflict.cell]))
        });
        return or_none(&conflicts.collect::<Vec<_>>());
    }
    if question.starts_with("unanswered ") {
        return listed(cells, &resolution.unanswered);
    }
    let (_, of) = question.split_once(' ').expect("`key of datum of person`");
    let at = cells.iter().position(|cell| format!("of {}", name(cell)) == of);
    let Some(at) = at else { return "not processed".into() };
    let mut found: Vec<String> = Vec::new();
    for answer in resolution.answers.iter().filter(|answer| answer.cells.contains(&at)) {
        let mut said = answer.member.key.as_str().to_owned();
        if let GivenBy::Datum(datum) = answer.given_by {
            write!(said, " by {}", datum.id).expect("text");
        }
        let case = in_words(answer.case);
        if !case.is_empty() {
            write!(said, " ({case})").expect("text");
        }
        found.push(said);
    }
    for instead in resolution.declared.iter().filter(|instead| instead.cells.contains(&at)) {
        let word = declared(instead.datum).expect("the datum declares it");
        found.push(format!("{word} by {}", instead.datum.id));
    }
    // What holds in a case comes before what holds else.
    found.sort_by_key(|said| !said.ends_with(')'));
    if found.is_empty() && !resolution.unanswered.contains(&at) {
        return "what the key says".into();
    }
    or_none(&found)
}

fn in_words(case: Case<'_>) -> String {
    let mut parts: Vec<String> =
        case.when().map(Text::any).map(str::to_owned).into_iter().collect();
    parts.extend(case.stages().iter().map(|stage| stage.word().to_owned()));
    parts.extend(case.countries().iter().map(ToString::to_string));
    parts.extend(case.controllers().iter().map(ToString::to_string));
    parts.join(", ")
}

fn reach<'r, O: Keys>(
    answers: &Answers<'r>,
    relation: Option<&'r register::uses::Relation<register::parties::Recipient, O>>,
    name: &str,
    cells: &[Cell<'r>],
) -> String {
    let uses = relation.into_iter().flat_map(|relation| &relation.uses);
    let member: Option<&Use<_, _>> = uses.map(|member| &**member).find(|member| member.key == name);
    let Some(member) = member else { return "no such use".into() };
    let table = &answers.register().recipients;
    let case = in_words(answers.region(table, member).case);
    let reached = listed(cells, &answers.reached(table, member, cells));
    if case.is_empty() { reached } else { format!("{reached} ({case})") }
}

fn name(cell: &Cell<'_>) -> String {
    format!("{} of {}", cell.datum, cell.person)
}

fn listed(cells: &[Cell<'_>], at: &[usize]) -> String {
    or_none(&at.iter().map(|at| name(&cells[*at])).collect::<Vec<_>>())
}

fn or_none(parts: &[String]) -> String {
    if parts.is_empty() { "nothing".into() } else { parts.join("; ") }
}
