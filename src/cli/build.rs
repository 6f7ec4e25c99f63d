//! `ropa build`: every document that the settings list, all or none.

use std::io::Write;

use crate::{
    cli::{
        Global, Outcome, difference,
        documents::{Made, Wanted, make},
        input::Input,
        stdout, tell, width,
    },
    finding::{Finding, Level},
    lint::{Strictness, has_errors},
    render,
    report::{Format, count, visible},
    workspace::{Difference, State},
};
use anyhow::Result;

/// The lines of a difference that are shown; the rest is counted.
const SHOWN: usize = 20;

/// The same of a document that is not there, or that none makes: enough to see which it is.
const BEGINNING: usize = 3;

/// Write the documents that `ropa.toml` lists: the privacy policy, the record, and others
///
/// All are written, or none: while an error stands that is not waived, nothing is. Documents that were
/// there are replaced only when all new ones are whole. Without a list in `ropa.toml`, the privacy
/// policy and the record are written as Markdown.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa build
  ropa build --check                in CI: are the committed documents those of this register?

Exit status: 1 if an error stands, or with --check if a document is stale, missing or surplus.")]
pub(super) struct Build {
    /// Write nothing; say which documents are stale, missing, or in the folder without being made
    #[arg(long)]
    check: bool,
}

impl Build {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let input = Input::read(global)?;
        let findings = input.judge(Strictness::default());
        if has_errors(&findings) {
            return stopped(input, &findings);
        }
        let (documents, faults) = make(input, &input.documents, false, &findings)?;
        if !faults.is_empty() {
            return stopped(input, &faults);
        }
        let mut out = stdout();
        let output = input.output();
        if self.check {
            let differences = input.workspace.compare(output, &documents)?;
            for difference in &differences {
                write_difference(difference, &documents, &mut out)?;
            }
            out.flush()?;
            if differences.is_empty() {
                tell(&format!("{}, all current", count(documents.len(), "document")));
                return Ok(Outcome::Fine);
            }
            tell("`ropa build` writes them anew; what no document makes is yours to remove");
            return Ok(Outcome::Found);
        }
        for path in input.workspace.write(output, &documents)? {
            writeln!(out, "{path}")?;
        }
        out.flush()?;
        let as_table = |one: &&Wanted| one.formats.contains(&render::Format::Csv);
        for wanted in input.documents.iter().filter(as_table) {
            input.layouts.tell_of(wanted);
        }
        Ok(Outcome::Fine)
    }
}

/// Says why no document is made: errors alone, as the rest stops nothing.
pub(super) fn stopped(input: &Input, findings: &[Finding]) -> Result<Outcome> {
    let stops = |finding: &&Finding| finding.level == Level::Error && finding.waived.is_none();
    let errors: Vec<Finding> = findings.iter().filter(stops).cloned().collect();
    let mut out = anstream::stderr();
    Format::Terminal.write(&input.report(&errors, width()), &mut out)?;
    tell("no document was made: mend the errors, or waive what has to wait");
    Ok(Outcome::Found)
}

/// How a document differs: what would change in it if it were built, or went, if it is made no more.
fn write_difference(
    difference: &Difference,
    documents: &[Made],
    out: &mut dyn Write,
) -> Result<()> {
    let path = &difference.path;
    let made = || {
        let made = documents.iter().find(|(name, _)| path.ends_with(&format!("/{name}")));
        made.map(|(_, bytes)| bytes.as_slice()).unwrap_or_default()
    };
    match &difference.state {
        State::Stale(there) => {
            writeln!(out, "{path} is stale: this changes in it")?;
            difference::write(&difference::lines(there, made(), 1), SHOWN, out)?;
        }
        State::Missing => begin(&format!("{path} is missing"), made(), '+', out)?,
        State::Surplus(there) => {
            begin(&format!("{path} is made by no document"), there, '-', out)?;
        }
    }
    Ok(())
}

/// A document that comes or goes, and how it begins, empty lines aside; of what is no text its size.
fn begin(what: &str, bytes: &[u8], sign: char, out: &mut dyn Write) -> Result<()> {
    let Ok(text) = str::from_utf8(bytes) else {
        return Ok(writeln!(out, "{what}: {} bytes that are no text", bytes.len())?);
    };
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let lines: Vec<_> = lines.map(|line| format!("{sign}{}", visible(line))).collect();
    if lines.is_empty() {
        return Ok(writeln!(out, "{what}")?);
    }
    writeln!(out, "{what}: it begins with")?;
    Ok(difference::write(&lines, BEGINNING, out)?)
}
