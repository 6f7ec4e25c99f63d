//! What the reader itself can find. These rules can't be turned off or waived:
//! what could not be read can't be judged.

use crate::{
    finding::{Finding, Level, Rule},
    register::read::is_reserved,
    source::Span,
};

/// Every rule of the reader, sorted by name.
pub static RULES: &[&Rule] = &[
    &DUPLICATE_ENTRY,
    &ILL_FORMED_ID,
    &NAMED_TWICE,
    &SYNTAX,
    &UNKNOWN_KEY,
    &UNKNOWN_REFERENCE,
    &UNKNOWN_TABLE,
    &UNKNOWN_WORD,
    &UNREADABLE_FILE,
    &UNREADABLE_TERM,
    &WRONG_SHAPE,
];

macro_rules! reading_rule {
    ($static:ident, $name:literal, $summary:literal) => {
        #[doc = $summary]
        pub static $static: Rule = Rule {
            name: $name,
            level: Level::Error,
            articles: &[],
            summary: $summary,
            docs: include_str!(concat!("mistakes/", $name, ".md")),
            since: "0.1",
            asks: &[],
            fixed: true,
        };
    };
}

reading_rule!(DUPLICATE_ENTRY, "duplicate-entry", "an entry that is written twice");
reading_rule!(ILL_FORMED_ID, "ill-formed-id", "an id that is not formed as ids are");
reading_rule!(NAMED_TWICE, "named-twice", "an id that stands twice in one list");
reading_rule!(SYNTAX, "syntax", "a file that is not written as TOML");
reading_rule!(UNKNOWN_KEY, "unknown-key", "a key that ropa does not know");
reading_rule!(UNKNOWN_REFERENCE, "unknown-reference", "an id that no entry has");
reading_rule!(UNKNOWN_TABLE, "unknown-table", "a kind of entry that ropa does not know");
reading_rule!(UNKNOWN_WORD, "unknown-word", "a word that is none of those that may stand there");
reading_rule!(UNREADABLE_FILE, "unreadable-file", "a file that can't be read as text");
reading_rule!(UNREADABLE_TERM, "unreadable-term", "a period that is not written as periods are");
reading_rule!(WRONG_SHAPE, "wrong-shape", "a value of another shape than its key wants");

/// The candidate that was probably meant.
pub(crate) fn meant<'c>(
    written: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(written, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.84)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, candidate)| candidate)
}

/// Words in backticks, with commas.
pub(crate) fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

pub(crate) fn not_text(span: Span) -> Finding {
    UNREADABLE_FILE
        .at(span, "this file is not UTF-8 text")
        .help("save it as UTF-8: in most editors that is a choice of \"Save as\"")
}

pub(crate) fn syntax(span: Span, message: &str, errors: usize) -> Finding {
    let mut finding = SYNTAX.at(span, format!("this is not TOML: {message}"));
    finding = match errors {
        1 => finding
            .help("mend it, and run the check again: this file's entries were judged only in part"),
        more => finding.help(format!(
            "mend this first: {} further mistakes in the file probably follow from it",
            more - 1
        )),
    };
    finding
}

pub(crate) fn none_here(span: Span) -> Finding {
    WRONG_SHAPE
        .at(span, "`none` can't stand for this key")
        .help("leave the key out if there is nothing to say, or write \"unknown\" if nobody knows")
}

pub(crate) fn none_among_others(span: Span) -> Finding {
    WRONG_SHAPE
        .at(span, "`none` can't stand beside others")
        .help("write \"none\" alone if there is none, or leave it out")
}

pub(crate) fn wrong_shape(span: Span, found: &str, expected: &str) -> Finding {
    WRONG_SHAPE
        .at(span, format!("{} can't stand here", an(found)))
        .label(format!("expected {expected}"))
}

