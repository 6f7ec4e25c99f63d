//! A third language is one file, and what documents say comes from that file and the register alone. The language is made up:
//! English in Greek letters. So a Latin word in a document is a proper name, or a word that no language was asked for.

use std::{collections::BTreeSet, fs, sync::Arc};

use html5ever::{ParseOpts, driver::parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use ropa::{
    document::{ACCESS_RESPONSE, ASSESSMENTS, BUILT_IN, Documents, INDIRECT_NOTICE, Translation},
    language::Language,
    languages::LANGUAGES,
    law, register,
    render::Format,
    settings::{Edition, Settings},
    source::{Layer, Sources},
    view::build::{Asked, build},
};
use toml::{Table, Value};

use crate::root;

/// Each letter outside the gaps by a Greek one.
fn in_greek_letters(text: &str) -> String {
    let mut written = String::new();
    for (at, part) in text.split("{{").enumerate() {
        let (gap, words) = if at == 0 { ("", part) } else { part.split_once("}}").unwrap() };
        if at > 0 {
            written.extend(["{{", gap, "}}"]);
        }
        written.extend(words.chars().map(|letter| match letter.to_ascii_lowercase() {
            latin @ 'a'..='z' => char::from_u32(u32::from('α') + u32::from(latin) - 97).unwrap(),
            other => other,
        }));
    }
    written
}

fn greek() -> Language {
    fn put(value: &mut Value) {
        match value {
            Value::Table(table) => table.iter_mut().for_each(|(_, value)| put(value)),
            Value::String(text) => *text = in_greek_letters(text),
            _ => {}
        }
    }
    let mut file: Table = LANGUAGES[0].1.parse().unwrap();
    for (key, value) in &mut file {
        if key != "language" && key != "wording" {
            put(value);
        }
    }
    file["language"]["locale"] = "el_GR".into();
    file["language"]["name"] = "Ελληνικά".into();
    Language::read("el", &file.to_string())
}

/// The registers, none of whose texts has a word in the language: ropa says so in their place.
fn registers() -> Vec<(&'static str, Sources)> {
    let read = |folder: &'static str| {
        let (mut sources, mut folders) = (Sources::default(), vec![root().join(folder)]);
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() && !path.ends_with("published") {
                    folders.push(path);
                } else if path.extension().is_some_and(|ending| ending == "toml")
                    && !path.ends_with("ropa.toml")
                {
                    sources.add(path.to_string_lossy(), fs::read(&path).unwrap(), Layer::Register);
                }
            }
        }
        (folder, sources)
    };
    ["policy", "examples/clinic", "examples/processor", "examples/webshop"].map(read).into()
}

/// Words that are the same in every language, by the key that they stand under: names, addresses, files.
const PROPER: &[&str] = &[
    "address",
    "certified",
    "document",
    "email",
    "name",
    "owner",
    "phone",
    "registration",
    "short-name",
    "website",
    "where",
];

fn proper(sources: &Sources) -> BTreeSet<String> {
    fn take(key: &str, value: &Value, words: &mut BTreeSet<String>) {
        match value {
            // An authority's own name is called so in whatever language.
            Value::Table(table) if key == "own-name" => {
                words.extend(table.values().filter_map(Value::as_str).flat_map(latin));
            }
            Value::Table(table) => table.iter().for_each(|(key, value)| take(key, value, words)),
            Value::Array(values) => values.iter().for_each(|value| take(key, value, words)),
            Value::String(text) if PROPER.contains(&key) => words.extend(latin(text)),
            _ => {}
        }
    }
    let mut words = BTreeSet::new();
    for (_, file) in sources.iter() {
        take("", &Value::Table(file.text.parse().unwrap()), &mut words);
    }
    words
}

/// The words of Latin letters, three or more.
fn latin(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|char: char| !char.is_ascii_alphabetic());
    words.filter(|word| word.len() > 2).map(str::to_owned)
}

/// What a reader of a page sees or hears.
fn visible(page: &str) -> String {
    fn walk(node: &Handle, seen: &mut String) {
        match &node.data {
            NodeData::Element { name, .. } if matches!(&*name.local, "style" | "script") => return,
            NodeData::Element { attrs, .. } => {
                for attribute in attrs.borrow().iter() {
                    if matches!(&*attribute.name.local, "aria-label" | "title" | "alt") {
                        seen.extend([" ", &*attribute.value, " "]);
                    }
                }
            }
            NodeData::Text { contents } => seen.extend([" ", &**contents.borrow(), " "]),
            _ => {}
        }
        node.children.borrow().iter().for_each(|child| walk(child, seen));
    }
    let page = parse_document(RcDom::default(), ParseOpts::default()).one(page);
    let mut seen = String::new();
    walk(&page.document, &mut seen);
    seen
}

/// What a document says in each format that is text, or is made of text.
fn said(documents: &Documents, document: &str, has_table: bool) -> Vec<(Format, String)> {
    let translation = |code, language: &str| Translation {
        code,
        language: language.to_owned(),
        file: String::new(),
    };
    let document = documents
        .make(document)
        .with_translations(vec![translation("el", "Ελληνικά"), translation("da", "")]);
    let written = |format: Format| {
        let bytes = format.render(&document).unwrap_or_else(|fault| panic!("{fault}"));
        let text = || String::from_utf8(bytes.clone()).unwrap();
        let text = match format {
            Format::Html => visible(&text()),
            Format::Docx => {
                let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
                let part = package.by_name("word/document.xml").unwrap();
                let part = std::io::read_to_string(part).unwrap();
                let words = part.split("<w:t").skip(1).map(|run| {
                    run.split_once('>').unwrap().1.split('<').next().unwrap().replace("&apos;", "’")
                });
                words.collect::<Vec<_>>().join(" ")
            }
            _ => text(),
        };
        (format, text)
    };
    // A table of plain text breaks words at its columns' ends.
    let formats = [Format::Html, Format::Docx, if has_table { Format::Csv } else { Format::Text }];
    formats.into_iter().map(written).collect()
}

#[test]
fn a_third_language_takes_one_file_and_no_document_says_a_word_of_another() {
    let (greek, settings) = (Arc::new(greek()), Settings::default());
    let mut looked_at = 0;
    for (name, mut sources) in registers() {
        law::add_to(&mut sources);
        let own = proper(&sources);
        let (register, _) = register::read(&sources);
        for document in BUILT_IN {
            let edition = if document.internal { Edition::Internal } else { Edition::Public };
            let subject = register.data_subjects.all().next().map(|one| one.id.as_str());
            let asked = Asked {
                indirect: document.id == INDIRECT_NOTICE,
                screening: document.id == ASSESSMENTS,
                subject: subject.filter(|_| document.id == ACCESS_RESPONSE),
                ..Asked::plain(document.id, edition)
            };
            let view = Arc::new(build(&register, &settings, &greek, &asked));
            let documents = Documents::new(&view, &greek, &Arc::default());
            for (format, text) in said(&documents, document.id, !document.tables.is_empty()) {
                // What is open is named by its entry's id.
                let ids: BTreeSet<_> =
                    view.open.iter().flat_map(|open| latin(&open.entry)).collect();
                let foreign: BTreeSet<_> = latin(&text)
                    .filter(|word| !own.contains(word) && !ids.contains(word))
                    .collect();
                assert!(foreign.is_empty(), "{name} {} {format:?}: {foreign:?}", document.id);
                looked_at += text.chars().filter(|char| ('α'..='ϊ').contains(char)).count();
            }
        }
    }
    assert!(looked_at > 100_000, "only {looked_at} letters were the language's");
}
