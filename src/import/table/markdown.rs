//! The tables of a Markdown file, each below its heading; every other line of text is a table of one cell, so that none is
//! lost.

use std::fmt::Write as _;

use comrak::{
    Arena, Options,
    nodes::{AstNode, NodeValue},
    parse_document,
};

use crate::import::table::{Places, Row, Sheet};

/// A longer beginning of a line is no heading, in bytes.
const LONGEST_HEADING: usize = 40;

/// The tables of a file, and its other texts as tables of one column without a title.
pub(in crate::import) fn markdown(text: &str) -> Vec<Sheet> {
    let arena = Arena::new();
    let mut options = Options::default();
    options.extension.table = true;
    let root = parse_document(&arena, text, &options);
    let (mut sheets, mut title) = (Vec::new(), None);
    for node in root.children() {
        let is_heading = matches!(node.data().value, NodeValue::Heading(_));
        if matches!(node.data().value, NodeValue::Table(_)) {
            let rows = node.children().map(|row| Row {
                number: row.data().sourcepos.start.line,
                cells: row
                    .children()
                    .map(plain)
                    .enumerate()
                    .filter(|(_, text)| !text.is_empty())
                    .collect(),
                ..Row::default()
            });
            let rows = rows.collect();
            sheets.push(Sheet {
                name: String::new(),
                title: title.clone(),
                rows,
                places: Places::Lines,
            });
            continue;
        }
        if is_heading {
            title = Some(plain(node));
        }
        let mut rows = Vec::new();
        texts(node, &mut rows);
        if !rows.is_empty() {
            sheets.push(Sheet { name: String::new(), title: None, rows, places: Places::Lines });
        }
    }
    sheets
}

/// The texts of a block that is no table, a row each. How deep blocks stand in blocks is the file's choice.
fn texts<'a>(root: &'a AstNode<'a>, rows: &mut Vec<Row>) {
    let mut left = vec![root];
    while let Some(node) = left.pop() {
        let holds_blocks = matches!(
            node.data().value,
            NodeValue::List(_) | NodeValue::Item(_) | NodeValue::BlockQuote
        );
        if holds_blocks {
            left.extend(node.children().collect::<Vec<_>>().into_iter().rev());
        } else {
            lines(node, node.data().sourcepos.start.line, rows);
        }
    }
}

/// The texts of a block in which no other stands.
fn lines<'a>(node: &'a AstNode<'a>, line: usize, rows: &mut Vec<Row>) {
    let text = match &node.data().value {
        NodeValue::CodeBlock(code) => code.literal.trim().to_owned(),
        NodeValue::HtmlBlock(html) => html.literal.trim().to_owned(),
        _ => plain(node),
    };
    // Lines that each say one thing, as `Version: 1.1`, are not one text.
    let is_fact = |line: &str| line.find(':').is_some_and(|at| at < LONGEST_HEADING);
    let parts: Vec<&str> = if text.lines().count() > 1 && text.lines().all(is_fact) {
        text.lines().collect()
    } else {
        vec![&text]
    };
    for (at, part) in parts.iter().enumerate().filter(|(_, part)| !part.trim().is_empty()) {
        rows.push(Row {
            number: line + at,
            cells: vec![(0, part.trim().to_owned())],
            ..Row::default()
        });
    }
}

/// The words of a block or a cell, without their marks.
fn plain<'a>(node: &'a AstNode<'a>) -> String {
    let mut text = String::new();
    for part in node.descendants() {
        match &part.data().value {
            NodeValue::Text(words) => text.push_str(words),
            NodeValue::Code(code) => text.push_str(&code.literal),
            NodeValue::SoftBreak | NodeValue::LineBreak => text.push('\n'),
            NodeValue::HtmlInline(html) => {
                // The only way to a second line in a cell.
                let tag = html.trim_matches(['<', '>', '/', ' ']);
                text.push_str(if tag.eq_ignore_ascii_case("br") { "\n" } else { html });
            }
            NodeValue::Link(link) if part.first_child().is_none() => text.push_str(&link.url),
            _ => {}
        }
    }
    // A link's address is part of what is said.
    for part in node.descendants() {
        if let NodeValue::Link(link) = &part.data().value
            && !text.contains(&link.url)
            && !link.url.starts_with("mailto:")
        {
            let _ = write!(text, " ({})", link.url);
        }
    }
    text.trim().to_owned()
}
