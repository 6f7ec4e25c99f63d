//! The layouts of the record: which facts stand below which headings, in which order. A layout is a file, of ropa's own
//! in `templates/layouts/` or of the user's; reading one decides nothing about a register.

mod facts;
mod laid_out;

use std::sync::LazyLock;

use chrono::NaiveDate;

pub use crate::view::layouts::facts::Fact;

use crate::{
    finding::Finding,
    register::{
        keys::{keys, words},
        mistakes::WRONG_SHAPE,
        read::{Node, Reader},
        shape::Several,
        value::Value,
    },
    source::{FileId, Layer, Sources, Span},
};

/// The layout of a record for which none is named.
pub const PLAIN: &str = "article-30";

/// Every layout that ropa brings along: its id, and its file.
pub static BUILT_IN: &[(&str, &str)] = &[
    (PLAIN, include_str!("../../templates/layouts/article-30.toml")),
    ("cnil", include_str!("../../templates/layouts/cnil.toml")),
    ("datatilsynet", include_str!("../../templates/layouts/datatilsynet.toml")),
    ("dsk", include_str!("../../templates/layouts/dsk.toml")),
    ("edps", include_str!("../../templates/layouts/edps.toml")),
    ("ico", include_str!("../../templates/layouts/ico.toml")),
];

words! {
    /// How sure it is that a layout's headings are the authority's.
    pub enum Confidence {
        /// They were read in the authority's own document, or quoted from it word by word.
        High = "high",
        /// They follow from what is told of it.
        Medium = "medium",
        /// They are a guess.
        Low = "low",
    }
}

keys! {
    /// A heading, and what stands below it.
    pub struct Column {
        /// as the authority writes it; default: ropa's own for the first fact, if it has one, in the document's language
        heading: Box<str> = "heading", Internal, [];
        /// other wordings by which an import knows it
        also: Several<Box<str>> = "also", Internal, [];
        /// what the register says there, one after the other
        fact: Several<Fact> = "fact", Internal, [];
        /// why the register can't fill it
        unfillable: Box<str> = "unfillable", Internal, [];
        /// in a table, a row for each line
        divides: bool = "divides", Internal, [];
        /// in a table, how many characters wide
        width: i64 = "width", Internal, [];
    }
}

keys! {
    /// A layout of one document: the record, or the processor's record.
    pub struct Form {
        /// where its headings were found
        source: Box<str> = "source", Internal, [];
        /// when they were looked up
        as_of: NaiveDate = "as-of", Internal, [];
        /// how sure they are
        confidence: Confidence = "confidence", Internal, [];
        /// whether the source shows the authority's own headings
        verified: bool = "verified", Internal, [];
        /// asked of the organisation, once
        head: Several<Column> = "head", Internal, [];
        /// asked of each activity
        column: Several<Column> = "column", Internal, [];
    }
}

keys! {
    /// A file of `templates/layouts/`.
    pub struct Layout {
        /// whose layout it is, as they call themselves
        authority: Box<str> = "authority", Internal, [];
        /// the same in few letters, for the title; default: as they call themselves
        short_name: Box<str> = "short-name", Internal, [];
        /// of its headings; default: the document's
        language: Box<str> = "language", Internal, [];
        /// of the record of Art. 30(1)
        record: Form = "record", Internal, [];
        /// of the record of Art. 30(2)
        processor_record: Form = "processor-record", Internal, [];
    }
}

/// The document that a form lays out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The controller's record. Art. 30(1).
    Record,
    /// The processor's record. Art. 30(2).
    ProcessorRecord,
}

impl Kind {
    /// The kind of a built-in document, if it has layouts.
    pub fn of(document: &str) -> Option<Self> {
        [Kind::Record, Kind::ProcessorRecord].into_iter().find(|kind| kind.document() == document)
    }

    /// The built-in document.
    pub fn document(self) -> &'static str {
        match self {
            Kind::Record => "record",
            Kind::ProcessorRecord => "processor-record",
        }
    }
}

impl Column {
    /// Its heading, and the others by which an import knows it.
    pub fn wordings(&self) -> impl Iterator<Item = &str> {
        let also = self.also.get().into_iter().flat_map(Several::iter);
        self.heading.get().into_iter().chain(also).map(|heading| &**heading)
    }

