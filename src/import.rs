//! Registers of others, brought in: whatever the file, what it says is first *found* (activities, people, texts with their
//! places), then *placed* in a draft of a register. Every value of the source is in the report, as placed or as kept.

mod dpv;
mod draft;
mod fides;
mod found;
mod headings;
mod json;
mod lexicon;
mod place;
mod report;
mod suggest;
mod table;
mod tilt;
mod tree;

use std::{error, fmt};

use clap::ValueEnum;

pub use draft::Draft;
pub use report::{Report, Value};

use crate::{
    import::{
        headings::Headings,
        table::{Sheet, delimited, markdown, workbook},
    },
    register::Register,
    source::Layer,
    view::layouts::Layout,
};

/// Why a file can't be imported: not one value of it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    /// Of a reader's long report the first line says enough.
    fn new(why: impl Into<String>) -> Self {
        let why: String = why.into();
        Self(why.lines().next().unwrap_or_default().to_owned())
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl error::Error for Refusal {}

/// What can be brought in; each by the name that the command line has for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A table of separated values, in whichever encoding
    Csv,
    /// A workbook
    Xlsx,
    /// Tables, and sheets of facts, in Markdown
    Markdown,
    /// A manifest of Fides, in YAML
    Fides,
    /// The Transparency Information Language, valid or not
    Tilt,
    /// The Data Privacy Vocabulary, as JSON-LD or Turtle
    Dpv,
    /// A whole register, as `ropa export json` writes it
    Json,
}

/// How a file is to be read.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Its format.
    pub format: Format,
    /// The layouts by which tables are recognised, with their names.
    pub layouts: &'a [(&'a str, &'a Layout)],
    /// What somebody wrote down about this file's headings.
    pub mapping: Option<&'a Layout>,
    /// In which language it is, if that is known.
    pub language: Option<&'a str>,
    /// The register that it is brought into, over ropa's own data: what stands there keeps its ids.
    pub known: &'a Register,
}

/// A file brought in.
#[derive(Clone, Debug)]
pub struct Imported {
    /// The entries.
    pub draft: Draft,
    /// What became of each value.
    pub report: Report,
    /// In which language its texts are, by ISO 639-1.
    pub language: String,
    /// The layouts as which its tables were recognised.
    pub recognised: Vec<String>,
}

/// Brings a file in.
///
/// # Errors
/// If it can't be read, or holds more than a register could.
pub fn import(bytes: &[u8], asked: &Asked<'_>) -> Result<Imported, Refusal> {
    let mut report = Report::default();
    let found = match asked.format {
        Format::Csv | Format::Xlsx | Format::Markdown => {
            let headings = Headings::new(asked.mapping, asked.layouts);
            headings.read(&sheets(bytes, asked.format)?, &mut report)
        }
        Format::Fides => fides::fides(bytes, &mut report)?,
        Format::Tilt => tilt::tilt(bytes, &mut report)?,
        Format::Dpv => dpv::dpv(bytes, &mut report)?,
        Format::Json => {
            if !asked.known.spans(|layer| layer != Layer::Law).is_empty() {
                return Err(Refusal::new(
                    "a whole register starts one: name a folder with --policy that holds none",
                ));
            }
            let (draft, language) = json::json(bytes, &mut report)?;
            return Ok(Imported { draft, report, language, recognised: Vec::new() });
        }
    };
    let told = asked.language.map(str::to_owned);
    let mapped = asked.mapping.and_then(|mapping| mapping.language.get()).map(ToString::to_string);
    let language =
        told.or(mapped).or_else(|| found.language.clone()).unwrap_or_else(|| "en".to_owned());
    let recognised = found.recognised.clone();
    let draft = place::place(found, &language, asked.known, &mut report);
    Ok(Imported { draft, report, language, recognised })
}

/// Drafts a mapping for the headings of a table: a layout's file, for somebody to look through.
///
/// # Errors
/// If the file can't be read, or is no table.
pub fn suggest(bytes: &[u8], asked: &Asked<'_>) -> Result<String, Refusal> {
    match asked.format {
        Format::Csv | Format::Xlsx | Format::Markdown => suggest::suggest(
            &sheets(bytes, asked.format)?,
            &Headings::new(asked.mapping, asked.layouts),
        ),
        _ => Err(Refusal::new("only tables have headings to be mapped")),
    }
}

/// An id as one is formed from a name.
pub fn id(name: &str) -> String {
    draft::id_of(name)
}

fn sheets(bytes: &[u8], format: Format) -> Result<Vec<Sheet>, Refusal> {
    Ok(match format {
        Format::Xlsx => workbook(bytes)?,
        Format::Markdown => markdown(&table::decode(bytes)),
        _ => vec![delimited(bytes)?],
    })
}
