//! PDF: Typst sets a fixed template, `document.typ`, which reads the blocks as data. It is tagged for screen readers
//! (PDF/UA-1) and made for keeping (PDF/A-2a), and holds no time.

mod data;
mod desk;

use typst::{diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::{
    document::{Document, Text},
    render::{Unwritable, pdf::desk::Desk},
};

pub(super) fn render(document: &Document<'_>) -> Result<Vec<u8>, Unwritable> {
    let text = document.text().map_err(Unwritable::Template)?;
    let pages = pages(document, text)?;
    let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
        .expect("the two can be kept at once");
    let options = PdfOptions {
        // Two documents of one title are told apart by what they say.
        ident: Smart::Custom(text.markdown.clone()),
        creator: Smart::Custom(Some("ropa".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(&pages, &options).map_err(unset)
}

fn pages(document: &Document<'_>, text: &Text) -> Result<PagedDocument, Unwritable> {
    let data = data::of(document, text).to_string();
    if let Some(character) = desk::without_glyph(&data) {
        return Err(Unwritable::NoGlyph(character));
    }
    typst::compile(&Desk::new(data, document.letterhead().logo_file())).output.map_err(unset)
}

/// What Typst says of a document that it can't set.
fn unset(reasons: impl IntoIterator<Item = SourceDiagnostic>) -> Unwritable {
    let reasons: Vec<_> = reasons.into_iter().map(|reason| reason.message.to_string()).collect();
    Unwritable::Unset(reasons.join("; "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use typst::{
        layout::{Abs, Frame, FrameItem},
        model::Destination,
    };

    use super::*;
    use crate::{
        document::{
            BUILT_IN, Documents, escape,
            markdown::{Block, Inline},
        },
        language::Language,
        render::hostile::HOSTILE,
        view::filled,
    };

    fn documents(word: &str) -> Documents {
        let english = Language::of("en").expect("English is there");
        let view = filled::view(word, true);
        Documents::new(&Arc::new(view), &Arc::new(english), &Arc::default())
    }

    fn text_of(blocks: Vec<Block>) -> Text {
        Text { title: "Title".into(), markdown: String::new(), blocks }
    }

    fn plain(words: &str) -> Vec<Inline> {
        vec![Inline::Text(words.into())]
    }

    /// Spaces aside, what is on the pages in reading order, their numbers left out; and how many links lead away.
    /// What stands below the foot of a page is on none.
    fn read(document: &PagedDocument) -> (String, usize) {
        fn walk(frame: &Frame, room: Abs, words: &mut String, links: &mut usize) {
            for (at, item) in frame.items() {
                match item {
                    FrameItem::Group(group) => walk(&group.frame, room - at.y, words, links),
                    FrameItem::Text(text) if at.y <= room => words.push_str(&text.text),
                    FrameItem::Link(Destination::Url(_), _) => *links += 1,
                    _ => {}
                }
            }
        }
        let (mut all, mut links) = (String::new(), 0);
        let pages = document.pages();
        for (at, page) in pages.iter().enumerate() {
            let mut words = String::new();
            walk(&page.frame, page.frame.height(), &mut words, &mut links);
            let number = squeezed(&format!("{}/{}", at + 1, pages.len()));
            let words = squeezed(&words);
            assert!(words.ends_with(&number), "page {} has no number", at + 1);
            all.push_str(words.strip_suffix(&number).unwrap_or(&words));
        }
        (all, links)
    }

    /// Without spaces, and without the hyphens at which a narrow column breaks words.
    fn squeezed(words: &str) -> String {
        let is_break = |character: char| matches!(character, '-' | '\u{ad}' | '\u{2010}');
        words
            .chars()
            .filter(|character| !character.is_whitespace() && !is_break(*character))
            .collect()
    }

    #[test]
    fn every_fact_is_on_the_pages_in_reading_order() {
        fn said(blocks: &[Block], out: &mut Vec<String>) {
            for block in blocks {
                match block {
                    Block::Heading { text, .. } | Block::Paragraph(text) => {
                        out.push(Inline::plain(text));
                    }
                    Block::List { items, .. } => {
                        for item in items {
                            said(&item.blocks, out);
                        }
                    }
                    Block::Table { head, rows } => {
                        out.extend(
                            [head]
                                .into_iter()
                                .chain(rows)
                                .flatten()
                                .map(|cell| Inline::plain(cell)),
                        );
                    }
                    Block::Quote(inside) => said(inside, out),
                    Block::Verbatim(text) => out.push(text.clone()),
                    Block::Diagram | Block::Rule => {}
                }
            }
        }
        for built_in in BUILT_IN {
            let documents = documents("a word");
            let document = documents.make(built_in.id);
            let text = document.text().unwrap();
            let (words, _) = read(&pages(&document, text).unwrap());
            let mut expected = Vec::new();
            said(&text.blocks, &mut expected);
            assert!(expected.len() > 4, "{}", built_in.id);
            let mut rest = &*words;
            for fact in expected.iter().map(|fact| squeezed(fact)).skip(1) {
                let found = rest.find(&fact);
                assert!(
                    found.is_some(),
                    "{} says {fact:?} nowhere after what is before it",
                    built_in.id
                );
                rest = &rest[found.unwrap_or(0) + fact.len()..];
            }
        }
    }

    #[test]
    fn a_logo_stands_at_the_top() {
        let mut letterhead = crate::document::letterhead::Letterhead::default();
        let plain = render(&documents("word").make("record")).unwrap();
        letterhead.set_logo(b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9z\"/></svg>").unwrap();
        let with = documents("word").with_letterhead(&Arc::new(letterhead));
        let with = render(&with.make("record")).unwrap();
        assert!(with.starts_with(b"%PDF-") && with != plain);
    }

    #[test]
    fn a_text_stays_a_text_on_paper() {
        let documents = documents("word");
        let document = documents.make("record");
        let printed: Vec<String> =
            HOSTILE.iter().map(|text| escape::printable(text).into_owned()).collect();
        let (shown, not): (Vec<_>, Vec<_>) =
            printed.iter().partition(|text| desk::without_glyph(text).is_none());
        assert!(shown.len() > 200 && !not.is_empty());
        for text in not {
            let found = pages(&document, &text_of(vec![Block::Paragraph(plain(text))]));
            assert!(matches!(found, Err(Unwritable::NoGlyph(_))), "{text:?}");
        }
        let everywhere = |text: &String| {
            let cells = vec![plain(text), vec![Inline::Verbatim(text.clone())]];
            let table = Block::Table { head: cells.clone(), rows: vec![cells] };
            [
                Block::Heading { level: 2, entry: None, text: plain(text) },
                table,
                Block::Verbatim(text.clone()),
            ]
        };
        let link = Inline::Link { to: "https://a.example".into(), text: plain("a") };
        let blocks: Vec<_> = shown.iter().copied().flat_map(everywhere).collect();
        let blocks = [blocks, vec![Block::Paragraph(vec![link])]].concat();
        let (words, links) = read(&pages(&document, &text_of(blocks)).unwrap());
        assert_eq!(links, 1, "the one that is a link");
        // Marks of direction turn the order in which words stand on a line.
        for text in shown.iter().filter(|text| !text.contains(['\u{200e}', '\u{200f}'])) {
            let times = words.matches(&squeezed(text)).count();
            // In the contents, the heading and the block; in cells a long word may be hyphenated.
            assert!(times >= 3, "{text:?} is there {times} times");
        }
    }

    #[test]
    fn a_long_table_has_its_head_on_every_page() {
        let documents = documents("word");
        let cells = |words: &str| vec![plain(words), plain("x")];
        let table = Block::Table { head: cells("Recipient"), rows: vec![cells("somebody"); 300] };
        let pages = pages(&documents.make("record"), &text_of(vec![table])).unwrap();
        assert!(pages.pages().len() > 5);
        let (words, _) = read(&pages);
        assert_eq!(words.matches("Recipient").count(), pages.pages().len());
        assert_eq!(words.matches("somebody").count(), 300);
    }

    #[test]
    fn a_row_stays_on_one_page_unless_it_is_taller() {
        let documents = documents("word");
        let print = |cell: Vec<Inline>, times: usize| {
            let rows = vec![vec![cell.clone(), cell]; times];
            let table = Block::Table { head: vec![plain("a"), plain("b")], rows };
            read(&pages(&documents.make("record"), &text_of(vec![table])).unwrap()).0
        };
        let some = "All that is known of this recipient and of no other. ".repeat(8);
        assert_eq!(print(plain(&some), 50).matches(&squeezed(&some)).count(), 2 * 50);
        // What is broken is interrupted by its neighbour, and lost nowhere.
        let long = some.repeat(30);
        assert_eq!(print(plain(&long), 1).matches("known").count(), 2 * 8 * 30);
        let lines = vec![vec![Inline::Text("known".into()), Inline::Break]; 300].concat();
        assert_eq!(print(vec![Inline::Strong(lines)], 1).matches("known").count(), 2 * 300);
    }

    #[test]
    fn it_says_what_it_keeps_to_and_is_the_same_each_time() {
        for built_in in BUILT_IN {
            let documents = documents("a word");
            let document = documents.make(built_in.id);
            let bytes = render(&document).unwrap();
            assert_eq!(render(&documents.make(built_in.id)).unwrap(), bytes);
            let raw = String::from_utf8_lossy(&bytes);
            for mark in [
                "<pdfuaid:part>1<",
                "<pdfaid:part>2<",
                "<pdfaid:conformance>A<",
                "/Lang",
                "/Outlines",
            ] {
                assert!(raw.contains(mark), "{} has no {mark}", built_in.id);
            }
        }
    }
}
