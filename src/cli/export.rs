//! `ropa export`: the register in a format of somebody else.

use std::{io::Write as _, path::PathBuf};

use anyhow::{Result, bail, ensure};
use clap::ValueEnum;

use crate::{
    cli::{
        Global, Outcome,
        build::stopped,
        documents::speak,
        input::Input,
        render::{Render, editions},
        stdout, tell,
    },
    export::{self, Exported, Notation},
    lint::{Strictness, has_errors},
    render::Format,
    report::visible,
    settings::Edition,
    view::{
        View,
        build::{self, Asked},
    },
    workspace,
};

/// Write the register in a format that others read
///
/// What a format has no place for is said on standard error, and never left out in silence. An export holds what
/// insiders may read, unless you ask for the public edition, which is not made while an error stands.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa export json -o register.json            the whole register, key by key
  ropa export dpv --format turtle              the record in the Data Privacy Vocabulary, as RDF
  ropa export dpv --edition public             the notice, as JSON-LD
  ropa export tilt --edition public -o notice.tilt.json
  ropa export fides -o .fides/systems.yml
  ropa export xlsx --layout ico -o record.xlsx the record in an authority's layout")]
pub(super) struct Export {
    /// The format
    #[arg(value_enum)]
    to: To,
    /// How to write DPV: jsonld, if nothing is said, or turtle
    #[arg(long, value_enum, value_name = "FORMAT")]
    format: Option<Rdf>,
    /// In which language, if not the register's first
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// For whose eyes: internal, if nothing is said, or public
    #[arg(long, value_parser = editions(), value_name = "EDITION")]
    edition: Option<Edition>,
    /// The layout of the record in csv or xlsx, as of `ropa render record`
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<String>,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The formats of others.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// The whole register, every key as it is written
    Json,
    /// The Data Privacy Vocabulary 2.3 of a W3C group, as JSON-LD or Turtle
    Dpv,
    /// The Transparency Information Language, valid by its schema
    Tilt,
    /// A manifest of Fides, in YAML
    Fides,
    /// The record as a table: what `ropa render record --format csv` prints
    Csv,
    /// The record as a workbook: what `ropa render record --format xlsx` prints
    Xlsx,
}

/// The notations of RDF.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Rdf {
    Jsonld,
    Turtle,
}

impl Export {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        ensure!(self.format.is_none() || self.to == To::Dpv, "dpv alone has a --format");
        let is_table = matches!(self.to, To::Csv | To::Xlsx);
        ensure!(self.layout.is_none() || is_table, "csv and xlsx alone have a --layout");
        match self.to {
            To::Csv => return self.record(Format::Csv).run(global),
            To::Xlsx => return self.record(Format::Xlsx).run(global),
            To::Json => {
                ensure!(
                    self.edition != Some(Edition::Public) && self.language.is_none(),
                    "the whole register has all languages, and is internal: \
                     `ropa render privacy-policy --format json` prints what the public is told"
                );
            }
            To::Dpv | To::Tilt | To::Fides => {}
        }
        let input = Input::read(global)?;
        let edition = self.edition.unwrap_or(Edition::Internal);
        let findings = input.judge(Strictness::default());
        let errors = has_errors(&findings);
        if errors && edition == Edition::Public {
            return stopped(input, &findings);
        }
        let exported = match self.to {
            To::Dpv => {
                let notation = match self.format {
                    Some(Rdf::Turtle) => Notation::Turtle,
                    Some(Rdf::Jsonld) | None => Notation::JsonLd,
                };
                export::dpv(&self.view(input, edition)?, &input.register, notation)
            }
            To::Tilt => match export::tilt(&self.view(input, edition)?, &input.register) {
                Ok(exported) => exported,
                Err(missing) => {
                    bail!("TILT wants what the register does not state: {}", missing.join(", "))
                }
            },
            To::Fides => export::fides(&self.view(input, edition)?, &input.register),
            To::Json | To::Csv | To::Xlsx => {
                let sources = &input.workspace.sources;
                export::json(&input.register, sources, input.settings.first_language())
            }
        };
        self.put(&exported)?;
        for sentence in exported.lost {
            tell(&visible(&sentence));
        }
        if input.is_broken() {
            tell("something could not be read, and is not here: `ropa check` shows what");
        } else if errors {
            tell("a draft: errors stand, and `ropa check` shows them");
        }
        Ok(Outcome::Fine)
    }

    /// What a reader is told.
    fn view(&self, input: &Input, edition: Edition) -> Result<View> {
        let code = self.language.as_deref().unwrap_or(input.settings.first_language());
        let language = speak(code, &input.settings)?;
        let document = match edition {
            Edition::Public => "privacy-policy",
            Edition::Internal => "record",
        };
        let asked = Asked::plain(document, edition);
        Ok(build::build(&input.register, &input.settings, &language, &asked))
    }

    /// The record as a table is a document like any other.
    fn record(&self, format: Format) -> Render {
        Render::record(
            format,
            self.language.clone(),
            self.edition,
            self.layout.clone(),
            self.output.clone(),
        )
    }

    fn put(&self, exported: &Exported) -> Result<()> {
        if let Some(path) = &self.output {
            return workspace::replace(path, exported.text.as_bytes());
        }
        let mut out = stdout();
        out.write_all(exported.text.as_bytes())?;
        Ok(out.flush()?)
    }
}
