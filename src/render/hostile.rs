//! Tests only: hostile strings in every text of the View, through every document and format.
//! Whatever a text says, a document keeps the structure that it has with a plain word.

mod texts;

pub(crate) use texts::HOSTILE;

use std::sync::Arc;

use comrak::{Arena, Options, nodes::NodeValue, parse_document};
use html5ever::{
    ParseOpts, driver::parse_document as parse_html, tendril::TendrilSink, tokenizer::TokenizerOpts,
};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::{
    document::{BUILT_IN, Document, Documents, escape},
    language::Language,
    render::Format,
    view::{View, filled},
};

fn documents(text: &str, yes: bool) -> (View, Documents) {
    made_of(filled::view(text, yes))
}

fn made_of(view: View) -> (View, Documents) {
    let english = Language::of("en").expect("English is there");
    (view.clone(), Documents::new(&Arc::new(view), &Arc::new(english), &Arc::default()))
}

/// What a test sees of one document: its structure in each format, without its words.
#[derive(Debug, PartialEq)]
struct Structure {
    markdown: Vec<String>,
    html: Vec<String>,
    docx: Vec<String>,
    csv: Vec<usize>,
    xlsx: Vec<(u32, u32)>,
}

impl Structure {
    fn of(document: &Document<'_>) -> Self {
        let text = |format: Format| {
            String::from_utf8(format.render(document).expect("a text can be written")).unwrap()
        };
        for format in [Format::Markdown, Format::Html, Format::Text] {
            is_printable(&text(format));
        }
        let has_tables = !document.tables.is_empty();
        Self {
            markdown: markdown_nodes(&text(Format::Markdown)),
            html: html_elements(&text(Format::Html)),
            docx: docx_elements(Format::Docx.render(document).unwrap()),
            csv: if has_tables {
                csv_rows(&Format::Csv.render(document).unwrap())
            } else {
                Vec::new()
            },
            xlsx: if has_tables {
                xlsx_sheets(Format::Xlsx.render(document).unwrap())
            } else {
                Vec::new()
            },
        }
    }
}

fn is_printable(text: &str) {
    assert_eq!(text.chars().find(|character| !escape::is_printable(*character)), None);
}

/// Every node that is no mere text, read with the extensions of the common viewers.
fn markdown_nodes(text: &str) -> Vec<String> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    for on in [
        &mut extension.autolink,
        &mut extension.table,
        &mut extension.strikethrough,
        &mut extension.tasklist,
        &mut extension.footnotes,
        &mut extension.math_dollars,
        &mut extension.superscript,
        &mut extension.wikilinks_title_after_pipe,
    ] {
        *on = true;
    }
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options);
    let kind = |value: &NodeValue| match value {
        NodeValue::Text(_) | NodeValue::SoftBreak => None,
        NodeValue::Heading(heading) => Some(format!("heading {}", heading.level)),
        NodeValue::Link(link) => Some(format!("link {}", link.url)),
        NodeValue::HtmlBlock(html) => Some(html.literal.clone()),
        NodeValue::HtmlInline(html) => Some(html.clone()),
        other => Some(other.xml_node_name().to_owned()),
    };
    root.descendants().filter_map(|node| kind(&node.data.borrow().value)).collect()
}

/// Every element with its attributes' names; the parser must find no fault.
fn html_elements(text: &str) -> Vec<String> {
    fn walk(node: &Handle, elements: &mut Vec<String>) {
        match &node.data {
            // A long name takes more lines of its box.
            NodeData::Element { name, .. } if &*name.local == "tspan" => {}
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let names: Vec<_> =
                    attributes.iter().map(|attribute| &*attribute.name.local).collect();
                elements.push(format!("{} {}", name.local, names.join(" ")));
            }
            NodeData::Comment { contents } => elements.push(format!("comment {contents}")),
            _ => {}
        }
        for child in node.children.borrow().iter() {
            walk(child, elements);
        }
    }
    let tokenizer = TokenizerOpts { exact_errors: true, ..TokenizerOpts::default() };
    let options = ParseOpts { tokenizer, ..ParseOpts::default() };
    let page = parse_html(RcDom::default(), options).one(text);
    assert_eq!(*page.errors.borrow(), Vec::<std::borrow::Cow<'static, str>>::new());
    let mut elements = Vec::new();
    walk(&page.document, &mut elements);
    elements
}

