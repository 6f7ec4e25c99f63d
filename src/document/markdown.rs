//! Markdown to blocks, and back. Raw HTML is refused: all there may be is ropa's own comment that names
//! the entry of a heading or of a list's item, `<!-- purpose.account -->`.

use std::{borrow::Cow, fmt};

use comrak::{
    Arena, Options, format_commonmark,
    nodes::{AstNode, ListType, NodeValue},
    parse_document,
};

use crate::{
    document::{escape, mermaid},
    view::tables::Filled,
};

/// A part of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading, and the entry that stands below it.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The comment after it.
        entry: Option<String>,
        /// Its text.
        text: Vec<Inline>,
    },
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// The first number, if it is numbered.
        start: Option<usize>,
        /// Its items.
        items: Vec<Item>,
    },
    /// A table. The entry of a row is the [`Inline::Mark`] at the end of its first cell.
    Table {
        /// The cells of its head.
        head: Vec<Vec<Inline>>,
        /// The cells of its rows.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Words to be shown as they are.
    Verbatim(String),
    /// The flow of data, as the View has it.
    Diagram,
    /// A line between blocks.
    Rule,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// The comment in it.
    pub entry: Option<String>,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// A part of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Stressed words.
    Emphasis(Vec<Inline>),
    /// Strongly stressed words.
    Strong(Vec<Inline>),
    /// Words to be shown as they are.
    Verbatim(String),
    /// A link.
    Link {
        /// Its target: `https:`, `http:`, `mailto:`, `tel:`, or a place in the document.
        to: String,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A new line.
    Break,
    /// The name of an entry; it is printed nowhere.
    Mark(String),
}

impl Inline {
    /// The entry that a text tells of: the first comment in it.
    pub fn entry(inlines: &[Inline]) -> Option<&str> {
        inlines.iter().find_map(|inline| match inline {
            Inline::Mark(entry) => Some(&**entry),
            _ => None,
        })
    }

    /// The words alone.
    pub fn plain(inlines: &[Inline]) -> String {
        let mut words = String::new();
        write_plain(&mut words, inlines);
        words
    }
}

fn write_plain(words: &mut String, inlines: &[Inline]) {
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Verbatim(text) => words.push_str(text),
            Inline::Emphasis(text) | Inline::Strong(text) | Inline::Link { text, .. } => {
                write_plain(words, text);
            }
            Inline::Break => words.push(' '),
            Inline::Mark(_) => {}
        }
    }
}

/// What no document may hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Raw HTML, at a line.
    Html(usize),
    /// A link to something that is no page, mailbox or telephone.
    Link(String),
    /// Lists or quotations within each other, deeper than anybody reads.
    Depth(usize),
    /// A picture, a footnote, or another thing that not every format can show.
    Kind(&'static str, usize),
}

impl Unfit {
    /// The same, in a text that begins so many lines further down.
    fn below(self, lines: usize) -> Self {
        match self {
            Unfit::Html(line) => Unfit::Html(line + lines),
            Unfit::Depth(line) => Unfit::Depth(line + lines),
            Unfit::Kind(kind, line) => Unfit::Kind(kind, line + lines),
            Unfit::Link(to) => Unfit::Link(to),
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unfit::Html(line) => {
                write!(f, "raw HTML in line {line} of the text; Markdown alone is taken")
            }
            Unfit::Link(to) => {
                write!(
                    f,
                    "a link to `{}`; links go to pages, mailboxes and telephones",
                    escape::printable(to)
                )
            }
            Unfit::Depth(line) => write!(f, "line {line} of the text is nested too deep"),
            Unfit::Kind(kind, line) => {
                write!(f, "{kind} in line {line} of the text, which not every format can show")
            }
        }
    }
}

/// How deep lists, quotations and stress may stand in each other.
const DEPTH: usize = 32;

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options
}

/// Reads Markdown with tables, chapter by chapter: the parser's tree of a whole large document would be many
/// times the document.
pub fn read(text: &str) -> Result<Vec<Block>, Unfit> {
    let (mut found, mut line) = (Vec::new(), 0);
    for chapter in chapters(text) {
        let arena = Arena::new();
        let read = blocks(parse_document(&arena, chapter, &options()), 0);
        found.extend(read.map_err(|unfit| unfit.below(line))?);
        line += chapter.matches('\n').count();
    }
    Ok(found)
}

/// A text cut before its headings: nothing in Markdown reaches over one, except a fence of code, which is kept
/// whole, and definitions of links, with which a text is not cut at all.
fn chapters(text: &str) -> Vec<&str> {
    let mut cuts = vec![0];
    let (mut at, mut fence) = (0, None);
    for line in text.split_inclusive('\n') {
        let indented = line.len() - line.trim_start_matches(' ').len() > 3;
        let content = line.trim_start();
        match fence {
            None if content.starts_with('[') && content.contains("]:") => {
                cuts.truncate(1);
                break;
            }
            None if !indented && (content.starts_with("```") || content.starts_with("~~~")) => {
                let mark = &content[..1];
                fence = Some(&content[..content.len() - content.trim_start_matches(mark).len()]);
            }
            None if line.starts_with('#') && at > 0 => cuts.push(at),
            Some(mark) if content.starts_with(mark) => fence = None,
            _ => {}
        }
        at += line.len();
    }
    cuts.push(text.len());
    cuts.windows(2).map(|cut| &text[cut[0]..cut[1]]).collect()
}

