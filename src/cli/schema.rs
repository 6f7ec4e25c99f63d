//! `ropa schema`: what may be written, for editors.

use std::{io::Write as _, path::PathBuf};

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    cli::{Outcome, documents::every_rule, law_alone, stdout},
    register::Register,
    settings, workspace,
};

/// Print the JSON Schema of the register, for editors that complete and check TOML
///
/// Taplo (Even Better TOML), Tombi and others take it from the first line of a file, as `ropa init` writes it:
/// `#:schema ./register.schema.json`, and an empty line behind it. It says which keys there are, what each means,
/// which article asks for it and who reads it. `ropa check` knows more.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa schema -o policy/register.schema.json
  ropa schema settings -o policy/ropa.schema.json")]
pub(super) struct Schema {
    /// Of which file: any of the register's, or `ropa.toml`
    #[arg(value_enum, default_value_t = Of::Register)]
    of: Of,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// The files of a register's folder.
#[derive(Clone, Copy, ValueEnum)]
enum Of {
    Register,
    Settings,
}

impl Schema {
    pub(super) fn run(&self) -> Result<Outcome> {
        let [register, settings] = schemas();
        let (_, text) = match self.of {
            Of::Register => register,
            Of::Settings => settings,
        };
        if let Some(path) = &self.output {
            workspace::replace(path, text.as_bytes())?;
            return Ok(Outcome::Fine);
        }
        let mut out = stdout();
        out.write_all(text.as_bytes())?;
        out.flush()?;
        Ok(Outcome::Fine)
    }
}

/// A file that begins by naming its schema: in the first line, with an empty one behind it, as Taplo and Tombi both take it.
pub(super) fn headed(schema: &str, text: &str) -> String {
    format!("#:schema ./{schema}\n\n{text}")
}

/// The two schemas, by the names of the files that `ropa init` writes.
pub(super) fn schemas() -> [(&'static str, String); 2] {
    let law = law_alone();
    let rules = every_rule().map(|rule| (rule.name, rule.summary));
    [
        ("register.schema.json", Register::schema(&law)),
        ("ropa.schema.json", settings::schema(&law, rules)),
    ]
    .map(|(name, schema)| (name, format!("{schema:#}\n")))
}