    /// Its facts, in their order.
    pub fn facts(&self) -> impl Iterator<Item = Fact> {
        self.fact.get().into_iter().flat_map(Several::iter).copied()
    }
}

impl Form {
    /// What is asked of the organisation.
    pub fn head(&self) -> impl Iterator<Item = &Column> {
        self.head.get().into_iter().flat_map(Several::iter)
    }

    /// What is asked of each activity.
    pub fn columns(&self) -> impl Iterator<Item = &Column> {
        self.column.get().into_iter().flat_map(Several::iter)
    }
}

impl Layout {
    /// A layout that ropa brings along.
    ///
    /// # Panics
    /// If ropa's own file can't be read: a test reads them all.
    pub fn built_in(id: &str) -> Option<Self> {
        let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == id)?;
        let mut sources = Sources::default();
        let file = sources.add(format!("{id}.toml"), text.as_bytes().to_vec(), Layer::Law);
        let (layout, findings) = Self::read(&sources, file);
        assert!(findings.is_empty(), "{findings:?}");
        Some(layout)
    }

    /// The one that lays out a record for which none is named.
    pub fn plain() -> &'static Self {
        static LAYOUT: LazyLock<Layout> =
            LazyLock::new(|| Layout::built_in(PLAIN).expect("it is among ropa's own"));
        &LAYOUT
    }

    /// Reads a file, and finds what is wrong with it.
    pub fn read(sources: &Sources, file: FileId) -> (Self, Vec<Finding>) {
        let mut reader = Reader::new(sources, file);
        let (table, _) = reader.parse();
        let whole = Span::start_of(file);
        let value = toml::de::DeValue::Table(table);
        let layout: Self =
            reader.table(Node { key: whole, span: whole, value: &value }).unwrap_or_default();
        let mut findings = reader.findings;
        for kind in [Kind::Record, Kind::ProcessorRecord] {
            let Some(form) = layout.form(kind) else { continue };
            for (columns, is_head) in [(&form.head, true), (&form.column, false)] {
                for column in columns.get().into_iter().flat_map(|columns| &columns.0) {
                    findings.extend(mistake(column, kind, is_head));
                }
            }
        }
        (layout, findings)
    }

    /// What it has for each document.
    pub fn forms(&self) -> impl Iterator<Item = &Form> {
        [Kind::Record, Kind::ProcessorRecord].into_iter().filter_map(|kind| self.form(kind))
    }

    /// What it has for a document.
    pub fn form(&self, kind: Kind) -> Option<&Form> {
        match kind {
            Kind::Record => self.record.get(),
            Kind::ProcessorRecord => self.processor_record.get(),
        }
    }
}

/// What is wrong with a column that its keys alone don't show.
fn mistake(value: &Value<Column>, kind: Kind, is_head: bool) -> Option<Finding> {
    let column = value.get()?;
    let says = match (column.fact.is_silent(), column.unfillable.is_silent()) {
        (true, true) => "a heading names its `fact`, or says by `unfillable` why it has none",
        (false, false) => "a heading with a `fact` is not `unfillable`",
        (true, false) if column.heading.is_silent() => "what is `unfillable` has a `heading`",
        (false, true) if column.heading.is_silent() && !is_named(column, kind, is_head) => {
            "ropa has no heading of its own for this fact: write one"
        }
        _ => {
            let stray = column.facts().find(|fact| !fact.belongs_to(kind, is_head))?;
            let whom = match (is_head, kind) {
                (true, _) => "asked of the organisation",
                (_, Kind::Record) => "asked of a purpose",
                (_, Kind::ProcessorRecord) => "asked of a service",
            };
            let message = format!("`{}` is nothing that can be {whom}", stray.word());
            return Some(WRONG_SHAPE.at(column.fact.span().unwrap_or(value.span), message));
        }
    };
    Some(WRONG_SHAPE.at(value.span, says))
}

/// Whether ropa has a heading for what stands in a column.
fn is_named(column: &Column, kind: Kind, is_head: bool) -> bool {
    column.facts().next().is_some_and(|fact| fact.has_heading(kind, is_head))
}