/// Markdown that somebody else wrote, fit to stand below a heading of a document:
/// read and written again, its headings no higher than `level`.
pub fn embed(text: &str, level: u8) -> Result<String, Unfit> {
    let arena = Arena::new();
    let root = parse_document(&arena, text, &options());
    blocks(root, 0)?;
    let mut highest = 7;
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &node.data.borrow().value {
            highest = highest.min(heading.level);
        }
    }
    for node in root.descendants() {
        if let NodeValue::Heading(heading) = &mut node.data.borrow_mut().value {
            heading.level = (heading.level - highest + level).min(6);
            heading.setext = false;
        }
    }
    let mut embedded = String::new();
    format_commonmark(root, &options(), &mut embedded)
        .expect("a string takes all that is written to it");
    Ok(embedded)
}

/// A table as Markdown, its cells escaped.
pub fn write_table(table: &Filled) -> String {
    fn write_row<'c>(
        text: &mut String,
        cells: impl Iterator<Item = Cow<'c, str>>,
        entry: Option<&str>,
    ) {
        let mut entry = entry;
        for cell in cells {
            text.push_str("| ");
            escape::write_markdown(text, &cell);
            text.push(' ');
            // The first cell names the entry of its row.
            if let Some(entry) = entry.take() {
                text.extend(["<!-- ", entry, " --> "]);
            }
        }
        text.push_str("|\n");
    }
    let mut text = String::new();
    write_row(&mut text, table.columns.iter().map(|column| Cow::Borrowed(&*column.title)), None);
    text.push_str(&"| --- ".repeat(table.columns.len()));
    text.push_str("|\n");
    for row in &table.rows {
        let cells = row.cells.iter().map(|lines| Cow::Owned(lines.join("; ")));
        write_row(&mut text, cells, row.entry.as_deref());
    }
    text
}

/// The entry that a comment of ropa's own names.
fn entry(html: &str) -> Option<&str> {
    let entry = html.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    (!entry.is_empty() && entry.bytes().all(plain) && !entry.contains("--")).then_some(entry)
}

fn line(node: &AstNode<'_>) -> usize {
    node.data.borrow().sourcepos.start.line
}

fn blocks<'a>(parent: &'a AstNode<'a>, depth: usize) -> Result<Vec<Block>, Unfit> {
    if depth > DEPTH {
        return Err(Unfit::Depth(line(parent)));
    }
    let mut blocks: Vec<Block> = Vec::new();
    for node in parent.children() {
        let block = match &node.data.borrow().value {
            NodeValue::Paragraph => Block::Paragraph(inlines(node, depth)?),
            NodeValue::Heading(heading) => {
                Block::Heading { level: heading.level, entry: None, text: inlines(node, depth)? }
            }
            NodeValue::List(list) => Block::List {
                start: (list.list_type == ListType::Ordered).then_some(list.start),
                items: node
                    .children()
                    .map(|item| self::item(item, depth))
                    .collect::<Result<_, _>>()?,
            },
            NodeValue::Table(_) => table(node, depth)?,
            NodeValue::BlockQuote => Block::Quote(self::blocks(node, depth + 1)?),
            NodeValue::CodeBlock(code) if code.info == mermaid::FENCE => Block::Diagram,
            NodeValue::CodeBlock(code) => Block::Verbatim(code.literal.clone()),
            NodeValue::ThematicBreak => Block::Rule,
            NodeValue::HtmlBlock(html) => {
                let comment = entry(&html.literal).ok_or(Unfit::Html(line(node)))?;
                match blocks.last_mut() {
                    Some(Block::Heading { entry, .. }) => *entry = Some(comment.to_owned()),
                    _ => return Err(Unfit::Html(line(node))),
                }
                continue;
            }
            _ => return Err(Unfit::Kind("something special", line(node))),
        };
        blocks.push(block);
    }
    Ok(blocks)
}

/// An item; a comment in its first paragraph is its entry.
fn item<'a>(node: &'a AstNode<'a>, depth: usize) -> Result<Item, Unfit> {
    let mut blocks = blocks(node, depth + 1)?;
    let mut entry = None;
    if let Some(Block::Paragraph(text)) = blocks.first_mut() {
        entry = Inline::entry(text).map(str::to_owned);
        text.retain(|inline| !matches!(inline, Inline::Mark(_)));
    }
    Ok(Item { entry, blocks })
}

