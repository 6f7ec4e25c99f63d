//! The layouts of the record: each has the headings that its source lists, says what no source confirms, and fills each
//! cell from the register or says that it can't. `tests/layouts/` shows one register in all of them.
//! `BLESS=1` writes it anew.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads and writes its own pages, runs the program, and may fail"
)]

use std::{collections::BTreeSet, env, fs, path::Path, process::Command};

use ropa::{
    register::shape::Several,
    view::layouts::{BUILT_IN, Column, Form, Kind, Layout},
};

/// The headings of an authority's record, in its order, as its source has them.
const HEADINGS: &[(&str, Kind, &[&str])] = &[
    (
        "ico",
        Kind::Record,
        &[
            "Business function",
            "Purpose of processing",
            "Name and contact details of joint controller (if applicable)",
            "Categories of individuals",
            "Categories of personal data",
            "Categories of recipients",
            "Link to contract with processor",
            "Names of third countries or international organisations that personal data are transferred to (if applicable)",
            "Safeguards for exceptional transfers of personal data to third countries or international organisations (if applicable)",
            "Retention schedule (if possible)",
            "General description of technical and organisational security measures (if possible)",
            "Article 6 lawful basis for processing personal data",
            "Article 9 condition for processing special category data",
            "Legitimate interests for the processing (if applicable)",
            "Link to record of legitimate interests assessment (if applicable)",
            "Rights available to individuals",
            "Existence of automated decision-making, including profiling (if applicable)",
            "The source of the personal data (if applicable)",
            "Link to record of consent",
            "Location of personal data",
            "Data Protection Impact Assessment required?",
            "Data Protection Impact Assessment progress",
            "Link to Data Protection Impact Assessment",
            "Has a personal data breach occurred?",
            "Link to record of personal data breach",
            "Data Protection Act 2018 Schedule 1 Condition for processing",
            "GDPR Article 6 lawful basis for processing",
            "Link to retention and erasure policy document",
            "Is personal data retained and erased in accordance with the policy document?",
            "Reasons for not adhering to policy document (if applicable)",
        ],
    ),
    (
        "edps",
        Kind::Record,
        &[
            "Last update of this record",
            "Reference number",
            "Name and contact details of controller",
            "Name and contact details of DPO",
            "Name and contact details of joint controller (where applicable)",
            "Name and contact details of processor (where applicable)",
            "Short description and purpose of the processing",
            "Description of categories of persons whose data the EDPS processes and list of data categories",
            "Time limit for keeping the data",
            "Recipients of the data",
            "Are there any transfers of personal data to third countries or international organisations? If so, to which ones and with which safeguards?",
            "General description of security measures, where possible.",
            "For more information, including how to exercise your rights to access, rectification, object and data portability (where applicable), see the data protection notice:",
        ],
    ),
    (
        "cnil",
        Kind::Record,
        &[
            "Nom de l'activité",
            "Date de création de la fiche",
            "Date de dernière mise à jour de la fiche",
            "Nom du responsable conjoint du traitement",
            "Nom du logiciel ou de l'application",
            "Objectifs poursuivis",
            "Catégories de personnes concernées",
            "Catégories de données collectées",
            "Des données sensibles sont-elles traitées ?",
            "Durées de conservation des catégories de données",
            "Destinataires internes",
            "Organismes externes",
            "Sous-traitants",
            "Transferts des données hors UE",
            "Mesures de sécurité",
        ],
    ),
    (
        "datatilsynet",
        Kind::Record,
        &[
            "Behandlingsaktivitet",
            "Fælles dataansvarlig",
            "Formål",
            "Kategorier af registrerede",
            "Kategorier af personoplysninger",
            "Behandlingsgrundlag",
            "Kategorier af modtagere",
            "Databehandler",
            "Overførsel til tredjelande eller internationale organisationer",
            "Garantier",
            "Tidsfrister for sletning",
            "Tekniske og organisatoriske sikkerhedsforanstaltninger",
        ],
    ),
    (
        "dsk",
        Kind::Record,
        &[
            "Lfd. Nr.",
            "Benennung der Verarbeitungstätigkeit",
            "Datum der Einführung",
            "Datum der letzten Änderung",
            "Gemeinsam Verantwortlicher",
            "Verantwortliche Fachabteilung, Ansprechpartner",
            "Zwecke der Verarbeitung",
            "Rechtsgrundlage",
            "Beschreibung der Kategorien betroffener Personen",
            "Beschreibung der Kategorien von personenbezogenen Daten",
            "Besondere Kategorien personenbezogener Daten (Art. 9)",
            "Empfänger intern (Zugriffsberechtigte)",
            "Empfänger extern",
            "Übermittlungen an ein Drittland oder eine internationale Organisation",
            "Dokumentation geeigneter Garantien (Art. 49 Abs. 1 Unterabs. 2)",
            "Vorgesehene Fristen für die Löschung der verschiedenen Datenkategorien",
            "Technische und organisatorische Maßnahmen (TOM)",
        ],
    ),
];

