//! A language's sentences, names, plural forms, dates and lists, from `templates/languages/`.
//! Whole sentences with gaps; nothing is glued, and nothing falls back to another language.

#[cfg(test)]
mod parity;
mod sentence;

use std::{collections::BTreeMap, fmt::Write, str::FromStr};

use chrono::{Locale, NaiveDate};
use indexmap::IndexMap;
use intl_pluralrules::{PluralRuleType, PluralRules};

pub use crate::language::sentence::{Piece, Sentence};
use crate::{languages::LANGUAGES, settings::Tone};

/// One language.
pub struct Language {
    code: &'static str,
    locale: Locale,
    plurals: PluralRules,
    sentences: IndexMap<String, Sentence>,
    /// What is said otherwise to strangers, where the language has two ways.
    formal: IndexMap<String, Sentence>,
    /// By kind and id.
    names: BTreeMap<String, BTreeMap<String, String>>,
    date: String,
    /// Between the ends of a range: ` to `.
    to: String,
    commas: Partings,
    doubled: Partings,
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
        LANGUAGES.iter().map(|(code, _)| *code)
    }

    /// The language of an ISO 639-1 code.
    pub fn of(code: &str) -> Option<Self> {
        LANGUAGES
            .iter()
            .find(|(known, _)| *known == code)
            .map(|(code, text)| Self::read(code, text))
    }

    /// The language of a file's text. `wording` in it is not for documents.
    pub fn read(code: &'static str, text: &str) -> Self {
        let mut table =
            toml::Table::from_str(text).expect("ropa's languages are TOML; a test reads them");
        table.remove("wording");
        let mut part = |name: &str| match table.remove(name) {
            Some(toml::Value::Table(part)) => part,
            _ => toml::Table::new(),
        };
        let (names, other) = (part("name"), part("formal"));
        let names = toml::Value::Table(names).try_into();
        let names = names.expect("names are strings by kind and id; a test reads them");
        let (mut sentences, mut formal) = (IndexMap::new(), IndexMap::new());
        collect("", &table, &mut sentences);
        collect("", &other, &mut formal);
        let locale = written(&sentences, "language.locale");
        let locale =
            Locale::try_from(locale.as_str()).expect("a test holds each locale against chrono");
        let plurals = PluralRules::get_locales(PluralRuleType::CARDINAL)
            .into_iter()
            .find(|known| known.language.as_str() == code)
            .and_then(|known| PluralRules::create(known, PluralRuleType::CARDINAL).ok())
            .expect("CLDR has plural rules for each of ropa's languages");
        Self {
            code,
            locale,
            plurals,
            date: written(&sentences, "language.date"),
            to: written(&sentences, "list.to"),
            commas: Partings::of(&sentences, "commas"),
            doubled: Partings::of(&sentences, "doubled"),
            semicolons: Partings::of(&sentences, "semicolons"),
            sentences,
            formal,
            names,
        }
    }

    /// The language as it addresses strangers, or friends. Where it has one way alone, that is it.
    #[must_use]
    pub fn addressing(mut self, tone: Tone) -> Self {
        let formal = std::mem::take(&mut self.formal);
        if tone == Tone::Formal {
            self.sentences.extend(formal);
        }
        self
    }

    /// A point of a law as the language cites it: `6(1)(f)` is "6, stk. 1, litra f" in Danish. What is no such point stays.
    pub fn cite(&self, point: &str) -> String {
        let (head, groups) = point.split_at(point.find('(').unwrap_or(point.len()));
        let Some(groups) = groups.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else {
            return point.to_owned();
        };
        let groups: Vec<&str> = groups.split(")(").collect();
        if groups.iter().any(|group| !group.chars().all(char::is_alphanumeric)) {
            return point.to_owned();
        }
        let mut cited = head.trim_end().to_owned();
        for (at, group) in groups.into_iter().enumerate() {
            let is_number = group.bytes().all(|byte| byte.is_ascii_digit());
            cited.push_str(&match (is_number, at) {
                (true, 0) => self.say("citation.paragraph", &[("number", group)]),
                (true, _) => self.say("citation.item", &[("number", group)]),
                (false, _) => self.say("citation.point", &[("letter", group)]),
            });
        }
        cited
    }

    /// Whether a point of a law is several: `195 and 196`, `12 to 22`, `21-25`.
    pub fn is_several(&self, point: &str) -> bool {
        let is_number =
            |part: &str| part.trim_start().starts_with(|first: char| first.is_ascii_digit());
        [&*self.commas.last, &*self.to, "-", "–"].iter().any(|parting| {
            point.split_once(parting).is_some_and(|(one, other)| is_number(one) && is_number(other))
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

    /// Several things as one list: `a, b and c`. Things that hold a comma are parted by semicolons; where one of them is
    /// a pair itself, the last is joined otherwise than the pair: `a and b, and c`.
    pub fn list<T: AsRef<str>>(&self, things: &[T]) -> String {
        let have = |what: &str| things.iter().any(|thing| thing.as_ref().contains(what));
        let Partings { between, last } = if have(", ") {
            &self.semicolons
        } else if have(&self.commas.last) {
            &self.doubled
        } else {
            &self.commas
        };
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
    fn points_of_a_law_are_cited_as_the_language_does() {
        let (english, danish) = (english(), Language::of("da").unwrap());
        for (point, cited) in [
            ("6", "6"),
            ("6(1)(f)", "6, stk. 1, litra f"),
            ("12(1)(2)", "12, stk. 1, nr. 2"),
            ("8(a)", "8, litra a"),
            ("26 a(1)", "26 a, stk. 1"),
            ("5(1) and 6(2)", "5(1) and 6(2)"),
            ("5(", "5("),
        ] {
            assert_eq!(english.cite(point), point);
            assert_eq!(danish.cite(point), cited);
        }
    }

    #[test]
    fn several_points_are_told_from_one() {
        let danish = Language::of("da").unwrap();
        for point in ["195 and 196", "21-25", "21–25", "12 to 22", "7 a and 8"] {
            assert!(english().is_several(point), "{point}");
        }
        assert!(danish.is_several("195 og 196"));
        for point in ["12", "11(2)(1)", "7 a", "5, first sentence and the rest", "II-5"] {
            assert!(!english().is_several(point), "{point}");
        }
    }

    #[test]
    fn strangers_are_addressed_otherwise_where_the_language_has_two_ways() {
        let with = format!("{}\n[formal.open]\nnone = \"none, madam\"\n", LANGUAGES[0].1);
        let say = |tone| Language::read("en", &with).addressing(tone).say("open.none", &[]);
        assert_eq!((&*say(Tone::Formal), &*say(Tone::Informal)), ("none, madam", "none"));
    }

    #[test]
    fn danish_counts_dates_and_lists() {
        let danish = Language::of("da").unwrap();
        assert_eq!(danish.count("month", 1), "1 måned");
        assert_eq!(danish.count("month", 6), "6 måneder");
        assert_eq!(danish.date(NaiveDate::from_ymd_opt(2024, 2, 20).unwrap()), "20. februar 2024");
        assert_eq!(danish.list(&["a", "b", "c"]), "a, b og c");
        assert_eq!(danish.list(&["a og b", "c"]), "a og b samt c");
        assert_eq!(danish.tag(), "da-DK");
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
        assert_eq!(english.list(&["a and b", "c", "d"]), "a and b, c, and d");
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
