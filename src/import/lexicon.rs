//! The words by which things are known in the languages that registers are written in: ropa's own names, the terms of
//! other vocabularies, and the wordings of `words/*.toml`.

use std::{collections::BTreeMap, sync::LazyLock};

use crate::{
    language::Language,
    law,
    register::{self, Register, entry::Shared, parties::Role},
    view::layouts::{BUILT_IN, Layout},
};

macro_rules! words {
    ($($code:literal),*) => {
        /// Each language's wordings: its ISO 639-1 code and its file.
        static WORDS: &[(&str, &str)] = &[$(
            ($code, include_str!(concat!("words/", $code, ".toml")))
        ),*];
    };
}
words!["en", "da", "de", "fr", "nl", "sv", "es", "it"];

/// Which list a word stands in: the kind of entry that it names, or what a heading asks for.
pub(super) const HEADING: &str = "heading";

/// What a wording stands for, language by language.
#[derive(Debug, Default)]
pub(super) struct Lexicon {
    /// By list and wording: the languages in which it stands there, and the id.
    words: BTreeMap<&'static str, BTreeMap<String, Meanings>>,
    /// The wordings of small words, longest first, for reading a text from its front.
    openings: BTreeMap<(&'static str, &'static str), Vec<String>>,
}

/// What a wording stands for, by language.
type Meanings = Vec<(&'static str, String)>;

/// The lists of `words/*.toml`.
const LISTS: &[&str] = &[
    HEADING,
    "personal-data",
    "data-subject",
    "legal-basis",
    "condition",
    "instrument",
    "role",
    "source",
    "measure",
    "event",
    "unit",
    "number",
    "word",
    "month",
    "country",
    "area",
];

/// The small words that open or part a text.
const SMALL: &[&str] = &[
    "after",
    "until",
    "at-most",
    "at-least",
    "to",
    "and",
    "article",
    "paragraph",
    "letter",
    "regulation",
];

impl Lexicon {
    pub(super) fn get() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);
        &LEXICON
    }

    fn read() -> Self {
        let mut lexicon = Self::default();
        for (code, text) in WORDS {
            let table: toml::Table = text.parse().expect("the words are TOML; a test reads them");
            for list in LISTS {
                let Some(ids) = table.get(*list).and_then(toml::Value::as_table) else { continue };
                for (id, wordings) in ids {
                    for wording in
                        wordings.as_array().into_iter().flatten().filter_map(toml::Value::as_str)
                    {
                        lexicon.add(list, code, wording, id);
                    }
                }
            }
            for small in SMALL {
                let wordings = table.get("word").and_then(|word| word.get(*small));
                let wordings = wordings.and_then(toml::Value::as_array).into_iter().flatten();
                let wordings = wordings.filter_map(toml::Value::as_str).map(normal);
                lexicon.openings.entry((small, code)).or_default().extend(wordings);
            }
        }
        for openings in lexicon.openings.values_mut() {
            openings.sort_by_key(|wording| std::cmp::Reverse(wording.len()));
        }
        let law = register::read(&law::sources()).0;
        lexicon.add_names(&law);
        lexicon.add_layouts();
        lexicon
    }

    fn add(&mut self, list: &'static str, code: &'static str, wording: &str, id: &str) {
        let known = self.words.entry(list).or_default().entry(normal(wording)).or_default();
        if !known.iter().any(|(language, _)| *language == code) {
            known.push((code, id.to_owned()));
        }
    }

    /// What ropa itself calls its entries, and what other vocabularies do.
    fn add_names(&mut self, law: &Register) {
        for (code, _) in WORDS {
            let Some(language) = Language::of(code) else { continue };
            for list in LISTS {
                let known = law.ids(list);
                for id in known {
                    if let Some(name) = language.name(list, id.as_str()) {
                        self.add(list, code, name, id.as_str());
                    }
                    self.add(list, code, id.as_str(), id.as_str());
                }
            }
            for role in Role::WORDS {
                for name in [language.name("role", role), Some(role)].into_iter().flatten() {
                    self.add("role", code, name, role);
                }
            }
        }
        let mut terms: Vec<(&'static str, String, String)> = Vec::new();
        let mut of = |list: &'static str, id: &str, shared: &Shared| {
            let Some(vocabulary) = shared.vocabulary.get() else { return };
            for term in [vocabulary.dpv.get(), vocabulary.fides.get()].into_iter().flatten() {
                terms.push((list, term.to_string(), id.to_owned()));
            }
        };
        law.personal_data
            .all()
            .for_each(|one| of("personal-data", one.id.as_str(), &one.own.shared));
        law.data_subjects
            .all()
            .for_each(|one| of("data-subject", one.id.as_str(), &one.own.shared));
        law.legal_bases.all().for_each(|one| of("legal-basis", one.id.as_str(), &one.own.shared));
        law.conditions.all().for_each(|one| of("condition", one.id.as_str(), &one.own.shared));
        law.measures.all().for_each(|one| of("measure", one.id.as_str(), &one.own.shared));
        law.sources.all().for_each(|one| of("source", one.id.as_str(), &one.own.shared));
        // A term that several entries share stands for the one that is called like it, or for none.
        for (list, term, id) in &terms {
            let sharing: Vec<&str> = terms
                .iter()
                .filter(|(other, same, _)| other == list && same == term)
                .map(|(_, _, id)| &**id)
                .collect();
            // Nor does one that others narrow: what is any contact is not the contact of somebody.
            let narrowed = format!("{term}.");
            let is_wide = terms.iter().any(|(_, other, _)| other.starts_with(&narrowed));
            let last = term.rsplit(['.', '#', '/']).next().unwrap_or(term).replace('_', "-");
            if !is_wide && (sharing.len() == 1 || **id == last.to_lowercase()) {
                self.add(list, "en", term, id);
            }
        }
    }

    /// The headings of the authorities' layouts that ask for one thing.
    fn add_layouts(&mut self) {
        for (id, _) in BUILT_IN {
            let layout = Layout::built_in(id).expect("it is built in");
            let code = layout.language.get().map(|code| &**code);
            let code = WORDS
                .iter()
                .map(|(known, _)| *known)
                .find(|known| Some(*known) == code)
                .unwrap_or("en");
            for form in layout.forms() {
                for column in form.head().chain(form.columns()) {
                    let Some(fact) = column.facts().next() else { continue };
                    for heading in column.wordings() {
                        self.add(HEADING, code, heading, fact.word());
                    }
                }
            }
        }
    }

    /// What a wording stands for in a list: in this language, or else in the first that knows it.
    pub(super) fn find(&self, list: &str, wording: &str, language: &str) -> Option<&str> {
        let known = self.words.get(list)?.get(&normal(wording))?;
        let own = known.iter().find(|(code, _)| *code == language).or_else(|| known.first());
        own.map(|(_, id)| &**id)
    }

    /// The languages in which a wording stands in a list.
    pub(super) fn languages(
        &self,
        list: &str,
        wording: &str,
    ) -> impl Iterator<Item = &'static str> {
        let known = self.words.get(list).and_then(|words| words.get(&normal(wording)));
        known.into_iter().flatten().map(|(code, _)| *code)
    }

    /// What follows a small word with which a text opens; the longest wording counts.
    pub(super) fn after<'t>(&self, small: &str, text: &'t str, language: &str) -> Option<&'t str> {
        let own = |(known, code): &&(&str, &str)| *known == small && *code == language;
        let others = |(known, code): &&(&str, &str)| *known == small && *code != language;
        let keys = self.openings.keys();
        let keys = keys.clone().filter(own).chain(keys.filter(others));
        let mut wordings = keys.flat_map(|key| &self.openings[key]);
        wordings.find_map(|wording| {
            let rest = strip(text, wording)?;
            let is_whole = !wording.ends_with(char::is_alphanumeric)
                || !rest.starts_with(char::is_alphanumeric);
            is_whole.then(|| rest.trim_start_matches(['.', ':', ' ', '\u{a0}', '\n']))
        })
    }
}

