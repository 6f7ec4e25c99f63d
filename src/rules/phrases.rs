//! The words that betray bad wording, by language: data beside the sentences, found whole and whatever their case.
//! A language without lists is not judged.

use std::{collections::BTreeMap, ops::Range, sync::LazyLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

/// The lists of each language, read when a text in it is.
static LANGUAGES: [(&str, LazyLock<Words>); 2] = [
    ("da", LazyLock::new(|| read(include_str!("../../templates/languages/da.wording.toml")))),
    ("en", LazyLock::new(|| read(include_str!("../../templates/languages/en.wording.toml")))),
];

fn read(lists: &str) -> Words {
    toml::from_str(lists).expect("our own lists")
}

/// The lists of one language.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub(super) struct Words {
    pub(super) qualifiers: Phrases,
    pub(super) vague_purposes: Phrases,
    pub(super) vague_periods: Phrases,
    pub(super) promises: Phrases,
    pub(super) flourishes: Phrases,
    pub(super) consent_to_notice: Phrases,
    /// Words that tell of an instrument as of something past.
    pub(super) history: Phrases,
    /// Words of which alone nobody learns who a recipient is.
    pub(super) vague_recipients: Vec<String>,
    /// Words that lean on consent.
    pub(super) consent: Phrases,
    /// What a contract with a person does not need to be carried out.
    pub(super) beyond_contract: Phrases,
    /// How consent is given on a screen.
    pub(super) by_click: Phrases,
    /// How it is withdrawn by letter; anything easier in the same sentence excuses it.
    pub(super) by_letter: Phrases,
    /// What names of data betray special categories.
    pub(super) special_data: Phrases,
    /// Whole texts, in small letters, that name no interest.
    pub(super) no_interest: Vec<String>,
}

impl Words {
    /// The lists of a language, if there are any.
    pub(super) fn of(language: &str) -> Option<&'static Self> {
        let lists = LANGUAGES.iter().find(|(code, _)| *code == language);
        lists.map(|(_, words)| &**words)
    }
}

/// A list as it is written.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct List {
    /// What is sought.
    phrases: Vec<String>,
    /// Longer phrases that hold one of them and are fine.
    #[serde(default)]
    except: Vec<String>,
    /// Words that excuse a phrase anywhere in the same sentence.
    #[serde(default)]
    excused_by: Vec<String>,
}

/// A list of phrases, sought all at once.
#[derive(Debug, Deserialize)]
#[serde(from = "List")]
pub(super) struct Phrases {
    all: AhoCorasick,
    /// How many of them are sought; the rest are exceptions.
    sought: usize,
    excuses: AhoCorasick,
}

impl From<List> for Phrases {
    fn from(list: List) -> Self {
        let sought = list.phrases.len();
        let all = list.phrases.iter().chain(&list.except);
        Self { all: automaton(all, true), sought, excuses: automaton(&list.excused_by, true) }
    }
}

impl Phrases {
    /// Where the first phrase stands that nothing excuses.
    pub(super) fn first_in(&self, words: &str) -> Option<Range<usize>> {
        let first = self.first_sought(words)?;
        if self.excuses.patterns_len() == 0 {
            return Some(first);
        }
        // An excuse holds in its own sentence alone.
        let mut start = 0;
        for sentence in sentences(words) {
            let found = self.first_sought(sentence);
            if let Some(found) = found.filter(|_| !self.is_excused(sentence)) {
                return Some(start + found.start..start + found.end);
            }
            start += sentence.len();
        }
        None
    }

    /// Whether any of them stands in the words.
    pub(super) fn is_in(&self, words: &str) -> bool {
        self.first_in(words).is_some()
    }

    fn first_sought(&self, words: &str) -> Option<Range<usize>> {
        self.all
            .find_iter(words)
            .filter(|found| found.pattern().as_usize() < self.sought)
            .map(|found| found.range())
            .find(|range| is_whole(words, range))
    }

    fn is_excused(&self, sentence: &str) -> bool {
        self.excuses.find_iter(sentence).any(|found| is_whole(sentence, &found.range()))
    }
}

/// The longest of the first matches counts, so that an exception wins over the phrase in it.
/// For most registers building it takes longer than searching, so it is of the kind that is built fast.
fn automaton<'p>(phrases: impl IntoIterator<Item = &'p String>, any_case: bool) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(any_case)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(phrases)
        .expect("short lists")
}

/// Whether no letter or digit goes on before or behind.
fn is_whole(words: &str, range: &Range<usize>) -> bool {
    let goes_on = |inside: Option<char>, outside: Option<char>| {
        let both = [inside, outside];
        both.iter().all(|char| char.is_some_and(char::is_alphanumeric))
    };
    let found = &words[range.clone()];
    let (before, behind) = (&words[..range.start], &words[range.end..]);
    !goes_on(found.chars().next(), before.chars().next_back())
        && !goes_on(found.chars().next_back(), behind.chars().next())
}

/// The sentences of a text, roughly: a full stop inside an abbreviation ends one too, and so does the end of a paragraph
/// or of a list's member.
pub(super) fn sentences(words: &str) -> impl Iterator<Item = &str> {
    let mut rest = words;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let end = rest
            .char_indices()
            .find(|(at, char)| {
                let behind = &rest[at + char.len_utf8()..];
                match char {
                    '.' | '!' | '?' => behind.starts_with(char::is_whitespace),
                    '\n' => behind.trim_start_matches(' ').starts_with(['\n', '-', '*', '#', '|']),
                    _ => false,
                }
            })
            .map_or(rest.len(), |(at, char)| at + char.len_utf8());
        let (sentence, behind) = rest.split_at(end);
        rest = behind;
        Some(sentence)
    })
}

