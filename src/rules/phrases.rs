//! The words that betray bad wording, by language: data beside the sentences, found whole and whatever their case.
//! A language without lists is not judged.

use std::{collections::BTreeMap, ops::Range, sync::OnceLock};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

use crate::{languages::LANGUAGES, register::policy::KnownStatement};

/// The lists of each language, in the order of the languages, each read when a text in it is.
static LISTS: [OnceLock<Words>; LANGUAGES.len()] = [const { OnceLock::new() }; LANGUAGES.len()];

/// What a language's file holds for the rules; all else in it is for documents.
#[derive(Deserialize)]
struct File {
    #[serde(default)]
    wording: Words,
}

fn read(file: &str) -> Words {
    toml::from_str::<File>(file).expect("our own lists").wording
}

/// The lists of the language at a place.
fn lists(at: usize) -> &'static Words {
    LISTS[at].get_or_init(|| read(LANGUAGES[at].1))
}

/// The lists of one language. What a language has no list for is not judged in it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct Words {
    pub(super) qualifiers: Phrases,
    pub(super) vague_purposes: Phrases,
    pub(super) vague_periods: Phrases,
    pub(super) vague_transfers: Phrases,
    pub(super) vague_safeguards: Phrases,
    pub(super) vague_bases: Phrases,
    pub(super) open_lists: Phrases,
    pub(super) promises: Phrases,
    pub(super) flourishes: Phrases,
    pub(super) consent_to_notice: Phrases,
    pub(super) jargon: Phrases,
    /// What the documents call otherwise, and how they do.
    pub(super) called_otherwise: CalledOtherwise,
    /// By the statement's id: words that claim the same.
    pub(super) claims: BTreeMap<String, Phrases>,
    /// Words that claim that nobody can be recognised.
    pub(super) anonymous: Phrases,
    /// Words that claim that all data come from the person.
    pub(super) from_you_alone: Phrases,
    /// Words for an officer of Art. 37.
    pub(super) officer: Phrases,
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
    /// Words that ask for money.
    pub(super) fees: Phrases,
    /// Words that ask for identity papers.
    pub(super) identity_papers: Phrases,
    /// Trades that decide themselves what they do with data.
    pub(super) controllers: Phrases,
    /// Trades that work on others' instructions.
    pub(super) processors: Phrases,
    /// What a data protection officer can't be besides.
    pub(super) conflicting_roles: Phrases,
    /// The highest LIX of a text that most people can follow.
    pub(super) hardest_lix: Option<usize>,
}

impl Words {
    /// The lists of every language: for words of which nobody says in which they are.
    pub(super) fn all() -> impl Iterator<Item = &'static Self> {
        (0..LANGUAGES.len()).map(lists)
    }

    /// The lists of a language, if there are any.
    pub(super) fn of(language: &str) -> Option<&'static Self> {
        LANGUAGES.iter().position(|(code, _)| *code == language).map(lists)
    }

    /// The statements that a text claims in words of its own, and where.
    pub(super) fn claims_in(&self, words: &str) -> Vec<(KnownStatement, Range<usize>)> {
        let found = self.claims.iter().filter_map(|(id, phrases)| {
            let range = phrases.first_in(words)?;
            Some((KnownStatement::from_word(id)?, range))
        });
        found.collect()
    }
}

/// A list as it is written.
#[derive(Debug, Default, Deserialize)]
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

/// A list of phrases, sought all at once. What seeks them is made when it is first needed: most registers need few of them.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "List")]
pub(super) struct Phrases {
    list: List,
    all: OnceLock<Sought>,
    excuses: OnceLock<AhoCorasick>,
}

impl From<List> for Phrases {
    fn from(list: List) -> Self {
        Self { list, ..Self::default() }
    }
}

/// The phrases of a list and its exceptions.
#[derive(Debug)]
struct Sought {
    all: AhoCorasick,
    /// How many of them are sought; the rest are exceptions.
    sought: usize,
}

impl Sought {
    fn of(list: &List) -> Self {
        let mut all = in_both_cases(&list.phrases);
        let sought = all.len();
        all.extend(in_both_cases(&list.except));
        Self { all: automaton(all, true), sought }
    }
}

/// Phrases as they stand in a sentence, and as they open one. The search looks away from the case of ASCII letters alone.
fn in_both_cases(phrases: &[String]) -> Vec<String> {
    let opening = |phrase: &String| {
        let mut letters = phrase.chars();
        let first = letters.next().filter(|first| !first.is_ascii() && first.is_lowercase())?;
        Some(first.to_uppercase().chain(letters).collect())
    };
    phrases.iter().flat_map(|phrase| [Some(phrase.clone()), opening(phrase)]).flatten().collect()
}

impl Phrases {
    /// Where the first phrase stands that nothing excuses. What somebody else is quoted with does not count.
    pub(super) fn first_in(&self, words: &str) -> Option<Range<usize>> {
        self.all_in(words).into_iter().next()
    }

