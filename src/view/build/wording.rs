//! Texts, names, days and terms in the document's language; lists, and what is said instead of a fact.

use chrono::NaiveDate;

use crate::{
    register::{
        answers::Declared,
        personal_data::PersonalData,
        shape::Several,
        term::{Bound, Duration, Keep, Term},
        text::{Name, Text},
        uses::{Member, Relation},
        value::{self, Field, Reason},
    },
    view::{self, Day, Said, build::Builder},
};

/// What stands in the place of a fact, or beside the facts of a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Gap<'r> {
    none: Option<&'r Reason>,
    unknown: Option<&'r Reason>,
    undecided: Option<&'r Reason>,
}

impl<'r> Gap<'r> {
    pub(super) fn of<T>(field: &'r Field<T>) -> Self {
        let mut gap = Self::default();
        if let Some(value) = field.value() {
            gap.note(&value.said);
        }
        gap
    }

    pub(super) fn of_list<T>(field: &'r Field<Several<T>>) -> Self {
        let mut gap = Self::of(field);
        for member in field.get().into_iter().flat_map(|list| &list.0) {
            gap.note(&member.said);
        }
        gap
    }

    pub(super) fn of_relation<K, O>(field: &'r Field<Relation<K, O>>) -> Self {
        let mut gap = Self::of(field);
        for member in field.get().into_iter().flat_map(|relation| &relation.uses) {
            match &member.member {
                Member::Unknown(reason) => gap.unknown = Some(reason),
                Member::Undecided(reason) => gap.undecided = Some(reason),
                _ => {}
            }
        }
        gap
    }

