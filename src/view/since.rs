//! What the public is told of what changed since an earlier version: two Views of one document, put into sentences.
//! Where only words differ nothing is told, and nothing that the public does not read is looked at.

use std::collections::BTreeSet;

use crate::{
    language::Language,
    view::{
        Purpose, Said, View,
        purpose::{Basis, Datum, Decision, Retention, Source, Subject},
        recipient::{RecipientUse, Transfer},
    },
};

/// The sentences, the gravest first; none, if nothing changed that the public reads as a fact.
pub fn since(old: &View, new: &View, language: &Language) -> Vec<String> {
    let mut told = Told { language, sentences: Vec::new() };
    told.organisation(old, new);
    for purpose in new.purposes() {
        match old.purposes().find(|one| one.entry == purpose.entry) {
            None => told.say("new-purpose", &[("name", &purpose.name)]),
            Some(before) => told.purpose(before, purpose),
        }
    }
    for purpose in old.purposes() {
        if new.purposes().all(|one| one.entry != purpose.entry) {
            told.say("ended-purpose", &[("name", &purpose.name)]);
        }
    }
    let place = |transfer: &Transfer| transfer.place.clone().map(|place| (place.clone(), place));
    let places = |view: &View| view.transfers.items.iter().filter_map(place).collect::<Vec<_>>();
    let (before, after) = (places(old), places(new));
    told.more_and_less("transfers", &[], &before, &after);
    told.sentences
}

struct Told<'l> {
    language: &'l Language,
    sentences: Vec<String>,
}

/// What is the same in two Views, and its name there.
type Named = (String, String);

impl Told<'_> {
    fn say(&mut self, key: &str, gaps: &[(&str, &str)]) {
        self.sentences.push(self.language.say(&format!("since.{key}"), gaps));
    }

    fn organisation(&mut self, old: &View, new: &View) {
        if old.organisation.name != new.organisation.name {
            self.say("name", &[("name", &new.organisation.name)]);
        }
        if old.organisation.contact.words != new.organisation.contact.words
            && let Some(words) = &new.organisation.contact.words
        {
            self.say("contact", &[("words", words)]);
        }
        if old.officer.words != new.officer.words
            && let Some(words) = &new.officer.words
        {
            self.say("officer", &[("words", words)]);
        }
    }

    fn purpose(&mut self, old: &Purpose, new: &Purpose) {
        let purpose = [("purpose", new.name.as_str())];
        let subject = |one: &Subject| (one.entry.clone(), one.name.clone());
        self.said("data-subjects", &purpose, (&old.data_subjects, &new.data_subjects), subject);
        let datum = |one: &Datum| (one.entry.clone(), one.name.clone());
        self.said("personal-data", &purpose, (&old.personal_data, &new.personal_data), datum);
        let basis = |one: &Basis| (one.entry.clone(), one.name.clone());
        self.other("legal-bases", &purpose, (&old.legal_bases, &new.legal_bases), basis);
        let recipient = |one: &RecipientUse| (one.entry.clone(), one.name.clone());
        self.said("recipients", &purpose, (&old.recipients, &new.recipients), recipient);
        let retention = |one: &Retention| (one.words.clone(), one.words.clone());
        self.other("retention", &purpose, (&old.retention, &new.retention), retention);
        let source = |one: &Source| (one.entry.clone(), one.name.clone());
        self.said("sources", &purpose, (&old.sources, &new.sources), source);
        let decision = |one: &Decision| (one.entry.clone(), one.name.clone());
        self.said("decisions", &purpose, (&old.decisions, &new.decisions), decision);
    }

    /// What came to a list, and what went from it.
    fn said<T>(
        &mut self,
        key: &str,
        gaps: &[(&str, &str)],
        (old, new): (&Said<T>, &Said<T>),
        named: impl Fn(&T) -> Named,
    ) {
        let before: Vec<Named> = old.items.iter().map(&named).collect();
        let after: Vec<Named> = new.items.iter().map(&named).collect();
        self.more_and_less(key, gaps, &before, &after);
    }

    fn more_and_less(&mut self, key: &str, gaps: &[(&str, &str)], old: &[Named], new: &[Named]) {
        for (form, these, others) in [("more", new, old), ("less", old, new)] {
            let others: BTreeSet<&str> = others.iter().map(|(entry, _)| entry.as_str()).collect();
            let only = these.iter().filter(|(entry, _)| !others.contains(entry.as_str()));
            let names: Vec<&str> = only.map(|(_, name)| name.as_str()).collect();
            if names.is_empty() {
                continue;
            }
            let things = self.language.list(&names);
            let mut gaps = gaps.to_vec();
            gaps.push(("things", &things));
            self.say(&format!("{key}.{form}"), &gaps);
        }
    }

    /// What holds now where something else did.
    fn other<T>(
        &mut self,
        key: &str,
        gaps: &[(&str, &str)],
        (old, new): (&Said<T>, &Said<T>),
        named: impl Fn(&T) -> Named,
    ) {
        let entries = |said: &Said<T>| -> BTreeSet<String> {
            said.items.iter().map(|item| named(item).0).collect()
        };
        let words = new.words.as_deref().unwrap_or_default();
        if entries(old) != entries(new) && !words.is_empty() {
            let mut gaps = gaps.to_vec();
            gaps.push(("words", words));
            self.say(key, &gaps);
        }
    }
}
