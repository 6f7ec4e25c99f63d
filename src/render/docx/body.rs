//! The blocks as the text of a DOCX. Words reach it only by `Xml::words`, which escapes them.

use crate::{
    document::markdown::{Block, Inline, Item},
    render::{
        docx::{RELATIONS, WORD, Xml, logo::Logo},
        paper::{LISTED, Outline, is_below_title, is_wide},
    },
};

/// How deep the format numbers lists in lists.
pub(super) const LEVELS: usize = 9;
/// The short side of A4, in twentieths of a point, as all lengths here.
const SHORT: usize = 11_906;
/// Its long side.
const LONG: usize = 16_838;
/// The margin on each side.
const MARGIN: usize = 1_134;

/// The indentation of a list.
pub(super) fn indent(depth: usize) -> String {
    (depth * 360).to_string()
}

/// The id of a link's relation.
pub(super) fn link(at: usize) -> String {
    format!("link{at}")
}

/// A text, and what its other parts have to say for it.
pub(super) struct Body {
    pub(super) document: Vec<u8>,
    /// The targets of links, by the number in their ids.
    pub(super) links: Vec<String>,
    /// The first number of each numbered list, the second list of `numbering` being the first of them.
    pub(super) numbered: Vec<usize>,
}

impl Body {
    /// `logo` stands before everything, and `name` is read out instead of it.
    pub(super) fn of(blocks: &[Block], contents: &str, logo: Option<&Logo>, name: &str) -> Self {
        let mut text = Text::new(blocks);
        text.xml.open("w:body", &[]);
        if let Some(logo) = logo {
            logo.draw(&mut text.xml, name);
        }
        text.write(blocks, contents)
    }
}

/// How words look beside their paragraph's style.
#[derive(Clone, Copy, Default)]
struct Look {
    strong: bool,
    emphasis: bool,
    /// A style of characters.
    style: Option<&'static str>,
}

/// In which list a paragraph stands, and whether its mark stands before it.
#[derive(Clone, Copy)]
struct InList {
    depth: usize,
    number: usize,
    marked: bool,
}

struct Text<'t> {
    xml: Xml,
    links: Vec<String>,
    numbered: Vec<usize>,
    outline: Outline<'t>,
    /// How many of its headings are written.
    reached: usize,
    /// The width of a line.
    width: usize,
    in_quote: bool,
}

impl<'t> Text<'t> {
    fn new(blocks: &'t [Block]) -> Self {
        let side = if is_wide(blocks) { LONG } else { SHORT };
        Self {
            xml: Xml::part("w:document", &[("xmlns:w", WORD), ("xmlns:r", RELATIONS)]),
            links: Vec::new(),
            numbered: Vec::new(),
            outline: Outline::of(blocks),
            reached: 0,
            width: side - 2 * MARGIN,
            in_quote: false,
        }
    }

    fn write(mut self, blocks: &[Block], contents: &str) -> Body {
        for (at, block) in blocks.iter().enumerate() {
            if self.outline.contents == Some(at) {
                self.contents(contents);
            }
            if is_below_title(block) {
                self.heading();
            } else {
                self.block(block, None);
            }
        }
        self.section();
        self.xml.close("w:body");
        self.xml.close("w:document");
        Body { document: self.xml.bytes(), links: self.links, numbered: self.numbered }
    }

    fn blocks(&mut self, blocks: &[Block], list: Option<InList>) {
        for block in blocks {
            self.block(block, list);
        }
    }

    fn block(&mut self, block: &Block, list: Option<InList>) {
        match block {
            Block::Heading { level: 1, text, .. } if list.is_none() && !self.in_quote => {
                self.paragraph("Title", None, text);
            }
            // Inside a list or a quotation it opens no section.
            Block::Heading { text, .. } => {
                self.paragraph_of(list, |text_of| {
                    text_of.inlines(text, Look { strong: true, ..Look::default() });
                });
            }
            Block::Paragraph(text) => {
                self.paragraph_of(list, |text_of| text_of.inlines(text, Look::default()));
            }
            Block::List { start, items } => self.list(*start, items, list),
            Block::Table { head, rows } => self.table(head, rows),
            Block::Quote(blocks) => {
                let around = std::mem::replace(&mut self.in_quote, true);
                self.blocks(blocks, list);
                self.in_quote = around;
            }
            // What it shows is told below.
            Block::Diagram => {}
            Block::Verbatim(text) => self.verbatim(text),
            Block::Rule => {
                self.xml.open("w:p", &[]);
                self.xml.open("w:pPr", &[]);
                self.xml.open("w:pBdr", &[]);
                let line = [("w:val", "single"), ("w:sz", "6"), ("w:space", "1")];
                self.xml.empty("w:bottom", &line);
                self.xml.close("w:pBdr");
                self.xml.close("w:pPr");
                self.xml.close("w:p");
            }
        }
    }