/// Every element of every part with its attributes, names and titles aside; each part must be well-formed.
fn docx_elements(bytes: Vec<u8>) -> Vec<String> {
    use quick_xml::{Reader, events::Event};
    let mut elements = Vec::new();
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    for at in 0..package.len() {
        let mut part = package.by_index(at).unwrap();
        let text = std::io::read_to_string(&mut part).expect("a part is text");
        is_printable(&text);
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(element) | Event::Empty(element) => {
                    elements.push(element.as_ref().to_owned());
                }
                Event::Eof => break,
                Event::End(_) | Event::Text(_) | Event::Decl(_) | Event::GeneralRef(_) => {}
                other => panic!("a part holds {other:?}"),
            }
        }
    }
    elements
}

fn csv_rows(bytes: &[u8]) -> Vec<usize> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    let rows = reader.records().map(|row| {
        let row = row.expect("rows of one length");
        assert!(!row.iter().any(|cell| cell.starts_with(['=', '+', '-', '@', '\t', '\r'])));
        row.len()
    });
    rows.collect()
}

fn xlsx_sheets(bytes: Vec<u8>) -> Vec<(u32, u32)> {
    use calamine::{Data, Reader, Xlsx};
    let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).expect("a workbook");
    let sheets = book.worksheets().into_iter().map(|(_, range)| {
        assert!(range.cells().all(|(.., cell)| matches!(cell, Data::String(_) | Data::Empty)));
        range.end().expect("a head at least")
    });
    sheets.collect()
}

/// Every hostile text in one document, with all of the View's yes-or-no questions answered alike.
fn keeps_its_structure(document: &str, yes: bool) {
    keeps(document, |text| filled::view(text, yes));
}

fn keeps(document: &str, view: impl Fn(&str) -> View) {
    let (_, plain) = made_of(view("word"));
    let expected = Structure::of(&plain.make(document));
    assert!(expected.markdown.len() > 5 && expected.html.len() > 20, "{expected:?}");
    for text in HOSTILE {
        let (_, hostile) = made_of(view(text));
        let found = Structure::of(&hostile.make(document));
        let pairs = found.markdown.iter().zip(&expected.markdown);
        let pairs = pairs.chain(found.html.iter().zip(&expected.html));
        for (found, expected) in pairs.chain(found.docx.iter().zip(&expected.docx)) {
            assert_eq!(found, expected, "{text:?}");
        }
        assert!(found == expected, "{text:?}");
    }
}

#[test]
fn there_are_two_hundred_hostile_texts() {
    let different: std::collections::BTreeSet<_> = HOSTILE.iter().collect();
    assert_eq!(different.len(), HOSTILE.len());
    assert!(HOSTILE.len() >= 200);
}

#[test]
fn a_text_stays_a_text_in_the_policy() {
    keeps_its_structure("privacy-policy", true);
}

#[test]
fn a_text_stays_a_text_in_a_policy_that_says_no() {
    keeps_its_structure("privacy-policy", false);
}

#[test]
fn a_text_stays_a_text_in_the_record() {
    keeps_its_structure("record", true);
}

#[test]
fn a_text_stays_a_text_in_a_processors_record() {
    keeps_its_structure("processor-record", true);
}

#[test]
fn a_text_stays_a_text_in_a_record_that_says_no() {
    keeps_its_structure("record", false);
}

#[test]
fn a_text_stays_a_text_in_an_answer_to_a_request() {
    keeps_its_structure("access-response", true);
}

#[test]
fn a_text_stays_a_text_in_every_table() {
    for document in ["recipients", "transfers", "retention", "measures", "changes"] {
        keeps_its_structure(document, true);
    }
}

#[test]
fn a_text_stays_a_text_in_an_authoritys_layout() {
    keeps("record", filled::laid_out);
    keeps("processor-record", filled::laid_out);
}

#[test]
fn data_are_the_view_whatever_it_holds() {
    for text in HOSTILE {
        let (view, documents) = documents(text, true);
        let record = documents.make("record");
        let json = String::from_utf8(Format::Json.render(&record).unwrap()).unwrap();
        let read: View = serde_json::from_str(&json).expect("the View again");
        assert_eq!(read, view, "{text:?} in JSON");
        let yaml = String::from_utf8(Format::Yaml.render(&record).unwrap()).unwrap();
        let read: View = serde_yaml::from_str(&yaml).expect("the View again");
        assert_eq!(read, view, "{text:?} in YAML");
        is_printable(&json);
        is_printable(&yaml);
    }
}

#[test]
fn the_same_view_gives_the_same_bytes() {
    let (_, documents) = documents("word", true);
    for built_in in BUILT_IN {
        let document = documents.make(built_in.id);
        let again = documents.make(built_in.id);
        for format in Format::ALL {
            assert_eq!(format.render(&document), format.render(&again), "{}", format.name());
        }
    }
}
