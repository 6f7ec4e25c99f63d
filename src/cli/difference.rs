//! What changes in a text, as lines: where no meaning can be told, or none is asked for.

use std::{
    io::{self, Write},
    time::Duration,
};

use similar::TextDiff;

use crate::report::{count, visible};

/// From then on the rest is taken as changed: texts can be made that would take hours to compare at their best.
const PATIENCE: Duration = Duration::from_secs(2);

/// The lines of a unified difference, each safe to print; of what is no text a word on its size.
pub(super) fn lines(old: &[u8], new: &[u8], around: usize) -> Vec<String> {
    let (Ok(before), Ok(after)) = (str::from_utf8(old), str::from_utf8(new)) else {
        return vec![format!("no text: {} bytes before, {} bytes now", old.len(), new.len())];
    };
    let difference = TextDiff::configure().timeout(PATIENCE).diff_lines(before, after);
    let shown = difference.unified_diff().context_radius(around).to_string();
    shown.lines().map(|line| visible(line).into_owned()).collect()
}

/// Writes lines indented, and counts those beyond a number.
pub(super) fn write(lines: &[String], most: usize, out: &mut dyn Write) -> io::Result<()> {
    for line in lines.iter().take(most) {
        writeln!(out, "    {line}")?;
    }
    match lines.len().saturating_sub(most) {
        0 => Ok(()),
        more => writeln!(out, "    … {}", count(more, "more line")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_safe_and_what_is_no_text_has_a_size() {
        assert_eq!(lines(b"a\nb\n", b"a\n\x1b[2J\n", 0), ["@@ -2 +2 @@", "-b", "+␛[2J"]);
        assert_eq!(lines(b"PK\xff", b"PK\xff\xfe", 1), ["no text: 3 bytes before, 4 bytes now"]);
        assert!(lines(b"a", b"a", 1).is_empty());
    }

    #[test]
    fn what_is_too_much_is_counted() {
        let written = |most| {
            let mut out = Vec::new();
            write(&["a".to_owned(), "b".to_owned(), "c".to_owned()], most, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(3), "    a\n    b\n    c\n");
        assert_eq!(written(1), "    a\n    … 2 more lines\n");
    }
}
