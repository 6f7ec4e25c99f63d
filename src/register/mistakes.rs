//! What the reader itself can find. These rules can't be turned off or waived:
//! what could not be read can't be judged.

use crate::{
    finding::{Finding, Level, Rule},
    register::{
        read::is_reserved,
        slip::{Whose, suggest},
    },
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
            limit: None,
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

/// What the parser says, by how it begins; what that means to somebody who writes a register; what to write.
const SYNTAX_IN_WORDS: &[(&str, &str, &str)] = &[
    (
        "unclosed table",
        "this header lacks its closing bracket",
        "write it as `[purpose.newsletter]`",
    ),
    ("unclosed array", "a list lacks its closing bracket", "end it with `]`"),
    ("unclosed inline table", "a table in braces lacks its closing brace", "end it with `}`"),
    (
        "missing comma between array",
        "a comma is missing in a list, or the bracket that closes it",
        "write it as `[\"name\", \"email\"]`",
    ),
    (
        "missing comma",
        "a comma is missing between two keys in braces",
        "write it as `{ name = \"…\", role = \"…\" }`",
    ),
    (
        "extra assignment",
        "a comma is missing between two keys in braces",
        "write it as `{ name = \"…\", role = \"…\" }`",
    ),
    (
        "duplicate key",
        "this is written a second time",
        "a key or an entry stands once: put both together, or give one of them another name",
    ),
    (
        "cannot extend",
        "this key has a value already, so nothing can stand below it",
        "keep the value or the keys below it, and take the other out",
    ),
    (
        "key with no value",
        "a key lacks its `=` and its value",
        "write `name = \"Newsletter\"`; a remark of your own begins with `#`",
    ),
    (
        "string values must be quoted",
        "a value is missing, or lacks its quotes",
        "words stand in straight quotes, as `name = \"Newsletter\"`",
    ),
    (
        "invalid boolean",
        "a value lacks its quotes",
        "words stand in straight quotes; `true` and `false` are in small letters",
    ),
    ("invalid float", "a value lacks its quotes", "words stand in straight quotes"),
    (
        "invalid unquoted key",
        "a character that can't stand in a key or an id",
        "keys and ids have letters a–z, digits and hyphens; a remark of your own begins with `#`",
    ),
    ("unquoted keys cannot be empty", "a key or an id is missing here", "write one"),
    ("invalid key-value pair", "a key is missing here", "write `name = \"Newsletter\"`"),
    (
        "unexpected key or value",
        "the line should end here",
        "write one key a line; a quote inside a text stands as `\\\"`",
    ),
    (
        "unexpected leading zero",
        "a number begins with 0",
        "take the 0 out, or put the number in quotes",
    ),
    ("invalid date", "this is not a date", "write it as 2026-04-30"),
    ("missing escaped value", BACKSLASH, BACKSLASH_HELP),
    ("too few unicode", BACKSLASH, BACKSLASH_HELP),
];

const BACKSLASH: &str = "a backslash that begins nothing known";
const BACKSLASH_HELP: &str = "write it twice, or put the text in single quotes";

/// The parser's message in plain words, and what to write.
fn in_plain_words(message: &str) -> (&'static str, &'static str) {
    if let Some((_, words, help)) =
        SYNTAX_IN_WORDS.iter().find(|(start, ..)| message.starts_with(start))
    {
        return (words, help);
    }
    let in_string = message.contains("string");
    if in_string && message.contains("visible characters") {
        return ("a control character in a text", "take it out: it was probably pasted along");
    }
    if in_string {
        return ("a text lacks its closing quote", "end it with the quote that it begins with");
    }
    ("this line can't be read", "write it as `key = \"value\"`, or begin a remark with `#`")
}

pub(crate) fn syntax(span: Span, message: &str, errors: usize) -> Finding {
    let (words, write) = in_plain_words(message);
    let rest = match errors {
        1 => "until then this file is judged only in part".to_owned(),
        2 => "a further mistake in the file probably follows from it".to_owned(),
        more => format!("{} further mistakes in the file probably follow from it", more - 1),
    };
    SYNTAX.at(span, words).help(format!("{write}\n{rest}"))
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

/// `found` is TOML's own name of a type.
pub(crate) fn wrong_shape(span: Span, found: &str, expected: &str) -> Finding {
    let found = match found {
        "integer" => "a whole number",
        "float" => "a number with a point",
        "boolean" => "`true` or `false`",
        "datetime" => "a date or a time",
        "array" => "a list",
        "table" => "a table",
        _ => "a string",
    };
    WRONG_SHAPE.at(span, format!("{found} can't stand here")).label(format!("expected {expected}"))
}

/// A kind of entry in a sentence: "a data subject".
fn one(kind: &str) -> String {
    if kind == "personal-data" {
        return "a kind of personal data".to_owned();
    }
    let word = kind.replace('-', " ");
    let article = if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
    format!("{article} {word}")
}

/// Kinds of which a register has no entries of its own.
const CLOSED: &[&str] = &["country", "instrument", "legal-basis", "provision", "right"];

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
        return suggest(finding, key, meant, known.iter().copied(), Whose::Ropas, false);
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
        Some(meant) => suggest(finding, word, meant, words.iter().copied(), Whose::Ropas, true),
        None => finding.help(format!("write one of {}", quoted(words))),
    }
}