    /// The same with what data declare for every purpose. That there is none counts only if it holds for all of
    /// the `cells`; where it does not, nothing is said of those for which it does.
    pub(super) fn and_of_data<T>(
        mut self,
        declared: &[Declared<'r>],
        fact: fn(&'r PersonalData) -> &'r Field<T>,
        cells: usize,
    ) -> Self {
        for one in declared {
            match fact(one.datum).value().map(|value| &value.said) {
                Some(value::Said::None(_)) if one.cells.len() < cells => {}
                Some(said) => self.note(said),
                None => {}
            }
        }
        self
    }

    fn note<T>(&mut self, said: &'r value::Said<T>) {
        match said {
            value::Said::None(reason) => self.none = Some(reason),
            value::Said::Unknown(reason) => self.unknown = Some(reason),
            value::Said::Undecided(reason) => self.undecided = Some(reason),
            _ => {}
        }
    }

    /// Whether something is not known or not decided.
    pub(super) fn is_open(&self) -> bool {
        self.unknown.is_some() || self.undecided.is_some()
    }
}

impl Builder<'_> {
    pub(super) fn say(&self, key: &str, gaps: &[(&str, &str)]) -> String {
        self.language.say(key, gaps)
    }

    /// The words of a text, on one line. A text that lacks the language says so; it is a finding too.
    pub(super) fn words(&self, text: &Text) -> String {
        match text.in_language(self.language.code(), self.first) {
            Some(words) => one_line(words),
            None => self.say("open.untranslated", &[]),
        }
    }

    /// A text as part of a sentence: without a full stop at its end.
    pub(super) fn phrase(&self, field: &Field<Text>) -> Option<String> {
        match (field.get(), self.gap_words(&Gap::of(field))) {
            (Some(text), _) => Some(without_full_stop(&self.words(text))),
            (None, words) => words,
        }
    }

    /// A text that stands by itself: with a full stop at its end.
    pub(super) fn sentence(&self, field: &Field<Text>) -> Option<String> {
        self.phrase(field).map(full_stop)
    }

    /// A text for insiders.
    pub(super) fn inside(&self, field: &Field<Text>) -> Option<String> {
        self.internal.then(|| self.phrase(field)).flatten()
    }

    /// A name for insiders.
    pub(super) fn inside_name(&self, field: &Field<Name>) -> Option<String> {
        self.internal.then(|| field.get().map(|name| self.in_language(name))).flatten()
    }

    /// A string for insiders.
    pub(super) fn inside_string(&self, field: &Field<Box<str>>) -> Option<String> {
        self.internal.then(|| field.get().map(|text| one_line(text))).flatten()
    }

    /// A day for insiders.
    pub(super) fn inside_day(&self, field: &Field<NaiveDate>) -> Option<Day> {
        self.internal.then(|| field.get().map(|day| self.day(*day))).flatten()
    }

    /// In the internal edition, that something is not known or not decided.
    fn gap_words(&self, gap: &Gap<'_>) -> Option<String> {
        if !self.internal {
            return None;
        }
        let because = |key: &str, reason: &Reason| match reason {
            Some(reason) => {
                let reason = without_full_stop(&self.words(reason));
                self.say(&format!("open.{key}-because"), &[("reason", &reason)])
            }
            None => self.say(&format!("open.{key}"), &[]),
        };
        match (gap.undecided, gap.unknown) {
            (Some(reason), _) => Some(because("undecided", reason)),
            (None, Some(reason)) => Some(because("unknown", reason)),
            (None, None) => None,
        }
    }

    /// What an entry is called: by its own name, else by the language's name of ropa's entry, else by its id.
    pub(super) fn name(&self, kind: &str, id: &str, name: &Field<Text>) -> String {
        match name.get() {
            Some(name) => without_full_stop(&self.words(name)),
            None => self.own_name(kind, id),
        }
    }

    /// The same of a proper name.
    pub(super) fn proper_name(&self, kind: &str, id: &str, name: &Field<Name>) -> String {
        match name.get() {
            Some(name) => self.in_language(name),
            None => self.own_name(kind, id),
        }
    }

    pub(super) fn in_language(&self, name: &Name) -> String {
        let words = name.in_language(self.language.code());
        words.map_or_else(|| self.say("open.untranslated", &[]), one_line)
    }

    /// What ropa calls its own entry, or a word that the register closes.
    pub(super) fn own_name(&self, kind: &str, id: &str) -> String {
        self.language.name(kind, id).unwrap_or(id).to_owned()
    }

    /// A country or an area.
    pub(super) fn place(&self, id: &str) -> String {
        if let Some(name) = self.register.countries.get(id).and_then(|country| country.name.get()) {
            return self.in_language(name);
        }
        let known = self.language.name("country", id).or_else(|| self.language.name("area", id));
        known.unwrap_or(id).to_owned()
    }

    pub(super) fn day(&self, day: NaiveDate) -> Day {
        Day { iso: day.to_string(), words: self.language.date(day) }
    }

    /// An answer: its items, or what stands in their place. `key` names the public sentences
    /// `answer.no-KEY` and `answer.KEY-unknown`.
    pub(super) fn said<T>(
        &self,
        key: &str,
        gap: &Gap<'_>,
        items: Vec<T>,
        words: impl Fn(&T) -> &str,
    ) -> Said<T> {
        let listed: Vec<_> = items.iter().map(words).collect();
        let stated = (!items.is_empty()).then(|| self.language.list(&listed));
        let open = gap.is_open();
        let careful = || match self.gap_words(gap) {
            Some(words) => words,
            None => self.say(&format!("answer.{key}-unknown"), &[]),
        };
        let words = match (stated, open) {
            (Some(stated), false) => Some(stated),
            (Some(stated), true) if self.internal => {
                Some(self.say("join.also", &[("words", &stated), ("more", &careful())]))
            }
            (Some(stated), true) => {
                Some(self.say("join.then", &[("words", &stated), ("more", &careful())]))
            }
            (None, true) => Some(careful()),
            (None, false) => gap.none.map(|reason| self.none_words(key, reason)),
        };
        let reason = gap.none.or(gap.undecided.or(gap.unknown).filter(|_| self.internal));
        let reason = reason.and_then(|reason| reason.as_deref());
        Said {
            words,
            listed: items.len() > 1 && !open,
            none: items.is_empty() && gap.none.is_some(),
            unknown: gap.unknown.is_some(),
            undecided: self.internal && gap.undecided.is_some(),
            reason: reason.map(|reason| self.words(reason)),
            items,
        }
    }

    /// That there is none. Insiders read the word, the public a sentence.
    fn none_words(&self, key: &str, reason: &Reason) -> String {
        let reason = reason.as_deref().map(|reason| without_full_stop(&self.words(reason)));
        if self.internal {
            return match reason {
                Some(reason) => self.say("open.none-because", &[("reason", &reason)]),
                None => self.say("open.none", &[]),
            };
        }
        let none = self.say(&format!("answer.no-{key}"), &[]);
        match reason {
            Some(reason) => {
                let none = without_full_stop(&none);
                full_stop(self.say("join.detail", &[("words", &none), ("detail", &reason)]))
            }
            None => none,
        }
    }

    /// A text, or none: profiling, purposes of a recipient's own.
    pub(super) fn said_text(&self, key: &str, field: &Field<Text>) -> Said<String> {
        let items = field.get().map(|text| without_full_stop(&self.words(text)));
        self.said(key, &Gap::of(field), items.into_iter().collect(), |words| words)
    }

    /// `words` with each further part.
    pub(super) fn with(&self, key: &str, words: String, gap: &str, part: Option<&str>) -> String {
        match part {
            Some(part) => self.say(key, &[("words", &words), (gap, part)]),
            None => words,
        }
    }

    /// `words – detail`.
    pub(super) fn detailed(&self, words: String, detail: Option<&str>) -> String {
        self.with("join.detail", words, "detail", detail)
    }

    /// `words; more`.
    pub(super) fn and_also(&self, words: String, more: Option<&str>) -> String {
        self.with("join.also", words, "more", more)
    }

    /// A length and what it is counted from.
    pub(super) fn term(&self, term: &Term) -> view::Term {
        let length = |length: &Duration| self.language.count(length.unit.name(), length.amount);
        let words = match term {
            Term::NotStored => self.say("term.none", &[]),
            Term::Indefinite => self.say("term.indefinite", &[]),
            Term::Until(event) => self.say("term.until", &[("event", &self.event(event.as_str()))]),
            Term::For { bound, length: from, to, after } => {
                let event = after.as_ref().map(|event| self.event(event.as_str()));
                let key = match (to, bound) {
                    (Some(_), _) => "term.range",
                    (None, Bound::Exactly) => "term.exactly",
                    (None, Bound::AtLeast) => "term.at-least",
                    (None, Bound::AtMost) => "term.at-most",
                };
                let key = format!("{key}{}", if event.is_some() { "-after" } else { "" });
                let (from, to) = (length(from), to.as_ref().map(length).unwrap_or_default());
                let event = event.unwrap_or_default();
                self.say(
                    &key,
                    &[("length", &from), ("from", &from), ("to", &to), ("event", &event)],
                )
            }
        };
        let iso = match term {
            Term::For { length, to, .. } => Some(to.unwrap_or(*length).iso()),
            _ => None,
        };
        view::Term { words, iso }
    }

    fn event(&self, id: &str) -> String {
        match self.register.events.get(id) {
            Some(event) => self.name("event", id, &event.name),
            None => id.to_owned(),
        }
    }

    /// One term, or several and which of them counts.
    pub(super) fn limits(&self, keep: &Keep) -> (Vec<view::Term>, bool, String) {
        let terms: Vec<_> = keep.terms().into_iter().map(|term| self.term(term)).collect();
        let first = matches!(keep, Keep::Limits(limits) if limits.first_of.get().is_some());
        let words: Vec<_> = terms.iter().map(|term| &*term.words).collect();
        let words = match keep {
            Keep::Term(_) => words.concat(),
            Keep::Limits(_) => {
                let key = if first { "term.first-of" } else { "term.last-of" };
                self.say(key, &[("terms", &self.language.list(&words))])
            }
        };
        (terms, first, words)
    }
}

/// White space and line feeds of a longer string are one blank each.
pub(super) fn one_line(text: &str) -> String {
    let is_one = !text.contains("  ") && !text.contains(['\n', '\r', '\t']) && text == text.trim();
    if is_one {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words that end as a sentence does.
pub(super) fn full_stop(words: String) -> String {
    let ends = words.ends_with(['.', '!', '?', '…', ':', '”', '"']);
    if ends { words } else { words + "." }
}

fn without_full_stop(words: &str) -> String {
    match words.strip_suffix('.') {
        Some(rest) if !rest.ends_with('.') => rest.to_owned(),
        _ => words.to_owned(),
    }
}
