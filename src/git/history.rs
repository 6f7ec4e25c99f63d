//! The commits that brought the register to where it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    ffi::OsString,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use chrono::{DateTime, FixedOffset};
use gix::{ObjectId, objs::commit::MessageRef};

use crate::{
    folder::{ENDING, Kind, Node as _, concerns},
    git::{
        Repository, Revision, moved,
        node::{InRevision, join, missing},
    },
};

/// One step of a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commit {
    /// The commit, with the register's folder in it.
    pub revision: Revision,
    /// What it is compared with.
    pub parent: Parent,
    /// When it was written; `None` if it does not say so legibly.
    pub date: Option<DateTime<FixedOffset>>,
    /// Who wrote it, in their own words; empty if it does not say so legibly.
    pub author: String,
    /// The first line of what they wrote about it, in their own words.
    pub subject: String,
    /// Whether a file of the register is another than in the parent. What it says may be the same.
    pub changed: bool,
}

/// What a commit is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parent {
    /// Its first parent. If the folder is another one there, the register was moved.
    Known(Revision),
    /// Nothing: the history begins here.
    None,
    /// Nothing: what was before is not in this copy of the repository (`fetch-depth: 0` brings it).
    Cut,
}

/// The commits of a branch, newest first: each and its first parent, so a merge is one step, and each change is
/// told once, at the commit that brought it to the branch. That is the day from which it was so for others.
pub struct History<'r> {
    repository: &'r Repository,
    next: Option<Revision>,
    /// The commits whose parents are not here, sorted.
    cut: Vec<ObjectId>,
    /// Folders beside the register's, by their paths from it.
    beside: Vec<PathBuf>,
}

impl Repository {
    /// The history up to a commit.
    ///
    /// # Errors
    /// If it can't be told where the history is cut off.
    pub fn history(&self, tip: Revision) -> Result<History<'_>> {
        let cut = self
            .git
            .shallow_commits()
            .context("the file `shallow` of the repository can't be read")?;
        let cut = cut.map(|cut| cut.iter().copied().collect()).unwrap_or_default();
        Ok(History { repository: self, next: Some(tip), cut, beside: Vec::new() })
    }

    /// A revision with the register's folder as it was then, if it is followed from a later one.
    ///
    /// # Errors
    /// If an object can't be read.
    pub fn follow(&self, later: &Revision, mut earlier: Revision) -> Result<Revision> {
        if self.folder_in(&earlier)?.is_some() {
            return Ok(earlier);
        }
        for commit in self.history(later.clone())? {
            match commit?.parent {
                Parent::Known(parent) if parent.id == earlier.id => return Ok(parent),
                _ => {}
            }
        }
        let (top, before) =
            (InRevision::top(&self.git, later)?, InRevision::top(&self.git, &earlier)?);
        if let Some(folder) = moved::from(&top, &later.folder, &before)? {
            earlier.folder = folder;
        }
        Ok(earlier)
    }
}

impl History<'_> {
    /// From the next commit on, a change in a shared folder counts as well. They are named as `include` names them in
    /// that commit, which is the parent of the last one.
    pub fn watch<'p>(&mut self, include: impl IntoIterator<Item = &'p str>) {
        self.beside = include.into_iter().map(PathBuf::from).collect();
    }

    fn step(&self, revision: Revision) -> Result<Commit> {
        let git = &self.repository.git;
        let commit = git.find_commit(revision.id);
        let commit = commit.with_context(|| missing(&format!("the commit {revision}")))?;
        let top = InRevision::top(git, &revision)?;
        let (parent, changed) = match commit.parent_ids().next() {
            None => (Parent::None, top.folder(&revision.folder)?.is_some()),
            Some(_) if self.cut.binary_search(&revision.id).is_ok() => (Parent::Cut, false),
            Some(id) => {
                let mut parent = self.repository.revision_at(id.detach(), revision.folder.clone());
                let before = InRevision::top(git, &parent)?;
                if let Some(folder) = moved::from(&top, &revision.folder, &before)? {
                    parent.folder = folder;
                }
                let changed = self.changed((&before, &parent.folder), (&top, &revision.folder))?;
                (Parent::Known(parent), changed)
            }
        };
        let (author, date) = match commit.author() {
            Ok(author) => (author.name.to_string(), author.time().ok().and_then(date)),
            Err(_) => (String::new(), None),
        };
        // Read apart from the rest: a date that no one can read leaves it as it is.
        let subject = MessageRef::from_bytes(commit.message_raw_sloppy()).summary().to_string();
        Ok(Commit { revision, parent, date, author, subject, changed })
    }

    /// Whether the register's files differ between two tops with a folder each, or those beside it.
    fn changed(
        &self,
        old: (&InRevision<'_>, &Path),
        new: (&InRevision<'_>, &Path),
    ) -> Result<bool> {
        if old.0.id() == new.0.id() && old.1 == new.1 {
            return Ok(false);
        }
        for path in [Path::new("")].into_iter().chain(self.beside.iter().map(PathBuf::as_path)) {
            if differ(folder_from(old, path)?, folder_from(new, path)?)? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Iterator for History<'_> {
    type Item = Result<Commit>;

    fn next(&mut self) -> Option<Self::Item> {
        let revision = self.next.take()?;
        let commit = self.step(revision);
        if let Ok(Commit { parent: Parent::Known(parent), .. }) = &commit {
            self.next = Some(parent.clone());
        }
        Some(commit)
    }
}

/// The folder that a path from the register's leads to.
fn folder_from<'r>(
    (top, register): (&InRevision<'r>, &Path),
    path: &Path,
) -> Result<Option<InRevision<'r>>> {
    match join(register, path) {
        Some(path) => top.folder(&path),
        None => Ok(None),
    }
}

/// Whether a file of the register differs between two folders. What is the same object is not looked into.
fn differ<'r>(old: Option<InRevision<'r>>, new: Option<InRevision<'r>>) -> Result<bool> {
    let mut seen = BTreeSet::new();
    let mut pairs = vec![[old, new]];
    while let Some(pair) = pairs.pop() {
        let ids = pair.each_ref().map(|folder| folder.as_ref().map(InRevision::id));
        if ids[0] == ids[1] || !seen.insert(ids) {
            continue;
        }
        for pair in by_name(&pair)?.into_values() {
            let [one, other] =
                pair.each_ref().map(|node| node.as_ref().map(|node| (node.kind(), node.id())));
            let are_folders = pair.iter().flatten().all(|node| node.kind() == Kind::Folder);
            if are_folders {
                pairs.push(pair);
            } else if one != other {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// What of two folders concerns the register, each beside what has its name in the other.
fn by_name<'r>(
    folders: &[Option<InRevision<'r>>; 2],
) -> Result<BTreeMap<OsString, [Option<InRevision<'r>>; 2]>> {
    let mut named: BTreeMap<_, [Option<InRevision<'r>>; 2]> = BTreeMap::new();
    for (side, folder) in folders.iter().enumerate() {
        let Some(folder) = folder else { continue };
        for node in folder.entries()?.into_iter().filter(|node| concerns(node, ENDING)) {
            let name = node.path().file_name().expect("an entry has a name").to_owned();
            named.entry(name).or_default()[side] = Some(node);
        }
    }
    Ok(named)
}

fn date(time: gix::date::Time) -> Option<DateTime<FixedOffset>> {
    let zone = FixedOffset::east_opt(time.offset)?;
    Some(DateTime::from_timestamp(time.seconds, 0)?.with_timezone(&zone))
}
