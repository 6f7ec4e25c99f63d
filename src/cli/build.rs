//! `ropa build`: every document that the settings list, all or none.

use std::io::Write;

use anyhow::Result;
use similar::TextDiff;

use crate::{
    cli::{
        Global, Outcome,
        documents::{Made, make},
        input::Input,
        stdout, tell, width,
    },
    finding::{Finding, Level},
    lint::{Strictness, has_errors},
    report::{Format, count, visible},
    workspace::{Difference, State},
};

/// A difference longer than this is counted, not shown.
const SHOWN: usize = 20;

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
        let (documents, faults) = make(input, &input.documents, false)?;
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

fn write_difference(
    difference: &Difference,
    documents: &[Made],
    out: &mut dyn Write,
) -> Result<()> {
    let path = &difference.path;
    match &difference.state {
        State::Missing => writeln!(out, "{path} is missing")?,
        State::Surplus => writeln!(out, "{path} is made by no document")?,
        State::Stale(there) => {
            writeln!(out, "{path} is stale")?;
            let new = documents.iter().find(|(name, _)| path.ends_with(&format!("/{name}")));
            if let Some((_, new)) = new {
                show_difference(there, new, out)?;
            }
        }
    }
    Ok(())
}

/// What changes in a text, in a few lines; what is no text is only said to change.
fn show_difference(old: &[u8], new: &[u8], out: &mut dyn Write) -> Result<()> {
    let (Ok(old), Ok(new)) = (str::from_utf8(old), str::from_utf8(new)) else { return Ok(()) };
    let difference = TextDiff::from_lines(old, new);
    let shown = difference.unified_diff().context_radius(1).to_string();
    for line in shown.lines().take(SHOWN) {
        writeln!(out, "    {}", visible(line))?;
    }
    match shown.lines().count().saturating_sub(SHOWN) {
        0 => Ok(()),
        more => Ok(writeln!(out, "    … {}", count(more, "more line"))?),
    }
}
