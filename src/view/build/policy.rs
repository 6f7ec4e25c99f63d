//! What the policy says besides: its sections in their order, statements, trackers, editions.

use chrono::NaiveDate;

use crate::{
    register::{
        entry::Entry,
        policy::{self, Position},
        purposes,
        uses::{Relation, Use},
        value::Field,
    },
    view::{
        Placed, Section, Tracker, Version, View,
        build::{
            Asked, Builder,
            wording::{full_stop, one_line},
        },
    },
};

/// The standard sections in their order, and whether one has something to say.
type Standard = (&'static str, fn(&View) -> bool);

const STANDARD: [Standard; 13] = [
    ("introduction", |_| true),
    ("contact", |_| true),
    ("purposes", |view| !view.topics.is_empty() || !view.services.is_empty()),
    ("recipients", |view| !view.recipients.is_empty() || view.common.recipients.is_some()),
    ("transfers", |view| !view.transfers.items.is_empty()),
    ("retention", |view| view.common.retention.is_some()),
    ("security", |view| !view.measures.items.is_empty()),
    ("trackers", |view| !view.trackers.is_empty()),
    ("automated-decisions", |view| view.decisions.words.is_some()),
    ("rights", |view| !view.rights.items.is_empty()),
    ("california", |view| view.california.is_some()),
    ("complaints", |view| !view.topics.is_empty() || !view.authorities.is_empty()),
    ("changes", |view| view.changed.is_some()),
];

/// Where a statement that ropa knows belongs.
fn place_of(statement: &str) -> Place<'static> {
    match statement {
        "only-ordinary-data" => Place::Opens("purposes"),
        "no-sale" | "no-sharing-for-advertising" | "no-disclosure-outside-this-policy" => {
            Place::Closes("recipients")
        }
        "no-automated-decisions" | "no-profiling" => Place::Closes("automated-decisions"),
        "inside-eea" | "no-transfers" => Place::Closes("transfers"),
        "no-children" => Place::Closes("introduction"),
        _ => Place::Before("changes"),
    }
}