    /// Where every phrase stands that nothing excuses.
    pub(super) fn all_in(&self, words: &str) -> Vec<Range<usize>> {
        let mut found = self.sought_in(words);
        if found.is_empty() {
            return found;
        }
        let quoted = quotations(words);
        found.retain(|range| !lies_in_one(range, &quoted));
        if !found.is_empty() && !self.list.excused_by.is_empty() {
            let excused = self.excused(words);
            found.retain(|range| !lies_in_one(range, &excused));
        }
        found
    }

    /// Whether any of them stands in the words.
    pub(super) fn is_in(&self, words: &str) -> bool {
        self.first_in(words).is_some()
    }

    fn sought_in(&self, words: &str) -> Vec<Range<usize>> {
        if self.list.phrases.is_empty() {
            return Vec::new();
        }
        let Sought { all, sought } = self.all.get_or_init(|| Sought::of(&self.list));
        all.find_iter(words)
            .filter(|found| found.pattern().as_usize() < *sought)
            .map(|found| found.range())
            .filter(|range| is_whole(words, range) && !is_in_address(words, range))
            .collect()
    }

    /// The sentences that have an excuse: it holds in its own alone.
    fn excused(&self, words: &str) -> Vec<Range<usize>> {
        let excuses =
            self.excuses.get_or_init(|| automaton(in_both_cases(&self.list.excused_by), true));
        let mut end = 0;
        let sentences = sentences(words).filter_map(|sentence| {
            let start = end;
            end += sentence.len();
            let is_excused =
                excuses.find_iter(sentence).any(|found| is_whole(sentence, &found.range()));
            is_excused.then_some(start..end)
        });
        sentences.collect()
    }
}

/// Whether a range lies in one of others, which are in order and apart.
fn lies_in_one(range: &Range<usize>, others: &[Range<usize>]) -> bool {
    let behind = others.partition_point(|other| other.start <= range.start);
    behind.checked_sub(1).is_some_and(|at| range.end <= others[at].end)
}

/// The words that a language's documents call otherwise.
#[derive(Debug, Default, Deserialize)]
#[serde(from = "BTreeMap<String, String>")]
pub(super) struct CalledOtherwise {
    all: Phrases,
    /// In small letters, with what the documents say instead.
    words: BTreeMap<String, String>,
}

impl From<BTreeMap<String, String>> for CalledOtherwise {
    fn from(words: BTreeMap<String, String>) -> Self {
        let words: BTreeMap<_, _> =
            words.into_iter().map(|(word, instead)| (word.to_lowercase(), instead)).collect();
        let phrases = words.keys().cloned().collect();
        Self { all: List { phrases, ..List::default() }.into(), words }
    }
}

impl CalledOtherwise {
    /// Where the first of them stands, and what the documents say instead.
    pub(super) fn first_in(&self, words: &str) -> Option<(Range<usize>, &str)> {
        let range = self.all.first_in(words)?;
        let instead = self.words.get(&words[range.clone()].to_lowercase())?;
        Some((range, instead))
    }
}

/// The longest of the first matches counts, so that an exception wins over the phrase in it.
/// For most registers building it takes longer than searching, so it is of the kind that is built fast.
pub(super) fn automaton(
    phrases: impl IntoIterator<Item = impl AsRef<[u8]>>,
    any_case: bool,
) -> AhoCorasick {
    AhoCorasick::builder()
        .ascii_case_insensitive(any_case)
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::ContiguousNFA))
        .build(phrases)
        .expect("short lists")
}

/// Whether no letter or digit goes on before or behind.
pub(super) fn is_whole(words: &str, range: &Range<usize>) -> bool {
    let goes_on = |inside: Option<char>, outside: Option<char>| {
        let both = [inside, outside];
        both.iter().all(|char| char.is_some_and(char::is_alphanumeric))
    };
    let found = &words[range.clone()];
    let (before, behind) = (&words[..range.start], &words[range.end..]);
    !goes_on(found.chars().next(), before.chars().next_back())
        && !goes_on(found.chars().next_back(), behind.chars().next())
}

/// Whether it is a part of an address of the net: `dpo@club.example`, `club.example/often`.
fn is_in_address(words: &str, range: &Range<usize>) -> bool {
    words[..range.start].ends_with(['@', '/', '.']) || words[range.end..].starts_with('@')
}

/// What stands between quotation marks, the marks included. Straight marks pair up; a mark that nothing closes quotes nothing.
fn quotations(words: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, &[char])> = None;
    for (at, char) in words.char_indices() {
        match open {
            Some((start, closing)) if closing.contains(&char) => {
                found.push(start..at + char.len_utf8());
                open = None;
            }
            Some(_) => {}
            None => {
                let closing: Option<&[char]> = match char {
                    '"' => Some(&['"']),
                    '“' | '”' => Some(&['”']),
                    '„' => Some(&['“', '”']),
                    '»' => Some(&['«', '»']),
                    '«' => Some(&['»']),
                    _ => None,
                };
                open = closing.map(|closing| (at, closing));
            }
        }
    }
    found
}

