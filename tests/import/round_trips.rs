//! Out and in again: what a format can hold comes back.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write as _,
    fs,
    path::PathBuf,
    sync::Arc,
};

use proptest::{collection::vec, prelude::*, sample::subsequence};
use ropa::{
    document::Documents,
    export::{self, Notation},
    import::Format,
    language::Language,
    law,
    register::{self, Register, entry::Vocabulary},
    render,
    settings::{Edition, Settings},
    source::{Layer, Sources},
    view::{
        View,
        build::{self, Asked},
    },
};

use crate::{imported, is_whole, read};

/// Every example with the texts of its files.
fn examples() -> Vec<(String, Sources)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
    let mut folders: Vec<PathBuf> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    let mut examples = Vec::new();
    for folder in folders.into_iter().filter(|folder| folder.is_dir()) {
        let mut sources = law::sources();
        let mut files: Vec<PathBuf> =
            fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        for file in files {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if file.extension().is_some_and(|ending| ending == "toml") && name != "ropa.toml" {
                sources.add(name, fs::read(&file).unwrap(), Layer::Register);
            }
        }
        examples.push((folder.file_name().unwrap().to_string_lossy().into_owned(), sources));
    }
    assert!(examples.len() > 4);
    examples
}

fn view(register: &Register) -> View {
    let language = Language::of("en").unwrap();
    build::build(
        register,
        &Settings::default(),
        &language,
        &Asked::plain("record", Edition::Internal),
    )
}

/// What is said of a purpose, as sets: the ids of its people, data and bases, who gets the data, and its periods.
#[derive(Clone, Debug, Default, PartialEq)]
struct Facts {
    people: BTreeSet<String>,
    data: BTreeSet<String>,
    bases: BTreeSet<String>,
    recipients: BTreeSet<String>,
    periods: BTreeSet<String>,
}

fn facts(register: &Register) -> BTreeMap<String, Facts> {
    let view = view(register);
    let last = |entry: &String| entry.rsplit('.').next().unwrap().to_owned();
    view.purposes()
        .map(|purpose| {
            let limits = purpose.retention.items.iter().flat_map(|one| &one.limits);
            let facts = Facts {
                people: purpose.data_subjects.items.iter().map(|one| last(&one.entry)).collect(),
                data: purpose.personal_data.items.iter().map(|one| last(&one.entry)).collect(),
                bases: purpose.legal_bases.items.iter().map(|one| last(&one.entry)).collect(),
                recipients: purpose.recipients.items.iter().map(|one| one.name.clone()).collect(),
                periods: limits.map(|limit| limit.words.clone()).collect(),
            };
            (purpose.name.clone(), facts)
        })
        .collect()
}

/// Everything, key by key: the register that comes back is exported to the same bytes.
#[test]
fn the_whole_register_comes_back_from_json() {
    for (name, sources) in examples() {
        let register = register::read(&sources).0;
        let text = export::json(&register, &sources, "en").text;
        let imported = imported(Format::Json, text.as_bytes()).unwrap();
        let draft = imported.draft.text();
        let mut again = law::sources();
        again.add("register.toml".to_owned(), draft.clone().into_bytes(), Layer::Register);
        let (register, findings) = register::read(&again);
        assert!(findings.is_empty(), "{name}: {findings:#?}");
        let (before, after): (serde_json::Value, serde_json::Value) = (
            serde_json::from_str(&text).unwrap(),
            serde_json::from_str(&export::json(&register, &again, "en").text).unwrap(),
        );
        assert_eq!(before, after, "{name}");
    }
}

/// Real registers say much that a format has no place for: of these each purpose comes back with its bases, and with
/// some data where it had some. The property below compares all of what a format holds.
fn comes_back(name: &str, before: &Register, format: Format, bytes: &[u8]) {
    let imported = imported(format, bytes).unwrap();
    is_whole(&imported);
    let after = facts(&read(&imported.draft.text()).0);
    for (purpose, before) in facts(before) {
        let Some(found) = after.get(&purpose) else {
            panic!("{name}: {format:?}: {purpose} did not come back: {:?}", after.keys());
        };
        assert_eq!(found.bases, before.bases, "{name}: {format:?}: the bases of {purpose}");
        assert_eq!(found.data.is_empty(), before.data.is_empty(), "{name}: {format:?}: {purpose}");
    }
}

#[test]
fn what_dpv_fides_and_tables_hold_comes_back() {
    for (name, sources) in examples() {
        let register = register::read(&sources).0;
        let view = view(&register);
        for notation in [Notation::Turtle, Notation::JsonLd] {
            let text = export::dpv(&view, &register, notation).text;
            comes_back(&name, &register, Format::Dpv, text.as_bytes());
        }
        let text = export::fides(&view, &register).text;
        comes_back(&name, &register, Format::Fides, text.as_bytes());
        if let Ok(exported) = export::tilt(&view, &register) {
            comes_back(&name, &register, Format::Tilt, exported.text.as_bytes());
        }
    }
}

/// As `ropa export csv` and `xlsx` print it: the record's table, in the plain layout.
#[test]
fn what_the_table_of_a_record_holds_comes_back() {
    for (name, sources) in examples() {
        let register = register::read(&sources).0;
        let language = Arc::new(Language::of("en").unwrap());
        let documents = Documents::new(&Arc::new(view(&register)), &language, &Arc::default());
        let made = documents.make("record");
        for (format, imported_as) in
            [(render::Format::Csv, Format::Csv), (render::Format::Xlsx, Format::Xlsx)]
        {
            let bytes = format.render(&made).unwrap();
            comes_back(&name, &register, imported_as, &bytes);
        }
    }
}

