//! `ropa completions`: lets a shell complete ropa's commands and options.

use std::io::Write as _;

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::{Cli, Outcome, stdout};

/// Print a script that lets your shell complete ropa's commands
#[derive(clap::Args)]
#[command(after_help = "\
Example, for bash:
  ropa completions bash > ~/.local/share/bash-completion/completions/ropa")]
pub(super) struct Completions {
    /// Your shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self) -> anyhow::Result<Outcome> {
        // clap_complete panics if its writer fails; a buffer does not.
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "ropa", &mut script);
        let mut out = stdout();
        out.write_all(&script)?;
        out.flush()?;
        Ok(Outcome::Fine)
    }
}
