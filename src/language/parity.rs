//! Tests only: every language says what English says, with the same gaps. That all seek bad wording of the same kinds, `rules` see to.

use std::collections::{BTreeMap, BTreeSet};

use toml::{Table, Value};

use super::{Language, Piece, Sentence};
use crate::languages::LANGUAGES;

fn english() -> Table {
    table(LANGUAGES[0].1)
}

fn table(text: &str) -> Table {
    text.parse().expect("a language's file is TOML")
}

/// Each key of a file with its gaps: which plural forms there are, and what is said to strangers, is the language's own.
fn keys(mut table: Table) -> BTreeMap<String, BTreeSet<String>> {
    fn walk(under: &str, table: &Table, keys: &mut BTreeMap<String, BTreeSet<String>>) {
        for (key, value) in table {
            let key = format!("{under}{key}");
            match value {
                Value::Table(table) => walk(&format!("{key}."), table, keys),
                value => {
                    let text = value.as_str().unwrap_or_else(|| panic!("`{key}` is a text"));
                    assert!(!text.is_empty(), "`{key}` says something");
                    keys.insert(key, gaps(text));
                }
            }
        }
    }
    for own in ["wording", "formal", "count"] {
        table.remove(own);
    }
    let mut found = BTreeMap::new();
    walk("", &table, &mut found);
    found
}

fn gaps(text: &str) -> BTreeSet<String> {
    let sentence = Sentence::read(text);
    let gaps = sentence.pieces().iter().filter_map(|piece| match piece {
        Piece::Gap(gap) => Some(gap.clone()),
        Piece::Words(_) => None,
    });
    gaps.collect()
}

/// What a language's file lacks, has too much, or says with other gaps.
fn differences(code: &str, text: &str) -> Vec<String> {
    let (ours, theirs) = (keys(english()), keys(table(text)));
    let mut found = Vec::new();
    for (key, gaps) in &ours {
        match theirs.get(key) {
            None => found.push(format!("{code} lacks `{key}`")),
            Some(other) if other != gaps => {
                found.push(format!("{code}: `{key}` has the gaps {other:?}, not {gaps:?}"));
            }
            Some(_) => {}
        }
    }
    let more = theirs.keys().filter(|key| !ours.contains_key(*key));
    found.extend(more.map(|key| format!("{code} says `{key}`, which English does not")));
    found
}

#[test]
fn every_language_says_what_english_says_with_the_same_gaps() {
    assert!(keys(english()).len() > 1_000, "sentences and names were found");
    for (code, text) in LANGUAGES {
        assert_eq!(differences(code, text), Vec::<String>::new());
    }
}

#[test]
fn a_file_that_differs_is_named_with_its_key() {
    let text = LANGUAGES[0].1;
    let lacking = text.replacen("none = \"not stored\"", "nothing = \"not stored\"", 1);
    let other = text.replacen("\"until {{ event }}\"", "\"until {{ then }}\"", 1);
    assert_eq!(
        differences("xx", &lacking),
        ["xx lacks `term.none`", "xx says `term.nothing`, which English does not"]
    );
    assert_eq!(
        differences("xx", &other),
        [r#"xx: `term.until` has the gaps {"then"}, not {"event"}"#]
    );
}

#[test]
fn every_language_has_the_plural_forms_that_its_numbers_want() {
    let units = |text: &str| -> BTreeMap<String, BTreeMap<String, String>> {
        table(text)["count"].clone().try_into().expect("units, each with its forms")
    };
    let english: Vec<String> = units(LANGUAGES[0].1).into_keys().collect();
    for (code, text) in LANGUAGES {
        let language = Language::of(code).expect("it is one of ropa's");
        let theirs = units(text);
        assert_eq!(theirs.keys().cloned().collect::<Vec<_>>(), english, "{code}");
        for unit in &english {
            // Every form that any number up to a thousand wants is there: saying it would panic.
            let said: BTreeSet<String> = (0..1_000)
                .map(|number| language.count(unit, number).replace(&number.to_string(), "{{ n }}"))
                .collect();
            let forms = theirs[unit].values().cloned().collect();
            assert_eq!(said, forms, "{code}: every form of `{unit}` is used");
        }
    }
}
