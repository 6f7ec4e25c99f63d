//! `ropa check`: reads, judges, reports; on demand it mends first, or puts off.

use std::io::Write as _;

use anyhow::{Result, ensure};
use chrono::NaiveDate;

use crate::{
    cli::{Global, Outcome, day, editions, input::Input, stdout, tell, width},
    lint::{Strictness, adoption, fixes, has_errors},
    report::{Format, count, visible},
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
  ropa check --fix                  mend what needs no decision
  ropa check --format concise       a line each, for an editor
  ropa check --format sarif         for code scanning

Paths in a report lead from the folder that ropa is run in. For a platform that shows findings
beside a change, run it at the root of the repository:
  ropa check --policy policy --format sarif

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
    /// First mend, in the files, what can only have been meant in one way
    ///
    /// A misspelt key, word or id, quotes around a date or a number. Everything else in the files stays as it is.
    /// No fix states a fact: what the register does not say, only you can say.
    #[arg(long)]
    fix: bool,
    /// First waive all that stands, until a day: for a register that has grown without ropa
    ///
    /// A waiver for each rule goes to the end of `ropa.toml`, with the entries that it is about. From then on
    /// only what is new is reported. Mistakes of writing can't be waived.
    #[arg(long, value_name = "DATE", value_parser = day, conflicts_with = "no_waivers")]
    write_waivers: Option<NaiveDate>,
}

/// Mending one thing can show another; a register in which that goes on for ever has not been seen.
const ROUNDS: usize = 64;

impl Check {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let strictness = Strictness { strict: self.strict, no_waivers: self.no_waivers };
        if self.fix {
            mend(global, strictness)?;
        }
        if let Some(until) = self.write_waivers {
            waive(global, until)?;
        }
        let input = Input::read(global)?;
        let findings = input.judge_with(&editions::judge(global, input), strictness);
        let mut out = stdout();
        self.format.write(&input.report(&findings, width()), &mut out)?;
        out.flush()?;
        Ok(if has_errors(&findings) { Outcome::Found } else { Outcome::Fine })
    }
}

/// Mends until there is nothing that a machine can mend, and says what it wrote where.
fn mend(global: &Global, strictness: Strictness) -> Result<()> {
    let mut mended = 0;
    for _ in 0..ROUNDS {
        let input = Input::read(global)?;
        let sources = &input.workspace.sources;
        let findings = input.judge(strictness);
        let fixed = fixes::apply(sources, &findings);
        if fixed.is_empty() {
            break;
        }
        let texts: Vec<_> = fixed.iter().map(|fixed| (fixed.file, &*fixed.text)).collect();
        input.workspace.rewrite(&texts)?;
        for (finding, edit) in fixed.iter().flat_map(|fixed| &fixed.findings) {
            let at = sources.line_column(edit.span.file, edit.span.start);
            let path = visible(&sources.file(edit.span.file).path);
            let (old, new) = (visible(sources.text(edit.span)), visible(&edit.text));
            let rule = finding.rule.name;
            tell(&format!("{path}:{}:{}: {old} is now {new} [{rule}]", at.line, at.column));
            mended += 1;
        }
    }
    tell(&format!("{} mended", count(mended, "finding")));
    Ok(())
}

/// Waives what stands, and says how much that is.
fn waive(global: &Global, until: NaiveDate) -> Result<()> {
    let input = Input::read(global)?;
    let today = input.today;
    ensure!(
        until >= today,
        "a waiver until {until} would have ended: today is {today}, write a later day"
    );
    let findings = input.judge(Strictness::default());
    let sources = &input.workspace.sources;
    let (register, settings) = (&input.register, &input.settings);
    let put_off = adoption::put_off(sources, register, settings, &findings, today, until);
    if put_off.findings > 0 {
        if let Some(file) = input.workspace.settings {
            let settings = sources.file(file);
            ensure!(
                settings.broken_at.is_none() && adoption::can_end(&settings.text, &put_off.text),
                "no waiver can be added to {}: mend what can't be read there, and write each waiver \
                 under a header, as [waiver.some-name]",
                settings.path
            );
        }
        input.workspace.append_to_settings(&put_off.text)?;
    }
    tell(&format!("{} waived until {until}", count(put_off.findings, "finding")));
    Ok(())
}