/// What stands for something still to be written.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct PlaceholderList {
    /// In every language.
    everywhere: Vec<String>,
    /// By the language whose authors write it; sought everywhere too, for many write in two.
    in_language: BTreeMap<String, Vec<String>>,
    /// Languages in which one of them is a word like others.
    own_word_in: BTreeMap<String, Vec<String>>,
    /// What the words in square brackets begin with.
    in_brackets: Vec<String>,
}

struct Placeholders {
    list: PlaceholderList,
    all: AhoCorasick,
    brackets: AhoCorasick,
}

static PLACEHOLDERS: LazyLock<Placeholders> = LazyLock::new(|| {
    let text = include_str!("../../templates/languages/placeholders.toml");
    let list: PlaceholderList = toml::from_str(text).expect("our own list");
    let all = list.everywhere.iter().chain(list.in_language.values().flatten());
    Placeholders { all: automaton(all, false), brackets: automaton(&list.in_brackets, true), list }
});

/// The placeholder in words of a language, as it stands there; `None` for words that hold in every language.
pub(super) fn placeholder_in<'w>(words: &'w str, language: Option<&str>) -> Option<&'w str> {
    if !words.contains(char::is_alphanumeric) {
        return Some(words.trim());
    }
    let own_word = |found: &str| {
        let languages = PLACEHOLDERS.list.own_word_in.get(found);
        languages.is_some_and(|own| own.iter().any(|own| Some(own.as_str()) == language))
    };
    PLACEHOLDERS
        .all
        .find_iter(words)
        .map(|found| found.range())
        .find(|range| is_whole(words, range) && !own_word(&words[range.clone()]))
        .map(|range| &words[range])
        .or_else(|| blank_in(words))
}

/// Square brackets that hold nothing, or say what is to stand there; a link's text in Markdown does not.
fn blank_in(words: &str) -> Option<&str> {
    let mut behind_last = 0;
    for (end, _) in words.match_indices(']') {
        let Some(start) = words[behind_last..end].rfind('[').map(|at| behind_last + at) else {
            continue;
        };
        behind_last = end + 1;
        let inside = words[start + 1..end].trim();
        let is_link = words[behind_last..].starts_with(['(', '[']);
        let is_blank = !inside.contains(char::is_alphanumeric);
        let says_what = || {
            let first = PLACEHOLDERS.brackets.find(inside).map(|found| found.range());
            first.is_some_and(|first| first.start == 0 && is_whole(inside, &first))
        };
        if !is_link && (is_blank || says_what()) {
            return Some(&words[start..=end]);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn qualifier(words: &str) -> Option<&str> {
        Words::of("en").unwrap().qualifiers.first_in(words).map(|range| &words[range])
    }

    #[test]
    fn qualifiers_are_found_and_rights_are_not() {
        assert_eq!(qualifier("We may share your address."), Some("We may"));
        assert_eq!(qualifier("Your address might be shared."), Some("might"));
        assert_eq!(qualifier("You may object at any time."), None);
        assert_eq!(qualifier("We may not sell it."), None);
        assert_eq!(qualifier("From 1 May 2026 we send it by post."), None);
        assert_eq!(qualifier("If you pay by card, we may ask your bank."), None);
        assert_eq!(qualifier("Awe maybe."), None);
        // A condition excuses its own sentence alone.
        assert_eq!(
            qualifier("If you pay by card, we ask your bank. We may ask others."),
            Some("We may")
        );
    }

    #[test]
    fn placeholders_are_words_of_their_own() {
        assert_eq!(placeholder_in("TODO: ask Anna", None), Some("TODO"));
        assert_eq!(placeholder_in("todo lo necesario", Some("es")), None);
        assert_eq!(placeholder_in("ES TODO", Some("es")), None);
        assert_eq!(placeholder_in("ES TODO", Some("en")), Some("TODO"));
        assert_eq!(placeholder_in("TODOS", None), None);
        assert_eq!(placeholder_in("ΠΡΟΣ ΕΠΙΒΕΒΑΙΩΣΗ", Some("el")), Some("ΠΡΟΣ ΕΠΙΒΕΒΑΙΩΣΗ"));
        assert_eq!(placeholder_in(" … ", None), Some("…"));
        assert_eq!(placeholder_in("for [...] years", None), Some("[...]"));
        assert_eq!(placeholder_in("[Insert name]", None), Some("[Insert name]"));
        assert_eq!(placeholder_in("[Name of the form](https://example.org)", None), None);
        assert_eq!(placeholder_in("the register [CVR]", None), None);
        assert_eq!(placeholder_in("][[a] [ ]", None), Some("[ ]"));
    }

    #[test]
    fn sentences_end_where_readers_breathe() {
        let found: Vec<_> =
            sentences("One. Two 1.5 m!\n\n- Three\n- Four").map(str::trim).collect();
        assert_eq!(found, ["One.", "Two 1.5 m!", "", "", "- Three", "- Four"]);
        assert_eq!(sentences("").count(), 0);
    }
}
