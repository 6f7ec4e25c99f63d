//! What stands for something still to be written, in any language of the Union, Norwegian or Icelandic.

use std::{collections::BTreeMap, sync::LazyLock};

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::rules::phrases::{automaton, is_whole};

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
    /// In small letters: what stands in brackets is taken for one in whatever case.
    brackets: AhoCorasick,
}

static PLACEHOLDERS: LazyLock<Placeholders> = LazyLock::new(|| {
    let text = include_str!("../../templates/languages/placeholders.toml");
    let list: PlaceholderList = toml::from_str(text).expect("our own list");
    let all = || list.everywhere.iter().chain(list.in_language.values().flatten());
    let in_brackets = all().chain(&list.in_brackets).map(|words| words.to_lowercase());
    let brackets =
        automaton(in_brackets.filter(|words| words.contains(char::is_alphanumeric)), false);
    Placeholders { all: automaton(all(), false), brackets, list }
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
        let inside = words[start + 1..end].trim().to_lowercase();
        let is_link = words[behind_last..].starts_with(['(', '[']);
        let is_blank = !inside.contains(char::is_alphanumeric);
        let says_what = || {
            let first = PLACEHOLDERS.brackets.find(&*inside).map(|found| found.range());
            first.is_some_and(|first| first.start == 0 && is_whole(&inside, &first))
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

    /// The Union's official languages, and those of Norway and Iceland.
    const LANGUAGES: [&str; 27] = [
        "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "ga", "hr", "hu", "is", "it",
        "lt", "lv", "mt", "nb", "nl", "nn", "pl", "pt", "ro", "sk", "sl", "sv",
    ];

    #[test]
    fn every_language_of_the_union_has_its_own() {
        let known: Vec<_> = PLACEHOLDERS.list.in_language.keys().map(String::as_str).collect();
        assert_eq!(known, LANGUAGES);
        for (language, words) in &PLACEHOLDERS.list.in_language {
            for word in words {
                assert_eq!(placeholder_in(word, Some(language)), Some(word.as_str()));
                let small = format!("Se [{}]", word.to_lowercase());
                assert!(placeholder_in(&small, Some(language)).is_some(), "{small}");
            }
        }
    }

    #[test]
    fn what_looks_like_one_is_none() {
        for (language, words) in [
            ("da", "Der mangler ingen oplysninger om adresse og dato."),
            ("en", "The name of the company, [2026] 4 EWCA, and the clause [a]."),
            ("fr", "Les données à compléter par vos soins."),
            ("sv", "Namn och datum som ska fyllas i av dig."),
            ("it", "I campi da compilare sono facoltativi."),
        ] {
            assert_eq!(placeholder_in(words, Some(language)), None);
        }
    }
}