/// What follows a prefix, whatever the case and the shape of an apostrophe.
fn strip<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let mut rest = text;
    for char in prefix.chars() {
        let first = rest.chars().next()?;
        if !apostrophe(first).to_lowercase().eq(apostrophe(char).to_lowercase()) {
            return None;
        }
        rest = &rest[first.len_utf8()..];
    }
    Some(rest)
}

/// An apostrophe as keyboards have it.
fn apostrophe(char: char) -> char {
    if matches!(char, '\u{2019}' | '\u{2bc}') { '\'' } else { char }
}

/// A wording without what does not tell it from others: case, spaces, marks of emphasis, a full stop or a colon at its end.
pub(super) fn normal(wording: &str) -> String {
    let mut text = String::with_capacity(wording.len());
    for char in wording.chars() {
        match char {
            '*' | '`' | '\u{ad}' | '\u{feff}' => {}
            '\u{2013}' | '\u{2014}' | '\u{2011}' | '\u{2010}' => text.push('-'),
            char if char.is_whitespace() => {
                if !text.ends_with(' ') {
                    text.push(' ');
                }
            }
            char => text.extend(apostrophe(char).to_lowercase()),
        }
    }
    let text = text.trim_matches(|char: char| char.is_whitespace() || ":.,;?\"'".contains(char));
    text.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every id stands for something that ropa has, and no wording for two things in one language.
    #[test]
    fn every_word_stands_for_one_thing_that_there_is() {
        let law = register::read(&law::sources()).0;
        let mut wrong = Vec::new();
        for (code, text) in WORDS {
            let table: toml::Table = text.parse().unwrap();
            for (list, ids) in &table {
                assert!(LISTS.contains(&&**list), "{code}: {list}");
                let mut seen: BTreeMap<String, String> = BTreeMap::new();
                for (id, wordings) in ids.as_table().unwrap() {
                    let is_law = Register::KINDS.contains(&&**list);
                    if is_law && !law.declares(list, id) {
                        wrong.push(format!("{code}: there is no {list} {id}"));
                    }
                    for wording in wordings.as_array().unwrap() {
                        let wording = normal(wording.as_str().unwrap());
                        let before = seen.insert(wording.clone(), id.clone());
                        let is_small = *list == "word" || *list == HEADING;
                        if let Some(before) = before.filter(|before| before != id && !is_small) {
                            wrong.push(format!("{code}: {list}: {wording}: {before} and {id}"));
                        }
                    }
                }
            }
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn terms_of_other_vocabularies_are_known() {
        let lexicon = Lexicon::get();
        for (list, term, id) in [
            ("personal-data", "user.contact.email", Some("email")),
            ("personal-data", "https://w3id.org/dpv/pd#EmailAddress", Some("email")),
            ("data-subject", "customer", Some("customer")),
            ("personal-data", "user.contact", None),
        ] {
            assert_eq!(lexicon.find(list, term, "en"), id, "{term}");
        }
    }
}
