//! Word lists by language, embedded: what rules recognise in a text. No word of any language stands in Rust.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::register::text::Text;

type Lists = BTreeMap<String, Vec<String>>;

static LANGUAGES: LazyLock<BTreeMap<&'static str, Lists>> = LazyLock::new(|| {
    [
        ("da", include_str!("../../templates/languages/da.words.toml")),
        ("en", include_str!("../../templates/languages/en.words.toml")),
    ]
    .into_iter()
    .map(|(language, text)| (language, toml::from_str(text).expect("a test reads every list")))
    .collect()
});

/// A list of a language, in small letters; empty where a language has none.
pub(crate) fn list(language: &str, name: &str) -> &'static [String] {
    LANGUAGES.get(language).and_then(|lists| lists.get(name)).map_or(&[], Vec::as_slice)
}

/// Whether any wording is, as a whole, one of a list.
pub(crate) fn is_one_of(text: &Text, first_language: &str, name: &str) -> bool {
    text.wordings().iter().any(|wording| {
        let language = wording.language.as_deref().unwrap_or(first_language);
        let words = wording.words.trim().trim_end_matches('.').to_lowercase();
        list(language, name).contains(&words)
    })
}

/// Whether any wording holds a word that begins with one of a list, and none of the phrases of the other.
pub(crate) fn speaks_of(text: &Text, first_language: &str, name: &str, unless: &str) -> bool {
    text.wordings().iter().any(|wording| {
        let language = wording.language.as_deref().unwrap_or(first_language);
        let words = wording.words.to_lowercase();
        let begins = |start: &String| {
            words.match_indices(start.as_str()).any(|(at, _)| {
                words[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
            })
        };
        list(language, name).iter().any(begins)
            && !list(language, unless).iter().any(|phrase| words.contains(phrase.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_the_same_lists_in_small_letters() {
        let names = |language: &str| LANGUAGES[language].keys().collect::<Vec<_>>();
        for (language, lists) in LANGUAGES.iter() {
            assert_eq!(names(language), names("en"));
            for words in lists.values().flatten() {
                assert_eq!(*words, words.to_lowercase(), "{language}");
            }
        }
    }
}
