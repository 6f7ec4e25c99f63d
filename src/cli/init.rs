//! `ropa init`: a register to start from.

use std::{io::Write as _, path::PathBuf};

use anyhow::Result;

use crate::{
    cli::{Global, Outcome, stdout, tell},
    workspace::{self, shown},
};

/// The smallest of the examples, whole and with its comments.
const FILES: &[(&str, &str)] = &[
    ("ropa.toml", include_str!("../../examples/minimal/ropa.toml")),
    ("register.toml", include_str!("../../examples/minimal/register.toml")),
];

/// Start a register: a small, complete one with comments, for you to put your own facts in
///
/// It describes an invented chess club, and `ropa check` finds nothing in it. Change it piece by piece;
/// split it over as many files as you like. Nothing that is there already is ever written over.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa init
  ropa init registers/denmark")]
pub(super) struct Init {
    /// The folder to make, `policy` unless you say otherwise
    folder: Option<PathBuf>,
}

impl Init {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let folder = self.folder.as_ref().or(global.policy.as_ref());
        let folder = folder.cloned().unwrap_or_else(|| PathBuf::from("policy"));
        let mut out = stdout();
        for path in workspace::start(&folder, FILES)? {
            writeln!(out, "{path}")?;
        }
        out.flush()?;
        let found_without_help = self.folder.is_none() && global.policy.is_none();
        let option = if found_without_help {
            String::new()
        } else {
            format!(" --policy {}", shown(&folder))
        };
        tell(&format!("Put your own facts in, and look at them with `ropa check{option}`."));
        Ok(Outcome::Fine)
    }
}
