//! `ropa init`: a register to start from.

use std::{io::Write as _, path::PathBuf};

use anyhow::Result;

use crate::{
    cli::{Global, Outcome, input::Input, schema::schemas, stdout, tell},
    document::{built_in_names, built_in_template},
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
  ropa init registers/denmark
  ropa init --templates             to write the documents in your own words")]
pub(super) struct Init {
    /// The folder to make, `policy` unless you say otherwise
    folder: Option<PathBuf>,
    /// Copy ropa's own templates into the templates' folder of the register that is there
    ///
    /// A template of yours lies over ropa's of the same name. Keep only those that you change: the others
    /// then follow what later versions of ropa know.
    #[arg(long, conflicts_with = "folder")]
    templates: bool,
}

impl Init {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let mut out = stdout();
        if self.templates {
            let input = Input::read(global)?;
            let names: Vec<String> = built_in_names().collect();
            let texts =
                names.iter().filter_map(|name| Some((name.as_str(), built_in_template(name)?)));
            let texts: Vec<(&str, &str)> = texts.collect();
            for path in input.workspace.write_templates(input.settings.templates(), &texts)? {
                writeln!(out, "{path}")?;
            }
            out.flush()?;
            tell(
                "Change them, and look at the result with `ropa render`; delete those that you do not change.",
            );
            return Ok(Outcome::Fine);
        }
        let folder = self.folder.as_ref().or(global.policy.as_ref());
        let option = folder.map_or(String::new(), |folder| format!(" --policy {}", shown(folder)));
        let folder = folder.cloned().unwrap_or_else(|| PathBuf::from("policy"));
        let schemas = schemas();
        // The line stands first, and an empty one behind it: what Taplo and Tombi both take.
        let texts: Vec<_> = FILES
            .iter()
            .zip([&schemas[1], &schemas[0]])
            .map(|((name, text), (schema, _))| (*name, format!("#:schema ./{schema}\n\n{text}")))
            .chain(schemas.clone())
            .collect();
        let files: Vec<_> = texts.iter().map(|(name, text)| (*name, &**text)).collect();
        for path in workspace::start(&folder, &files)? {
            writeln!(out, "{path}")?;
        }
        out.flush()?;
        tell(&format!("Put your own facts in, and look at them with `ropa check{option}`."));
        Ok(Outcome::Fine)
    }
}