fn an(word: &str) -> String {
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

pub(crate) fn unknown_key(
    span: Span,
    key: &str,
    known: &[&str],
    what: &str,
    above: Option<usize>,
) -> Finding {
    let finding = UNKNOWN_KEY.at(span, format!("`{key}` is not {what}"));
    if let Some(line) = above {
        return finding.help(format!(
            "after a header, lines belong to it: move this one above line {line}, to the entry it belongs to"
        ));
    }
    if let Some(meant) = meant(key, known.iter().copied()) {
        return finding.label(format!("did you mean `{meant}`?")).fix(span, meant);
    }
    if known.is_empty() || known.len() > 24 {
        return finding;
    }
    finding.help(format!("the keys are {}", quoted(known)))
}

pub(crate) fn unknown_word(span: Span, word: &str, words: &[&str]) -> Finding {
    let finding =
        UNKNOWN_WORD.at(span, format!("`{word}` is none of the words that may stand here"));
    match meant(word, words.iter().copied()) {
        Some(meant) => {
            finding.label(format!("did you mean `{meant}`?")).fix(span, format!("\"{meant}\""))
        }
        None => finding.help(format!("write one of {}", quoted(words))),
    }
}

pub(crate) fn unknown_table<'k>(
    span: Span,
    table: &str,
    kinds: impl IntoIterator<Item = &'k str>,
) -> Finding {
    let finding = UNKNOWN_TABLE.at(span, format!("`{table}` is no kind of entry"));
    match meant(table, kinds) {
        Some(meant) => finding.label(format!("did you mean `{meant}`?")).fix(span, meant),
        None => finding.help("an entry begins with a line such as `[purpose.newsletter]`"),
    }
}

pub(crate) fn unknown_reference<'k>(
    span: Span,
    kind: &str,
    id: &str,
    ids: impl IntoIterator<Item = &'k str>,
    quotes: bool,
) -> Finding {
    let finding = UNKNOWN_REFERENCE.at(span, format!("there is no {kind} `{id}`"));
    match meant(id, ids) {
        Some(meant) => {
            let text = if quotes { format!("\"{meant}\"") } else { meant.to_owned() };
            finding.label(format!("did you mean `{meant}`?")).fix(span, text)
        }
        None => finding.help(format!("declare it: `[{kind}.{id}]`")),
    }
}

pub(crate) fn ill_formed_id(span: Span, id: &str, kind: &str) -> Finding {
    let finding = ILL_FORMED_ID.at(span, format!("`{id}` can't be the id of a {kind}"));
    match kind {
        _ if is_reserved(id) => {
            finding.label("this word has a meaning of its own").help("choose another id")
        }
        "country" if id.len() == 2 && id.is_ascii() => finding
            .label("a country's code is in capitals")
            .fix(span, format!("\"{}\"", id.to_ascii_uppercase())),
        "country" => finding.help("write the ISO 3166-1 code of two letters, as \"DK\""),
        "version" => finding.help("a version's id is its date: `[version.2026-11-24]`"),
        _ => finding.help(
            "an id has small letters a–z, digits and hyphens, a letter first: `credit-check`",
        ),
    }
}

pub(crate) fn duplicate_entry(span: Span, kind: &str, id: &str, before: Span) -> Finding {
    let entry = if kind == id { kind.to_owned() } else { format!("{kind}.{id}") };
    DUPLICATE_ENTRY
        .at(span, format!("`{entry}` is written twice"))
        .label("again here")
        .also(before, "first here")
        .help("an entry stands in one place: put both together, or give one of them another id")
}

pub(crate) fn named_twice(span: Span, id: &str, before: Span) -> Finding {
    NAMED_TWICE.at(span, format!("`{id}` stands twice in this list")).also(before, "first here")
}

pub(crate) fn unreadable_term(span: Span, text: &str, expected: &str) -> Finding {
    UNREADABLE_TERM
        .at(span, format!("`{text}` is not a period that ropa can read"))
        .label(format!("expected {expected}"))
        .help("write it as \"5 years after contract-end\", \"at most 30 days\" or \"until consent-withdrawn\"")
}
