//! What the public is told of what changed since an earlier edition: two Views of one document, put into sentences.
//! Where only words differ nothing is told, and nothing that the public does not read is looked at.

use indexmap::IndexMap;

use crate::{
    language::Language,
    view::{Basis, Instrument, Purpose, Said, View},
};

/// The sentences, in the order of the document; none, if nothing changed that the public reads as a fact.
pub fn since(old: &View, new: &View, language: &Language) -> Vec<String> {
    let mut told = Told { language, sentences: Vec::new() };
    told.organisation(old, new);
    let pairs = told.purposes(old, new);
    told.changed_in(&pairs, new.purposes().count());
    told.everywhere(old, new);
    told.sentences
}

/// What is the same in two Views, and its name there.
type Named = (String, String);

/// What is told of each purpose: the key of the sentence, and what is listed.
type Listed = (&'static str, fn(&Purpose) -> Vec<Named>);

/// What comes to a purpose or goes from it, thing by thing.
static LISTED: &[Listed] = &[
    ("data-subjects", |purpose| named(&purpose.data_subjects, |one| (&one.entry, &one.name))),
    ("personal-data", |purpose| named(&purpose.personal_data, |one| (&one.entry, &one.name))),
    ("recipients", |purpose| named(&purpose.recipients, |one| (&one.entry, &one.name))),
    ("sources", |purpose| named(&purpose.sources, |one| (&one.entry, &one.name))),
    ("decisions", |purpose| named(&purpose.decisions, |one| (&one.entry, &one.name))),
];

/// What is told of each purpose as a whole: the key of the sentence, and what holds.
type Whole = (&'static str, fn(&Purpose, &Language) -> Held);

/// What holds.
struct Held {
    /// What must differ, that it is another.
    facts: Vec<String>,
    /// Whether something is stated; else the words are a sentence of their own, as "We do not profile you."
    stated: bool,
    words: Option<String>,
}

/// What holds for a purpose instead of something else.
static WHOLE: &[Whole] = &[
    ("legal-bases", |purpose, language| {
        let facts = |one: &Basis| format!("{} {:?} {:?}", one.entry, one.laws, one.age);
        names(held(&purpose.legal_bases, facts), &purpose.legal_bases, language, |one| &one.name)
    }),
    ("conditions", |purpose, language| {
        let said = &purpose.conditions;
        names(held(said, |one| one.entry.clone()), said, language, |one| &one.name)
    }),
    ("retention", |purpose, _| {
        held(&purpose.retention, |one| format!("{:?} {:?} {:?}", one.entry, one.limits, one.stages))
    }),
    ("provisions", |purpose, _| held(&purpose.provisions, |one| one.entry.clone())),
    ("profiling", |purpose, _| held(&purpose.profiling, String::clone)),
    ("ai", |purpose, _| held(&purpose.ai_use, String::clone)),
    ("marketing", |purpose, _| {
        let words = purpose.marketing.as_ref().map(|marketing| marketing.words.clone());
        Held { facts: words.iter().cloned().collect(), stated: true, words }
    }),
];

fn named<T>(said: &Said<T>, of: fn(&T) -> (&String, &String)) -> Vec<Named> {
    said.items.iter().map(of).map(|(entry, name)| (entry.clone(), name.clone())).collect()
}

fn held<T>(said: &Said<T>, fact: impl Fn(&T) -> String) -> Held {
    let mut facts: Vec<String> = said.items.iter().map(fact).collect();
    facts.push(format!("{} {}", said.none, said.unknown));
    facts.sort();
    Held { facts, stated: !said.items.is_empty(), words: said.words.clone() }
}

/// The same, in names alone.
fn names<T>(held: Held, said: &Said<T>, language: &Language, name: fn(&T) -> &String) -> Held {
    let names: Vec<&String> = said.items.iter().map(name).collect();
    let words = if names.is_empty() { held.words } else { Some(language.list(&names)) };
    Held { words, ..held }
}

struct Told<'l> {
    language: &'l Language,
    sentences: Vec<String>,
}

impl Told<'_> {
    fn say(&mut self, key: &str, gaps: &[(&str, &str)]) {
        let mut sentence = self.language.say(&format!("since.{key}"), gaps);
        // The name of a company may end as the sentence does.
        if sentence.ends_with("..") {
            sentence.pop();
        }
        self.sentences.push(sentence);
    }

    /// What holds now where something else did.
    fn now<T>(&mut self, key: &str, old: &Said<T>, new: &Said<T>) {
        match &new.words {
            Some(words) if old.words != new.words && new.items.is_empty() => {
                self.sentences.push(words.clone());
            }
            words => self.other(key, old.words.as_ref(), words.as_ref()),
        }
    }

    fn other(&mut self, key: &str, old: Option<&String>, new: Option<&String>) {
        if let Some(words) = new.filter(|_| old != new) {
            self.say(key, &[("words", plain_end(words))]);
        }
    }

    fn organisation(&mut self, old: &View, new: &View) {
        if old.organisation.name != new.organisation.name {
            self.say("name", &[("name", &new.organisation.name)]);
        }
        let contact = |view: &View| view.organisation.contact.words.clone();
        self.other("contact", contact(old).as_ref(), contact(new).as_ref());
        self.now("officer", &old.officer, &new.officer);
        self.now("representatives", &old.representatives, &new.representatives);
        let authorities = |view: &View| -> Option<String> {
            let names: Vec<&str> = view.authorities.iter().map(|one| one.name.as_str()).collect();
            (!names.is_empty()).then(|| self.language.list(&names))
        };
        let (before, after) = (authorities(old), authorities(new));
        self.other("authorities", before.as_ref(), after.as_ref());
        self.other("rights-contact", old.rights.contact.as_ref(), new.rights.contact.as_ref());
    }

    /// The purposes that came and went; the others in pairs. One that only got another id keeps its name.
    fn purposes<'v>(&mut self, old: &'v View, new: &'v View) -> Vec<(&'v Purpose, &'v Purpose)> {
        let mut before: IndexMap<&str, &Purpose> =
            old.purposes().map(|purpose| (purpose.entry.as_str(), purpose)).collect();
        let (mut pairs, mut come) = (Vec::new(), Vec::new());
        for purpose in new.purposes() {
            match before.shift_remove(purpose.entry.as_str()) {
                Some(was) => pairs.push((was, purpose)),
                None => come.push(purpose),
            }
        }
        for purpose in come {
            let was = before.iter().find(|(_, was)| was.name == purpose.name);
            match was.map(|(entry, was)| (*entry, *was)) {
                Some((entry, was)) => {
                    before.shift_remove(entry);
                    pairs.push((was, purpose));
                }
                None => self.say("purpose.more", &[("name", &purpose.name)]),
            }
        }
        for purpose in before.values() {
            self.say("purpose.less", &[("name", &purpose.name)]);
        }
        pairs
    }

    /// What changed in purposes that were there: a change that several have in common is told once.
    fn changed_in(&mut self, pairs: &[(&Purpose, &Purpose)], all: usize) {
        let mut told: IndexMap<(String, &str, String), Vec<&str>> = IndexMap::new();
        for (key, of) in LISTED {
            for (old, new) in pairs {
                for (form, things) in more_and_less(&of(old), &of(new)) {
                    let things = self.language.list(&things);
                    let key = (format!("{key}.{form}"), "things", things);
                    told.entry(key).or_default().push(&new.name);
                }
            }
        }
        for (key, of) in WHOLE {
            for (old, new) in pairs {
                let (was, is) = (of(old, self.language), of(new, self.language));
                let Some(words) = is.words.filter(|_| was.facts != is.facts) else { continue };
                let key = if is.stated { *key } else { "answer" };
                let key = (key.to_owned(), "words", plain_end(&words).to_owned());
                told.entry(key).or_default().push(&new.name);
            }
        }
        for ((key, gap, words), purposes) in told {
            let is_everywhere = all > 1 && purposes.len() == all;
            let purposes = if is_everywhere {
                self.language.say("since.every-purpose", &[])
            } else {
                self.language.list(&purposes)
            };
            self.say(&key, &[("purposes", &purposes), (gap, &words)]);
        }
    }

    /// What the document says over all purposes.
    fn everywhere(&mut self, old: &View, new: &View) {
        let places = |view: &View| -> Vec<Named> {
            let places = view.transfers.items.iter().filter_map(|one| one.place.clone());
            places.map(|place| (place.clone(), place)).collect()
        };
        self.lists("transfers", &places(old), &places(new));
        for transfer in new.transfers.items.iter().filter(|transfer| transfer.place.is_some()) {
            let was = old.transfers.items.iter().find(|was| was.place == transfer.place);
            let instruments = |said: &Said<Instrument>| held(said, |one| one.entry.clone()).facts;
            let is = instruments(&transfer.instruments);
            if was.is_some_and(|was| instruments(&was.instruments) != is)
                && let Some(words) = &transfer.instruments.words
            {
                let place = transfer.place.as_deref().unwrap_or_default();
                self.say("instruments", &[("place", place), ("words", plain_end(words))]);
            }
        }
        let trackers = |view: &View| -> Vec<Named> {
            view.trackers.iter().map(|one| (one.entry.clone(), one.name.clone())).collect()
        };
        self.lists("trackers", &trackers(old), &trackers(new));
        let services = |view: &View| -> Vec<Named> {
            view.services.iter().map(|one| (one.entry.clone(), one.name.clone())).collect()
        };
        self.lists("services", &services(old), &services(new));
        let rights = |view: &View| -> Vec<Named> {
            view.rights.items.iter().map(|one| (one.entry.clone(), one.name.clone())).collect()
        };
        self.lists("rights", &rights(old), &rights(new));
    }

    fn lists(&mut self, key: &str, old: &[Named], new: &[Named]) {
        for (form, things) in more_and_less(old, new) {
            let things = self.language.list(&things);
            self.say(&format!("{key}.{form}"), &[("things", &things)]);
        }
    }
}

/// The names of what came, and of what went.
fn more_and_less<'n>(old: &'n [Named], new: &'n [Named]) -> Vec<(&'static str, Vec<&'n str>)> {
    let only = |these: &'n [Named], others: &[Named]| -> Vec<&'n str> {
        let is_new = |(entry, _): &&Named| others.iter().all(|(other, _)| other != entry);
        these.iter().filter(is_new).map(|(_, name)| name.as_str()).collect()
    };
    let both = [("more", only(new, old)), ("less", only(old, new))];
    both.into_iter().filter(|(_, names)| !names.is_empty()).collect()
}

/// Words that end a sentence of their own, inside of another.
fn plain_end(words: &str) -> &str {
    words.trim_end().trim_end_matches('.')
}
