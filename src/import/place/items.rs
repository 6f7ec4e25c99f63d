//! The parts of a cell: members of a list, what stands in brackets, days.

use chrono::NaiveDate;

use crate::import::lexicon::{Lexicon, normal};

/// The members of a list: lines, or else what semicolons part, or else commas; never inside of brackets.
pub(super) fn items(text: &str) -> Vec<String> {
    for parts in [&['\n'][..], &[';', '•', '·'], &[',']] {
        let items = split(text, parts);
        if items.len() > 1 {
            // A line may be a list itself.
            let deeper = if parts == ['\n'] {
                items.iter().flat_map(|item| split(item, &[';', '•'])).collect()
            } else {
                items
            };
            return joined(deeper);
        }
    }
    split(text, &[])
}

/// A member that only says something of the one before it, as `; the data are in: Germany`, is part of that.
fn joined(items: Vec<String>) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for item in items {
        let is_said_of_last = item.starts_with(char::is_lowercase) && item.contains(": ");
        match joined.last_mut().filter(|_| is_said_of_last) {
            Some(last) => {
                last.push_str("; ");
                last.push_str(&item);
            }
            None => joined.push(item),
        }
    }
    joined
}

/// A list, and the sentences that follow it: `Name, address. See the annex.`
pub(super) fn sentence(text: &str) -> (&str, &str) {
    let mut depth = 0_usize;
    for (at, char) in text.char_indices() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            '.' if depth == 0 => {
                let mut rest = text[at + 1..].chars();
                let is_end = rest.next().is_some_and(char::is_whitespace)
                    && rest.next().is_some_and(char::is_uppercase);
                // An abbreviation ends no sentence.
                let word = text[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
                if is_end && word.chars().count() > 4 && !word.contains('.') {
                    return (&text[..at], text[at + 1..].trim());
                }
            }
            _ => {}
        }
    }
    (text, "")
}

/// What these marks part outside of brackets and numbers, without bullets in front.
pub(super) fn split(text: &str, marks: &[char]) -> Vec<String> {
    let (mut items, mut item, mut depth) = (Vec::new(), String::new(), 0_usize);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        match char {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let in_number = char == ','
            && item.ends_with(|char: char| char.is_ascii_digit())
            && chars.peek().is_some_and(char::is_ascii_digit);
        if depth == 0 && marks.contains(&char) && !in_number {
            items.push(std::mem::take(&mut item));
        } else {
            item.push(char);
        }
    }
    items.push(item);
    let bullets = |char: char| char.is_whitespace() || "•·*–—".contains(char);
    let items = items.iter().map(|item| item.trim_start_matches(bullets));
    let items = items
        .map(|item| item.strip_prefix("- ").unwrap_or(item).trim().trim_end_matches([';', ',']));
    items.map(unnumbered).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

/// Without the number of a list's item: `2. Trainees`.
fn unnumbered(item: &str) -> &str {
    let rest = item.trim_start_matches(|char: char| char.is_ascii_digit());
    let is_number = rest.len() < item.len() && item.len() - rest.len() < 3;
    let rest = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")).filter(|_| is_number);
    rest.map_or(item, str::trim)
}

/// A text and what stands in brackets at its end: `Hosting (processor)`.
pub(super) fn brackets(text: &str) -> (&str, Option<&str>) {
    let text = text.trim();
    let Some(open) = text.strip_suffix(')').and_then(|inner| {
        let mut depth = 1_usize;
        inner.char_indices().rev().find_map(|(at, char)| {
            match char {
                ')' => depth += 1,
                '(' => depth -= 1,
                _ => {}
            }
            (depth == 0).then_some(at)
        })
    }) else {
        return (text, None);
    };
    let (before, inner) = (text[..open].trim(), &text[open + 1..text.len() - 1]);
    if before.is_empty() { (text, None) } else { (before, Some(inner.trim())) }
}

/// The parts of a text at the first mark that opens a remark: `Acme: hosting`, `Acme – hosting`.
pub(super) fn remark(text: &str) -> (&str, Option<&str>) {
    let marks = [" – ", " — ", " - ", ": "];
    let first = marks.iter().filter_map(|mark| Some((text.find(mark)?, mark.len()))).min();
    match first {
        Some((at, length)) if at > 0 => (text[..at].trim(), Some(text[at + length..].trim())),
        _ => (text, None),
    }
}

/// The months, as the words call them.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A day: `2026-05-30`, `30.5.2026`, `30/05/2026`, `30 May 2026`. Where day and month could be each other, it is none.
pub(super) fn day(text: &str, lexicon: &Lexicon, language: &str) -> Option<NaiveDate> {
    let text = text.trim();
    let text = text.split_once('T').filter(|(day, _)| day.len() == 10).map_or(text, |(day, _)| day);
    if let Ok(day) = NaiveDate::parse_from_str(text, "%Y-%m-%d") {
        return Some(day);
    }
    let parts: Vec<&str> =
        text.split(|char: char| !char.is_alphanumeric()).filter(|part| !part.is_empty()).collect();
    let [day, month, year] = parts[..] else { return None };
    let year = year.parse().ok().filter(|year| (1950..2200).contains(year))?;
    let (day, number) = (day.parse::<u32>().ok()?, month.parse::<u32>().ok());
    let month = match number {
        // The American order is told from the others only by a month that there is not; points are never American.
        Some(month)
            if month <= 12
                && (day > 12 || day == month || text.contains('.') || language != "en") =>
        {
            month
        }
        Some(_) => return None,
        None => {
            let id = lexicon.find("month", month, language)?;
            u32::try_from(MONTHS.iter().position(|month| *month == id)?).ok()? + 1
        }
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// Whether a text is an internet address or a path, and so a link to something.
pub(super) fn is_link(text: &str) -> bool {
    let text = normal(text);
    !text.contains(char::is_whitespace)
        && (text.contains("://") || text.contains('/') || text.contains('.'))
}
