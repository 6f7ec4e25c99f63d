//! Plain text in lines of a width.

use unicode_width::UnicodeWidthStr;

/// Writes a text, breaking it between words before `width` columns; its first line begins with `first`, the
/// others with `rest`. A line feed stays one. A word that is longer than a line stands on one of its own.
pub fn wrap(out: &mut String, text: &str, (first, rest): (&str, &str), width: usize) {
    let mut lead = first;
    for paragraph in text.split('\n') {
        out.push_str(lead);
        let mut column = lead.width();
        let mut fresh = true;
        for word in paragraph.split_whitespace() {
            let columns = word.width();
            if !fresh && column + 1 + columns > width {
                out.push('\n');
                out.push_str(rest);
                column = rest.width();
                fresh = true;
            }
            if !fresh {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += columns;
            fresh = false;
        }
        out.push('\n');
        lead = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_lines_hang() {
        let mut out = String::new();
        wrap(&mut out, "one two three\nfour incomprehensible", ("- ", "  "), 10);
        assert_eq!(out, "- one two\n  three\n  four\n  incomprehensible\n");
    }
}
