//! HTML: one self-contained page. Blocks become elements, headings open sections and the table of contents.
//! All text is escaped here; the only markup is what this file writes and what `page.html` holds.

use std::{collections::BTreeSet, fmt::Write};

use comrak::Anchorizer;
use minijinja::HtmlEscape;

use crate::{
    document::{
        Document, escape,
        markdown::{Block, Inline, Item},
        template::Fault,
    },
    dpv,
    render::{json, svg},
    view::{View, anchor, flow::Flow},
};

pub(super) fn render(document: &Document<'_>) -> Result<String, Fault> {
    let mut page = Page {
        of: document,
        body: String::new(),
        open: Vec::new(),
        has_title: false,
        headings: Vec::new(),
        anchors: Anchorizer::new(),
        ids: ["text", "contents", "summary"].map(String::from).into(),
        // Insiders look for one fact in a long record; the public reads what concerns it.
        more: (!document.view().internal).then(|| document.language().say("page.more", &[])),
    };
    page.blocks(&document.text()?.blocks);
    page.close(0);
    let contents = page.contents();
    let facts = document.is_notice().then(|| facts(document.view()));
    document.page(contents, page.body, facts)
}

/// What the page says, for machines. In a script only its end is markup, and a comment's begin: no `<` stands in it.
fn facts(view: &View) -> String {
    let described = dpv::describe(view, dpv::Base::Page);
    let json = serde_json::to_string(&described.graph.json_ld()).expect("a graph is texts");
    drop(described);
    let json = json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026");
    json::escaped(json)
}

/// A section that is open.
struct Open {
    level: u8,
    /// Whether it tells of a purpose, and how much of it is told.
    purpose: Option<Layer>,
}

/// A purpose is told in two layers: what it is, and on opening all that the law wants said.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    First,
    Second,
}

struct Page<'d> {
    of: &'d Document<'d>,
    body: String,
    open: Vec<Open>,
    /// Whether the title was read.
    has_title: bool,
    /// What opens the second layer of a purpose; there is none without it.
    more: Option<String>,
    /// Level, id and words of each heading below the title.
    headings: Vec<(u8, String, String)>,
    ids: BTreeSet<String>,
    anchors: Anchorizer,
}

/// The lowest level of heading that the table of contents lists.
const LISTED: u8 = 4;

