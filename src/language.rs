//! A language's sentences, names, plural forms, dates and lists, from `templates/languages/`.
//! Whole sentences with gaps; nothing is glued, and nothing falls back to another language.

mod sentence;

use std::{collections::BTreeMap, fmt::Write, str::FromStr};

use chrono::{Locale, NaiveDate};
use indexmap::IndexMap;
use intl_pluralrules::{PluralRuleType, PluralRules};

pub use crate::language::sentence::{Piece, Sentence};

/// Every language that ropa speaks: its code, its sentences, its names of ropa's own entries.
static LANGUAGES: &[(&str, &str, &str)] = &[(
    "en",
    include_str!("../templates/languages/en.toml"),
    include_str!("../templates/languages/en.names.toml"),
)];

/// One language.
pub struct Language {
    code: &'static str,
    locale: Locale,
    plurals: PluralRules,
    sentences: IndexMap<String, Sentence>,
    /// By kind and id.
    names: BTreeMap<String, BTreeMap<String, String>>,
    date: String,
    commas: Partings,
    semicolons: Partings,
}

/// What stands between the things of a list.
struct Partings {
    between: String,
    last: String,
}

impl Partings {
    fn of(sentences: &IndexMap<String, Sentence>, form: &str) -> Self {
        let parting = |place: &str| written(sentences, &format!("list.{form}.{place}"));
        Self { between: parting("between"), last: parting("last") }
    }
}

impl Language {
    /// The codes of all languages.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        LANGUAGES.iter().map(|(code, ..)| *code)
    }

    /// The language of an ISO 639-1 code.
    pub fn of(code: &str) -> Option<Self> {
        let (code, sentences, names) = LANGUAGES.iter().find(|(known, ..)| *known == code)?;
        let read = |text: &str| {
            toml::Table::from_str(text).expect("ropa's languages are TOML; a test reads them")
        };
        let (mut table, names_of_entries) = (read(sentences), read(names));
        let names_of_words = table.remove("name").and_then(|names| names.try_into().ok());
        let names_of_words: toml::Table = names_of_words.expect("a table of names by kind");
        let mut sentences = IndexMap::new();
        collect("", &table, &mut sentences);
        let mut names: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (kind, table) in names_of_words.into_iter().chain(names_of_entries) {
            let table: BTreeMap<String, String> =
                table.try_into().expect("names are strings; a test reads them");
            names.entry(kind).or_default().extend(table);
        }
        let locale = written(&sentences, "language.locale");
        let locale =
            Locale::try_from(locale.as_str()).expect("a test holds each locale against chrono");
        let plurals = PluralRules::get_locales(PluralRuleType::CARDINAL)
            .into_iter()
            .find(|known| known.language.as_str() == *code)
            .and_then(|known| PluralRules::create(known, PluralRuleType::CARDINAL).ok())
            .expect("CLDR has plural rules for each of ropa's languages");
        Some(Self {
            code,
            locale,
            plurals,
            date: written(&sentences, "language.date"),
            commas: Partings::of(&sentences, "commas"),
            semicolons: Partings::of(&sentences, "semicolons"),
            sentences,
            names,
        })
    }

    /// Its ISO 639-1 code.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Its BCP 47 tag with the country whose spelling it has: `en-GB`.
    pub fn tag(&self) -> String {
        self.say("language.locale", &[]).replace('_', "-")
    }

    /// The sentence of a key, if there is one.
    pub fn sentence(&self, key: &str) -> Option<&Sentence> {
        self.sentences.get(key)
    }

    /// A sentence of ropa's own, its gaps filled with plain words.
    ///
    /// # Panics
    /// If the language lacks the key, or the gap's words were not given: that is ropa's mistake.
    pub fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        let sentence = self.sentences.get(key).unwrap_or_else(|| panic!("no sentence `{key}`"));
        let mut said = String::new();
        for piece in sentence.pieces() {
            match piece {
                Piece::Words(words) => said.push_str(words),
                Piece::Gap(name) => {
                    let given = gaps.iter().find(|(gap, _)| gap == name);
                    said.push_str(given.unwrap_or_else(|| panic!("`{key}` wants `{name}`")).1);
                }
            }
        }
        said
    }

    /// What one of ropa's own entries is called: `name("country", "DK")`.
    pub fn name(&self, kind: &str, id: &str) -> Option<&str> {
        Some(self.names.get(kind)?.get(id)?)
    }

    /// A number of things, in the plural form that the number wants: `count("day", 30)`.
    ///
    /// # Panics
    /// If the language can't count them: that is ropa's mistake.
    pub fn count(&self, what: &str, number: u32) -> String {
        let category = match self.plurals.select(number).expect("a whole number has a plural form")
        {
            intl_pluralrules::PluralCategory::ZERO => "zero",
            intl_pluralrules::PluralCategory::ONE => "one",
            intl_pluralrules::PluralCategory::TWO => "two",
            intl_pluralrules::PluralCategory::FEW => "few",
            intl_pluralrules::PluralCategory::MANY => "many",
            intl_pluralrules::PluralCategory::OTHER => "other",
        };
        self.say(&format!("count.{what}.{category}"), &[("n", &number.to_string())])
    }

    /// A day as the language writes it.
    pub fn date(&self, day: NaiveDate) -> String {
        day.format_localized(&self.date, self.locale).to_string()
    }

    /// Several things as one list: `a, b and c`. Things that hold a comma are parted by semicolons.
    pub fn list<T: AsRef<str>>(&self, things: &[T]) -> String {
        let has_comma = things.iter().any(|thing| thing.as_ref().contains(", "));
        let Partings { between, last } = if has_comma { &self.semicolons } else { &self.commas };
        let mut list = String::new();
        for (at, thing) in things.iter().enumerate() {
            if at > 0 {
                list.push_str(if at + 1 == things.len() { last } else { between });
            }
            list.push_str(thing.as_ref());
        }
        list
    }
}

