//! What changes in a text, as lines: where no meaning can be told, or none is asked for.

use std::io::{self, Write};

use similar::TextDiff;

use crate::report::visible;

/// Longer texts are not compared: that could take as long as somebody wants it to.
const LONGEST: usize = 1 << 20;

/// The lines of a unified difference, each safe to print; or a word on what can't be shown so.
pub(super) fn lines(old: &[u8], new: &[u8], around: usize) -> Vec<String> {
    let (old_size, new_size) = (old.len(), new.len());
    let sizes = || format!("{old_size} bytes before, {new_size} bytes now");
    let (Ok(old), Ok(new)) = (str::from_utf8(old), str::from_utf8(new)) else {
        return vec![format!("no text: {}", sizes())];
    };
    if old.len().max(new.len()) > LONGEST {
        return vec![format!("too long to compare: {}", sizes())];
    }
    let difference = TextDiff::from_lines(old, new);
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
        more => writeln!(out, "    … {more} more"),
    }
}
