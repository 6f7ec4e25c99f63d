//! `ropa log`: the history of the register, one line a commit that changed it in substance.

use std::io::Write as _;

use anyhow::Result;
use chrono::NaiveDate;
use serde::Serialize;

use crate::{
    cli::{Global, Outcome, day, revisions, revisions::Side, stdout, width},
    diff::{self, Change, What, duties::concerned::Uses},
    document::wrap::wrap,
    git::{Commit, Parent, Repository, Revisions},
    language::Language,
    report::{changes::Changes, visible, write_json},
};

/// So many changes of one commit stand in its line; the others are counted.
const TOLD: usize = 15;

/// Show what changed in the register's history, commit by commit
///
/// Each commit that changed what the register says, the newest first, with what it changed. Commits that only
/// moved or reworded something are left out.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa log
  ropa log --purpose newsletter     since when do we share this with whom?
  ropa log --since 2025-01-01 --format json")]
pub(super) struct Log {
    /// The revision to begin with, and go back from
    #[arg(default_value = "HEAD")]
    revision: String,
    /// Only what concerns this purpose
    #[arg(long, value_name = "ID")]
    purpose: Option<String>,
    /// Only commits from this day on
    #[arg(long, value_name = "DATE", value_parser = day)]
    since: Option<NaiveDate>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Terminal,
    /// For programs
    Json,
}

/// One line of the history.
#[derive(Serialize)]
struct Step {
    commit: String,
    date: Option<NaiveDate>,
    author: String,
    subject: String,
    /// What changed, in a phrase each; or why nothing is known of it.
    changes: Vec<String>,
    unreadable: bool,
}

#[derive(Serialize)]
struct History<'a> {
    version: u8,
    commits: &'a [Step],
}

impl Log {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let repository = revisions::repository(global)?;
        let tip = match repository.parse(&self.revision)? {
            Revisions::One(revision) | Revisions::Two { new: revision, .. } => revision,
        };
        let settings = Side::of_revision(&repository, &tip)?.settings;
        let mut history = repository.history(tip)?;
        history.watch(settings.included());
        let mut reading = Reading {
            repository: &repository,
            purpose: self.purpose.clone(),
            later: None,
            steps: Vec::new(),
        };
        let mut is_cut = false;
        while let Some(commit) = history.next() {
            let commit = commit?;
            let date = commit.date.map(|date| date.date_naive());
            if self.since.is_some_and(|since| date.is_some_and(|date| date < since)) {
                break;
            }
            is_cut = commit.parent == Parent::Cut;
            if commit.changed {
                reading.step(commit)?;
                if let Some((_, side, _)) = &reading.later {
                    history.watch(side.settings.included());
                }
            }
        }
        let steps = reading.end()?;
        let mut out = stdout();
        match self.format {
            Format::Json => {
                write_json(&History { version: 1, commits: &steps }, &mut out)?;
            }
            Format::Terminal => {
                for step in &steps {
                    write!(out, "{}", step.lines())?;
                }
                if steps.is_empty() {
                    writeln!(out, "no commit changed the register")?;
                }
            }
        }
        out.flush()?;
        if is_cut {
            super::tell(
                "the history is cut off here: what was before is not in this copy of the repository",
            );
        }
        Ok(Outcome::Fine)
    }
}

impl Step {
    /// For people: day, commit, and what changed behind them.
    fn lines(&self) -> String {
        let date = self.date.map_or_else(|| "no date   ".to_owned(), |date| date.to_string());
        let short = &self.commit[..7];
        let lead = format!("{date}  {short}  ");
        let rest = " ".repeat(lead.len());
        let mut text = String::new();
        let told = self.changes[..self.changes.len().min(TOLD)].join("; ");
        let changes = match self.changes.len().saturating_sub(TOLD) {
            0 => told,
            more => format!("{told}; and {more} more"),
        };
        let changes = visible(&changes).into_owned();
        // In a pipe a commit is one line.
        wrap(&mut text, &changes, (&lead, &rest), width().unwrap_or(usize::MAX));
        text
    }
}

/// Goes back in history, each register read once: a commit is compared with the next earlier one that could be read.
struct Reading<'r> {
    repository: &'r Repository,
    /// The purpose that is asked for, by the id that it has here.
    purpose: Option<String>,
    /// The earliest register so far that could be read, and the place of its line.
    later: Option<(Commit, Side, usize)>,
    /// A line a commit; none if it changed nothing in substance.
    steps: Vec<Option<Step>>,
}

impl Reading<'_> {
    fn step(&mut self, commit: Commit) -> Result<()> {
        let later = self.later.as_ref().map(|(_, side, _)| side);
        let side = Side::beside(self.repository, &commit.revision, later)?;
        if side.is_broken {
            let why = vec!["the register could not be read".to_owned()];
            self.steps.push(Some(told(&commit, why, true)));
            return Ok(());
        }
        if let Some((later, new, at)) = self.later.take() {
            self.steps[at] = self.compare(&later, &side, &new);
        }
        self.later = Some((commit, side, self.steps.len()));
        self.steps.push(None);
        Ok(())
    }

    /// The lines, the earliest commit compared with what was before it.
    fn end(mut self) -> Result<Vec<Step>> {
        if let Some((first, new, at)) = self.later.take() {
            let old = match &first.parent {
                Parent::Known(parent) => Some(Side::of_revision(self.repository, parent)?),
                Parent::None => Some(Side::nothing()),
                Parent::Cut => None,
            };
            if let Some(old) = old.filter(|old| !old.is_broken) {
                self.steps[at] = self.compare(&first, &old, &new);
            }
        }
        Ok(self.steps.into_iter().flatten().collect())
    }

    fn compare(&mut self, commit: &Commit, old: &Side, new: &Side) -> Option<Step> {
        let changes = diff::between(old.revision(), new.revision());
        let changes = changes.into_iter().filter(|change| !change.wording).collect();
        let changes = self.of_purpose(old, new, changes);
        let report = Changes {
            old: old.revision(),
            new: new.revision(),
            called: (old.called.clone(), new.called.clone()),
            changes: &changes,
            duties: &[],
            language: Language::of(new.settings.first_language()),
            width: 0,
        };
        (!changes.is_empty()).then(|| told(commit, report.phrases(), false))
    }

    /// Only what concerns the purpose, which had another id before it was renamed.
    fn of_purpose(&mut self, old: &Side, new: &Side, changes: Vec<Change>) -> Vec<Change> {
        let Some(id) = self.purpose.clone() else { return changes };
        let (before, after) = (Uses::of(old.register()), Uses::of(new.register()));
        let mut was = id.clone();
        for change in &changes {
            let renamed = change.kind == "purpose" && change.what == What::Renamed;
            if renamed
                && change.ids.iter().any(|one| *one == *id)
                && let Some(before) = &change.before
            {
                was.clone_from(&before.words);
            }
        }
        let concerns = |change: &Change| {
            let one = std::iter::once(change);
            after.concerned("purpose", one.clone()).iter().any(|one| *one == *id)
                || before.concerned("purpose", one).iter().any(|one| *one == *was)
        };
        let found = changes.into_iter().filter(concerns).collect();
        self.purpose = Some(was);
        found
    }
}

fn told(commit: &Commit, changes: Vec<String>, unreadable: bool) -> Step {
    Step {
        commit: commit.revision.id(),
        date: commit.date.map(|date| date.date_naive()),
        author: commit.author.clone(),
        subject: commit.subject.clone(),
        changes,
        unreadable,
    }
}