#[derive(Clone, Copy)]
enum Place<'r> {
    Before(&'r str),
    After(&'r str),
    Opens(&'r str),
    Closes(&'r str),
}

impl<'r> Place<'r> {
    fn of(field: &'r Field<Position>) -> Option<Self> {
        let position = field.get()?;
        let id = |field: &'r Field<Box<str>>| field.get().map(|id| &**id);
        None.or(id(&position.before).map(Place::Before))
            .or(id(&position.after).map(Place::After))
            .or(id(&position.opens).map(Place::Opens))
            .or(id(&position.closes).map(Place::Closes))
    }
}

impl Builder<'_> {
    pub(super) fn sections(&self, view: &View, asked: &Asked<'_>) -> Vec<Section> {
        let standard = STANDARD.iter().filter(|(_, has)| has(view));
        let mut sections: Vec<Section> = standard.map(|(id, _)| self.standard(id)).collect();
        for entry in self.register.sections.iter().filter(|entry| is_asked(entry, asked)) {
            let title = entry.title.get().map(|title| self.words(title));
            let text = entry.text.get().and_then(|text| {
                text.in_language(self.language.code(), self.first).map(str::to_owned)
            });
            let text = text.unwrap_or_else(|| self.say("open.untranslated", &[]));
            let entry_name = format!("section.{}", entry.id);
            let placed = Placed { entry: entry_name, title, words: None, text: Some(text) };
            self.put(
                &mut sections,
                Place::of(&entry.place).unwrap_or(Place::Before("changes")),
                placed,
            );
        }
        if asked.document != "record" {
            for entry in self.register.statements.iter() {
                let words = match entry.text.get() {
                    Some(_) => self.sentence(&entry.text),
                    None => self.language.name("statement", entry.id.as_str()).map(str::to_owned),
                };
                let Some(words) = words else { continue };
                let entry_name = format!("statement.{}", entry.id);
                let placed =
                    Placed { entry: entry_name, title: None, words: Some(words), text: None };
                let place = Place::of(&entry.place).unwrap_or_else(|| place_of(entry.id.as_str()));
                self.put(&mut sections, place, placed);
            }
        }
        let Some(listed) = asked.sections else { return sections };
        let listed: Vec<&str> = listed.iter().map(|id| &**id).collect();
        let at = |section: &Section| listed.iter().position(|id| *id == id_of(&section.id));
        sections.retain(|section| at(section).is_some());
        sections.sort_by_key(at);
        sections
    }

    fn standard(&self, id: &str) -> Section {
        Section {
            id: id.into(),
            title: Some(self.say(&format!("section.{id}"), &[])),
            ..Section::default()
        }
    }

    /// Puts something into a section, or beside it as one of its own.
    fn put(&self, sections: &mut Vec<Section>, place: Place<'_>, placed: Placed) {
        let id = match place {
            Place::Before(id) | Place::After(id) | Place::Opens(id) | Place::Closes(id) => id,
        };
        let found = sections.iter().position(|section| id_of(&section.id) == id);
        let at = found.unwrap_or_else(|| self.add_standard(sections, id));
        match place {
            Place::Opens(_) => sections[at].opens.push(placed),
            Place::Closes(_) => sections[at].closes.push(placed),
            Place::Before(_) => sections.insert(at, alone(placed)),
            Place::After(_) => sections.insert(at + 1, alone(placed)),
        }
    }

    /// A standard section that had nothing to say until now; at the end for an id that is none.
    fn add_standard(&self, sections: &mut Vec<Section>, id: &str) -> usize {
        let Some(order) = STANDARD.iter().position(|(known, _)| *known == id) else {
            sections.push(Section { id: format!("section.{id}"), ..Section::default() });
            return sections.len() - 1;
        };
        let earlier =
            |section: &Section| STANDARD[..order].iter().any(|(known, _)| *known == section.id);
        let at = sections.iter().rposition(earlier).map_or(0, |at| at + 1);
        sections.insert(at, self.standard(id));
        at
    }

    pub(super) fn trackers(&self, purposes: &[&Entry<purposes::Purpose>]) -> Vec<Tracker> {
        let told = self.register.trackers.iter().filter(|tracker| {
            // A tracker is told unless all its purposes are left out.
            let mut members =
                tracker.purpose.get().into_iter().flat_map(Relation::entries).peekable();
            members.peek().is_none()
                || members.any(|one| purposes.iter().any(|purpose| purpose.id == *one.id()))
        });
        told.map(|entry| self.tracker(entry)).collect()
    }

    fn tracker(&self, entry: &Entry<policy::Tracker>) -> Tracker {
        let name = self.proper_name("tracker", entry.id.as_str(), &entry.name);
        let purposes = entry.purpose.get().into_iter().flat_map(Relation::entries);
        let purposes = purposes.filter_map(|one| self.register.purposes.get(one.id()));
        let purposes = purposes.filter(|purpose| self.may_tell(purpose));
        let recipients = entry.recipient.get().into_iter().flat_map(Relation::entries);
        let mut tracker = Tracker {
            entry: format!("tracker.{}", entry.id),
            name,
            technique: entry.technique.get().map(|one| self.own_name("technique", one.word())),
            purposes: purposes.map(|purpose| self.purpose_name(purpose)).collect(),
            recipients: recipients.map(|one| self.recipient_name(one)).collect(),
            necessary: self.phrase(&entry.necessary),
            needs_consent: entry.necessary.is_none(),
            lifetime: entry.lifetime.get().map(|term| self.term(term)),
            words: String::new(),
        };
        let mut words = tracker.name.clone();
        words = self.with("join.with", words, "more", tracker.technique.as_deref());
        let mut parts = Vec::new();
        for (key, things) in [("purposes", &tracker.purposes), ("recipients", &tracker.recipients)]
        {
            if !things.is_empty() {
                let things = self.language.list(things);
                parts.push(self.say(&format!("tracker-words.{key}"), &[("things", &things)]));
            }
        }
        if let Some(lifetime) = &tracker.lifetime {
            parts.push(self.say("tracker-words.lifetime", &[("term", &lifetime.words)]));
        }
        if let Some(why) = &tracker.necessary {
            parts.push(self.say("tracker-words.necessary", &[("why", why)]));
        }
        if tracker.needs_consent {
            parts.push(self.say("tracker-words.consent", &[]));
        }
        let words = parts.iter().fold(words, |words, part| self.and_also(words, Some(part)));
        tracker.words = self.detailed(words, self.phrase(&entry.shared.description).as_deref());
        tracker
    }

    /// The editions, the latest first.
    pub(super) fn versions(&self) -> Vec<Version> {
        let mut dated: Vec<(NaiveDate, Version)> = Vec::new();
        for entry in self.register.versions.iter() {
            let Ok(date) = entry.id.as_str().parse::<NaiveDate>() else { continue };
            let day = self.day(date);
            let changes = entry.changes.get().map(|changes| one_line(&self.words(changes)));
            let mut version = Version {
                entry: format!("version.{}", entry.id),
                date: day,
                changes,
                effective: entry.effective.get().map(|day| self.day(*day)),
                notified_on: entry.notified_on.get().map(|day| self.day(*day)),
                notified_how: self.phrase(&entry.notified_how),
                words: String::new(),
            };
            version.words = self.edition(&version);
            dated.push((date, version));
        }
        dated.sort_by_key(|(date, _)| std::cmp::Reverse(*date));
        dated.into_iter().map(|(_, version)| version).collect()
    }

    /// An edition in words. Art. 13(3).
    fn edition(&self, version: &Version) -> String {
        let mut words = match &version.changes {
            Some(changes) => {
                let gaps = [("date", version.date.words.as_str()), ("changes", changes)];
                self.say("policy.changes.version", &gaps)
            }
            None => version.date.words.clone(),
        };
        let on = version.notified_on.as_ref().map(|day| day.words.as_str());
        let told = match (on, &version.notified_how) {
            (Some(on), Some(how)) => {
                Some(self.say("policy.changes.told", &[("date", on), ("how", how)]))
            }
            (Some(on), None) => Some(self.say("policy.changes.told-on", &[("date", on)])),
            (None, Some(how)) => Some(self.say("policy.changes.told-how", &[("how", how)])),
            (None, None) => None,
        };
        let effective = version.effective.as_ref();
        let effective =
            effective.map(|day| self.say("policy.changes.effective", &[("date", &day.words)]));
        for sentence in effective.iter().chain(&told) {
            words = format!("{} {sentence}", full_stop(words));
        }
        words
    }
}

/// A section that holds one thing.
fn alone(placed: Placed) -> Section {
    let Placed { entry, title, words, text } = placed;
    if text.is_some() {
        return Section { id: entry, title, text, ..Section::default() };
    }
    let placed = Placed { entry: entry.clone(), title: None, words, text: None };
    Section { id: entry, opens: vec![placed], ..Section::default() }
}

/// The id by which a section is named: its entry's without the kind.
fn id_of(id: &str) -> &str {
    id.split_once('.').map_or(id, |(_, id)| id)
}

/// Whether a section of one's own is for this document and its audience.
fn is_asked(section: &policy::Section, asked: &Asked<'_>) -> bool {
    let document = match section.documents.get() {
        Some(documents) => documents.iter().any(|document| **document == *asked.document),
        None => asked.document == "privacy-policy",
    };
    let audiences: Vec<_> =
        section.audience.get().into_iter().flat_map(Relation::entries).map(Use::id).collect();
    document && (audiences.is_empty() || asked.audience.is_none_or(|one| audiences.contains(&one)))
}