impl Page<'_> {
    fn put(&mut self, markup: std::fmt::Arguments<'_>) {
        self.body.write_fmt(markup).expect("a string takes all that is written to it");
    }

    fn text(&mut self, text: &str) {
        self.put(format_args!("{}", HtmlEscape(&escape::printable(text))));
    }

    /// An id that stands once: the entry's, or one made of the words.
    fn id(&mut self, entry: Option<&str>, words: &str) -> String {
        let wanted = entry.map_or_else(|| self.anchors.anchorize(words), anchor);
        let wanted = if wanted.is_empty() { "part".to_owned() } else { wanted };
        let mut id = wanted.clone();
        let mut number = 1;
        while !self.ids.insert(id.clone()) {
            number += 1;
            id = format!("{wanted}-{number}");
        }
        id
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, entry, text } => self.heading(*level, entry.as_deref(), text),
            Block::Paragraph(text) => self.element("p", text),
            Block::List { start, items } => {
                self.open_layer();
                self.list(*start, items);
            }
            Block::Table { head, rows } => self.table(head, rows),
            Block::Quote(blocks) => {
                self.body.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.body.push_str("</blockquote>\n");
            }
            Block::Diagram => self.diagram(),
            Block::Verbatim(text) => {
                self.body.push_str("<pre>");
                self.text(text);
                self.body.push_str("</pre>\n");
            }
            Block::Rule => self.body.push_str("<hr>\n"),
        }
    }

    /// A list is the second layer of the purpose that is open.
    fn open_layer(&mut self) {
        let Some(more) = self.more.clone() else { return };
        let Some(Open { purpose: Some(layer @ Layer::First), .. }) = self.open.last_mut() else {
            return;
        };
        *layer = Layer::Second;
        self.body.push_str("<details>\n<summary>");
        self.text(&more);
        self.body.push_str("</summary>\n");
    }

    /// Closes the sections of this level and below.
    fn close(&mut self, level: u8) {
        while let Some(open) = self.open.pop_if(|open| open.level >= level) {
            if open.purpose == Some(Layer::Second) {
                self.body.push_str("</details>\n");
            }
            self.body.push_str("</section>\n");
        }
    }

    /// Which entry an element tells of.
    fn tells_of(&mut self, entry: Option<&str>) {
        if let Some(entry) = entry {
            self.put(format_args!(" data-entry=\"{entry}\""));
        }
    }

    fn element(&mut self, name: &str, text: &[Inline]) {
        self.put(format_args!("<{name}"));
        self.tells_of(Inline::entry(text));
        self.body.push('>');
        self.inlines(text);
        self.put(format_args!("</{name}>\n"));
    }

    /// Below the title each heading opens a section, and closes those that are not above it. The title is the page's.
    fn heading(&mut self, level: u8, entry: Option<&str>, text: &[Inline]) {
        let words = Inline::plain(text);
        if level == 1 && !std::mem::replace(&mut self.has_title, true) {
            return;
        }
        let level = level.max(2);
        self.close(level);
        let id = self.id(entry, &words);
        let labelled = self.id(None, &format!("{id}-heading"));
        self.put(format_args!("<section id=\"{id}\" aria-labelledby=\"{labelled}\""));
        self.tells_of(entry.filter(|entry| entry.contains('.')));
        self.put(format_args!(">\n<h{level} id=\"{labelled}\">"));
        let is_purpose = entry.is_some_and(|entry| entry.starts_with("purpose."));
        self.open.push(Open { level, purpose: is_purpose.then_some(Layer::First) });
        self.headings.push((level, id, words));
        self.inlines(text);
        self.put(format_args!("</h{level}>\n"));
    }

    fn list(&mut self, start: Option<usize>, items: &[Item]) {
        match start {
            Some(1) => self.body.push_str("<ol>\n"),
            Some(start) => self.put(format_args!("<ol start=\"{start}\">\n")),
            None => self.body.push_str("<ul>\n"),
        }
        for item in items {
            self.body.push_str("<li");
            self.tells_of(item.entry.as_deref());
            self.body.push('>');
            // A first paragraph needs no element of its own.
            if let Some((Block::Paragraph(text), rest)) = item.blocks.split_first() {
                self.inlines(text);
                if !rest.is_empty() {
                    self.body.push('\n');
                }
                self.blocks(rest);
            } else {
                self.blocks(&item.blocks);
            }
            self.body.push_str("</li>\n");
        }
        self.body.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// The picture scrolls by itself on a narrow screen, as a table does.
    fn diagram(&mut self) {
        let Some(flow) = Flow::of(self.of.view()) else { return };
        let language = self.of.language();
        self.body.push_str("<figure>\n<div class=\"table\" tabindex=\"0\">\n");
        self.body.push_str(&svg::draw(&flow, language));
        self.body.push_str("</div>\n<figcaption>");
        self.text(&language.say("flow.caption", &[]));
        self.body.push_str("</figcaption>\n</figure>\n");
    }

    /// A table scrolls by itself on a narrow screen, and can be reached by the keyboard for that.
    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
        let caption = self.headings.last().map(|(.., words)| words.clone());
        self.body.push_str("<div class=\"table\" tabindex=\"0\">\n<table>\n");
        if let Some(caption) = caption {
            self.body.push_str("<caption>");
            self.text(&caption);
            self.body.push_str("</caption>\n");
        }
        self.body.push_str("<thead>\n<tr>");
        for cell in head {
            self.body.push_str("<th scope=\"col\">");
            self.inlines(cell);
            self.body.push_str("</th>");
        }
        self.body.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in rows {
            self.body.push_str("<tr");
            self.tells_of(row.first().and_then(|cell| Inline::entry(cell)));
            self.body.push('>');
            for (at, cell) in row.iter().enumerate() {
                self.body.push_str(if at == 0 { "<th scope=\"row\">" } else { "<td>" });
                self.inlines(cell);
                self.body.push_str(if at == 0 { "</th>" } else { "</td>" });
            }
            self.body.push_str("</tr>\n");
        }
        self.body.push_str("</tbody>\n</table>\n</div>\n");
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(text) => self.text(text),
                Inline::Emphasis(text) => self.stressed("em", text),
                Inline::Strong(text) => self.stressed("strong", text),
                Inline::Verbatim(text) => {
                    self.body.push_str("<code>");
                    self.text(text);
                    self.body.push_str("</code>");
                }
                Inline::Link { to, text } => {
                    self.body.push_str("<a href=\"");
                    self.text(to);
                    self.body.push_str("\">");
                    if to.starts_with("tel:") {
                        // A number stays on its line.
                        self.text(&Inline::plain(text).replace(' ', "\u{a0}"));
                    } else {
                        self.inlines(text);
                    }
                    self.body.push_str("</a>");
                }
                Inline::Break => self.body.push_str("<br>\n"),
                Inline::Mark(_) => {}
            }
        }
    }

    fn stressed(&mut self, name: &str, text: &[Inline]) {
        self.put(format_args!("<{name}>"));
        self.inlines(text);
        self.put(format_args!("</{name}>"));
    }

    /// The headings as a list in lists. A level that is left out opens no list of its own.
    fn contents(&self) -> String {
        let mut contents = String::new();
        let mut levels: Vec<u8> = Vec::new();
        for (level, id, words) in self.headings.iter().filter(|(level, ..)| *level <= LISTED) {
            if levels.last().is_none_or(|above| level > above) {
                contents.push_str(if levels.is_empty() { "<ul>\n" } else { "\n<ul>\n" });
                levels.push(*level);
            } else {
                contents.push_str("</li>\n");
                while levels.len() > 1 && levels.last().is_some_and(|open| level < open) {
                    levels.pop();
                    contents.push_str("</ul>\n</li>\n");
                }
            }
            let words = HtmlEscape(&escape::printable(words)).to_string();
            write!(contents, "<li><a href=\"#{id}\">{words}</a>")
                .expect("a string takes all that is written to it");
        }
        while levels.pop().is_some() {
            contents.push_str("</li>\n</ul>");
            contents.push_str(if levels.is_empty() { "" } else { "\n" });
        }
        contents
    }
}
