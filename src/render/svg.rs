//! The flow of data as a picture: four columns of boxes, and lines between neighbours. The picture takes its colours from
//! the page, and has its size from what is in it.

use std::fmt::Write;

use minijinja::HtmlEscape;
use unicode_width::UnicodeWidthStr;

use crate::{document::escape, language::Language, view::flow::Flow};

/// In pixels of the picture: its width, the space between columns, the height of a line of text, the space inside a
/// box above and below its text, and between boxes.
const WIDTH: usize = 814;
const GAP: usize = 48;
const LINE: usize = 17;
const INSIDE: usize = 6;
const BETWEEN: usize = 10;
/// What the headings of the columns take.
const HEAD: usize = 34;

/// The space inside a box beside its text, and about how wide a letter is.
const BESIDE: usize = 8;
const LETTER: usize = 7;

const COLUMNS: [&str; 4] = ["people", "purposes", "recipients", "countries"];

/// A box in its place.
struct Placed {
    top: usize,
    height: usize,
    lines: Vec<String>,
}

impl Placed {
    fn middle(&self) -> usize {
        self.top + self.height / 2
    }
}

/// The picture as it grows.
struct Picture<'f> {
    flow: &'f Flow,
    /// The boxes of each column.
    placed: Vec<Vec<Placed>>,
    /// Where each column begins; one without boxes takes no room.
    begins: Vec<usize>,
    /// How wide a box is.
    wide: usize,
    svg: String,
}

/// Draws the flow; the page's style says how its classes look.
pub(super) fn draw(flow: &Flow, language: &Language) -> String {
    let used = flow.columns.iter().filter(|boxes| !boxes.is_empty()).count().max(1);
    let wide = (WIDTH - (used - 1) * GAP) / used;
    let letters = (wide - 2 * BESIDE) / LETTER;
    let mut placed: Vec<_> = flow.columns.iter().map(|boxes| place(boxes, letters)).collect();
    let bottom = |column: &Vec<Placed>| column.last().map_or(HEAD, |last| last.top + last.height);
    let lowest = placed.iter().map(bottom).max().unwrap_or(HEAD);
    // A short column stands in the middle of the long ones, so that lines are short.
    for column in &mut placed {
        let lower = (lowest - bottom(column)) / 2;
        for placed in column {
            placed.top += lower;
        }
    }
    let (mut begins, mut next) = (Vec::new(), 0);
    for boxes in &flow.columns {
        begins.push(next);
        next += if boxes.is_empty() { 0 } else { wide + GAP };
    }
    let mut picture = Picture { flow, placed, begins, wide, svg: String::new() };
    let height = lowest + BETWEEN;
    let _ = writeln!(
        picture.svg,
        "<svg class=\"flow\" viewBox=\"0 0 {WIDTH} {height}\" width=\"{WIDTH}\" height=\"{height}\" \
         role=\"img\" aria-label=\"{}\">",
        text(&language.say("flow.title", &[]))
    );
    picture.lines();
    for (at, column) in COLUMNS.iter().enumerate().filter(|(at, _)| !flow.columns[*at].is_empty()) {
        picture.column(at, &language.say(&format!("flow.{column}"), &[]));
    }
    picture.svg + "</svg>\n"
}