/// The sentences of a text, roughly. A full stop before a small letter or a digit is one of an abbreviation (`e.g. by post`,
/// `Art. 6`); the end of a paragraph or of a list's member ends a sentence too.
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
                let next = || behind.trim_start().chars().next();
                match char {
                    '.' => {
                        behind.starts_with(char::is_whitespace)
                            && !next().is_some_and(|next| next.is_lowercase() || next.is_numeric())
                    }
                    '!' | '?' => behind.starts_with(char::is_whitespace),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

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
        assert_eq!(qualifier("Ask often@club.example or see club.example/often."), None);
        // A condition excuses its own sentence alone.
        assert_eq!(
            qualifier("If you pay by card, we ask your bank. We may ask others."),
            Some("We may")
        );
    }

    fn lists_of(text: &str) -> toml::Table {
        let file: toml::Table = text.parse().unwrap();
        file["wording"].as_table().unwrap().clone()
    }

    #[test]
    fn every_language_has_the_same_lists() {
        let names = |text| {
            let lists = lists_of(text);
            let claims = lists["claims"].as_table().unwrap().keys();
            let claims: Vec<_> = claims.map(|id| format!("claims.{id}")).collect();
            lists.keys().cloned().chain(claims).collect::<BTreeSet<_>>()
        };
        let english = names(LANGUAGES[0].1);
        for (code, text) in LANGUAGES {
            let theirs = names(text);
            let differing: Vec<_> = english.symmetric_difference(&theirs).collect();
            assert!(differing.is_empty(), "{code} and English differ in {differing:?}");
        }
    }

    /// Nothing in a list excuses what the list itself seeks.
    #[test]
    fn every_phrase_of_every_language_is_found_by_its_list() {
        for (code, text) in LANGUAGES {
            let lists = lists_of(text)
                .into_iter()
                .filter_map(|(name, list)| Some((name, Phrases::deserialize(list).ok()?)));
            for (name, sought) in lists.collect::<Vec<_>>() {
                let phrases = lists_of(text)[&name]["phrases"].as_array().unwrap().clone();
                for phrase in phrases.iter().filter_map(toml::Value::as_str) {
                    let found = |text: String| sought.is_in(&text);
                    assert!(found(format!("{phrase}, xx")), "{code}, {name}: {phrase}");
                    assert!(found(format!("Xx {phrase}")), "{code}, {name}: {phrase}");
                    assert!(!found(format!("x{phrase}x")), "{code}, {name}: {phrase}");
                    assert!(!found(format!("“{phrase}”")), "{code}, {name}: {phrase}");
                }
            }
            for (id, claim) in &Words::of(code).unwrap().claims {
                assert!(
                    KnownStatement::from_word(id).is_some() && !claim.list.phrases.is_empty(),
                    "{code}: {id}"
                );
            }
        }
    }

    #[test]
    fn every_second_word_is_found_in_whatever_case() {
        for (code, text) in LANGUAGES {
            let words = Words::of(code).unwrap();
            for (word, instead) in lists_of(text)["called-otherwise"].as_table().unwrap() {
                let found = words.called_otherwise.first_in(word).map(|(_, instead)| instead);
                assert_eq!(found, instead.as_str(), "{code}: {word}");
            }
        }
    }

    #[test]
    fn danish_words_are_found_whole_and_at_the_head_of_a_sentence() {
        let words = Words::of("da").unwrap();
        let qualifier = |text: &str| words.qualifiers.is_in(text);
        assert!(qualifier("I visse tilfælde får de dit nummer."));
        assert!(qualifier("Vi kan videregive dit nummer."));
        assert!(!qualifier("Når du handler, kan vi videregive dit nummer til fragtmanden."));
        assert!(!qualifier("Fra maj 2026 gælder ofte stillede spørgsmål om unormalt forbrug."));
        assert!(!qualifier("Vi forklarer, hvor ofte vi sletter."));
        assert!(words.vague_purposes.is_in("Øvrige formål"));
        assert!(!words.vague_purposes.is_in("Markedsundersøgelsesformålet er beskrevet."));
    }

    #[test]
    fn quotations_are_not_the_writers_words() {
        assert_eq!(qualifier("The banner said “we may share your data”."), None);
        assert_eq!(qualifier("Se \"we may\" and „might“, »often« and «usually»."), None);
        assert_eq!(qualifier("5\" screens: we may share them."), Some("we may"));
        assert_eq!(qualifier("“Yes”, we may share them, “no”."), Some("we may"));
    }

    #[test]
    fn sentences_end_where_readers_breathe() {
        let found: Vec<_> =
            sentences("One. Two 1.5 m!\n\n- Three\n- Four").map(str::trim).collect();
        assert_eq!(found, ["One.", "Two 1.5 m!", "", "", "- Three", "- Four"]);
        let found: Vec<_> =
            sentences("See e.g. what Art. 6 says in no. 5. Then stop.").map(str::trim).collect();
        assert_eq!(found, ["See e.g. what Art. 6 says in no. 5.", "Then stop."]);
        assert_eq!(sentences("").count(), 0);
    }
}