const PEOPLE: [&str; 6] = ["customer", "employee", "applicant", "subscriber", "member", "patient"];
const DATA: [&str; 8] =
    ["name", "email", "phone", "postal-address", "date-of-birth", "bank-account", "cv", "health"];
const BASES: [&str; 6] = [
    "consent",
    "contract",
    "legal-obligation",
    "vital-interests",
    "public-task",
    "legitimate-interests",
];
const PERIODS: [&str; 6] = [
    "5 years after contract-end",
    "30 days",
    "at most 6 months after last-purchase",
    "2 weeks after unsubscribed",
    "1 year after employment-end",
    "until consent-withdrawn",
];
const RECIPIENTS: [(&str, &str, &str); 3] =
    [("acme", "Acme Inc.", "US"), ("brio", "Brio GmbH", "DE"), ("cairn", "Cairn Ltd", "IE")];
const PURPOSES: [&str; 3] = ["Deliveries", "Letters to the house", "Wages"];

fn some(all: &'static [&'static str], least: usize) -> impl Strategy<Value = Vec<&'static str>> {
    subsequence(all, least..=3)
}

prop_compose! {
    /// A purpose of what every format has a place for.
    fn purpose()(
        people in some(&PEOPLE, 1),
        data in some(&DATA, 1),
        bases in some(&BASES, 1),
        periods in some(&PERIODS, 0),
        recipients in subsequence(&RECIPIENTS[..], 0..=2),
    ) -> String {
        let mut text = format!("data-subjects = {people:?}\npersonal-data = {data:?}\nlegal-basis = {bases:?}\n");
        for (at, period) in periods.iter().enumerate() {
            let _ = writeln!(text, "retention.r{at}.keep = {period:?}");
        }
        let recipients: Vec<_> = recipients.iter().map(|(id, ..)| id).collect();
        if !recipients.is_empty() {
            let _ = writeln!(text, "recipients = {recipients:?}");
        }
        text
    }
}

prop_compose! {
    fn register()(purposes in vec(purpose(), 1..=3)) -> String {
        let mut text = "[organisation]\nname = \"Otter Books Ltd\"\naddress = [\"1 Weir Lane\", \"Galway\"]\ncountry = \"IE\"\n\
                        email = \"books@otter.example\"\n\n[version.\"2026-11-24\"]\nchanges = \"First\"\n".to_owned();
        for (id, name, country) in RECIPIENTS {
            let _ = writeln!(text, "\n[recipient.{id}]\nname = {name:?}\nrole = \"processor\"\ncountry = {country:?}");
        }
        for (purpose, name) in purposes.iter().zip(PURPOSES) {
            let id = name.to_lowercase().replace(' ', "-");
            let _ = writeln!(text, "\n[purpose.{id}]\nname = {name:?}\n{purpose}");
        }
        text
    }
}

/// The term of Fides for each id: several of ropa's may share one, and Fides tells them apart no more.
fn in_fides(register: &Register, facts: &Facts) -> Facts {
    let term = |vocabulary: Option<&Vocabulary>, id: &String| {
        vocabulary
            .and_then(|known| known.fides.get())
            .map_or_else(|| id.clone(), ToString::to_string)
    };
    let data = facts.data.iter();
    let data = data.map(|id| {
        term(register.personal_data.get(id).and_then(|one| one.shared.vocabulary.get()), id)
    });
    let people = facts.people.iter();
    let people = people.map(|id| {
        term(register.data_subjects.get(id).and_then(|one| one.shared.vocabulary.get()), id)
    });
    Facts { data: data.collect(), people: people.collect(), ..facts.clone() }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    /// All that a format has a place for is the same after a journey out and in.
    #[test]
    fn what_a_format_holds_is_the_same_after_a_round_trip(text in register()) {
        let (before, findings) = read(&text);
        prop_assert!(findings.is_empty(), "{findings:?}");
        let view = view(&before);
        let english = Arc::new(Language::of("en").unwrap());
        let documents = Documents::new(&Arc::new(view.clone()), &english, &Arc::default());
        let record = documents.make("record");
        let out: [(Format, Vec<u8>); 6] = [
            (Format::Dpv, export::dpv(&view, &before, Notation::Turtle).text.into_bytes()),
            (Format::Dpv, export::dpv(&view, &before, Notation::JsonLd).text.into_bytes()),
            (Format::Fides, export::fides(&view, &before).text.into_bytes()),
            (Format::Tilt, export::tilt(&view, &before).unwrap().text.into_bytes()),
            (Format::Csv, render::Format::Csv.render(&record).unwrap()),
            (Format::Xlsx, render::Format::Xlsx.render(&record).unwrap()),
        ];
        for (format, bytes) in out {
            let draft = imported(format, &bytes).unwrap().draft.text();
            let register = read(&draft).0;
            let after = facts(&register);
            for (purpose, mut wanted) in facts(&before) {
                let Some(mut found) = after.get(&purpose).cloned() else {
                    return Err(TestCaseError::fail(format!("{format:?}: {purpose} is not there\n{draft}")));
                };
                match format {
                    // It has no place for whose data they are.
                    Format::Tilt => wanted.people = found.people.clone(),
                    Format::Fides => (wanted, found) = (in_fides(&before, &wanted), in_fides(&register, &found)),
                    _ => {}
                }
                prop_assert_eq!(found, wanted, "{:?}: {}\n{}", format, purpose, draft);
            }
        }
    }
}