impl Picture<'_> {
    /// Where a line leaves a box, to the right.
    fn right(&self, column: usize, at: usize) -> (usize, usize) {
        (self.begins[column] + self.wide, self.placed[column][at].middle())
    }

    /// Where it comes into one, from the left.
    fn left(&self, column: usize, at: usize) -> (usize, usize) {
        (self.begins[column], self.placed[column][at].middle())
    }

    fn lines(&mut self) {
        for (column, from, to) in &self.flow.lines {
            self.line(self.right(*column, *from), self.left(column + 1, *to));
        }
        for (at, knot) in self.flow.knots.iter().enumerate() {
            let starts: Vec<_> =
                knot.from.iter().map(|one| self.right(knot.column, *one)).collect();
            let ends: Vec<_> = knot.to.iter().map(|one| self.left(knot.column + 1, *one)).collect();
            let knots = self.flow.knots.iter();
            let beside = knots.clone().filter(|other| other.column == knot.column).count();
            let before = knots.take(at).filter(|other| other.column == knot.column).count();
            let x = starts[0].0 + GAP * (before + 1) / (beside + 1);
            let y = starts.iter().chain(&ends).map(|(_, y)| y).sum::<usize>();
            let middle = (x, y / (starts.len() + ends.len()));
            for start in starts {
                self.line(start, middle);
            }
            for end in ends {
                self.line(middle, end);
            }
            let _ = writeln!(self.svg, "<circle cx=\"{x}\" cy=\"{}\" r=\"4\"/>", middle.1);
        }
    }

    fn line(&mut self, (x, y): (usize, usize), (to_x, to_y): (usize, usize)) {
        let bend = (to_x - x) / 2;
        let (out, back) = (x + bend, to_x - bend);
        let _ = writeln!(self.svg, "<path d=\"M{x} {y}C{out} {y} {back} {to_y} {to_x} {to_y}\"/>");
    }

    fn column(&mut self, at: usize, head: &str) {
        let (x, wide) = (self.begins[at], self.wide);
        let svg = &mut self.svg;
        let _ = writeln!(svg, "<text class=\"head\" x=\"{x}\" y=\"20\">{}</text>", text(head));
        for (placed, one) in self.placed[at].iter().zip(&self.flow.columns[at]) {
            let Placed { top, height, lines } = placed;
            svg.push_str("<g");
            if let Some(entry) = &one.entry {
                let _ = write!(svg, " data-entry=\"{}\"", text(entry));
            }
            let _ = write!(
                svg,
                "><rect x=\"{x}\" y=\"{top}\" width=\"{wide}\" height=\"{height}\" rx=\"4\"/><text>"
            );
            for (line, words) in lines.iter().enumerate() {
                let (x, y) = (x + BESIDE, top + INSIDE + line * LINE + 13);
                let _ = write!(svg, "<tspan x=\"{x}\" y=\"{y}\">{}</tspan>", text(words));
            }
            svg.push_str("</text></g>\n");
        }
    }
}

fn place(boxes: &[crate::view::flow::Box], letters: usize) -> Vec<Placed> {
    let mut top = HEAD;
    let placed = boxes.iter().map(|one| {
        let lines = broken(&one.name, letters);
        let placed = Placed { top, height: lines.len() * LINE + 2 * INSIDE, lines };
        top += placed.height + BETWEEN;
        placed
    });
    placed.collect()
}

/// A name in lines of so many letters; a longer word is cut, and has a hyphen there.
fn broken(name: &str, letters: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in name.split_whitespace() {
        let mut rest = word;
        while !rest.is_empty() {
            let last = lines.last_mut().expect("there is always a line");
            let space = usize::from(!last.is_empty());
            if last.width() + space + rest.width() <= letters {
                last.push_str(&" "[..space]);
                last.push_str(rest);
                break;
            }
            if space == 1 {
                lines.push(String::new());
                continue;
            }
            let mut cut = rest.len();
            while rest[..cut].width() > letters - 1 {
                cut = rest[..cut].char_indices().next_back().map_or(0, |(at, _)| at);
            }
            let (head, tail) =
                rest.split_at(cut.max(rest.chars().next().map_or(1, char::len_utf8)));
            last.push_str(head);
            last.push('-');
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
        assert_eq!(broken("Short", 22), ["Short"]);
        assert_eq!(
            broken("Selling and delivering what you order", 22),
            ["Selling and delivering", "what you order"]
        );
        assert_eq!(broken(&"x".repeat(40), 22), ["x".repeat(21) + "-", "x".repeat(19)]);
        assert!(broken(" ", 22).is_empty());
    }
}
