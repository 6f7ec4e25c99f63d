//! `ropa diff`: what changed between two revisions, and what that obliges.

use std::io::Write as _;

use anyhow::Result;

use crate::{
    cli::{
        Global, Outcome, documents, editions, input::today, revisions, revisions::Side, stdout,
        tell, width,
    },
    diff::{self, duties, duties::Grade, editions::public_changes},
    language::Language,
    report::{
        changes::{Changes, Format},
        since::{Since, Told},
    },
    settings::Edition,
    view::{
        build::{self, Asked},
        since::since,
    },
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
///
/// With --public it says, in each language of the documents, what a reader of the policy is told of the change: the
/// draft of the next edition, `[version.DATE]`. Without OLD it begins at the latest edition that was committed.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa diff                         what is not yet committed
  ropa diff main                    what the working tree changes against a branch
  ropa diff main...HEAD             what a branch changes since it left main
  ropa diff --format markdown main...HEAD > comment.md
  ropa diff ../old/policy policy    two folders, without git
  ropa diff --public                what readers of the policy are told since its last edition

Exit status: 1 if a duty follows that --fail-on names; changes alone are 0.")]
pub(super) struct Diff {
    /// The earlier revision or folder, or two as OLD..NEW or OLD...NEW
    old: Option<String>,
    /// The later one; without it the working tree
    new: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// Print what readers of the policy are told of the change, and the edition that says it
    #[arg(long, conflicts_with = "fail_on")]
    public: bool,
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
        if self.public {
            return self.public(global);
        }
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

    /// What the public is told.
    fn public(&self, global: &Global) -> Result<Outcome> {
        let (edition, (old, new)) = if let Some(old) = &self.old {
            (None, revisions::both(global, Some(old), self.new.as_deref())?)
        } else {
            let (day, published, now) = editions::latest(global)?;
            (Some(day), (published, now))
        };
        let changes = public_changes(old.revision(), new.revision());
        let facts = changes.iter().any(|change| !change.wording);
        let mut told = Vec::new();
        for code in new.settings.languages() {
            let language = documents::speak(code, &new.settings)?;
            let view = |side: &Side| {
                let asked = Asked::plain("privacy-policy", Edition::Public);
                build::build(side.register(), &side.settings, &language, &asked)
            };
            let mut sentences = since(&view(&old), &view(&new), &language);
            if sentences.is_empty() && !facts {
                let key = if changes.is_empty() { "since.nothing" } else { "since.wording" };
                sentences.push(language.say(key, &[]));
            }
            let date = edition.map_or_else(|| old.called.clone(), |day| language.date(day));
            let title = language.say("since.title", &[("date", &date)]);
            told.push(Told { code: code.to_owned(), title, sentences });
        }
        let report = Since {
            since: edition.map_or_else(|| old.called.clone(), |day| day.to_string()),
            day: (!changes.is_empty()).then(|| today(global)),
            told,
            width: width().unwrap_or(WIDTH),
        };
        let mut out = stdout();
        report.write(self.format, &mut out)?;
        out.flush()?;
        if facts && report.told.iter().all(|told| told.sentences.is_empty()) {
            tell("what changed has no sentence of its own here: `ropa diff` shows it");
        }
        old.warn();
        new.warn();
        Ok(Outcome::Fine)
    }
}
