//! A register with ten mistakes in three files: exactly those come out, in one run, and nothing that follows from them.
#![allow(clippy::disallowed_methods, reason = "a test reads its own files")]

use std::{fs, path::Path};

use ropa::{
    finding::Level,
    law,
    lint::{self, Strictness},
    register,
    rules::Context,
    settings::Settings,
    source::{Layer, Sources},
};

const FILES: [&str; 3] = ["organisation.toml", "purposes.toml", "recipients.toml"];

/// File and line, rule, and the words at the place of each finding.
fn found(texts: &[(&str, String)]) -> Vec<String> {
    let mut sources = Sources::default();
    for (name, text) in texts {
        sources.add(*name, text.clone().into_bytes(), Layer::Register);
    }
    law::add_to(&mut sources);
    let (register, found) = register::read(&sources);
    let settings = Settings::default();
    let today = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");
    let cx = Context::new(&register, &settings, today);
    let findings = lint::run(&sources, &register, &settings, &cx, found, Strictness::default());
    let counting = findings.iter().filter(|finding| finding.level > Level::Note);
    counting
        .map(|finding| {
            let span = finding.span();
            let line = sources.line_column(span.file, span.start).line;
            let (path, rule) = (&sources.file(span.file).path, finding.rule.name);
            format!("{path}:{line} {rule} {}", sources.text(span))
        })
        .collect()
}

fn texts() -> Vec<(&'static str, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ten-mistakes");
    let read = |name| fs::read_to_string(folder.join(name)).expect("a file of this test");
    FILES.iter().map(|name| (*name, read(name))).collect()
}

const OF_ORGANISATION: [&str; 3] = [
    "organisation.toml:4 unknown-key contry",
    "organisation.toml:20 unknown-word \"instructions-and-trainning\"",
    "organisation.toml:21 unused-entry shredder",
];

const OF_PURPOSES: [&str; 4] = [
    "purposes.toml:9 ill-formed-id Newsletter",
    "purposes.toml:15 unreadable-term \"untill consent-withdrawn\"",
    "purposes.toml:17 missing-legal-basis races",
    "purposes.toml:24 unknown-table trackers",
];

const OF_RECIPIENTS: [&str; 2] =
    ["recipients.toml:16 wrong-shape \"2026-03-10\"", "recipients.toml:23 duplicate-entry races"];

/// Whether an id is known is asked over all files.
const OF_ALL: &str = "purposes.toml:4 unknown-reference \"emial\"";

#[test]
fn each_mistake_comes_out_and_nothing_that_follows_from_it() {
    let [first, others @ ..] = OF_PURPOSES;
    let expected = [&OF_ORGANISATION[..], &[OF_ALL, first], &others, &OF_RECIPIENTS[..]].concat();
    assert_eq!(expected.len(), 10);
    assert_eq!(found(&texts()), expected);
}

#[test]
fn a_mistake_in_the_syntax_hides_its_own_file_and_no_other() {
    let mut texts = texts();
    // A quote is forgotten. What nothing refers to, and which ids there are, is not known now.
    texts[1].1 = texts[1].1.replace("name = \"Newsletter\"", "name = \"Newsletter");
    let of_organisation = &OF_ORGANISATION[..2];
    let expected = [of_organisation, &["purposes.toml:10 syntax "], &OF_RECIPIENTS[..]].concat();
    assert_eq!(found(&texts), expected);
}

#[test]
fn mended_nothing_is_found() {
    let mut texts = texts();
    for (file, wrong, right) in [
        (0, "contry", "country"),
        (0, "trainning", "training"),
        (0, "shredder = { name = \"Paper is shredded\" }\n", ""),
        (1, "emial", "email"),
        (1, "[purpose.Newsletter]", "[purpose.newsletter]"),
        (1, "untill ", "until "),
        (
            1,
            "provision = \"voluntary\"\nretention = \"1 year",
            "legal-basis.consent = { given = \"you ask for it\", withdrawal = \"write to us\", proof = \"the mail\" }\nprovision = \"voluntary\"\nretention = \"1 year",
        ),
        (
            1,
            "[trackers.basket]\ntechnique = \"cookie\"\n",
            "[version.2026-11-01]\nchanges = \"First edition\"\n",
        ),
        (2, "date = \"2026-03-10\"", "date = 2026-03-10"),
        (2, "[purpose.races]\nname = \"Races\"\n", ""),
    ] {
        assert!(texts[file].1.contains(wrong), "{wrong}");
        texts[file].1 = texts[file].1.replace(wrong, right);
    }
    assert_eq!(found(&texts), Vec::<String>::new());
}
