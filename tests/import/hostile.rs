//! Files that somebody made to do harm: refused with a reason, or read within bounds.

use std::{
    fmt::Write as _,
    io::{Cursor, Write as _},
};

use proptest::prelude::*;
use ropa::import::Format;

use crate::{imported, is_whole};

const TABLES: [Format; 3] = [Format::Csv, Format::Xlsx, Format::Markdown];
const ALL: [Format; 7] = [
    Format::Csv,
    Format::Xlsx,
    Format::Markdown,
    Format::Fides,
    Format::Tilt,
    Format::Dpv,
    Format::Json,
];

#[test]
fn aliases_of_yaml_do_not_multiply() {
    let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..9 {
        let before = level - 1;
        let aliases = vec![format!("*a{before}"); 10].join(", ");
        let _ = writeln!(bomb, "a{level}: &a{level} [{aliases}]");
    }
    let error = imported(Format::Fides, bomb.as_bytes()).unwrap_err().to_string();
    assert!(error.starts_with("it can't be read as YAML: "), "{error}");
}

#[test]
fn depth_is_bounded() {
    let deep =
        |open: &str, close: &str| format!("{}{}", open.repeat(100_000), close.repeat(100_000));
    for (format, text) in [
        (Format::Fides, deep("[", "]")),
        (Format::Tilt, deep("{\"a\":", "}")),
        (Format::Json, deep("[", "]")),
        (Format::Dpv, deep("[{\"@id\":\"a\",\"http://a/b\":", "1}]")),
    ] {
        let error = imported(format, text.as_bytes()).unwrap_err().to_string();
        assert!(error.starts_with("it can't be read as "), "{error}");
    }
    // What nests without end and is no structure is text.
    for text in ["> ".repeat(50_000), "(".repeat(100_000), "- ".repeat(50_000)] {
        for format in [Format::Csv, Format::Markdown] {
            is_whole(&imported(format, text.as_bytes()).unwrap());
        }
    }
}

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_unpacks_to_more_than_a_register_is_refused() {
    let bomb = zip(&[("xl/worksheets/sheet1.xml", &vec![b' '; 130 << 20])]);
    assert!(bomb.len() < 1 << 20);
    let error = imported(Format::Xlsx, &bomb).unwrap_err().to_string();
    assert_eq!(error, "unpacked it is larger than 128 MiB: nothing of it is read");
}

/// Two cells at opposite corners are two cells, and entities of XML are not replaced.
#[test]
fn a_workbook_with_far_cells_and_entities_is_small() {
    let sheet = |name: &str| {
        format!(
            "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
             <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
             <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{name}</t></is></c></row>\
             <row r=\"1048576\"><c r=\"XFD1048576\" t=\"str\"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>"
        )
    };
    let book = |text: &str| {
        zip(&[
            ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            (
                "_rels/.rels",
                b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                  <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
                  Target=\"xl/workbook.xml\"/></Relationships>",
            ),
            (
                "xl/workbook.xml",
                b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
                  xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
                  <sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
                  <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
                  Target=\"worksheets/sheet1.xml\"/></Relationships>",
            ),
            ("xl/worksheets/sheet1.xml", sheet(text).as_bytes()),
        ])
    };
    let imported_book = imported(Format::Xlsx, &book("word")).unwrap();
    let texts: Vec<&str> = imported_book.report.values().iter().map(|value| &*value.text).collect();
    assert_eq!(texts, ["word", "2"]);
    assert_eq!(imported_book.report.values()[1].place, "S!XFD1048576");
    match imported(Format::Xlsx, &book("&b;")) {
        Ok(imported) => assert!(imported.report.values()[0].text.len() < 40),
        Err(error) => {
            assert!(error.to_string().starts_with("it can't be read as a workbook"), "{error}");
        }
    }
}

#[test]
fn nothing_that_is_no_such_file_is_taken_for_one() {
    for format in ALL {
        for bytes in
            [&b""[..], b"\0\0\0\0", b"\xff\xfe\x00", b"PK\x03\x04", b"%PDF-1.7", b"{\"a\": [}"]
        {
            if let Ok(imported) = imported(format, bytes) {
                is_whole(&imported);
            }
        }
    }
}

/// What a cell says never becomes a key, a table or an entry of the register.
#[test]
fn what_a_cell_says_is_a_text_in_the_register() {
    for text in [
        "\"]\n[organisation]\nname = \"x\"",
        "\"\"\"\n[purpose.x]",
        "''' = 1",
        "a\u{0}b\u{7}c",
        "\\u0041 \\",
        "\u{202e}evil",
        "=HYPERLINK(\"http://x\")",
        "{{ 7 * 7 }}",
        "<script>alert(1)</script>",
    ] {
        let quoted = format!("\"{}\"", text.replace('"', "\"\""));
        let table = format!(
            "Purpose,Data subjects,Personal data,Mood\n{quoted},{quoted},{quoted},{quoted}\n"
        );
        let imported = imported(Format::Csv, table.as_bytes()).unwrap();
        let toml: toml::Table = imported.draft.text().parse().unwrap();
        for kind in toml.keys() {
            assert!(
                ["purpose", "data-subject", "personal-data", "organisation"].contains(&&**kind),
                "{kind}"
            );
        }
        assert_eq!(toml["purpose"].as_table().unwrap().len(), 1, "{toml:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Whatever a table holds, every cell of it is in the report, and what comes of it can be read.
    #[test]
    fn no_cell_of_a_table_is_lost(
        rows in proptest::collection::vec(proptest::collection::vec(cell(), 1..7), 1..8),
        heads in proptest::collection::vec(heading(), 3..7),
    ) {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(&heads).unwrap();
        let mut filled = heads.iter().filter(|head| !head.trim().is_empty()).count();
        for row in &rows {
            let mut row = row.clone();
            row.resize(heads.len(), String::new());
            filled += row.iter().filter(|cell| !cell.trim().is_empty()).count();
            table.write_record(&row).unwrap();
        }
        let imported = imported(Format::Csv, &table.into_inner().unwrap()).unwrap();
        prop_assert_eq!(imported.report.values().len(), filled);
        is_whole(&imported);
    }

    #[test]
    fn no_bytes_make_an_import_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in TABLES.into_iter().chain(ALL) {
            if let Ok(imported) = imported(format, &bytes) {
                is_whole(&imported);
            }
        }
    }
}

fn heading() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("Purpose"),
        Just("Kategorier af registrerede"),
        Just("Datenkategorien"),
        Just("Base légale"),
        Just("Recipients"),
        Just("Third country transfers"),
        Just("Retention"),
        Just("Security measures"),
        Just("Mood"),
    ]
    .prop_map(str::to_owned)
}

fn cell() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("Art. 6(1)(b) and (f) GDPR".to_owned()),
        Just("none".to_owned()),
        Just("tbd".to_owned()),
        Just("Name, e-mail; Adresse (Straße, Ort)".to_owned()),
        Just("Postkit Inc. (USA, processor) – letters".to_owned()),
        Just("Switzerland: adequacy; USA (SCCs)".to_owned()),
        Just("e-mail: 5 Jahre nach Vertragsende; max. 30 days (or so)".to_owned()),
        "[a-zA-Z0-9 ,;:()./§æøåß\n\"'-]{0,40}",
        "\\PC{0,20}",
    ]
}
