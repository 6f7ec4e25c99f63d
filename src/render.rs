//! The formats: a document to bytes. Prose formats write its blocks, table formats its tables, JSON its View.
//! A format decides nothing and asks for nothing: the same document gives the same bytes.

mod csv;
mod docx;
mod html;
mod json;
mod paper;
#[cfg(feature = "pdf")]
mod pdf;
mod svg;
mod text;
mod workbook;
mod xlsx;
mod yaml;

#[cfg(test)]
mod hostile;

use std::fmt;

pub use crate::render::workbook::{REGISTER, workbook};

use crate::document::{Document, template::Fault};

/// What a document can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown, with tables.
    Markdown,
    /// One self-contained page.
    Html,
    /// Plain text for 80 columns.
    Text,
    /// Pages for print and for keeping; a feature of the build.
    Pdf,
    /// A text for a word processor.
    Docx,
    /// The View.
    Json,
    /// The View.
    Yaml,
    /// The main table, RFC 4180.
    Csv,
    /// All tables, a sheet each.
    Xlsx,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Format] = &[
        Format::Markdown,
        Format::Html,
        Format::Text,
        Format::Pdf,
        Format::Docx,
        Format::Json,
        Format::Yaml,
        Format::Csv,
        Format::Xlsx,
    ];

    /// As the settings and the command line call it.
    pub fn name(self) -> &'static str {
        match self {
            Format::Markdown => "markdown",
            Format::Html => "html",
            Format::Text => "text",
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Json => "json",
            Format::Yaml => "yaml",
            Format::Csv => "csv",
            Format::Xlsx => "xlsx",
        }
    }

    /// The format of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// How its files' names end, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Text => "txt",
            other => other.name(),
        }
    }

    /// Whether it is text, and so may go to a terminal.
    pub fn is_text(self) -> bool {
        !matches!(self, Format::Pdf | Format::Docx | Format::Xlsx)
    }

    /// Writes a document.
    pub fn render(self, document: &Document<'_>) -> Result<Vec<u8>, Unwritable> {
        match self {
            Format::Markdown => {
                let text = document.text().map_err(Unwritable::Template)?;
                Ok(text.markdown.clone().into_bytes())
            }
            Format::Html => {
                html::render(document).map(String::into_bytes).map_err(Unwritable::Template)
            }
            Format::Text => {
                let text = document.text().map_err(Unwritable::Template)?;
                Ok(text::render(text).into_bytes())
            }
            #[cfg(feature = "pdf")]
            Format::Pdf => pdf::render(document),
            #[cfg(not(feature = "pdf"))]
            Format::Pdf => Err(Unwritable::NotBuilt(Format::Pdf)),
            Format::Docx => docx::render(document).map_err(Unwritable::Template),
            Format::Json => Ok(json::render(document).into_bytes()),
            Format::Yaml => Ok(yaml::render(document).into_bytes()),
            Format::Csv => csv::render(document),
            Format::Xlsx => xlsx::render(document),
        }
    }
}

/// Why a document can't be written in a format.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unwritable {
    /// It has no table.
    NoTable(Format),
    /// More rows, or longer cells, than the format can hold.
    TooLarge(Format),
    /// This ropa was built without it.
    NotBuilt(Format),
    /// It holds a character that none of the fonts has.
    NoGlyph(char),
    /// It can't be set on pages, for these reasons.
    Unset(String),
    /// The page's template can't be rendered.
    Template(Fault),
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unwritable::NoTable(format) => {
                write!(f, "a document without a table can't be written as {}", format.name())
            }
            Unwritable::TooLarge(format) => {
                write!(f, "the document is larger than {} can hold", format.name())
            }
            Unwritable::NotBuilt(format) => {
                let name = format.name();
                write!(f, "this ropa was built without {name}: `cargo install --path . --locked ")?;
                write!(f, "--features {name}` in its repository builds one with it")
            }
            Unwritable::NoGlyph(character) => {
                let code = u32::from(*character);
                write!(
                    f,
                    "no font of ropa's has `{character}` (U+{code:04X}), so the document can't "
                )?;
                write!(f, "be written as PDF: they have Latin, Greek, Cyrillic and Hebrew letters")
            }
            Unwritable::Unset(reasons) => {
                write!(f, "the document can't be set on pages: {reasons}")
            }
            Unwritable::Template(fault) => fault.fmt(f),
        }
    }
}

impl std::error::Error for Unwritable {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::FormatName;

    #[test]
    fn the_settings_name_every_format() {
        let names: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
        assert!(FormatName::WORDS.iter().all(|word| names.contains(word)));
        assert_eq!(names.len(), FormatName::WORDS.len());
    }

    #[test]
    fn a_build_without_pdf_says_how_to_get_it() {
        let message = Unwritable::NotBuilt(Format::Pdf).to_string();
        assert!(message.contains("--features pdf"), "{message}");
    }
}
