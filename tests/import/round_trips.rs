//! Out and in again: what a format can hold comes back.

use std::{collections::BTreeMap, fs, path::PathBuf, sync::Arc};

use ropa::{
    document::Documents,
    export::{self, dpv::Notation},
    import::Format,
    language::Language,
    law,
    register::{self, Register},
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

/// What comes back of each purpose: the ids of its people, data and bases.
type Facts = BTreeMap<String, (Vec<String>, Vec<String>, Vec<String>)>;

fn facts(register: &Register) -> Facts {
    let view = view(register);
    let last = |entry: &str| entry.rsplit('.').next().unwrap().to_owned();
    view.purposes()
        .map(|purpose| {
            let of = |items: Vec<String>| {
                let mut items = items;
                items.sort();
                items.dedup();
                items
            };
            let people =
                of(purpose.data_subjects.items.iter().map(|one| last(&one.entry)).collect());
            let data = of(purpose.personal_data.items.iter().map(|one| last(&one.entry)).collect());
            let bases = of(purpose.legal_bases.items.iter().map(|one| last(&one.entry)).collect());
            (purpose.name.clone(), (people, data, bases))
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

/// Of a format for which people, data and bases have ids of ropa's catalogue, these come back for every purpose.
fn comes_back(name: &str, before: &Register, format: Format, bytes: &[u8], people: bool) {
    let imported = imported(format, bytes).unwrap();
    is_whole(&imported);
    let after = facts(&read(&imported.draft.text()).0);
    for (purpose, (subjects, data, bases)) in facts(before) {
        let Some((found_subjects, found_data, found_bases)) = after.get(&purpose) else {
            panic!("{name}: {format:?}: {purpose} did not come back: {:?}", after.keys());
        };
        assert_eq!(*found_bases, bases, "{name}: {format:?}: the bases of {purpose}");
        let is_known =
            |kind: &str, id: &String| register::read(&law::sources()).0.declares(kind, id);
        if people {
            for subject in subjects.iter().filter(|id| is_known("data-subject", id)) {
                // Fides has one word for visitors of a place and of a page.
                let is_there = found_subjects.contains(subject)
                    || format == Format::Fides && !found_subjects.is_empty();
                assert!(is_there, "{name}: {format:?}: {subject} of {purpose}: {found_subjects:?}");
            }
        }
        assert_eq!(found_data.is_empty(), data.is_empty(), "{name}: {format:?}: data of {purpose}");
    }
}

#[test]
fn what_dpv_fides_and_tables_hold_comes_back() {
    for (name, sources) in examples() {
        let register = register::read(&sources).0;
        let view = view(&register);
        for notation in [Notation::Turtle, Notation::JsonLd] {
            let text = export::dpv::dpv(&view, &register, notation).text;
            comes_back(&name, &register, Format::Dpv, text.as_bytes(), true);
        }
        let text = export::fides(&view, &register).text;
        comes_back(&name, &register, Format::Fides, text.as_bytes(), true);
        if let Ok(exported) = export::tilt(&view, &register) {
            // TILT has no place for whose data they are.
            comes_back(&name, &register, Format::Tilt, exported.text.as_bytes(), false);
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
            // A table has names, and an author's own name for people of the catalogue has no id.
            comes_back(&name, &register, imported_as, &bytes, false);
        }
    }
}