pub(crate) fn unknown_table<'k>(
    span: Span,
    table: &str,
    kinds: impl IntoIterator<Item = &'k str> + Clone,
) -> Finding {
    let finding = UNKNOWN_TABLE.at(span, format!("`{table}` is no kind of entry"));
    match meant(table, kinds.clone()) {
        Some(meant) => suggest(finding, table, meant, kinds, Whose::Ropas, false),
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
    let ids: Vec<&str> = ids.into_iter().collect();
    match meant(id, ids.iter().copied()) {
        Some(meant) => {
            let whose = if CLOSED.contains(&kind) { Whose::Ropas } else { Whose::Users };
            suggest(finding, id, meant, ids.iter().copied(), whose, quotes)
        }
        None if kind == "country" => {
            finding.help("write the ISO 3166-1 code of two letters, as \"DK\"")
        }
        None if CLOSED.contains(&kind) => finding.help(format!("write one of {}", quoted(&ids))),
        None => finding.help(format!("declare it: `[{kind}.{id}]`")),
    }
}

pub(crate) fn ill_formed_id(span: Span, id: &str, kind: &str) -> Finding {
    let finding = ILL_FORMED_ID.at(span, format!("`{id}` can't be the id of {}", one(kind)));
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
    NAMED_TWICE
        .at(span, format!("`{id}` stands twice in this list"))
        .label("again here")
        .also(before, "first here")
        .help("take one of them out")
}

pub(crate) fn unreadable_term(span: Span, text: &str, expected: &str) -> Finding {
    UNREADABLE_TERM
        .at(span, format!("`{text}` is not a period that ropa can read"))
        .label(format!("expected {expected}"))
        .help("write it as \"5 years after contract-end\", \"at most 30 days\" or \"until consent-withdrawn\"")
}

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    #[test]
    fn what_the_parser_says_is_told_in_plain_words() {
        for (text, words) in [
            ("[purpose.a\n", "this header lacks its closing bracket"),
            ("a = [1\n", "a list lacks its closing bracket"),
            ("a = { b = 1\n", "a table in braces lacks its closing brace"),
            ("a = [\"b\" \"c\"]\n", "a comma is missing in a list, or the bracket that closes it"),
            ("a = \"b\n", "a text lacks its closing quote"),
            ("a = \"\"\"b\n", "a text lacks its closing quote"),
            ("a = \"b\u{1}\"\n", "a control character in a text"),
            ("a = 1\na = 2\n", "this is written a second time"),
            ("a = 1\na.b = 2\n", "this key has a value already, so nothing can stand below it"),
            ("name \"x\"\n", "a key lacks its `=` and its value"),
            ("a = b\n", "a value is missing, or lacks its quotes"),
            ("a =\n", "a value is missing, or lacks its quotes"),
            ("a = True\n", "a value lacks its quotes"),
            ("[purpose.æ]\n", "a character that can't stand in a key or an id"),
            ("[]\n", "a key or an id is missing here"),
            ("{}\n", "a key is missing here"),
            ("a = 'it's'\n", "the line should end here"),
            ("a = 012\n", "a number begins with 0"),
            ("a = 2026-13-01\n", "this is not a date"),
            ("a = \"C:\\Users\"\n", BACKSLASH),
            ("a = \"\\q\"\n", BACKSLASH),
        ] {
            let (_, errors) = DeTable::parse_recoverable(text);
            let start = |error: &&toml::de::Error| error.span().map_or(0, |span| span.start);
            let first = errors.iter().min_by_key(start).expect("a mistake");
            assert_eq!(in_plain_words(first.message()).0, words, "{text}: {}", first.message());
        }
    }
}