    fn paragraph(&mut self, style: &str, list: Option<InList>, text: &[Inline]) {
        self.open_paragraph(style, list);
        self.inlines(text, Look::default());
        self.xml.close("w:p");
    }

    /// A paragraph of running text, by where it stands.
    fn paragraph_of(&mut self, list: Option<InList>, write: impl FnOnce(&mut Self)) {
        let style = match list {
            Some(InList { marked: false, .. }) => "ListContinue".to_owned(),
            Some(InList { depth, number, .. }) => {
                let kind = if number == 1 { "ListBullet" } else { "ListNumber" };
                let deep = [String::new(), "2".to_owned(), "3".to_owned()];
                format!("{kind}{}", deep[(depth - 1).min(2)])
            }
            None if self.in_quote => "Quote".to_owned(),
            None => "Normal".to_owned(),
        };
        self.open_paragraph(&style, list);
        write(self);
        self.xml.close("w:p");
    }

    fn open_paragraph(&mut self, style: &str, list: Option<InList>) {
        self.xml.open("w:p", &[]);
        self.xml.open("w:pPr", &[]);
        self.xml.value("w:pStyle", style);
        match list {
            Some(InList { depth, number, marked: true }) => {
                self.xml.open("w:numPr", &[]);
                self.xml.value("w:ilvl", &(depth - 1).min(LEVELS - 1).to_string());
                self.xml.value("w:numId", &number.to_string());
                self.xml.close("w:numPr");
            }
            Some(InList { depth, .. }) => {
                self.xml.empty("w:ind", &[("w:left", &indent(depth.min(LEVELS)))]);
            }
            None => {}
        }
        self.xml.close("w:pPr");
    }