/// Whose headings a source confirms.
const CONFIRMED: &[(&str, Kind)] = &[
    ("article-30", Kind::Record),
    ("article-30", Kind::ProcessorRecord),
    ("cnil", Kind::Record),
    ("edps", Kind::Record),
    ("ico", Kind::Record),
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every form of every layout that ropa brings along.
fn forms() -> Vec<(&'static str, Kind, Form)> {
    let layouts = BUILT_IN.iter().map(|(id, _)| (*id, Layout::built_in(id).unwrap()));
    let forms = layouts.flat_map(|(id, layout)| {
        [Kind::Record, Kind::ProcessorRecord]
            .into_iter()
            .filter_map(move |kind| Some((id, kind, layout.form(kind)?.clone())))
    });
    forms.collect()
}

fn heading(column: &Column) -> String {
    column.heading.get().map(ToString::to_string).unwrap_or_default()
}

fn ropa(arguments: &[&str]) -> (Vec<u8>, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ropa"))
        .current_dir(root())
        .args(arguments)
        .env("ROPA_TODAY", "2026-11-24")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{arguments:?}: {told}");
    (output.stdout, told)
}

fn rendered(kind: Kind, layout: &str, format: &str) -> Vec<u8> {
    let register = "tests/layouts/register";
    let arguments =
        ["render", kind.document(), "--layout", layout, "--format", format, "--policy", register];
    ropa(&arguments).0
}

#[test]
fn each_layout_has_the_headings_of_its_source_in_their_order() {
    let forms = forms();
    for (id, kind, expected) in HEADINGS {
        let form = forms.iter().find(|(of, known, _)| of == id && known == kind);
        let (.., form) = form.unwrap_or_else(|| panic!("no layout {id}"));
        let found: Vec<_> = form.columns().map(heading).collect();
        assert_eq!(found, *expected, "{id}");
    }
    for (id, kind, _) in forms.iter().filter(|(id, ..)| *id != "article-30") {
        let of_kind = |(of, known, _): &&(&str, Kind, &[&str])| of == id && known == kind;
        let listed = HEADINGS.iter().find(of_kind).is_some();
        assert!(listed || *kind == Kind::ProcessorRecord, "{id} is held to no list");
    }
}

#[test]
fn what_no_source_confirms_says_so_in_its_file_its_page_and_its_documents() {
    let page = fs::read_to_string(root().join("templates/layouts/README.md")).unwrap();
    for (id, kind, form) in forms() {
        let source = form.source.get().expect("a source, or that there is none");
        assert!(form.as_of.get().is_some() && form.confidence.get().is_some(), "{id} has its date");
        let verified = *form.verified.get().expect("it says whether a source confirms it");
        assert_eq!(verified, CONFIRMED.contains(&(id, kind)), "{id}");
        assert_eq!(verified, !source.starts_with("no source"), "{id}: {source}");
        let row = page.lines().find(|line| line.starts_with(&format!("| `{id}` |"))).unwrap();
        let cell = row.split('|').nth(if kind == Kind::Record { 3 } else { 4 }).unwrap().trim();
        assert_eq!(verified, !cell.contains("no source"), "{id}: {cell}");
        if id == "article-30" {
            continue;
        }
        for format in ["markdown", "html", "text"] {
            let text = String::from_utf8(rendered(kind, id, format)).unwrap();
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(verified, !text.contains("No source confirms that"), "{id} as {format}");
            assert_eq!(verified, text.contains("Its headings were found on"), "{id} as {format}");
        }
    }
}

/// The cells of a document as CSV, below their headings.
fn table(kind: Kind, layout: &str) -> (Vec<String>, Vec<Vec<String>>) {
    let bytes = rendered(kind, layout, "csv");
    let mut reader = csv::Reader::from_reader(&*bytes);
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (head, rows.collect())
}

#[test]
fn each_cell_is_filled_from_the_register_or_named_as_one_that_cannot_be() {
    let mut empty = 0;
    for (id, kind, form) in forms().into_iter().filter(|(id, ..)| *id != "article-30") {
        let (head, rows) = table(kind, id);
        let markdown = String::from_utf8(rendered(kind, id, "markdown")).unwrap();
        let (_, told) = ropa(&[
            "render",
            kind.document(),
            "--layout",
            id,
            "--format",
            "csv",
            "--policy",
            "tests/layouts/register",
        ]);
        assert_eq!(head, form.columns().map(heading).collect::<Vec<_>>(), "{id}");
        assert!(!rows.is_empty());
        for (at, column) in form.columns().enumerate() {
            let name = heading(column);
            let filled = rows.iter().all(|row| !row[at].is_empty());
            assert_eq!(filled, column.unfillable.is_silent(), "{id}: {name}");
            if !filled {
                empty += 1;
                let listed = markdown.split("## Not in the register").nth(1);
                assert!(listed.unwrap().contains(&format!("- {name}\n")), "{id}: {name}");
                assert!(told.contains(&format!("  {name}\n")), "{id}: {told}");
            }
        }
    }
    assert!(empty >= 6, "the United Kingdom's own columns at least");
}

#[test]
fn a_table_has_a_row_for_each_period_and_each_controller() {
    let (head, rows) = table(Kind::Record, "cnil");
    let at = head.iter().position(|heading| heading.starts_with("Durées")).unwrap();
    let periods: Vec<_> = rows.iter().map(|row| row[at].as_str()).collect();
    assert_eq!(periods.len(), 2, "{periods:?}");
    assert!(periods[0].contains("2 years") && periods[1].contains("6 months"), "{periods:?}");
    for id in ["ico", "dsk", "datatilsynet"] {
        let (_, rows) = table(Kind::ProcessorRecord, id);
        let of = |name: &str| rows.iter().filter(|row| row.concat().contains(name)).count();
        assert_eq!((rows.len(), of("Løbeklub Nord"), of("Klub Syd")), (2, 1, 1), "{id}");
    }
}

#[test]
fn ordinary_tools_stand_beside_the_country_and_only_exceptional_safeguards_apart() {
    let (head, rows) = table(Kind::Record, "ico");
    let cell =
        |start: &str| &rows[0][head.iter().position(|heading| heading.starts_with(start)).unwrap()];
    assert!(cell("Names of third countries").contains("Standard contractual clauses"));
    let exceptional = cell("Safeguards for exceptional");
    assert!(
        exceptional.contains("Art. 49(1)") && !exceptional.contains("Standard"),
        "{exceptional}"
    );
}

#[test]
fn a_workbook_has_the_layout_its_head_and_what_it_leaves_open() {
    use calamine::{Data, Reader, Xlsx};
    let bytes = rendered(Kind::Record, "ico", "xlsx");
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    let text = |cell: Option<&Data>| cell.map(ToString::to_string).unwrap_or_default();
    let sheets = book.worksheets();
    let names: Vec<_> = sheets.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["Record", "Organisation", "Notes"]);
    let (.., expected) = HEADINGS[0];
    let head: Vec<_> = sheets[0].1.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_eq!(head, expected);
    // A telephone begins like a formula, and is a text.
    assert!(
        matches!(sheets[1].1.get((4, 1)), Some(Data::String(phone)) if phone.starts_with("+45"))
    );
    assert!(text(sheets[2].1.get((2, 1))).contains("Its headings were found on"));
    assert!(text(sheets[2].1.get((3, 1))).contains("Has a personal data breach occurred?"));
}

