//! What a user writes for a revision, or for two.

use std::{
    fmt,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};
use gix::{
    ObjectId,
    prelude::ObjectIdExt as _,
    revision::{
        Spec, plumbing,
        spec::parse::{Error as Reason, ObjectKindHint, Options},
    },
};

use crate::{
    folder::SETTINGS,
    git::{Repository, node::InRevision},
    report::visible,
};

/// A commit, and where the register is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub(super) id: ObjectId,
    pub(super) folder: PathBuf,
    /// The id, as short as it tells the commit from every other.
    pub(super) short: String,
}

impl Revision {
    /// The commit's id, whole.
    pub fn id(&self) -> String {
        self.id.to_string()
    }

    /// The register's folder, from the top of the repository.
    pub fn folder(&self) -> &Path {
        &self.folder
    }
}

/// The short id.
impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.short)
    }
}

/// What one argument of the command line can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Revisions {
    /// `main`, `v1.0`, `HEAD~1`, `a1b2c3d`.
    One(Revision),
    /// `old..new`, or `old...new`, which begins where the two parted.
    Two {
        /// The earlier one.
        old: Revision,
        /// The later one.
        new: Revision,
    },
}

impl Repository {
    /// The commits that a user means.
    ///
    /// # Errors
    /// If there is none, more than one, or one that is not in this copy of the repository; says what to do.
    pub fn parse(&self, text: &str) -> Result<Revisions> {
        let shown = visible(text);
        if text.starts_with('-') || text.is_empty() {
            bail!("`{shown}` is no revision: write a branch, a tag or a commit's id");
        }
        let options =
            Options { object_kind_hint: Some(ObjectKindHint::Committish), ..Options::default() };
        let spec = match Spec::from_bstr(text, &self.git, options) {
            Ok(spec) => spec.detach(),
            Err(error) => {
                bail!("`{shown}` is no revision of this repository: {}", self.reason(&error))
            }
        };
        Ok(match spec {
            plumbing::Spec::Include(id) => Revisions::One(self.revision(id, &shown)?),
            plumbing::Spec::Range { from, to } => Revisions::Two {
                old: self.revision(from, &shown)?,
                new: self.revision(to, &shown)?,
            },
            plumbing::Spec::Merge { theirs, ours } => {
                let (one, new) = (self.revision(theirs, &shown)?, self.revision(ours, &shown)?);
                Revisions::Two { old: self.parting(&one, &new, &shown)?, new }
            }
            plumbing::Spec::Exclude(_)
            | plumbing::Spec::IncludeOnlyParents(_)
            | plumbing::Spec::ExcludeParents(_) => {
                bail!("`{shown}` means a set of commits: write one, or two as `OLD..NEW`")
            }
        })
    }

    /// Where the histories of two commits parted.
    fn parting(&self, one: &Revision, other: &Revision, shown: &str) -> Result<Revision> {
        let base = self.git.merge_base(one.id, other.id);
        let context = || format!("`{shown}`: the history can't be read{}", self.advice());
        match base.with_context(context)? {
            Some(base) => self.revision(base.detach(), shown),
            None => bail!("`{shown}`: the two have no commit in common{}", self.advice()),
        }
    }

    /// The commit that an object is, or that a tag stands for.
    fn revision(&self, id: ObjectId, shown: &str) -> Result<Revision> {
        let commit = self.git.find_object(id).and_then(gix::Object::peel_to_commit);
        let commit = commit.with_context(|| format!("`{shown}` is no commit"))?;
        let revision = self.revision_at(commit.id, self.folder.clone());
        self.in_bare(revision)
    }

    pub(super) fn revision_at(&self, id: ObjectId, folder: PathBuf) -> Revision {
        let short = id.attach(&self.git).shorten_or_id().to_string();
        Revision { id, folder, short }
    }

    /// Without a folder of the user's, the register is where it would be found in a checkout.
    fn in_bare(&self, mut revision: Revision) -> Result<Revision> {
        if self.is_bare && revision.folder == Path::new("") {
            let top = InRevision::top(&self.git, &revision)?;
            let policy = Path::new("policy");
            if top.at(Path::new(SETTINGS))?.is_none() && top.folder(policy)?.is_some() {
                policy.clone_into(&mut revision.folder);
            }
        }
        Ok(revision)
    }

    /// Why nothing is known by a name, and what to do.
    fn reason(&self, error: &gix::Error) -> String {
        if self.is_empty() {
            return "it has no commit yet".to_owned();
        }
        match error.downcast_any_ref::<Reason>() {
            Some(Reason::AmbiguousPrefix { candidates, .. }) => {
                let several: Vec<_> = candidates
                    .iter()
                    .map(|(id, what)| format!("{id} ({})", visible(&what.to_string())))
                    .collect();
                format!("it may be {}: write more of it", several.join(" or "))
            }
            Some(Reason::MissingReference { .. }) => {
                format!(
                    "no branch, tag or commit has this name; a branch of the remote is written `origin/NAME`{}",
                    self.advice()
                )
            }
            _ => format!("it leads to no commit that is here{}", self.advice()),
        }
    }

    fn is_empty(&self) -> bool {
        let references = self.git.references();
        references.is_ok_and(|all| all.all().is_ok_and(|mut all| all.next().is_none()))
    }

    fn advice(&self) -> &'static str {
        if self.is_shallow() {
            "\nthis copy holds only the end of the history: `git fetch --unshallow --tags` brings the rest, in a pipeline `fetch-depth: 0`"
        } else {
            ""
        }
    }
}
