//! From what was found to a draft of the register: each text finds its keys, or is kept in a note, word by word.
//! Nothing is concluded from prose: a text is known by its whole words, by a citation, or not at all.

mod grounds;
mod items;
mod lists;
mod organisation;
mod recipients;
mod retention;
mod transfers;

use toml::Value;

pub(super) use recipients::has_legal_form;

use crate::{
    import::{
        draft::{Draft, id_of},
        found::{Activity, Cell, Found, Says, Stated},
        lexicon::{Lexicon, normal},
        report::{Leaf, Report},
    },
    language::Language,
    register::{Register, purposes::Status},
    view::layouts::Fact,
};

/// A draft being filled.
pub(super) struct Placer<'i> {
    draft: Draft,
    report: &'i mut Report,
    lexicon: &'static Lexicon,
    /// Of the source's texts.
    language: String,
    /// Whether ropa has names of its own in that language.
    speaks: Option<Language>,
    /// What is there already, and ropa's own data.
    known: &'i Register,
}

/// The purpose or service that an activity becomes.
#[derive(Clone, Copy)]
struct Home<'h> {
    kind: &'static str,
    id: &'h str,
}

impl Home<'_> {
    fn path(self, key: &str) -> String {
        format!("{}.{}.{key}", self.kind, self.id)
    }

    fn entry(self) -> String {
        if self.kind == self.id {
            self.kind.to_owned()
        } else {
            format!("{}.{}", self.kind, self.id)
        }
    }
}

/// What a source may say that there is none of.
const MAY_BE_NONE: [&str; 4] =
    ["recipients", "automated-decisions", "data-protection-officer", "representatives"];

/// The key of a datum to which every source adds.
pub(super) const FIELDS: &str = "fields";

const ORGANISATION: Home<'static> = Home { kind: "organisation", id: "organisation" };

/// Fills a draft, and says of every value where it stands.
pub(super) fn place(found: Found, language: &str, known: &Register, report: &mut Report) -> Draft {
    let mut placer = Placer {
        draft: Draft::beside(known),
        report,
        lexicon: Lexicon::get(),
        language: language.to_owned(),
        speaks: Language::of(language),
        known,
    };
    placer.organisation(found.organisation);
    for party in found.parties {
        placer.party(party);
    }
    for activity in found.activities {
        placer.activity(&activity);
    }
    for stated in found.stated {
        placer.stated(stated);
    }
    for (kind, name, leaves) in found.whole {
        let id = placer.own(kind, &name);
        placer.rest(Home { kind, id: &id }, leaves);
    }
    for leaf in placer.report.open() {
        placer.keep(ORGANISATION, leaf);
    }
    placer.draft
}

