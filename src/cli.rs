//! The command line: what can be asked of ropa, and which file answers.
//! A command gathers its inputs, calls the core and prints; it knows no rule of privacy.

mod build;
mod check;
mod completions;
mod coverage;
mod diff;
mod difference;
mod documents;
mod editions;
mod explain;
mod export;
mod git_driver;
mod git_setup;
mod import;
mod init;
mod input;
mod interview;
mod layouts;
mod letterhead;
mod log;
mod man;
mod render;
mod revisions;
mod rules;
mod schema;
mod show;
mod table;

use std::{
    io::{self, Write},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::Result;
use chrono::NaiveDate;
use clap::{Args, ColorChoice, Parser, Subcommand};

use crate::{
    law,
    register::{self, Register},
    report::visible,
};

/// What a command came to; an error besides says that it could not do its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Exit status 0: nothing at error level.
    Fine,
    /// Exit status 1: something that must be mended stands.
    Found,
}

#[derive(Parser)]
#[command(
    name = "ropa",
    version,
    about = "Privacy as code: one register in TOML becomes a checked privacy policy and an Article 30 record",
    long_about = "Privacy as code.

You keep one register of what your organisation does with personal data, in plain TOML files under version \
control. ropa says what the register lacks, where, and which article asks for it; and it writes your privacy \
policy (Art. 13 and 14 GDPR) and your record of processing (Art. 30) from it. It works offline, and the same \
register always gives the same documents.

ropa is no lawyer: it says what is missing and which article asks for it, never that you are done.",
    after_help = "\
A first hour:
  ropa init                         a small register to start from, in the folder `policy`
  ropa check                        what is missing in it, where, and who asks for it
  ropa explain missing-legal-basis  why, with an example
  ropa build                        writes the policy and the record

Exit status: 0 if nothing must be mended, 1 if something must, 2 if ropa could not do what you asked.",
    disable_help_subcommand = true,
    max_term_width = 100
)]
struct Cli {
    #[command(flatten)]
    global: Global,
    #[command(subcommand)]
    command: Command,
}

/// What every command may be told.
#[derive(Args, Clone)]
#[command(next_help_heading = "Options of every command")]
pub(crate) struct Global {
    /// The register's folder
    ///
    /// Without it, ropa takes the current folder if it holds a `ropa.toml`, else its folder `policy`,
    /// else the same of the nearest folder above.
    #[arg(long, global = true, value_name = "DIR")]
    policy: Option<PathBuf>,
    /// The day to judge by, instead of today: 2026-11-24
    ///
    /// Adequacy decisions and waivers end, reviews fall due. Fix the day where the answer must be the
    /// same tomorrow, as in tests; or name a later one to see what will have run out by then. No
    /// document depends on it.
    #[arg(long, global = true, value_name = "DATE", env = "ROPA_TODAY", hide_env_values = true, value_parser = day)]
    today: Option<NaiveDate>,
    /// Whether to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
}

#[derive(Subcommand)]
enum Command {
    Init(init::Init),
    Check(check::Check),
    Coverage(coverage::Coverage),
    Explain(explain::Explain),
    Rules(rules::Rules),
    Build(build::Build),
    Render(render::Render),
    Export(export::Export),
    Import(import::Import),
    Schema(schema::Schema),
    Show(show::Show),
    Diff(diff::Diff),
    Log(log::Log),
    GitSetup(git_setup::GitSetup),
    #[command(hide = true)]
    GitDriver(git_driver::GitDriver),
    Completions(completions::Completions),
    Man(man::Man),
}

/// Does what the command line asks.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    match cli.global.color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
    let outcome = match cli.command {
        Command::Init(command) => command.run(&cli.global),
        Command::Check(command) => command.run(&cli.global),
        Command::Coverage(command) => command.run(&cli.global),
        Command::Explain(command) => command.run(),
        Command::Rules(command) => command.run(),
        Command::Build(command) => command.run(&cli.global),
        Command::Render(command) => command.run(&cli.global),
        Command::Export(command) => command.run(&cli.global),
        Command::Import(command) => command.run(&cli.global),
        Command::Schema(command) => command.run(),
        Command::Show(command) => command.run(&cli.global),
        Command::Diff(command) => command.run(&cli.global),
        Command::Log(command) => command.run(&cli.global),
        Command::GitSetup(command) => command.run(&cli.global),
        Command::GitDriver(command) => command.run(),
        Command::Completions(command) => command.run(),
        Command::Man(command) => command.run(),
    };
    match outcome {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(1),
        Err(error) if reader_left(&error) => ExitCode::SUCCESS,
        Err(error) => {
            complain(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}

/// Shows our own mistake as ours.
pub fn own_up_to_panics() {
    std::panic::set_hook(Box::new(|panic| {
        complain(&format!("ropa has made a mistake, and it is not yours: {panic}"));
        complain("please report this line, with what you asked of ropa");
    }));
}

/// An error on standard error; if even that can't be written, nothing is left to do.
fn complain(message: &str) {
    let style = clap::builder::Styles::styled().get_error().to_owned();
    let lines: Vec<_> = message.lines().map(visible).collect();
    let _ = writeln!(anstream::stderr(), "{style}error:{style:#} {}", lines.join("\n"));
}

/// A word beside the result, on standard error.
fn tell(message: &str) {
    let _ = writeln!(anstream::stderr(), "{message}");
}

/// Whether what failed is only that nobody reads the output any more, as after `ropa rules | head`.
fn reader_left(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

/// Where results go; colours are taken out where they are not wanted.
fn stdout() -> impl Write {
    io::BufWriter::new(anstream::stdout())
}

/// ropa's own data, and no register.
fn law_alone() -> Register {
    register::read(&law::sources()).0
}

/// The columns of the terminal that results go to.
fn width() -> Option<usize> {
    terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| width.0.into())
}

fn day(text: &str) -> Result<NaiveDate, String> {
    text.parse().map_err(|_| "a day is written as 2026-11-24".to_owned())
}