#[test]
fn an_import_can_tell_the_columns_of_a_layout_apart() {
    let mut looked_at = 0;
    for (id, _, form) in forms() {
        for columns in [form.head().collect::<Vec<_>>(), form.columns().collect()] {
            let also = |column: &&Column| {
                let also = column.also.get().into_iter().flat_map(Several::iter);
                also.map(ToString::to_string).collect::<Vec<_>>()
            };
            let own = columns.iter().filter_map(|column| column.heading.get());
            let own = own.map(ToString::to_string);
            let all: Vec<_> = own.chain(columns.iter().flat_map(also)).collect();
            let lower: BTreeSet<_> =
                all.iter().map(|heading| heading.trim().to_lowercase()).collect();
            assert_eq!(lower.len(), all.len(), "{id}: {all:?}");
            looked_at += all.len();
        }
    }
    assert!(looked_at > 150, "{looked_at}");
}

#[test]
fn one_register_in_every_layout() {
    let folder = root().join("tests/layouts");
    let mut stale = Vec::new();
    for (id, kind, _) in forms() {
        for (format, ending) in [("markdown", "md"), ("csv", "csv")] {
            let path = folder.join(format!("{}.{id}.{ending}", kind.document()));
            let made = rendered(kind, id, format);
            if env::var_os("BLESS").is_some() {
                fs::write(&path, made).unwrap();
            } else if fs::read(&path).unwrap_or_default() != made {
                stale.push(path.file_name().unwrap().to_owned());
            }
        }
    }
    assert!(stale.is_empty(), "read the difference, then run with BLESS=1: {stale:?}");
}