impl std::fmt::Debug for Language {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Language").field(&self.code).finish()
    }
}

/// What stands in a language's file without gaps.
fn written(sentences: &IndexMap<String, Sentence>, key: &str) -> String {
    let mut text = String::new();
    for piece in sentences.get(key).unwrap_or_else(|| panic!("no `{key}`")).pieces() {
        let Piece::Words(words) = piece else { panic!("`{key}` has no gaps") };
        text.write_str(words).expect("a string takes all that is written to it");
    }
    text
}

fn collect(under: &str, table: &toml::Table, entries: &mut IndexMap<String, Sentence>) {
    for (key, value) in table {
        let key = format!("{under}{key}");
        match value {
            toml::Value::String(text) => {
                entries.insert(key, Sentence::read(text));
            }
            toml::Value::Table(table) => collect(&format!("{key}."), table, entries),
            _ => panic!("`{key}` is neither a sentence nor a table of sentences"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn english() -> Language {
        Language::of("en").unwrap()
    }

    #[test]
    fn every_language_can_be_read_and_counts_dates_and_lists() {
        for code in Language::codes() {
            let language = Language::of(code).unwrap();
            for unit in ["minute", "hour", "day", "week", "month", "year"] {
                for number in [1, 2, 5, 21] {
                    assert!(
                        language.count(unit, number).contains(&number.to_string()),
                        "{code} {unit}"
                    );
                }
            }
        }
        assert!(Language::of("xx").is_none());
    }

    #[test]
    fn english_counts_dates_and_lists() {
        let english = english();
        assert_eq!(english.count("day", 1), "1 day");
        assert_eq!(english.count("year", 5), "5 years");
        assert_eq!(english.date(NaiveDate::from_ymd_opt(2024, 2, 20).unwrap()), "20 February 2024");
        assert_eq!(english.list::<&str>(&[]), "");
        assert_eq!(english.list(&["a"]), "a");
        assert_eq!(english.list(&["a", "b"]), "a and b");
        assert_eq!(english.list(&["a", "b", "c"]), "a, b and c");
        assert_eq!(english.list(&["a, if b", "c", "d"]), "a, if b; c; and d");
    }

    #[test]
    fn names_are_looked_up_and_never_made_up() {
        let english = english();
        assert_eq!(english.name("country", "DK"), Some("Denmark"));
        assert_eq!(english.name("country", "XX"), None);
    }

    #[test]
    #[should_panic(expected = "no sentence `no.such`")]
    fn a_missing_sentence_is_no_empty_string() {
        english().say("no.such", &[]);
    }
}
