//! `ropa man`: the manual's pages.

use std::io::Write as _;

use anyhow::{Context as _, Result};
use clap::CommandFactory as _;

use crate::cli::{Cli, Outcome, stdout};

/// Print the manual as a man page
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa man | man -l -          read it
  ropa man check > ropa-check.1")]
pub(super) struct Man {
    /// The command whose page to print, instead of ropa's own
    command: Option<String>,
}

impl Man {
    pub(super) fn run(&self) -> Result<Outcome> {
        let mut ropa = Cli::command();
        ropa.build();
        let command = match &self.command {
            Some(name) => {
                let named = ropa.find_subcommand(name);
                named
                    .with_context(|| {
                        format!("there is no command `{name}`: `ropa --help` lists them")
                    })?
                    .clone()
            }
            None => ropa,
        };
        let mut page = Vec::new();
        clap_mangen::Man::new(command).render(&mut page)?;
        let mut out = stdout();
        out.write_all(&page)?;
        out.flush()?;
        Ok(Outcome::Fine)
    }
}
