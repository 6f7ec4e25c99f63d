//! What keeps a text a text: no markup in Markdown, no control or bidirectional-override character anywhere.

use std::{borrow::Cow, fmt};

pub use crate::source::is_printable;

/// Stands for a character that must not be printed.
const INSTEAD: char = '\u{fffd}';

/// How many bytes are looked at together.
const BLOCK: usize = 32;

/// The text with each character that must not reach a reader raw replaced by U+FFFD.
pub fn printable(text: &str) -> Cow<'_, str> {
    if first_unprintable(text).is_none() {
        return Cow::Borrowed(text);
    }
    let instead = |character| {
        if is_printable(character) { character } else { INSTEAD }
    };
    Cow::Owned(text.chars().map(instead).collect())
}

/// The text with each such character written by `as_escape`.
pub fn escape(raw: String, as_escape: impl Fn(&mut String, char) -> fmt::Result) -> String {
    let Some(mut at) = first_unprintable(&raw) else { return raw };
    let (mut text, mut rest) = (String::with_capacity(raw.len()), &*raw);
    loop {
        text.push_str(&rest[..at]);
        let mut characters = rest[at..].chars();
        let character = characters.next().expect("it was found");
        as_escape(&mut text, character).expect("a string takes all that is written to it");
        rest = characters.as_str();
        at = match first_unprintable(rest) {
            Some(next) => next,
            None => return text + rest,
        };
    }
}

/// Where the first character stands that must not reach a reader raw. Most text is ASCII and passes many bytes at a time.
pub fn first_unprintable(text: &str) -> Option<usize> {
    let suspect = |byte: &u8| !matches!(byte, b' '..=b'~' | b'\n' | b'\t');
    let mut at = 0;
    loop {
        // Without a way out of the middle of a block, the compiler looks at all of its bytes at once.
        let blocks = text.as_bytes()[at..].chunks_exact(BLOCK);
        let plain = |block: &&[u8]| !block.iter().fold(false, |any, byte| any | suspect(byte));
        at += blocks.take_while(plain).count() * BLOCK;
        at += text.as_bytes()[at..].iter().position(suspect)?;
        let character = text[at..].chars().next()?;
        if !is_printable(character) {
            return Some(at);
        }
        at += character.len_utf8();
    }
}

/// A cell of a table that a spreadsheet will open: what begins like a formula gets an apostrophe, and stays a text.
pub fn cell(text: &str) -> String {
    let text = printable(text);
    let guard = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { "'" } else { "" };
    format!("{guard}{text}")
}

/// Writes a text so that Markdown, in every dialect at hand, reads it back as that text and nothing else:
/// on one line, wherever it is put.
pub fn write_markdown(out: &mut String, text: &str) {
    let text = text.trim();
    let start = out.len();
    let mut before = ' ';
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let next = characters.peek().map(|(_, character)| *character);
        let space_next = next.is_none_or(char::is_whitespace);
        match character {
            '\n' | '\r' | '\t' => {
                if !before.is_whitespace() {
                    out.push(' ');
                }
                before = ' ';
                continue;
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '$' | '^' => {
                out.push('\\');
            }
            // An entity.
            '&' if next.is_some_and(|next| next == '#' || next.is_ascii_alphabetic()) => {
                out.push('\\');
            }
            // A heading, a line below one, a list.
            '#' | '=' if out.len() == start => out.push('\\'),
            '-' | '+' if out.len() == start && (space_next || next == Some('-')) => out.push('\\'),
            '.' | ')' if is_number(&out[start..]) => out.push('\\'),
            // A bare address that a viewer would make a link.
            ':' if text[at..].starts_with("://") => out.push('\\'),
            '.' if ends_with_www(&out[start..]) => out.push('\\'),
            '@' if !before.is_whitespace() && !space_next => out.push('\\'),
            _ => {}
        }
        out.push(if is_printable(character) { character } else { INSTEAD });
        before = character;
    }
}

fn is_number(written: &str) -> bool {
    !written.is_empty() && written.len() <= 9 && written.bytes().all(|byte| byte.is_ascii_digit())
}

fn ends_with_www(written: &str) -> bool {
    let tail = written.as_bytes();
    tail.len() >= 3 && tail[tail.len() - 3..].eq_ignore_ascii_case(b"www")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn markdown(text: &str) -> String {
        let mut out = String::new();
        write_markdown(&mut out, text);
        out
    }

    #[test]
    fn plain_prose_stays_as_it_is() {
        for text in [
            "Bredgade 75, 4.",
            "1260 København K",
            "E-mail, name (and more)",
            "A & B",
            "C#",
            "+45 33 19",
            "5 - 6",
        ] {
            assert_eq!(markdown(text), text);
        }
    }

    #[test]
    fn what_would_be_markup_is_escaped() {
        for (text, escaped) in [
            ("# a", r"\# a"),
            ("- a", r"\- a"),
            ("1. a", r"1\. a"),
            ("===", r"\==="),
            ("a\n\n# b", "a # b"),
            ("<b>&lt;", r"\<b\>\&lt;"),
            ("https://a.example", r"https\://a.example"),
            ("www.a.example", r"www\.a.example"),
            ("a@b.example", r"a\@b.example"),
        ] {
            assert_eq!(markdown(text), escaped);
        }
    }

    #[test]
    fn what_hides_or_turns_text_is_replaced() {
        assert_eq!(printable("a\u{202e}b\u{1b}[31m\u{0}"), "a\u{fffd}b\u{fffd}[31m\u{fffd}");
        assert_eq!(markdown("a\u{2066}b"), "a\u{fffd}b");
        assert!(matches!(printable("æ\tø\n"), Cow::Borrowed(_)));
    }
}