    /// The next heading, marked so that the contents and links find it.
    fn heading(&mut self) {
        let heading = &self.outline.headings[self.reached];
        let (style, text) = (format!("Heading{}", heading.level), heading.text);
        let id = self.reached.to_string();
        self.open_paragraph(&style, None);
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &place(self.reached))]);
        self.inlines(text, Look::default());
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
        self.xml.close("w:p");
        self.reached += 1;
    }

    fn list(&mut self, start: Option<usize>, items: &[Item], around: Option<InList>) {
        let depth = around.map_or(1, |list| list.depth + 1);
        let number = start.map_or(1, |start| {
            self.numbered.push(start);
            self.numbered.len() + 1
        });
        for item in items {
            let marked = InList { depth, number, marked: true };
            let rest = InList { marked: false, ..marked };
            // A mark needs a paragraph to stand before.
            let first = item.blocks.first();
            let has_words = matches!(first, Some(Block::Paragraph(_) | Block::Heading { .. }));
            if !has_words {
                self.paragraph_of(Some(marked), |_| {});
            }
            let (marked_blocks, others) = item.blocks.split_at(usize::from(has_words));
            self.blocks(marked_blocks, Some(marked));
            self.blocks(others, Some(rest));
        }
    }

    /// A table over the whole width, its head repeated on each page.
    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let width = (self.width / head.len().max(1)).to_string();
        self.xml.open("w:tbl", &[]);
        self.xml.open("w:tblPr", &[]);
        self.xml.value("w:tblStyle", "TableGrid");
        self.xml.empty("w:tblW", &[("w:w", "5000"), ("w:type", "pct")]);
        self.xml.empty("w:tblLook", &[("w:val", "0020"), ("w:firstRow", "1")]);
        self.xml.close("w:tblPr");
        self.xml.open("w:tblGrid", &[]);
        for _ in head {
            self.xml.empty("w:gridCol", &[("w:w", &width)]);
        }
        self.xml.close("w:tblGrid");
        self.row(head, &width, true);
        for row in rows {
            self.row(row, &width, false);
        }
        self.xml.close("w:tbl");
        // Without a paragraph between them, two tables would be one.
        self.paragraph("TableContents", None, &[]);
    }

    fn row(&mut self, cells: &[Vec<Inline>], width: &str, is_head: bool) {
        self.xml.open("w:tr", &[]);
        self.xml.open("w:trPr", &[]);
        // A row goes on overleaf only if it is taller than a page.
        self.xml.empty("w:cantSplit", &[]);
        if is_head {
            self.xml.empty("w:tblHeader", &[]);
        }
        self.xml.close("w:trPr");
        for cell in cells {
            self.xml.open("w:tc", &[]);
            self.xml.open("w:tcPr", &[]);
            self.xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
            self.xml.close("w:tcPr");
            self.paragraph(if is_head { "TableHeading" } else { "TableContents" }, None, cell);
            self.xml.close("w:tc");
        }
        self.xml.close("w:tr");
    }

    fn verbatim(&mut self, text: &str) {
        self.open_paragraph("HTMLPreformatted", None);
        for (at, line) in text.lines().enumerate() {
            if at > 0 {
                self.line_break();
            }
            self.run(line, Look::default());
        }
        self.xml.close("w:p");
    }

    fn inlines(&mut self, inlines: &[Inline], look: Look) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.run(text, look),
                Inline::Emphasis(text) => self.inlines(text, Look { emphasis: true, ..look }),
                Inline::Strong(text) => self.inlines(text, Look { strong: true, ..look }),
                Inline::Verbatim(text) => {
                    self.run(text, Look { style: look.style.or(Some("HTMLCode")), ..look });
                }
                Inline::Link { to, text } => self.link(to, text, look),
                Inline::Break => self.line_break(),
                Inline::Mark(_) => {}
            }
        }
    }

    /// A link to a page, a mailbox or a heading; one to a place that is not there is its words.
    fn link(&mut self, to: &str, text: &[Inline], look: Look) {
        let at_link = Look { style: Some("Hyperlink"), ..look };
        if to.starts_with('#') {
            let Some(at) = self.outline.target(to) else { return self.inlines(text, look) };
            self.xml.open("w:hyperlink", &[("w:anchor", &place(at))]);
        } else {
            self.xml.open("w:hyperlink", &[("r:id", &link(self.links.len()))]);
            self.links.push(to.to_owned());
        }
        self.inlines(text, at_link);
        self.xml.close("w:hyperlink");
    }

    fn run(&mut self, words: &str, look: Look) {
        self.xml.open("w:r", &[]);
        self.xml.open("w:rPr", &[]);
        if let Some(style) = look.style {
            self.xml.value("w:rStyle", style);
        }
        for (name, _) in [("w:b", look.strong), ("w:i", look.emphasis)].iter().filter(|(_, on)| *on)
        {
            self.xml.empty(name, &[]);
        }
        self.xml.close("w:rPr");
        self.xml.words("w:t", &[("xml:space", "preserve")], words);
        self.xml.close("w:r");
    }

    fn line_break(&mut self) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:br", &[]);
        self.xml.close("w:r");
    }

    /// The table of contents: a field, filled already, which gets its page numbers when a reader updates it.
    fn contents(&mut self, heading: &str) {
        self.paragraph("TOCHeading", None, &[Inline::Text(heading.to_owned())]);
        let headings = self.outline.headings.iter().enumerate();
        let listed = headings.filter(|(_, heading)| heading.level <= LISTED);
        let listed: Vec<_> =
            listed.map(|(at, heading)| (at, heading.level, Inline::plain(heading.text))).collect();
        for (written, (at, level, words)) in listed.into_iter().enumerate() {
            self.open_paragraph(&format!("TOC{level}"), None);
            if written == 0 {
                self.field("begin");
                self.xml.open("w:r", &[]);
                let field = format!(r#" TOC \o "1-{LISTED}" \h \z \u "#);
                self.xml.words("w:instrText", &[("xml:space", "preserve")], &field);
                self.xml.close("w:r");
                self.field("separate");
            }
            self.xml.open("w:hyperlink", &[("w:anchor", &place(at))]);
            self.run(&words, Look::default());
            self.xml.close("w:hyperlink");
            self.xml.close("w:p");
        }
        self.open_paragraph("Normal", None);
        self.field("end");
        self.xml.close("w:p");
    }

    /// Where a field begins, shows what it came to, and ends.
    fn field(&mut self, part: &str) {
        self.xml.open("w:r", &[]);
        self.xml.empty("w:fldChar", &[("w:fldCharType", part)]);
        self.xml.close("w:r");
    }

    /// The paper, and the footer on each page.
    fn section(&mut self) {
        self.xml.open("w:sectPr", &[]);
        self.xml.empty("w:footerReference", &[("w:type", "default"), ("r:id", "footer")]);
        let (short, long) = (SHORT.to_string(), LONG.to_string());
        if self.width > SHORT {
            let wide = [("w:w", &*long), ("w:h", &short), ("w:orient", "landscape")];
            self.xml.empty("w:pgSz", &wide);
        } else {
            self.xml.empty("w:pgSz", &[("w:w", &short), ("w:h", &long)]);
        }
        let margin = MARGIN.to_string();
        let sides = ["w:top", "w:right", "w:bottom", "w:left"].map(|side| (side, &*margin));
        let edges = [("w:header", "567"), ("w:footer", "567"), ("w:gutter", "0")];
        self.xml.empty("w:pgMar", &[&sides[..], &edges].concat());
        self.xml.close("w:sectPr");
    }
}

/// The name of the bookmark of a heading.
fn place(at: usize) -> String {
    format!("_Toc{at:08}")
}
