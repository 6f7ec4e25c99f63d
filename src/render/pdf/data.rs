//! The blocks as the data that `document.typ` reads.

use serde_json::{Value, json};

use crate::{
    document::{
        Document, Text, escape,
        markdown::{Block, Inline},
    },
    render::paper::{LISTED, Outline, is_below_title, is_wide},
};

/// Fewer than the characters that a line across the page has.
const CHARACTERS: usize = 80;
/// About half of the lines of a page that lies on its long side.
const LINES: usize = 20;

pub(super) fn of(document: &Document<'_>, text: &Text) -> Value {
    let language = document.language();
    let tag = language.tag();
    let outline = Outline::of(&text.blocks);
    let contents = language.say("page.contents", &[]);
    json!({
        "title": escape::printable(&text.title),
        "author": escape::printable(&document.view().organisation.name),
        "language": language.code(),
        "region": tag.split_once('-').map(|(_, region)| region),
        "colour": document.letterhead().colour,
        "logo": document.letterhead().logo_file().map(|(name, _)| name),
        "wide": is_wide(&text.blocks),
        "blocks": whole(&text.blocks, &outline, &contents),
    })
}

/// The title, the contents in their place, and all the rest.
fn whole(blocks: &[Block], outline: &Outline<'_>, contents: &str) -> Value {
    let (mut data, mut reached) = (Vec::new(), 0);
    for (at, block) in blocks.iter().enumerate().filter(|(_, block)| is_set(block)) {
        if outline.contents == Some(at) {
            data.push(json!({ "is": "contents", "title": contents, "depth": LISTED }));
        }
        if !is_below_title(block) {
            data.push(self::block(block, outline));
            continue;
        }
        let heading = &outline.headings[reached];
        data.push(json!({
            "is": "heading",
            "level": heading.level,
            "place": place(reached),
            "text": inlines(heading.text, outline),
        }));
        reached += 1;
    }
    data.into()
}

/// What the picture of the flow shows is told below it.
fn is_set(block: &Block) -> bool {
    !matches!(block, Block::Diagram)
}

fn block(block: &Block, outline: &Outline<'_>) -> Value {
    let inlines = |text: &[Inline]| inlines(text, outline);
    let blocks = |blocks: &[Block]| -> Value {
        blocks
            .iter()
            .filter(|block| is_set(block))
            .map(|block| self::block(block, outline))
            .collect()
    };
    let cells =
        |row: &Vec<Vec<Inline>>| -> Value { row.iter().map(|cell| inlines(cell)).collect() };
    match block {
        Block::Heading { level: 1, text, .. } => json!({ "is": "title", "text": inlines(text) }),
        // Inside a list or a quotation it opens no section.
        Block::Heading { text, .. } => {
            let strong = json!({ "is": "strong", "text": inlines(text) });
            json!({ "is": "paragraph", "text": [strong] })
        }
        Block::Paragraph(text) => json!({ "is": "paragraph", "text": inlines(text) }),
        Block::List { start, items } => {
            let items: Value = items.iter().map(|item| blocks(&item.blocks)).collect();
            match start {
                Some(start) => json!({ "is": "numbered", "start": start, "items": items }),
                None => json!({ "is": "list", "items": items }),
            }
        }
        Block::Table { head, rows } => {
            let rows: Value = rows
                .iter()
                .map(|row| json!({ "cells": cells(row), "whole": is_short(row) }))
                .collect();
            json!({ "is": "table", "head": cells(head), "rows": rows })
        }
        Block::Quote(inside) => json!({ "is": "quote", "blocks": blocks(inside) }),
        Block::Verbatim(text) => json!({ "is": "verbatim", "words": escape::printable(text) }),
        Block::Diagram | Block::Rule => json!({ "is": "rule" }),
    }
}

/// Whether a row may well stay on one page: whoever reads a page by the place of its words does not find the end of a cell
/// that goes on overleaf. A row that is taller than a page must be broken, or its end would be printed nowhere.
fn is_short(row: &[Vec<Inline>]) -> bool {
    row.iter().all(|cell| {
        let characters = Inline::plain(cell).chars().count();
        1 + breaks(cell) + characters * row.len() / CHARACTERS <= LINES
    })
}

fn breaks(inlines: &[Inline]) -> usize {
    let inside = |inline: &Inline| match inline {
        Inline::Break => 1,
        Inline::Emphasis(text) | Inline::Strong(text) | Inline::Link { text, .. } => breaks(text),
        Inline::Text(_) | Inline::Verbatim(_) | Inline::Mark(_) => 0,
    };
    inlines.iter().map(inside).sum()
}

fn inlines(inlines: &[Inline], outline: &Outline<'_>) -> Value {
    let inline = |one: &Inline| {
        Some(match one {
            Inline::Text(words) => json!({ "is": "text", "words": escape::printable(words) }),
            Inline::Emphasis(text) => {
                json!({ "is": "emphasis", "text": self::inlines(text, outline) })
            }
            Inline::Strong(text) => json!({ "is": "strong", "text": self::inlines(text, outline) }),
            Inline::Verbatim(words) => {
                json!({ "is": "verbatim", "words": escape::printable(words) })
            }
            Inline::Link { to, text } => {
                let text = self::inlines(text, outline);
                match outline.target(to) {
                    Some(at) => json!({ "is": "place", "to": place(at), "text": text }),
                    // To a place that is not there: its words.
                    None if to.starts_with('#') => json!({ "is": "words", "text": text }),
                    None => json!({ "is": "link", "to": escape::printable(to), "text": text }),
                }
            }
            Inline::Break => json!({ "is": "break" }),
            Inline::Mark(_) => return None,
        })
    };
    inlines.iter().filter_map(inline).collect()
}

/// The name by which links find a heading.
fn place(at: usize) -> String {
    format!("heading-{at}")
}
