//! `ropa diff`: what changed between two revisions, and what that obliges.

use std::io::Write as _;

use anyhow::Result;

use crate::{
    cli::{Global, Outcome, revisions, stdout, width},
    diff::{self, duties, duties::Grade},
    language::Language,
    report::changes::{Changes, Format},
};

/// Columns where there is no terminal.
const WIDTH: usize = 100;

/// Show what changed between two revisions, and what that obliges
///
/// By entry and key, never by line: what is moved, reordered or written in another way is no change. With each
/// change its places before and after; then the duties that follow, whom to tell, and which article asks for it.
///
/// A revision is whatever git knows by a name; a folder is taken for a folder. Without OLD, what was
/// committed last is compared with the working tree.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa diff                         what is not yet committed
  ropa diff main                    what the working tree changes against a branch
  ropa diff main...HEAD             what a branch changes since it left main
  ropa diff --format markdown main...HEAD > comment.md
  ropa diff ../old/policy policy    two folders, without git

Exit status: 1 if a duty follows that --fail-on names; changes alone are 0.")]
pub(super) struct Diff {
    /// The earlier revision or folder, or two as OLD..NEW or OLD...NEW
    old: Option<String>,
    /// The later one; without it the working tree
    new: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Fail if a duty of this grade or a graver one follows
    #[arg(long, value_name = "GRADE", value_parser = grade)]
    fail_on: Option<Grade>,
}

fn grade(text: &str) -> Result<Grade, String> {
    let known = Grade::ALL.into_iter().find(|grade| grade.word() == text && *grade != Grade::None);
    known.ok_or_else(|| "a grade is `internal`, `inform` or `inform-before`".to_owned())
}

impl Diff {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let (old, new) = revisions::both(global, self.old.as_deref(), self.new.as_deref())?;
        let changes = diff::between(old.revision(), new.revision());
        let duties = duties::follow(old.revision(), new.revision(), &changes);
        let report = Changes {
            old: old.revision(),
            new: new.revision(),
            called: (old.called.clone(), new.called.clone()),
            changes: &changes,
            duties: &duties,
            language: Language::of(new.settings.first_language()),
            width: width().unwrap_or(WIDTH),
        };
        let mut out = stdout();
        self.format.write(&report, &mut out)?;
        out.flush()?;
        old.warn();
        new.warn();
        let fails = |grade| duties.iter().any(|duty| duty.obligation.grade >= grade);
        Ok(if self.fail_on.is_some_and(fails) { Outcome::Found } else { Outcome::Fine })
    }
}
