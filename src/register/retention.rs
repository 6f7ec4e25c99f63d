//! How long data are kept, what starts the time, and which law demands it.

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use toml::de::DeValue;

use crate::register::{
    entry::{Provenance, Shared},
    keys::{keys, words},
    read::{Node, Reader},
    schema::Book,
    security::System,
    shape::{Place, Several, Shape, Visitor},
    term::{Bound, Duration, Keep, Term},
    text::{Name, Text},
    transfers::Area,
    uses::{Kind, Only, Relation},
    value::{Field, Said, Value},
};

words! {
    /// What happens at the end. Art. 17.
    pub enum Then {
        /// Nothing is left.
        Erase = "erase",
        /// Nobody can be recognised any more.
        Anonymise = "anonymise",
        /// Under a name that only we can resolve.
        Pseudonymise = "pseudonymise",
        /// Given back.
        Return = "return",
        /// Handed to an archive.
        Archive = "archive",
    }
}

keys! {
    /// What happens with data in one stage.
    pub struct StageTable as "stage" {
        /// how long
        keep: Term = "keep", Public, ["5(1)(e)"];
        /// who may still look
        access: Text = "access", Public, ["5(1)(e)", "32"];
        /// where
        systems: Relation<System> = "systems", Public, ["5(1)(e)", "32"];
        /// what demands it
        laws: Relation<Law> = "laws", Public, ["5(1)(e)"];
    }
}

/// A stage: a term, or a table.
#[derive(Clone, Debug)]
pub struct Stage(pub StageTable);

impl Shape for Stage {
    const HAS_NONE: bool = true;

    fn shape() -> String {
        "stage: term, or table".into()
    }

    fn schema(book: &mut Book) -> Json {
        json!({ "anyOf": [Term::schema(book), StageTable::schema(book)] })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if matches!(node.value, DeValue::Table(_)) {
            return StageTable::read(node, reader).map(Self);
        }
        let term = Term::read(node, reader)?;
        let keep = Field::written(Value { key: node.key, span: node.span, said: Said::Is(term) });
        Some(Self(StageTable { keep, ..StageTable::default() }))
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        Shape::visit(&self.0, place, visitor);
    }
}

keys! {
    /// The stages of a retention.
    pub struct Stages {
        /// in daily use
        active: Stage = "active", Public, ["5(1)(e)"];
        /// kept apart, for few
        archive: Stage = "archive", Public, ["5(1)(e)"];
        /// kept for good, for the historical record
        final_archive: Stage = "final-archive", Public, ["5(1)(e)"];
    }
}

impl Stages {
    /// Those that are written, in the order of time.
    pub fn written(&self) -> impl Iterator<Item = (&'static str, &StageTable)> {
        [
            ("active", &self.active),
            ("archive", &self.archive),
            ("final-archive", &self.final_archive),
        ]
        .into_iter()
        .filter_map(|(name, stage)| stage.get().map(|stage| (name, &stage.0)))
    }
}

keys! {
    /// How long data are kept. Art. 13(2)(a), 30(1)(f).
    pub struct Retention {
        ..shared: Shared,
        /// what it is called
        name: Text = "name", Public, ["30(1)(f)"];
        /// how long
        keep: Keep = "keep", Public, ["13(2)(a)", "30(1)(f)"];
        /// at the end; several are alternatives
        then: Several<Then> = "then", Public, ["17"];
        /// what demands it
        laws: Relation<Law> = "laws", Public, ["5(1)(e)"];
        /// what happens on the way
        stages: Stages = "stages", Public, ["5(1)(e)"];
        /// how much longer copies last
        backups: Several<Term> = "backups", Public, ["17", "18"];
        /// what stops the time
        paused_while: Text = "paused-while", Public, ["17", "18"];
        /// how it is done, and whether it is kept to
        practice: Text = "practice", Internal, ["5(2)"];
        /// what it holds for in every use
        only: Only = "only", Public, ["30(1)(f)"];
    }
}

impl Retention {
    /// Whether it surely lasts longer, whatever it is counted from; of several limits nothing certain can be said.
    pub fn is_longer_than(&self, limit: Duration) -> bool {
        match self.keep.get() {
            Some(Keep::Term(Term::Indefinite)) => true,
            Some(Keep::Term(Term::For { bound: Bound::AtLeast, length, .. })) => {
                length.is_longer_than(limit)
            }
            Some(Keep::Term(term)) => {
                term.ceiling().is_some_and(|ceiling| ceiling.is_longer_than(limit))
            }
            _ => false,
        }
    }
}

keys! {
    /// Something that starts or ends a period.
    pub struct Event {
        ..shared: Shared,
        ..provenance: Provenance,
        /// a noun phrase that stands behind "after" and "until"
        name: Text = "name", Public, ["13(2)(a)"];
        /// each new one starts the time again
        restarts: bool = "restarts", Public, [];
        /// it says nothing about when
        vague: bool = "vague", Nowhere, ["13(2)(a)"];
    }
}

keys! {
    /// A law that is named.
    pub struct Law {
        ..shared: Shared,
        ..provenance: Provenance,
        /// what it is called
        name: Name = "name", Public, ["6(3)"];
        /// its section
        section: Name = "section", Public, ["6(3)"];
        /// whose law it is
        country: Area = "country", Public, ["6(3)"];
        /// where it can be read
        link: Box<str> = "link", Public, ["6(3)"];
        /// the time it demands
        at_least: Term = "at-least", Internal, ["5(1)(e)"];
        /// the time it allows
        at_most: Term = "at-most", Internal, ["5(1)(e)"];
    }
}

keys! {
    /// An instrument that no longer holds: ropa's data.
    pub struct ObsoleteInstrument {
        ..shared: Shared,
        ..provenance: Provenance,
        /// its number
        decision: Box<str> = "decision", Nowhere, [];
        /// the day on which it ended
        until: NaiveDate = "until", Nowhere, [];
        /// why
        reason: Box<str> = "reason", Nowhere, [];
        /// what took its place
        replaced_by: Box<str> = "replaced-by", Nowhere, [];
        /// what betrays it in a text
        words: Several<Box<str>> = "words", Nowhere, [];
    }
}

impl Kind for Retention {
    const NAME: &'static str = "retention";

    /// A term may stand for an id: it holds a space, or is `none` or `indefinite`.
    fn stated(text: &str, node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if !text.contains(' ') && !matches!(text, "none" | "indefinite") {
            return None;
        }
        let keep = match Term::parse(text) {
            Ok(term) => Field::written(Keep::stated(term, node)),
            Err((_, expected)) => {
                reader.unreadable_term(node, text, expected);
                Field::written(Value { key: node.key, span: node.span, said: Said::Unreadable })
            }
        };
        Some(Self { keep, ..Self::default() })
    }

    fn stated_schema(book: &mut Book) -> Option<Json> {
        Some(Term::schema(book))
    }

    /// With a time of its own; other keys change an entry's.
    fn stands_alone(&self) -> bool {
        !(self.keep.is_silent() && self.stages.is_silent())
    }

    fn only(&self) -> Option<&Only> {
        self.only.get()
    }
}

impl Kind for Event {
    const NAME: &'static str = "event";
}

impl Kind for Law {
    const NAME: &'static str = "law";
}

impl Kind for ObsoleteInstrument {
    const NAME: &'static str = "obsolete-instrument";
}