/// A register of one purpose, with this layout among its templates.
fn with_own(name: &str, layout: &str, settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let layouts = folder.path().join("templates/layouts");
    fs::create_dir_all(&layouts).unwrap();
    fs::write(layouts.join(name), layout).unwrap();
    fs::copy(root().join("examples/minimal/register.toml"), folder.path().join("register.toml"))
        .unwrap();
    fs::write(folder.path().join("ropa.toml"), settings).unwrap();
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_ropa"))
        .args(["--policy", folder.to_str().unwrap()])
        .args(arguments)
        .env("ROPA_TODAY", "2026-11-24")
        .env("NO_COLOR", "1")
        .output()
        .unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.code().unwrap(), String::from_utf8(text).unwrap())
}

#[test]
fn a_layout_of_ones_own_lies_over_ropas() {
    let own = "authority = \"The board\"\n[record]\n\
               column = [{ heading = \"=1+1\", fact = \"name\" }, { heading = \"Why <b>\", fact = \"purpose\" }]\n";
    let settings = "[document.record]\nformats = [\"csv\", \"markdown\"]\nlayout = \"board\"\n";
    let folder = with_own("board.toml", own, settings);
    let (status, text) = run(folder.path(), &["build"]);
    assert_eq!(status, 0, "{text}");
    let made = |name: &str| fs::read_to_string(folder.path().join("published").join(name)).unwrap();
    assert!(made("record.csv").starts_with("'=1+1,Why <b>\r\nMembership and subscription,"));
    let markdown = made("record.md");
    assert!(markdown.contains("layout: The board\n"), "{markdown}");
    assert!(markdown.contains("- **Why \\<b\\>:**"), "{markdown}");
    let folder = with_own("article-30.toml", own, "");
    let (_, text) =
        run(folder.path(), &["render", "record", "--layout", "article-30", "--format", "csv"]);
    assert!(text.starts_with("'=1+1,"), "{text}");
}

#[test]
fn what_is_wrong_with_a_layout_is_found_at_its_place() {
    for (layout, said) in [
        ("[record]\ncolumn = [{ heading = \"A\" }]", "a heading names its `fact`, or says"),
        (
            "[record]\ncolumn = [{ heading = \"A\", fact = \"name\", unfillable = \"x\" }]",
            "a heading with a `fact` is not `unfillable`",
        ),
        ("[record]\ncolumn = [{ unfillable = \"x\" }]", "what is `unfillable` has a `heading`"),
        (
            "[record]\ncolumn = [{ fact = \"owner\" }]",
            "ropa has no heading of its own for this fact",
        ),
        (
            "[record]\ncolumn = [{ heading = \"A\", fact = \"processing\" }]",
            "`processing` is nothing that can be asked of a purpose",
        ),
        (
            "[processor-record]\ncolumn = [{ heading = \"A\", fact = [\"name\", \"retention\"] }]",
            "`retention` is nothing that can be asked of a service",
        ),
        (
            "[record]\nhead = [{ heading = \"A\", fact = \"retention\" }]",
            "`retention` is nothing that can be asked of the organisation",
        ),
        ("[record]\ncolumn = [{ heading = \"A\", fact = \"nmae\" }]", "did you mean `name`?"),
        ("[recrod]", "did you mean `record`?"),
    ] {
        let folder = with_own("own.toml", layout, "");
        let (status, text) = run(folder.path(), &["check"]);
        assert_eq!(status, 1, "{layout}: {text}");
        assert!(text.contains(said) && text.contains("layouts/own.toml:"), "{layout}: {text}");
    }
}

#[test]
fn a_layout_that_there_is_not_is_found_where_it_is_named() {
    for (settings, said) in [
        ("[document.record]\nlayout = \"icoo\"", "did you mean `ico`?"),
        ("[document.processor-record]\nlayout = \"edps\"", "has nothing for a processor-record"),
        ("[document.privacy-policy]\nlayout = \"ico\"", "`privacy-policy` is no record"),
    ] {
        let folder = with_own("own.toml", "", settings);
        let (status, text) = run(folder.path(), &["check"]);
        assert_eq!(status, 1, "{settings}: {text}");
        assert!(text.contains(said) && text.contains("ropa.toml:2:"), "{settings}: {text}");
    }
}
