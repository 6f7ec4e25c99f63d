//! What others keep, brought in: each folder of `tests/import/` holds a source, the register that comes of it, and the
//! report of every value. `BLESS=1` writes them anew. The sources are invented.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads its fixtures, and may fail"
)]

#[path = "import/hostile.rs"]
mod hostile;
#[path = "import/round_trips.rs"]
mod round_trips;

use std::{fs, path::Path};

use ropa::{
    finding::Finding,
    import::{Asked, Format, Imported, Refusal, import},
    law,
    register::{self, Register},
    source::Layer,
    view::layouts::{BUILT_IN, Layout},
};

/// Brings a file in where there is no register yet.
fn imported(format: Format, bytes: &[u8]) -> Result<Imported, Refusal> {
    mapped(format, bytes, None)
}

fn mapped(format: Format, bytes: &[u8], mapping: Option<&Layout>) -> Result<Imported, Refusal> {
    beside(&register::read(&law::sources()).0, format, bytes, mapping)
}

/// Brings a file into a register.
fn beside(
    known: &Register,
    format: Format,
    bytes: &[u8],
    mapping: Option<&Layout>,
) -> Result<Imported, Refusal> {
    let layouts: Vec<(&str, Layout)> =
        BUILT_IN.iter().map(|(name, _)| (*name, Layout::built_in(name).unwrap())).collect();
    let layouts: Vec<(&str, &Layout)> =
        layouts.iter().map(|(name, layout)| (*name, layout)).collect();
    import(bytes, &Asked { format, layouts: &layouts, mapping, language: None, known })
}

/// The register of a text, and what reading it finds.
fn read(text: &str) -> (Register, Vec<Finding>) {
    let mut sources = law::sources();
    sources.add("register.toml".to_owned(), text.as_bytes().to_vec(), Layer::Register);
    register::read(&sources)
}

/// Whether each value of a source is in the report as placed or kept, and what came of it is a register.
fn is_whole(imported: &Imported) {
    for value in imported.report.values() {
        assert!(!value.placed.is_empty() || value.kept.is_some(), "lost: {value:?}");
    }
    let text = imported.draft.text();
    let (_, findings) = read(&text);
    let told: Vec<_> = findings.iter().map(|one| (one.rule.name, &*one.message)).collect();
    assert!(told.is_empty(), "{told:#?}\n{text}");
    let toml: toml::Table = text.parse().unwrap();
    let mut notes = Vec::new();
    collect_notes(&toml, &mut notes);
    for value in imported.report.kept() {
        let is_kept = notes.iter().any(|note| note.contains(&value.text.replace("\r\n", "\n")));
        assert!(is_kept, "not in a note: {value:?}\n{text}");
    }
}

fn collect_notes(table: &toml::Table, notes: &mut Vec<String>) {
    for (key, value) in table {
        match value {
            toml::Value::String(note) if key == "note" => notes.push(note.clone()),
            toml::Value::Table(inner) => collect_notes(inner, notes),
            _ => {}
        }
    }
}

const ENDINGS: [(&str, Format); 5] = [
    ("csv", Format::Csv),
    ("md", Format::Markdown),
    ("yml", Format::Fides),
    ("json", Format::Tilt),
    ("ttl", Format::Dpv),
];

#[test]
fn each_source_becomes_the_register_that_stands_beside_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut cases = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let case = entry.unwrap().path();
        let source = ENDINGS.iter().find_map(|(ending, format)| {
            Some((fs::read(case.join(format!("source.{ending}"))).ok()?, *format))
        });
        let Some((bytes, format)) = source else { continue };
        cases += 1;
        let imported = imported(format, &bytes).unwrap();
        is_whole(&imported);
        let mut report = Vec::new();
        imported.report.csv(&mut report).unwrap();
        let report = String::from_utf8(report).unwrap();
        let text = format!("# language: {}\n\n{}", imported.language, imported.draft.text());
        for (name, made) in [("register.toml", text), ("report.csv", report)] {
            let path = case.join(name);
            if std::env::var_os("BLESS").is_some() {
                fs::write(&path, &made).unwrap();
            }
            let expected = fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(made, expected, "{}", path.display());
        }
    }
    assert!(cases >= 7, "the cases were found");
}

/// Each source twice: the second time into the register that came of the first. Nothing is declared anew, nothing changed,
/// and every value is still in the report.
#[test]
fn what_stands_in_a_register_stays_when_a_file_is_added() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut cases = 0;
    for (ending, format) in ENDINGS {
        for entry in fs::read_dir(&folder).unwrap() {
            let case = entry.unwrap().path();
            let Ok(bytes) = fs::read(case.join(format!("source.{ending}"))) else { continue };
            cases += 1;
            let first = imported(format, &bytes).unwrap().draft.text();
            let (known, _) = read(&first);
            let second = beside(&known, format, &bytes, None).unwrap();
            for value in second.report.values() {
                assert!(!value.placed.is_empty() || value.kept.is_some(), "lost: {value:?}");
            }
            let (_, findings) = read(&format!("{first}\n{}", second.draft.text()));
            let told: Vec<_> = findings.iter().map(|one| (one.rule.name, &*one.message)).collect();
            assert!(told.is_empty(), "{}: {told:#?}\n{}", case.display(), second.draft.text());
        }
    }
    assert!(cases >= 8, "the cases were found");
}

