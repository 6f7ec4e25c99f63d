//! The flow of data as a picture: four columns of boxes, and lines between neighbours. The picture takes its colours from
//! the page, and has its size from what is in it.

use std::fmt::Write;

use minijinja::HtmlEscape;
use unicode_width::UnicodeWidthStr;

use crate::{document::escape, language::Language, view::flow::Flow};

/// In pixels of the picture: a box's width, the space between columns, the height of a line of text, the space inside a
/// box above and below its text, and between boxes.
const BOX: usize = 172;
const GAP: usize = 42;
const LINE: usize = 17;
const INSIDE: usize = 6;
const BETWEEN: usize = 10;
/// What the headings of the columns take.
const HEAD: usize = 34;

/// How many columns of text a box's line holds.
const WORDS: usize = 22;

const COLUMNS: [&str; 4] = ["people", "purposes", "recipients", "countries"];

/// A box in its place.
struct Placed {
    top: usize,
    height: usize,
    lines: Vec<String>,
}

/// Draws the flow; the page's style says how its classes look.
pub(super) fn draw(flow: &Flow, language: &Language) -> String {
    let mut columns: Vec<Vec<Placed>> = flow.columns.iter().map(|boxes| place(boxes)).collect();
    let bottom = |column: &Vec<Placed>| column.last().map_or(HEAD, |last| last.top + last.height);
    let lowest = columns.iter().map(bottom).max().unwrap_or(HEAD);
    let height = lowest + BETWEEN;
    // A short column stands in the middle of the long ones, so that lines are short.
    for column in &mut columns {
        let lower = (lowest - bottom(column)) / 2;
        for placed in column {
            placed.top += lower;
        }
    }
    let width = 4 * BOX + 3 * GAP;
    let mut svg = String::new();
    let _ = writeln!(
        svg,
        "<svg class=\"flow\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
         role=\"img\" aria-label=\"{}\">",
        text(&language.say("flow.title", &[]))
    );
    for (column, from, to) in &flow.lines {
        let (start, end) = (&columns[*column][*from], &columns[column + 1][*to]);
        let (x, next) = (column * (BOX + GAP) + BOX, (column + 1) * (BOX + GAP));
        let middle = |placed: &Placed| placed.top + placed.height / 2;
        let (y, to) = (middle(start), middle(end));
        let (bend, back) = (x + GAP / 2, next - GAP / 2);
        let _ = writeln!(svg, "<path d=\"M{x} {y}C{bend} {y} {back} {to} {next} {to}\"/>");
    }
    for (at, boxes) in columns.iter().enumerate() {
        let x = at * (BOX + GAP);
        let head = language.say(&format!("flow.{}", COLUMNS[at]), &[]);
        let _ = writeln!(svg, "<text class=\"head\" x=\"{x}\" y=\"20\">{}</text>", text(&head));
        for (placed, one) in boxes.iter().zip(&flow.columns[at]) {
            let Placed { top, height, lines } = placed;
            svg.push_str("<g");
            if let Some(entry) = &one.entry {
                let _ = write!(svg, " data-entry=\"{}\"", text(entry));
            }
            let _ = write!(
                svg,
                "><rect x=\"{x}\" y=\"{top}\" width=\"{BOX}\" height=\"{height}\" rx=\"4\"/><text>"
            );
            for (line, words) in lines.iter().enumerate() {
                let (x, y) = (x + 8, top + INSIDE + line * LINE + 13);
                let _ = write!(svg, "<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", text(words));
            }
            svg.push_str("</text></g>\n");
        }
    }
    svg + "</svg>\n"
}

fn place(boxes: &[crate::view::flow::Box]) -> Vec<Placed> {
    let mut top = HEAD;
    let placed = boxes.iter().map(|one| {
        let lines = broken(&one.name);
        let placed = Placed { top, height: lines.len() * LINE + 2 * INSIDE, lines };
        top += placed.height + BETWEEN;
        placed
    });
    placed.collect()
}

/// A name in lines that a box can hold; a longer word is cut.
fn broken(name: &str) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        let mut rest = word;
        while !rest.is_empty() {
            let last = lines.last_mut().expect("there is always a line");
            let space = usize::from(!last.is_empty());
            if last.width() + space + rest.width() <= WORDS {
                last.push_str(&" "[..space]);
                last.push_str(rest);
                break;
            }
            if space == 1 {
                lines.push(String::new());
                continue;
            }
            let mut cut = rest.len();
            while rest[..cut].width() > WORDS {
                cut = rest[..cut].char_indices().next_back().map_or(0, |(at, _)| at);
            }
            let (head, tail) =
                rest.split_at(cut.max(rest.chars().next().map_or(1, char::len_utf8)));
            last.push_str(head);
            lines.push(String::new());
            rest = tail;
        }
    }
    lines.retain(|line| !line.is_empty());
    lines
}

fn text(words: &str) -> String {
    HtmlEscape(&escape::printable(words)).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_broken_between_words_and_long_words_within() {
        assert_eq!(broken("Short"), ["Short"]);
        assert_eq!(
            broken("Selling and delivering what you order"),
            ["Selling and delivering", "what you order"]
        );
        assert_eq!(broken(&"x".repeat(40)), ["x".repeat(22), "x".repeat(18)]);
        assert!(broken(" ").is_empty());
    }
}