impl Placer<'_> {
    /// What the source says of an entry that is no purpose and no recipient.
    fn stated(&mut self, stated: Stated) {
        let Stated { kind, name, key, value, leaf } = stated;
        if matches!(kind, "personal-data" | "data-subject") {
            let cell = Cell { leaf, text: name.clone() };
            for id in self.members(kind, &name, &cell) {
                if key != FIELDS {
                    self.say(Home { kind, id: &id }, key, value.clone(), leaf);
                    continue;
                }
                if self.draft.is_closed(kind, &id) {
                    self.keep(Home { kind, id: &id }, leaf);
                    continue;
                }
                let fields = self
                    .draft
                    .entry(kind, &id)
                    .entry(key)
                    .or_insert_with(|| Value::Array(Vec::new()));
                if let Value::Array(fields) = fields
                    && !fields.contains(&value)
                {
                    fields.push(value.clone());
                }
                self.report.place(leaf, format!("{kind}.{id}.{key}"));
            }
            return;
        }
        let id =
            if matches!(kind, "organisation" | "default") { name } else { self.own(kind, &name) };
        self.say(Home { kind, id: &id }, key, value, leaf);
    }

    /// States a fact, and notes where its text went; what would contradict another text is kept beside it.
    fn say(&mut self, home: Home<'_>, path: &str, value: impl Into<Value>, leaf: Leaf) {
        let value = value.into();
        // Where nothing can be "none", the word is no answer and no text either.
        let is_none = value.as_str() == Some("none") && !MAY_BE_NONE.contains(&path);
        if !is_none && self.draft.say(home.kind, home.id, path, value) {
            self.report.place(leaf, home.path(path));
        } else {
            self.keep(home, leaf);
        }
    }

    /// Keeps those texts with which nothing was done.
    fn rest(&mut self, home: Home<'_>, leaves: impl IntoIterator<Item = Leaf>) {
        for leaf in leaves {
            let value = self.report.value(leaf);
            if value.placed.is_empty() && value.kept.is_none() {
                self.keep(home, leaf);
            }
        }
    }

    /// Keeps a text, word by word, in an entry's note.
    fn keep(&mut self, home: Home<'_>, leaf: Leaf) {
        let is_closed = self.draft.is_closed(home.kind, home.id);
        let entry = if is_closed { "a comment".to_owned() } else { home.entry() };
        if !self.report.keep(leaf, &entry) {
            return;
        }
        let value = self.report.value(leaf);
        let heading = value.heading.trim();
        let text = if heading.is_empty() {
            format!("{}: {}", value.place, value.text)
        } else {
            format!("{heading}: {}", value.text)
        };
        self.draft.note(home.kind, home.id, &text);
    }

    /// The entry of a name that is already met, or a new one.
    fn own(&mut self, kind: &'static str, name: &str) -> String {
        let named = |table: &toml::Table| {
            ["name", "category"]
                .iter()
                .any(|key| table.get(*key).and_then(Value::as_str) == Some(name))
        };
        let wanted = id_of(name);
        if self.draft.get(kind, &wanted).is_some_and(named) || self.known.declares(kind, &wanted) {
            return wanted;
        }
        let met = self.draft.ids().find(|(of, id)| {
            *of == kind && id.starts_with(&wanted) && self.draft.get(of, id).is_some_and(named)
        });
        if let Some((_, id)) = met {
            return id.to_owned();
        }
        self.draft.new_id(kind, name, |id| self.known.declares(kind, id))
    }

    fn activity(&mut self, activity: &Activity) {
        let of = |fact: Fact| {
            let cells = activity.rows.iter().flatten();
            cells.filter(move |(says, _)| *says == Says::Fact(fact)).map(|(_, cell)| cell)
        };
        let has_text =
            activity.rows.iter().flatten().next().is_some() || !activity.stated.is_empty();
        if !has_text {
            return;
        }
        let is_service = of(Fact::Controllers).chain(of(Fact::Processing)).next().is_some();
        let kind = if is_service { "service" } else { "purpose" };
        let named = |fact: Fact| of(fact).next().map(|cell| cell.text.as_str());
        let name = named(Fact::Name).or(activity.title.as_deref());
        let name = name.or_else(|| named(Fact::Purpose)).or_else(|| named(Fact::Processing));
        let name = name.or(activity.called.as_deref());
        let name = first_line(name.unwrap_or(kind)).to_owned();
        let id = self.draft.new_id(kind, &name, |id| self.known.declares(kind, id));
        let home = Home { kind, id: &id };
        self.draft.entry(kind, &id);
        if of(Fact::Name).next().is_none()
            && let Some(title) = &activity.title
        {
            self.draft.say(kind, &id, "name", title.as_str());
        }
        let is_one = activity.rows.len() == 1;
        for (key, value, leaf) in &activity.stated {
            self.say(home, key, value.clone(), *leaf);
        }
        // Data and people first: what else is said may be about some of them.
        self.lists(home, activity);
        self.grounds(home, activity);
        self.recipients(home, activity);
        for row in &activity.rows {
            self.retention(home, row, is_one);
            for (says, cell) in row {
                self.other(home, *says, cell);
            }
        }
        self.transfers(home, activity);
        let leaves = activity.rows.iter().flatten().map(|(_, cell)| cell.leaf);
        self.rest(home, leaves.chain(activity.whole.iter().copied()));
    }

    /// What is a key of the purpose itself.
    fn other(&mut self, home: Home<'_>, says: Says, cell: &Cell) {
        let text = cell.text.as_str();
        match says {
            Says::Fact(Fact::Name) => self.name(home, cell),
            Says::Fact(Fact::Purpose) => self.purpose(home, cell),
            Says::Fact(Fact::Owner) => self.say(home, "owner", text, cell.leaf),
            Says::Fact(Fact::Reference) => self.say(home, "vocabulary.reference", text, cell.leaf),
            Says::Fact(Fact::Number) => self.report.place(cell.leaf, "the order of the entries"),
            Says::Fact(Fact::Starts) if home.kind == "purpose" => self.day(home, "starts", cell),
            Says::Fact(Fact::ReviewedOn) => self.day(home, "reviewed-on", cell),
            Says::Fact(Fact::Decisions) if home.kind == "purpose" && self.is_none(text) => {
                self.say(home, "automated-decisions", "none", cell.leaf);
            }
            Says::Fact(Fact::Processing) => self.processing(home, cell),
            Says::Fact(Fact::Controllers) => self.controllers(home, cell),
            Says::Fact(Fact::Controller) if home.kind == "purpose" => self.controller(home, cell),
            Says::Fact(Fact::ImpactAssessmentDocuments) => self.assessment(home, "impact", cell),
            Says::Fact(Fact::ImpactAssessment | Fact::IsAssessed) => self.is_assessed(home, cell),
            Says::Status => self.status(home, cell),
            Says::Fact(_) | Says::Note | Says::Other => {}
        }
    }

    fn name(&mut self, home: Home<'_>, cell: &Cell) {
        match cell.text.split_once('\n') {
            Some((name, rest)) => {
                self.say(home, "name", name.trim(), cell.leaf);
                self.say(home, "description", rest.trim(), cell.leaf);
            }
            None => self.say(home, "name", cell.text.as_str(), cell.leaf),
        }
    }

    /// The purpose is the description of what has a name, and the name of what has none.
    fn purpose(&mut self, home: Home<'_>, cell: &Cell) {
        let has_name =
            self.draft.get(home.kind, home.id).is_some_and(|entry| entry.contains_key("name"));
        match cell.text.split_once('\n') {
            Some((name, rest)) if !has_name && name.chars().count() <= LONGEST_NAME => {
                self.say(home, "name", name.trim(), cell.leaf);
                self.say(home, "description", rest.trim(), cell.leaf);
            }
            None if !has_name && cell.text.chars().count() <= LONGEST_NAME => {
                self.say(home, "name", cell.text.as_str(), cell.leaf);
            }
            _ if self.draft.get(home.kind, home.id).is_some_and(|entry| {
                entry.get("name").and_then(Value::as_str) == Some(&cell.text)
            }) =>
            {
                self.report.place(cell.leaf, home.path("name"));
            }
            _ => self.say(home, "description", cell.text.as_str(), cell.leaf),
        }
    }

    fn day(&mut self, home: Home<'_>, key: &str, cell: &Cell) {
        if let Some(day) = items::day(&cell.text, self.lexicon, &self.language) {
            let day: toml::value::Datetime =
                day.to_string().parse().expect("a day is a date of TOML");
            self.say(home, key, day, cell.leaf);
        }
    }

    fn status(&mut self, home: Home<'_>, cell: &Cell) {
        let status = normal(&cell.text);
        if Status::from_word(&status).is_some() {
            self.say(home, "status", status, cell.leaf);
        }
    }

    fn is_assessed(&mut self, home: Home<'_>, cell: &Cell) {
        let words = normal(&cell.text);
        match self.lexicon.find("word", &words, &self.language) {
            Some("unknown") => self.say(home, "impact-assessment", "unknown", cell.leaf),
            Some("undecided") => self.say(home, "impact-assessment", "undecided", cell.leaf),
            // That there is none wants a reason, which nobody gave.
            _ => {}
        }
    }

    /// The document of an assessment, as an entry that the purpose names.
    fn assessment(&mut self, home: Home<'_>, kind: &'static str, cell: &Cell) {
        if self.is_none(&cell.text) || home.kind != "purpose" {
            return;
        }
        let name = format!("{}-{kind}", home.id);
        let id = self.draft.new_id("assessment", &name, |id| self.known.declares("assessment", id));
        let own = Home { kind: "assessment", id: &id };
        self.say(own, "kind", kind, cell.leaf);
        self.say(own, "document", cell.text.as_str(), cell.leaf);
        self.say(home, "impact-assessment", id.as_str(), cell.leaf);
    }

    /// Whether a text says that there is nothing.
    fn is_none(&self, text: &str) -> bool {
        let is_dash = matches!(text.trim(), "-" | "–" | "—" | "--" | "./.");
        is_dash || matches!(self.lexicon.find("word", text, &self.language), Some("none" | "no"))
    }

    /// "Unknown" or "undecided", if a text says so.
    fn open(&self, text: &str) -> Option<&'static str> {
        match self.lexicon.find("word", text, &self.language)? {
            "unknown" => Some("unknown"),
            "undecided" => Some("undecided"),
            _ => None,
        }
    }
}

/// A longer text is no name, in characters.
const LONGEST_NAME: usize = 80;

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or(text).trim()
}

/// Whether a cell reads as if it said a fact, whatever its heading.
pub(super) fn looks_like(fact: Fact, text: &str, lexicon: &Lexicon) -> bool {
    let all = |list: &str| {
        let items = items::items(text);
        let known = items.iter().filter(|item| lexicon.find(list, item, "").is_some()).count();
        known * 2 > items.len()
    };
    match fact {
        Fact::LegalBasis => !grounds::cited(text, lexicon, "").0.is_empty() || all("legal-basis"),
        Fact::Retention => retention::is_period(text, lexicon),
        Fact::DataSubjects => all("data-subject"),
        Fact::PersonalData => all("personal-data"),
        Fact::Measures => all("measure"),
        Fact::Transfers => all("country"),
        _ => false,
    }
}
