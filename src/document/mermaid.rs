//! The flow of data as Mermaid, which viewers of Markdown draw.

use std::fmt::Write;

use crate::{document::escape, view::flow::Flow};

/// What follows the fence: Mermaid's name, and that the picture is ropa's own.
pub(super) const FENCE: &str = "mermaid data-flow";

/// A letter for each column.
const COLUMNS: [char; 4] = ['s', 'p', 'r', 'c'];

/// The flow as a fenced block of Markdown.
pub(super) fn write(flow: &Flow) -> String {
    let mut text = format!("```{FENCE}\nflowchart LR\n");
    for (column, boxes) in COLUMNS.into_iter().zip(&flow.columns) {
        for (at, one) in boxes.iter().enumerate() {
            let _ = writeln!(text, "  {column}{at}[\"{}\"]", label(&one.name));
        }
    }
    for (column, from, to) in &flow.lines {
        let _ = writeln!(text, "  {}{from} --> {}{to}", COLUMNS[*column], COLUMNS[column + 1]);
    }
    for (at, knot) in flow.knots.iter().enumerate() {
        let (left, right) = (COLUMNS[knot.column], COLUMNS[knot.column + 1]);
        let _ = writeln!(text, "  k{at}((\" \"))");
        for from in &knot.from {
            let _ = writeln!(text, "  {left}{from} --- k{at}");
        }
        for to in &knot.to {
            let _ = writeln!(text, "  k{at} --> {right}{to}");
        }
    }
    text + "```\n"
}

/// A text as a label: letters, digits and plain marks as they are, everything else by its number, so that Mermaid finds
/// neither an end of the label nor Markdown, HTML or a command in it.
fn label(text: &str) -> String {
    let mut label = String::new();
    for character in escape::printable(text).chars() {
        match character {
            ' ' | ',' | '.' | '(' | ')' | '/' | '–' | '’' => label.push(character),
            character if character.is_alphanumeric() => label.push(character),
            character if character.is_whitespace() => label.push(' '),
            character => {
                let _ = write!(label, "#{};", u32::from(character));
            }
        }
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_label_is_mermaid() {
        assert_eq!(label("Købere (B2B), øvrige"), "Købere (B2B), øvrige");
        assert_eq!(label("a\"]\n--> b"), "a#34;#93; #45;#45;#62; b");
        assert_eq!(
            label("```%%{init}<b>&#;"),
            "#96;#96;#96;#37;#37;#123;init#125;#60;b#62;#38;#35;#59;"
        );
    }
}
