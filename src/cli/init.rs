//! `ropa init`: a register to start from.

use std::{
    io::{self, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};
use clap::{ValueEnum, builder::PossibleValue};

use crate::{
    cli::{
        Global, Outcome,
        import::{Import, started},
        input::Input,
        interview::interview,
        render::Render,
        schema::{headed, schemas},
        stdout, tell, width,
    },
    document::{built_in_names, built_in_template},
    import,
    lint::Strictness,
    report::Format,
    workspace::{self, shown},
};

/// The smallest of the examples, whole and with its comments.
const FILES: &[(&str, &str)] = &[
    ("ropa.toml", include_str!("../../examples/minimal/ropa.toml")),
    ("register.toml", include_str!("../../examples/minimal/register.toml")),
];

/// Start a register: a small, complete one with comments, for you to put your own facts in
///
/// On a terminal ropa asks a few questions first, and writes down your answers. Without answers, the register
/// describes an invented chess club, and `ropa check` finds nothing in it: change it piece by piece, split it over
/// as many files as you like. Nothing that is there already is ever written over.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa init
  ropa init registers/denmark
  ropa init --example               without questions: the chess club
  ropa init --from xlsx record.xlsx what `ropa import` reads, as a register of its own
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
    /// Start from a register that is kept elsewhere, in one of the formats of `ropa import`
    #[arg(long, num_args = 2, value_names = ["FORMAT", "FILE"], conflicts_with = "templates")]
    from: Vec<PathBuf>,
    /// Ask no questions: the example
    #[arg(long, conflicts_with_all = ["templates", "from", "ask"])]
    example: bool,
    /// Ask, even where there is no terminal: a line of standard input is an answer
    #[arg(long, conflicts_with_all = ["templates", "from"])]
    ask: bool,
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
        if let [format, file] = &*self.from {
            let Ok(format) = import::Format::from_str(&format.to_string_lossy(), true) else {
                let known: Vec<_> = import::Format::value_variants()
                    .iter()
                    .filter_map(ValueEnum::to_possible_value)
                    .collect();
                let known: Vec<_> = known.iter().map(PossibleValue::get_name).collect();
                bail!("ropa imports {}: not `{}`", known.join(", "), format.display());
            };
            let folder = self.folder.clone().or_else(|| global.policy.clone());
            let folder = folder.unwrap_or_else(|| PathBuf::from("policy"));
            workspace::is_free(&folder)?;
            let global = Global { policy: Some(folder), ..global.clone() };
            return Import::starting(format, file.clone()).run(&global);
        }
        let folder = self.folder.as_ref().or(global.policy.as_ref());
        let option = folder.map_or(String::new(), |folder| format!(" --policy {}", shown(folder)));
        let folder = folder.cloned().unwrap_or_else(|| PathBuf::from("policy"));
        if !self.example && (self.ask || is_answered()) {
            return ask(&folder, global);
        }
        let schemas = schemas();
        let texts: Vec<_> = FILES
            .iter()
            .zip([&schemas[1], &schemas[0]])
            .map(|((name, text), (schema, _))| (*name, headed(schema, text)))
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

/// Whether somebody sits there who can answer.
fn is_answered() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks, writes the answers down, and shows what comes of them: a first policy, and what is still missing.
fn ask(folder: &Path, global: &Global) -> Result<Outcome> {
    workspace::is_free(folder)?;
    let imported = interview(&mut io::stdin().lock(), &mut anstream::stderr())?;
    let files = started(&imported);
    let files: Vec<_> = files.iter().map(|(name, text)| (&**name, &**text)).collect();
    let mut out = stdout();
    for path in workspace::start(folder, &files)? {
        writeln!(out, "{path}")?;
    }
    let global = Global { policy: Some(folder.to_owned()), ..global.clone() };
    let policy = folder.join("first-policy.md");
    Render::draft("privacy-policy", policy.clone()).run(&global)?;
    writeln!(out, "{}\n", shown(&policy))?;
    let input = Input::read(&global)?;
    let findings = input.judge(Strictness::default());
    Format::Terminal.write(&input.report(&findings, width()), &mut out)?;
    out.flush()?;
    tell(&format!(
        "{} is a first draft, to be read by you alone. Fill in what is missing, and `ropa build` writes the policy.",
        shown(&policy)
    ));
    Ok(Outcome::Fine)
}
