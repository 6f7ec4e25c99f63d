//! `ropa export`: the register in a format of somebody else.

use std::{io::Write as _, path::PathBuf};

use anyhow::{Result, ensure};
use clap::ValueEnum;

use crate::{
    cli::{Global, Outcome, input::Input, stdout, tell},
    export::{self, Exported},
    workspace,
};

/// Write the register in a format that others read
///
/// What a format has no place for is said on standard error, and never left out in silence. An export holds what
/// insiders may read, unless you ask for the public edition.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa export json -o register.json      the whole register, for programs")]
pub(super) struct Export {
    /// The format
    #[arg(value_enum)]
    to: To,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The formats of others.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum To {
    /// The whole register, every key as it is written
    Json,
}

impl Export {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let input = Input::read(global)?;
        let Exported { text, lost } = match self.to {
            To::Json => export::json(
                &input.register,
                &input.workspace.sources,
                input.settings.first_language(),
            ),
        };
        match &self.output {
            Some(path) => workspace::replace(path, text.as_bytes())?,
            None => {
                let mut out = stdout();
                out.write_all(text.as_bytes())?;
                out.flush()?;
            }
        }
        for sentence in lost {
            tell(&sentence);
        }
        Ok(Outcome::Fine)
    }
}
