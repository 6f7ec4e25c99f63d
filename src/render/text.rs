//! Plain text for a terminal or a letter: lines of 78 columns, headings underlined, lists hanging.

use comfy_table::{ContentArrangement, presets};
use unicode_width::UnicodeWidthStr;

use crate::document::{
    Text, escape,
    markdown::{Block, Inline, Item},
    wrap::wrap,
};

/// Columns of a line.
const WIDTH: usize = 78;

pub(super) fn render(document: &Text) -> String {
    let mut text = String::new();
    for (at, block) in document.blocks.iter().enumerate() {
        if at > 0 {
            text.push('\n');
            if matches!(block, Block::Heading { level: 2, .. }) {
                text.push('\n');
            }
        }
        write_block(&mut text, block, "", "");
    }
    text
}

/// Writes a block; its first line begins with `first`, the others with `rest`.
fn write_block(out: &mut String, block: &Block, first: &str, rest: &str) {
    match block {
        Block::Heading { level, text, .. } => {
            let words = Inline::plain(text);
            let start = out.len();
            wrap(out, &words, (first, rest), WIDTH);
            let longest = out[start..].lines().map(UnicodeWidthStr::width).max().unwrap_or(0);
            let rule = match level {
                1 => "=",
                2 => "-",
                _ => "~",
            };
            out.push_str(&rule.repeat(longest));
            out.push('\n');
        }
        Block::Paragraph(text) => wrap(out, &words(text), (first, rest), WIDTH),
        Block::List { start, items } => write_list(out, *start, items, first, rest),
        Block::Table { head, rows } => write_table(out, head, rows),
        Block::Quote(blocks) => {
            write_blocks(out, blocks, &format!("{first}> "), &format!("{rest}> "));
        }
        // What it shows is told below.
        Block::Diagram => {}
        Block::Verbatim(text) => {
            for line in text.lines() {
                out.push_str(rest);
                out.push_str("    ");
                out.push_str(&escape::printable(line));
                out.push('\n');
            }
        }
        Block::Rule => {
            out.push_str(&"-".repeat(WIDTH));
            out.push('\n');
        }
    }
}

fn write_blocks(out: &mut String, blocks: &[Block], first: &str, rest: &str) {
    for (at, block) in blocks.iter().enumerate() {
        write_block(out, block, if at == 0 { first } else { rest }, rest);
    }
}

fn write_list(out: &mut String, start: Option<usize>, items: &[Item], first: &str, rest: &str) {
    for (at, item) in items.iter().enumerate() {
        let mark = start.map_or_else(|| "- ".to_owned(), |start| format!("{}. ", start + at));
        let lead = format!("{}{mark}", if at == 0 { first } else { rest });
        write_blocks(out, &item.blocks, &lead, &format!("{rest}{}", " ".repeat(mark.len())));
    }
}

fn write_table(out: &mut String, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) {
    let mut table = comfy_table::Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(WIDTH).expect("a line is short"));
    table.set_header(head.iter().map(|cell| words(cell)));
    for row in rows {
        table.add_row(row.iter().map(|cell| words(cell)));
    }
    for line in table.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// The words, and after a link its target where the words don't say it.
fn words(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Text(text) | Inline::Verbatim(text) => out.push_str(&escape::printable(text)),
            Inline::Emphasis(text) | Inline::Strong(text) => out.push_str(&words(text)),
            Inline::Link { to, text } => {
                let text = words(text);
                out.push_str(&text);
                let said = to.trim_start_matches("mailto:").trim_start_matches("https://");
                if !to.starts_with(['#'])
                    && !to.starts_with("tel:")
                    && !text.contains(said.trim_end_matches('/'))
                {
                    out.extend([" <", &*escape::printable(to), ">"]);
                }
            }
            Inline::Break => out.push('\n'),
            Inline::Mark(_) => {}
        }
    }
    out
}