#[test]
fn a_whole_register_is_not_added_to_another() {
    let (known, _) = read("[organisation]\nname = \"Otter Books Ltd\"\n");
    let error = beside(&known, Format::Json, b"{}", None).unwrap_err().to_string();
    assert!(error.starts_with("a whole register starts one"), "{error}");
}

#[test]
fn layouts_of_authorities_are_recognised_by_their_headings() {
    for (name, _) in BUILT_IN {
        let layout = Layout::built_in(name).unwrap();
        let Some(form) = layout.record.get() else { continue };
        let headings: Vec<String> = form
            .columns()
            .filter_map(|column| column.heading.get())
            .map(|heading| format!("\"{}\"", heading.replace('"', "\"\"")))
            .collect();
        if headings.len() < 4 {
            // ropa's own headings stand in the files of its languages.
            continue;
        }
        let row: Vec<&str> = headings.iter().map(|_| "word").collect();
        let table = format!("{}\n{}\n", headings.join(","), row.join(","));
        let imported = imported(Format::Csv, table.as_bytes()).unwrap();
        assert_eq!(imported.recognised, [*name], "{table}");
    }
}

#[test]
fn a_workbook_with_merged_headings_in_three_languages_is_read() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (language, headings, row) in [
        (
            "fr",
            ["Finalité", "Personnes concernées", "Catégories de données", "Durée de conservation"],
            [
                "Gestion de la paie",
                "Salariés",
                "Nom et prénom, RIB",
                "5 ans à compter de la fin du contrat de travail",
            ],
        ),
        (
            "da",
            ["Formål", "Kategorier af registrerede", "Personoplysninger", "Slettefrist"],
            ["Lønudbetaling", "Medarbejdere", "Navn, kontonummer", "5 år efter ansættelsens ophør"],
        ),
        (
            "de",
            ["Zweck", "Betroffene", "Datenkategorien", "Löschfrist"],
            [
                "Gehaltsabrechnung",
                "Beschäftigte",
                "Name, Bankverbindung",
                "5 Jahre nach Ende des Arbeitsverhältnisses",
            ],
        ),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(language).unwrap();
        let plain = rust_xlsxwriter::Format::new();
        sheet.merge_range(0, 0, 0, 3, "2026", &plain).unwrap();
        for (column, (heading, cell)) in (0_u16..).zip(headings.iter().zip(row)) {
            sheet.write_string(1, column, *heading).unwrap();
            sheet.write_string(2, column, cell).unwrap();
        }
    }
    let imported = imported(Format::Xlsx, &book.save_to_buffer().unwrap()).unwrap();
    is_whole(&imported);
    let (register, _) = read(&imported.draft.text());
    let purposes: Vec<_> = register.purposes.iter().collect();
    assert_eq!(purposes.len(), 3);
    let text = imported.draft.text();
    assert_eq!(text.matches("data-subjects = \"employee\"").count(), 3, "{text}");
    assert_eq!(text.matches("personal-data = [\"name\", \"bank-account\"]").count(), 3, "{text}");
    assert_eq!(text.matches("retention = \"5 years after employment-end\"").count(), 3, "{text}");
}

#[test]
fn a_mapping_says_what_a_heading_means() {
    let table = "Wozu,Leute,Sonstiges\nto pay wages,Employees,salary\n";
    let drafted = ropa::import::suggest(
        table.as_bytes(),
        &Asked {
            format: Format::Csv,
            layouts: &[],
            mapping: None,
            language: None,
            known: &register::read(&law::sources()).0,
        },
    );
    let drafted = drafted.unwrap();
    assert!(
        drafted.contains(
            "heading = \"Leute\"\n# 1 of 1 cells below it look like it\nfact = \"data-subjects\""
        ),
        "{drafted}"
    );
    let mapping =
        drafted.replace("unfillable = \"not known: it is kept in a note\"", "fact = \"purpose\"");
    let mut sources = ropa::source::Sources::default();
    let file = sources.add("mapping.toml".to_owned(), mapping.clone().into_bytes(), Layer::Beside);
    let (layout, findings) = Layout::read(&sources, file);
    assert!(findings.is_empty(), "{mapping}\n{findings:?}");
    let text = mapped(Format::Csv, table.as_bytes(), Some(&layout)).unwrap().draft.text();
    for line in
        ["name = \"to pay wages\"", "data-subjects = \"employee\"", "personal-data = \"salary\""]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
}
