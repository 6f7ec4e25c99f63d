//! DOCX: a document that a lawyer can go on writing, by styles that every word processor knows. The parts that
//! never change are files beside this one; no file in the package has a time but a fixed one.

mod body;
mod logo;

use std::io::{Cursor, Write as _};

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};
use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use crate::{
    document::{Document, escape, template::Fault},
    render::docx::{body::Body, logo::Logo},
};

/// What elements of a text's own parts are called after `w:`.
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/// How a part refers to another by its relation's id.
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub(super) fn render(document: &Document<'_>) -> Result<Vec<u8>, Fault> {
    let text = document.text()?;
    let language = document.language();
    let logo = Logo::of(document.letterhead());
    let name = escape::printable(&document.view().organisation.name);
    let body = Body::of(&text.blocks, &language.say("page.contents", &[]), logo.as_ref(), &name);
    let mut styles = include_str!("docx/styles.xml").replace("{{language}}", &language.tag());
    let letterhead = document.letterhead();
    if let Some(font) = &letterhead.font {
        styles = styles.replace("\"Cambria\"", &format!("\"{font}\""));
        styles = styles.replace("\"Calibri\"", &format!("\"{font}\""));
    }
    if let Some(colour) = &letterhead.colour {
        let colour = colour.trim_start_matches('#').to_uppercase();
        styles = styles.replace("0B4F8A", &colour).replace(
            "<w:b/><w:sz w:val=\"30\"/>",
            &format!("<w:b/><w:color w:val=\"{colour}\"/><w:sz w:val=\"30\"/>"),
        );
    }
    let parts: [(&str, &[u8]); 8] = [
        ("[Content_Types].xml", include_bytes!("docx/content-types.xml")),
        ("_rels/.rels", include_bytes!("docx/package.rels")),
        ("docProps/core.xml", &core(document, &text.title)),
        ("word/document.xml", &body.document),
        ("word/_rels/document.xml.rels", &relations(&body.links, logo.as_ref())),
        ("word/styles.xml", styles.as_bytes()),
        ("word/numbering.xml", &numbering(&body.numbered)),
        ("word/settings.xml", include_bytes!("docx/settings.xml")),
    ];
    let footer: (&str, &[u8]) = ("word/footer.xml", include_bytes!("docx/footer.xml"));
    let picture = logo.as_ref().map(|logo| (logo.part.as_str(), logo.bytes.as_slice()));
    Ok(package(parts.into_iter().chain([footer]).chain(picture)))
}

/// Below so many bytes a part is not compressed.
const SMALL: usize = 1024;

fn package<'p>(parts: impl Iterator<Item = (&'p str, &'p [u8])>) -> Vec<u8> {
    let options = SimpleFileOptions::default().last_modified_time(DateTime::DEFAULT);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // To compress a small part takes longer than to write all of it, and saves nothing that anybody misses.
        let method = match bytes.len() {
            ..SMALL => CompressionMethod::Stored,
            _ => CompressionMethod::Deflated,
        };
        let options = options.compression_method(method);
        zip.start_file(name, options).expect("each part has a name of its own");
        zip.write_all(bytes).expect("memory takes all that is written to it");
    }
    zip.finish().expect("memory takes all that is written to it").into_inner()
}

/// XML that is written to memory, element by element.
struct Xml(Writer<Vec<u8>>);

type Attributes<'a> = &'a [(&'a str, &'a str)];

impl Xml {
    /// A part with its first element; `close` it to have its bytes.
    fn part(name: &str, attributes: Attributes<'_>) -> Self {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.open(name, attributes);
        xml
    }

    fn event(&mut self, event: Event<'_>) {
        self.0.write_event(event).expect("memory takes all that is written to it");
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = quick_xml::events::BytesStart::new(name);
        self.event(Event::Start(start.with_attributes(attributes.iter().copied())));
    }

    fn close(&mut self, name: &str) {
        self.event(Event::End(quick_xml::events::BytesEnd::new(name)));
    }

    fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = quick_xml::events::BytesStart::new(name);
        self.event(Event::Empty(start.with_attributes(attributes.iter().copied())));
    }

    /// An element whose only attribute is its value, as most of them are.
    fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// An element that holds words.
    fn words(&mut self, name: &str, attributes: Attributes<'_>, words: &str) {
        self.open(name, attributes);
        self.event(Event::Text(BytesText::new(&escape::printable(words))));
        self.close(name);
    }

    fn bytes(self) -> Vec<u8> {
        self.0.into_inner()
    }
}

/// Title, author and language, where a file manager and a screen reader look for them.
fn core(document: &Document<'_>, title: &str) -> Vec<u8> {
    let root = "cp:coreProperties";
    let schema = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
    let mut xml = Xml::part(
        root,
        &[
            ("xmlns:cp", schema),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    xml.words("dc:title", &[], title);
    xml.words("dc:creator", &[], &document.view().organisation.name);
    xml.words("dc:language", &[], &document.language().tag());
    for name in ["dcterms:created", "dcterms:modified"] {
        xml.words(name, &[("xsi:type", "dcterms:W3CDTF")], "2000-01-01T00:00:00Z");
    }
    xml.close(root);
    xml.bytes()
}

/// What the text refers to: its styles, lists and footer, and the targets of its links.
fn relations(links: &[String], logo: Option<&Logo>) -> Vec<u8> {
    let schema = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut xml = Xml::part("Relationships", &[("xmlns", schema)]);
    for part in ["styles", "numbering", "settings", "footer"] {
        let (kind, target) = (format!("{RELATIONS}/{part}"), format!("{part}.xml"));
        xml.empty("Relationship", &[("Id", part), ("Type", &kind), ("Target", &target)]);
    }
    if let Some(logo) = logo {
        let kind = format!("{RELATIONS}/image");
        let target = logo.target();
        xml.empty("Relationship", &[("Id", logo::RELATION), ("Type", &kind), ("Target", &target)]);
    }
    let kind = format!("{RELATIONS}/hyperlink");
    for (at, to) in links.iter().enumerate() {
        let (id, to) = (body::link(at), escape::printable(to));
        let external = ("TargetMode", "External");
        xml.empty("Relationship", &[("Id", &id), ("Type", &kind), ("Target", &to), external]);
    }
    xml.close("Relationships");
    xml.bytes()
}

/// The lists: all with marks are one; each that is numbered begins at a number of its own.
fn numbering(numbered: &[usize]) -> Vec<u8> {
    let mut xml = Xml::part("w:numbering", &[("xmlns:w", WORD)]);
    for (id, format) in [("0", "bullet"), ("1", "decimal")] {
        xml.open("w:abstractNum", &[("w:abstractNumId", id)]);
        xml.value("w:multiLevelType", "multilevel");
        for level in 0..body::LEVELS {
            let mark =
                if format == "bullet" { "•".to_owned() } else { format!("%{}.", level + 1) };
            let left = body::indent(level + 1);
            xml.open("w:lvl", &[("w:ilvl", &level.to_string())]);
            xml.value("w:start", "1");
            xml.value("w:numFmt", format);
            xml.value("w:lvlText", &mark);
            xml.value("w:lvlJc", "left");
            xml.open("w:pPr", &[]);
            xml.empty("w:ind", &[("w:left", &left), ("w:hanging", &body::indent(1))]);
            xml.close("w:pPr");
            xml.close("w:lvl");
        }
        xml.close("w:abstractNum");
    }
    for (at, start) in [None].into_iter().chain(numbered.iter().map(Some)).enumerate() {
        xml.open("w:num", &[("w:numId", &(at + 1).to_string())]);
        xml.value("w:abstractNumId", if start.is_some() { "1" } else { "0" });
        for level in (0..body::LEVELS).filter(|_| start.is_some()) {
            xml.open("w:lvlOverride", &[("w:ilvl", &level.to_string())]);
            xml.value("w:startOverride", &start.map_or(1, |start| *start).to_string());
            xml.close("w:lvlOverride");
        }
        xml.close("w:num");
    }
    xml.close("w:numbering");
    xml.bytes()
}
