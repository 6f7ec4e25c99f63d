//! Whether the policy's date is honest: the register under each edition, from git, held against what it is now.

use anyhow::{Result, bail};
use chrono::NaiveDate;

use crate::{
    cli::{
        Global,
        input::{Input, Reading},
        revisions,
        revisions::Side,
        tell,
    },
    diff::{self, editions},
    finding::Finding,
    folder::NoRegister,
    git::{Commit, Parent, Repository, Revision, leads_out},
    register::{entry::Entry, policy::Version},
};

/// What git knows of an edition.
pub(super) enum Published {
    /// The register as it was at the end of the edition's day, or where it first held the edition.
    As(Box<Side>, Revision),
    /// No commit holds it yet.
    NotYet,
    /// It was before what this copy of the repository holds, or can't be read.
    Lost,
}

/// What the history says against the editions' dates. Without git nothing can be said, and nothing is.
pub(super) fn judge(global: &Global, input: &Input) -> Vec<Finding> {
    let editions = editions::editions(&input.register);
    let [(day, latest), ..] = editions[..] else { return Vec::new() };
    // On its day an edition may still be written; one of a day to come is found elsewhere.
    if day >= input.today || input.is_broken() {
        return Vec::new();
    }
    let unknown = format!("whether the policy changed since edition {} is not known", latest.id);
    match by_history(global, input, &editions) {
        Ok(Some(found)) => found,
        Ok(None) => {
            tell(&format!(
                "{unknown}: the history here does not reach back to it (`git fetch --unshallow` \
                 brings it, in a pipeline `fetch-depth: 0`)"
            ));
            Vec::new()
        }
        // That the history can't be read is no reason not to judge the register.
        Err(error) => {
            tell(&format!("{unknown}: {error:#}"));
            Vec::new()
        }
    }
}

/// `None`, if the history here does not reach back to the latest edition.
fn by_history(
    global: &Global,
    input: &Input,
    editions: &[(NaiveDate, &Entry<Version>)],
) -> Result<Option<Vec<Finding>>> {
    let Some((repository, head)) = revisions::head(global)? else { return Ok(Some(Vec::new())) };
    let (day, latest) = editions[0];
    let (published, at) = match published(&repository, head, day)? {
        Published::As(side, at) => (side, at),
        Published::NotYet => return Ok(Some(Vec::new())),
        Published::Lost => return Ok(None),
    };
    let now = diff::Revision {
        register: &input.register,
        sources: &input.workspace.sources,
        first_language: input.settings.first_language(),
    };
    let mut found: Vec<Finding> =
        editions::undated_change((published.revision(), now), latest).into_iter().collect();
    if let Some((day, preceding)) = editions.get(1)
        && let Published::As(before, then) = self::published(&repository, at.clone(), *day)?
        && then != at
    {
        let both = (before.revision(), published.revision());
        found.extend(editions::unchanged_version(both, (latest, preceding)));
    }
    Ok(Some(found))
}

/// The latest edition that was committed, the register under it, and the register now.
pub(super) fn latest(global: &Global) -> Result<(NaiveDate, Side, Side)> {
    let now = Side::of_folder(global.policy.as_deref(), "the working tree".to_owned(), None, None)?;
    let name = "name what to compare with, as `ropa diff --public v1.0`";
    let Some((repository, head)) = revisions::head(global)? else {
        bail!("what was published is not known without git: {name}");
    };
    for (day, _) in editions::editions(now.register()) {
        match published(&repository, head.clone(), day)? {
            Published::As(side, _) => return Ok((day, *side, now)),
            Published::NotYet => {}
            Published::Lost => {
                bail!("the history here does not reach back to edition {day}: {name}")
            }
        }
    }
    bail!("no edition of the policy, `[version.DATE]`, was committed yet: {name}")
}

/// The register as it was published under the edition of a day, in the history up to a commit.
pub(super) fn published(
    repository: &Repository,
    tip: Revision,
    day: NaiveDate,
) -> Result<Published> {
    let word = day.to_string();
    let holds = |commit: &Commit| -> Result<Option<Side>> {
        // Most can be told from the texts, without reading what they say.
        if !mentions(repository, &commit.revision, &word)? {
            return Ok(None);
        }
        let side = Side::of_revision(repository, &commit.revision)?;
        let has_it = editions::editions(side.register()).iter().any(|(held, _)| *held == day);
        Ok((has_it && !side.is_broken).then_some(side))
    };
    // Later than the edition's day, the newest first.
    let mut later: Vec<Commit> = Vec::new();
    let mut is_cut = false;
    for commit in repository.history(tip)? {
        let commit = commit?;
        is_cut = commit.parent == Parent::Cut;
        if commit.date.is_some_and(|date| date.date_naive() <= day) {
            if let Some(side) = holds(&commit)? {
                return Ok(Published::As(Box::new(side), commit.revision));
            }
            is_cut = false;
            break;
        }
        if commit.changed || is_cut {
            later.push(commit);
        }
    }
    // An edition that is there stays there: the first commit that holds it is found by halves.
    let mut first = None;
    let (mut newest, mut oldest) = (0, later.len());
    while newest < oldest {
        let middle = newest.midpoint(oldest);
        match holds(&later[middle])? {
            Some(side) => {
                first = Some((middle, side));
                newest = middle + 1;
            }
            None => oldest = middle,
        }
    }
    Ok(match first {
        // What the copy begins with may have held it long before.
        Some((at, _)) if is_cut && at + 1 == later.len() => Published::Lost,
        Some((at, side)) => Published::As(Box::new(side), later.swap_remove(at).revision),
        None => Published::NotYet,
    })
}

/// Whether a text of the register has the word in it.
fn mentions(repository: &Repository, revision: &Revision, word: &str) -> Result<bool> {
    let mut contents = match repository.contents(revision) {
        Err(error) if error.is::<NoRegister>() => return Ok(false),
        contents => contents?,
    };
    Reading::gather(&mut contents, &|path| !leads_out(revision.folder(), path))?;
    Ok(contents.sources.iter().any(|(_, file)| file.text.contains(word)))
}
