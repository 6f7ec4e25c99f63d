//! How changes and what they oblige are shown: a format a file. What changed, and what follows, is `diff`'s business.

mod json;
mod markdown;
mod phrases;
mod terminal;

use std::io;

use crate::{
    diff::{Change, Duty, Revision, Told, duties::Grade},
    finding::cited as cited_as,
    language::Language,
    register::parts::{Part, Parts},
    report::count,
    source::Sources,
};

/// How changes are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Terminal,
    /// For a merge request's comment
    Markdown,
    /// For programs
    Json,
}

/// The difference between two revisions.
#[derive(Debug)]
pub struct Changes<'a> {
    /// The earlier one.
    pub old: Revision<'a>,
    /// The later one.
    pub new: Revision<'a>,
    /// How the two are called: `HEAD`, `the working tree`.
    pub called: (String, String),
    /// In the order in which they are shown.
    pub changes: &'a [Change],
    /// The gravest first.
    pub duties: &'a [Duty],
    /// Names of ropa's own entries.
    pub language: Option<Language>,
    /// The columns of the terminal.
    pub width: usize,
}

impl Format {
    /// Writes them; styles are ANSI sequences, which the stream at the edge may take out.
    ///
    /// # Errors
    /// If the stream can't be written.
    pub fn write(self, changes: &Changes<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        match self {
            Format::Terminal => terminal::write(changes, out),
            Format::Markdown => markdown::write(changes, out),
            Format::Json => json::write(changes, out),
        }
    }
}

impl Changes<'_> {
    /// For people who look at one file in git: what changed in it. What follows can't be said of a file alone.
    ///
    /// # Errors
    /// If the stream can't be written.
    pub fn write_of_file(&self, out: &mut dyn io::Write) -> io::Result<()> {
        if self.changes.is_empty() {
            let lines = "comments, order and layout are no change; `git diff --no-ext-diff` shows the lines";
            return writeln!(out, "nothing changed in substance: {lines}");
        }
        let number = count(self.changes.len(), "change");
        let public = self.changes.iter().filter(|change| change.public).count();
        let follows = "`ropa diff` compares the whole register, and says what follows";
        let last = match public {
            0 => format!("{number} in this file, none of it public"),
            _ => format!("{number} in this file ({public} public): {follows}"),
        };
        writeln!(out, "{}\n{last}", terminal::entries(self))
    }

    /// "3 changes, 2 of them public; 4 duties".
    fn summary(&self) -> String {
        let (old, new) = &self.called;
        if self.changes.is_empty() {
            return format!("nothing changed between {old} and {new}");
        }
        let public = self.changes.iter().filter(|change| change.public).count();
        let wording = self.changes.iter().filter(|change| change.wording).count();
        let mut parts = vec![format!("{public} public")];
        if wording > 0 {
            parts.push(format!("{wording} of wording only"));
        }
        let duties = match self.duties.len() {
            0 => "no duty".to_owned(),
            1 => "1 duty".to_owned(),
            many => format!("{many} duties"),
        };
        format!(
            "{} between {old} and {new} ({}); {duties}",
            count(self.changes.len(), "change"),
            parts.join(", ")
        )
    }

    /// Where something is written before the change, as an editor opens it.
    fn place_before(&self, told: &Told) -> Option<String> {
        place(self.old.sources, told)
    }

    /// Where something is written after it.
    fn place_after(&self, told: &Told) -> Option<String> {
        place(self.new.sources, told)
    }

    /// What an entry is called, if it has a name in the later or the earlier revision.
    fn name(&self, entry: &str) -> Option<String> {
        let mut path = entry.split('.');
        let (kind, id) = (path.next()?, path.next()?);
        let of = |revision: &Revision<'_>| {
            let mut parts = Parts::new(revision.sources);
            revision.register.visit_entry(kind, id, &mut parts)?;
            parts.keys.iter().find(|key| key.name == "name").map(Part::words)
        };
        let known = || Some(self.language.as_ref()?.name(kind, id)?.to_owned());
        of(&self.new).or_else(|| of(&self.old)).or_else(known)
    }

    /// Names for people, an id where there is none.
    fn names(&self, entries: &[String]) -> String {
        let called = |entry: &String| {
            self.name(entry).unwrap_or_else(|| entry.rsplit('.').next().unwrap_or(entry).to_owned())
        };
        entries.iter().map(called).collect::<Vec<_>>().join(", ")
    }
}

fn place(sources: &Sources, told: &Told) -> Option<String> {
    let span = told.span?;
    let line = sources.line_column(span.file, span.start).line;
    Some(format!("{}:{line}", sources.file(span.file).path))
}

/// When a duty must be done, in words.
fn when(grade: Grade) -> &'static str {
    match grade {
        Grade::InformBefore => "before it starts",
        Grade::Inform => "inform",
        Grade::Internal => "internal",
        Grade::None => "nothing",
    }
}

/// The articles of a duty, as law is cited.
fn cited(duty: &Duty) -> Vec<String> {
    duty.obligation.articles.iter().map(|article| cited_as(article)).collect()
}
