//! `ropa check`: reads, judges, reports.

use std::io::Write as _;

use anyhow::Result;

use crate::{
    cli::{Global, Outcome, input::Input, stdout, width},
    lint::{Strictness, has_errors},
    report::Format,
};

/// Report what the register lacks or contradicts, where, and which article asks for it
///
/// Everything is read and judged in one run: mistakes of writing first of all, then what the law asks
/// for and the register does not say. Each finding shows its place and what to write there.
///
/// An error stops the documents until it is mended, or waived in `ropa.toml` with a reason and an end
/// date. A warning should be mended. A note is a matter of judgement.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa check
  ropa check --today 2027-12-31     what will have run out by then
  ropa check --no-waivers           what is really open
  ropa check --format concise       a line each, for an editor

Exit status: 1 if an error stands that is not waived; warnings and notes alone are 0.")]
pub(super) struct Check {
    /// How to print what is found
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Count warnings as errors
    #[arg(long)]
    strict: bool,
    /// Report what is waived, too, as if there were no waivers
    #[arg(long)]
    no_waivers: bool,
}

impl Check {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let input = Input::read(global)?;
        let strictness = Strictness { strict: self.strict, no_waivers: self.no_waivers };
        let findings = input.judge(strictness);
        let mut out = stdout();
        self.format.write(&input.report(&findings, width()), &mut out)?;
        out.flush()?;
        Ok(if has_errors(&findings) { Outcome::Found } else { Outcome::Fine })
    }
}
