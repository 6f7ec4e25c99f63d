//! One fact of an example changed: just the expected finding comes out, and no other. `tests/mutations.toml` is a
//! table that anybody can read and extend.
#![allow(clippy::disallowed_methods, reason = "a test reads the examples")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use chrono::NaiveDate;
use ropa::{
    law,
    lint::{self, Strictness},
    register::{self, paths::Paths},
    rules::Context,
    settings,
    source::{Layer, Sources},
};
use serde::Deserialize;

/// So many mutations the table holds at least.
const ENOUGH: usize = 40;

#[derive(Deserialize)]
struct Table {
    mutation: Vec<Mutation>,
}

/// One row.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutation {
    /// What was changed, in words.
    what: String,
    /// The folder below `examples`.
    register: String,
    /// The file in it that is changed, if the day alone is not it.
    file: Option<String>,
    /// What stands there, once.
    #[serde(default)]
    replace: String,
    /// What stands there instead.
    #[serde(default)]
    by: String,
    /// The day of judgement, if it is another.
    today: Option<NaiveDate>,
    /// Each finding, as its rule and the path of its entry.
    found: Vec<String>,
}

impl Mutation {
    /// The register as it is.
    fn none(register: &str) -> Self {
        Self {
            what: "nothing".to_owned(),
            register: register.to_owned(),
            file: None,
            replace: String::new(),
            by: String::new(),
            today: None,
            found: Vec::new(),
        }
    }
}

fn examples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// The files of a register: published documents are none.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
    {
        let path = entry.expect("an entry").path();
        if path.is_dir() && !path.ends_with("published") {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
}

/// The findings that stand, notes included.
fn findings(mutation: &Mutation) -> Vec<String> {
    let mut sources = Sources::default();
    let mut settings_file = None;
    let folder = examples().join(&mutation.register);
    let mut files = Vec::new();
    collect(&folder, &mut files);
    files.sort();
    let mut applied = mutation.file.is_none();
    for path in files {
        let name = path.strip_prefix(&folder).expect("found there");
        let name = name.to_str().expect("a plain name").replace('\\', "/");
        let mut text = fs::read_to_string(&path).expect("a text");
        if mutation.file.as_ref() == Some(&name) {
            assert_eq!(
                text.matches(&mutation.replace).count(),
                1,
                "{}: what is replaced stands once",
                mutation.what
            );
            text = text.replacen(&mutation.replace, &mutation.by, 1);
            applied = true;
        }
        let is_settings = name == "ropa.toml";
        let layer = if is_settings { Layer::Beside } else { Layer::Register };
        let file = sources.add(name, text.into_bytes(), layer);
        if is_settings {
            settings_file = Some(file);
        }
    }
    assert!(applied, "{}: there is no file {:?}", mutation.what, mutation.file);
    let (settings, mut found) =
        settings_file.map(|file| settings::read(&sources, file)).unwrap_or_default();
    law::add_to(&mut sources);
    let (register, more) = register::read(&sources);
    found.extend(more);
    let today = mutation.today.unwrap_or(NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day"));
    let cx = Context::new(&register, &settings, today);
    let all = lint::run(&sources, &register, &settings, &cx, found, Strictness::default());
    let mut paths = Paths::new(&sources);
    let standing = all.iter().filter(|finding| finding.waived.is_none());
    let mut lines: Vec<String> = standing
        .map(|finding| {
            let line = format!("{} {}", finding.rule.name, paths.of(finding.span()));
            line.trim_end().to_owned()
        })
        .collect();
    lines.sort();
    lines
}

/// What came with the change: an example may have a finding of its own.
fn added(before: &[String], mut after: Vec<String>) -> Vec<String> {
    for finding in before {
        if let Some(at) = after.iter().position(|other| other == finding) {
            after.remove(at);
        }
    }
    after
}

#[test]
fn each_changed_fact_yields_just_the_expected_finding() {
    let text = include_str!("mutations.toml");
    let table: Table = toml::from_str(text).expect("a table of mutations");
    assert!(table.mutation.len() >= ENOUGH, "only {} mutations", table.mutation.len());
    let mut untouched = BTreeMap::new();
    let mut wrong = Vec::new();
    for mutation in &table.mutation {
        assert!(!mutation.found.is_empty(), "{}: nothing is expected", mutation.what);
        let before = untouched
            .entry(mutation.register.clone())
            .or_insert_with(|| findings(&Mutation::none(&mutation.register)));
        let found = added(before, findings(mutation));
        if found != mutation.found {
            wrong.push(format!(
                "{} ({})\n  expected {:?}\n  found    {found:?}",
                mutation.what, mutation.register, mutation.found
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let registers = folders().count();
    assert_eq!(untouched.len(), registers, "every example is changed");
}

/// The folders of the examples.
fn folders() -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(examples()).expect("the examples");
    entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir())
}

#[test]
fn the_examples_themselves_are_clean() {
    for folder in folders() {
        let register = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let mutation = Mutation::none(&register);
        assert_eq!(findings(&mutation), mutation.found, "{}", mutation.register);
    }
}