fn table<'a>(node: &'a AstNode<'a>, depth: usize) -> Result<Block, Unfit> {
    let mut rows = Vec::new();
    for row in node.children() {
        rows.push(row.children().map(|cell| inlines(cell, depth)).collect::<Result<Vec<_>, _>>()?);
    }
    let head = rows.remove(0);
    Ok(Block::Table { head, rows })
}

fn inlines<'a>(parent: &'a AstNode<'a>, depth: usize) -> Result<Vec<Inline>, Unfit> {
    if depth > DEPTH {
        return Err(Unfit::Depth(line(parent)));
    }
    let mut inlines = Vec::new();
    for node in parent.children() {
        let inline = match &node.data.borrow().value {
            NodeValue::Text(text) => {
                let text = escape::printable(text);
                if let Some(Inline::Text(before)) = inlines.last_mut() {
                    before.push_str(&text);
                    continue;
                }
                Inline::Text(text.into_owned())
            }
            NodeValue::SoftBreak => {
                if let Some(Inline::Text(before)) = inlines.last_mut() {
                    before.push(' ');
                    continue;
                }
                Inline::Text(" ".into())
            }
            NodeValue::LineBreak => Inline::Break,
            NodeValue::Code(code) => {
                Inline::Verbatim(escape::printable(&code.literal).into_owned())
            }
            NodeValue::Emph => Inline::Emphasis(self::inlines(node, depth + 1)?),
            NodeValue::Strong => Inline::Strong(self::inlines(node, depth + 1)?),
            NodeValue::Link(link) => Inline::Link {
                to: target(&link.url).ok_or_else(|| Unfit::Link(link.url.clone()))?,
                text: self::inlines(node, depth + 1)?,
            },
            NodeValue::HtmlInline(html) => {
                let entry = entry(html).ok_or(Unfit::Html(line(node)))?.to_owned();
                if let Some(Inline::Text(before)) = inlines.last_mut() {
                    before.truncate(before.trim_end().len());
                }
                Inline::Mark(entry)
            }
            NodeValue::Image(_) => return Err(Unfit::Kind("a picture", line(node))),
            _ => return Err(Unfit::Kind("something special", line(node))),
        };
        inlines.push(inline);
    }
    Ok(inlines)
}

/// A target that a reader may be sent to.
fn target(url: &str) -> Option<String> {
    let is_safe =
        ["https://", "http://", "mailto:", "tel:", "#"].iter().any(|start| url.starts_with(start))
            && url.chars().all(|character| !character.is_control() && !character.is_whitespace());
    is_safe.then(|| url.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Vec<Inline> {
        vec![Inline::Text(text.into())]
    }

    #[test]
    fn a_comment_names_the_entry_of_a_heading_or_an_item() {
        let read = read("## A\n\n<!-- purpose.a -->\n\n- x <!-- recipient.b -->\n- y\n").unwrap();
        let item = |entry: Option<&str>, words| Item {
            entry: entry.map(str::to_owned),
            blocks: vec![Block::Paragraph(text(words))],
        };
        let heading = Block::Heading { level: 2, entry: Some("purpose.a".into()), text: text("A") };
        let list = Block::List {
            start: None,
            items: vec![item(Some("recipient.b"), "x"), item(None, "y")],
        };
        assert_eq!(read, [heading, list]);
    }

    #[test]
    fn html_pictures_and_strange_links_are_refused() {
        assert_eq!(read("a\n\n<div>\n"), Err(Unfit::Html(3)));
        assert_eq!(read("a <b>"), Err(Unfit::Html(1)));
        assert_eq!(read("## A\n<!-- a b -->"), Err(Unfit::Html(2)));
        assert_eq!(read("<!-- a -->"), Err(Unfit::Html(1)), "it belongs to no heading");
        assert_eq!(read("![a](b)"), Err(Unfit::Kind("a picture", 1)));
        assert_eq!(read("[a](javascript:b)"), Err(Unfit::Link("javascript:b".into())));
        assert!(matches!(read(&"> ".repeat(10_000)), Err(Unfit::Depth(_))));
        assert!(matches!(read(&"*a **b ".repeat(5_000)), Ok(_) | Err(Unfit::Depth(_))));
    }

    #[test]
    fn a_text_is_cut_before_its_headings_and_nowhere_else() {
        let cut = |text| chapters(text).concat() == text && !text.is_empty();
        for (text, number) in [
            ("# A\n\nb\n\n## C\n\nd\n", 2),
            ("a\n", 1),
            ("# A\n```\n# b\n```\n# C\n", 2),
            ("# A\n````\n```\n# b\n```\n# c\n````\n", 1),
            ("# A [b]\n\n# C\n\n[b]: https://example.org\n", 1),
        ] {
            assert!(cut(text), "{text}");
            assert_eq!(chapters(text).len(), number, "{text}");
        }
    }

    #[test]
    fn markdown_of_others_is_put_below_a_heading() {
        assert_eq!(embed("# A\n\nb\n\nC\n---", 3).unwrap(), "### A\n\nb\n\n#### C\n");
        assert_eq!(embed("<p>", 3), Err(Unfit::Html(1)));
    }
}
