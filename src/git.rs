//! The register of a revision, and its history, from git's objects. No program is run and nothing is written: what a
//! repository configures (hooks, filters, a monitor, an editor) has nobody to call it. The one exception is asked for:
//! [`Repository::set_driver`] writes in the repository's configuration.
//!
//! The environment decides nothing: the repository is the one that the register's folder lies in, whatever `GIT_DIR` or a
//! configuration of the user's says. So it is the same in a hook, in a container and at the desk.

mod driver;
mod history;
mod moved;
mod node;
mod revision;

use std::path::{Component, Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use gix::{discover::upwards, open, sec::Trust};

use crate::folder::{Contents, LARGEST, NoRegister, shown};

pub use driver::DRIVER;
pub use history::{Commit, History, Parent};
pub use node::InRevision;
pub use revision::{Revision, Revisions};

/// What is remembered of objects that were read: consecutive revisions have most of theirs in common.
const REMEMBERED: usize = 64 << 20;

/// The repository that a register's folder lies in.
pub struct Repository {
    git: gix::Repository,
    /// The register's folder, from the top of the repository.
    folder: PathBuf,
    /// There is no checkout, in which the register would be sought.
    is_bare: bool,
}

impl Repository {
    /// Finds the repository of a register's folder, which need not be there any more; `None` if it lies in none.
    /// In a bare repository, the folder is written behind the repository's own path: `ropa.git/policy`.
    ///
    /// Whose the repository is makes no difference, as nothing in it is trusted.
    ///
    /// # Errors
    /// If there is a repository that can't be read.
    pub fn at(folder: &Path) -> Result<Option<Self>> {
        let Some((real, rest)) = existing(folder) else { return Ok(None) };
        let context = || format!("the git repository of {} can't be read", shown(folder));
        let options = upwards::Options {
            trust: upwards::TrustPolicy::Assume(Trust::Reduced),
            ..upwards::Options::default()
        };
        let found = match gix::discover::upwards_opts(&real, options) {
            Ok((found, _)) => found,
            Err(error) if error.downcast_any_ref::<upwards::Error>().is_some() => return Ok(None),
            Err(error) => return Err(error).with_context(context),
        };
        let (git_dir, work_dir) = found.into_repository_and_work_tree_directories();
        let git = options_of_no_trust().open(&git_dir).with_context(context)?;
        let mut git = git.to_thread_local();
        git.object_cache_size(REMEMBERED);
        let is_bare = work_dir.is_none();
        let top = work_dir.unwrap_or(git_dir).canonicalize().with_context(context)?;
        // Inside of `.git` there is a folder whose worktree is elsewhere: no register lies there.
        let Ok(below) = real.strip_prefix(&top) else { return Ok(None) };
        let folder = below.components().chain(rest.components()).collect();
        Ok(Some(Self { git, folder, is_bare }))
    }

    /// Reads the settings' file of the register as it was in a revision; [`Contents::read`] reads the rest.
    /// Its files are named as git names them, `a1b2c3d:policy/purposes.toml`, which no path on the disk is.
    ///
    /// # Errors
    /// If an object can't be read; [`NoRegister`], if the folder was not there.
    pub fn contents(&self, revision: &Revision) -> Result<Contents<InRevision<'_>>> {
        match self.folder_in(revision)? {
            Some(folder) => Contents::of(folder),
            None => bail!(NoRegister(format!(
                "there is no folder {} in {}",
                shown(&revision.folder),
                revision.short
            ))),
        }
    }

    /// The register's folder, from the top of the repository.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The register's folder in a revision.
    fn folder_in(&self, revision: &Revision) -> Result<Option<InRevision<'_>>> {
        InRevision::top(&self.git, revision)?.folder(&revision.folder)
    }

    /// Whether there are commits at which the history was cut off, as in most checkouts of a pipeline.
    fn is_shallow(&self) -> bool {
        self.git.is_shallow().unwrap_or(false)
    }
}

/// Whether a path from a folder of a repository leads out of it.
pub fn leads_out(folder: &Path, path: &str) -> bool {
    node::join(folder, Path::new(path)).is_none()
}

/// Only the repository itself is read, no configuration of the user's or the machine's, and of the repository's own
/// only what says how objects are stored.
fn options_of_no_trust() -> open::Options {
    let limit = format!("gitoxide.objects.allocLimit={}", LARGEST - 1);
    open::Options::isolated().with(Trust::Reduced).open_path_as_is(true).config_overrides([limit])
}

/// The nearest folder that is there, without links, and the way on from it, which only leads down.
fn existing(folder: &Path) -> Option<(PathBuf, &Path)> {
    folder.ancestors().find_map(|base| {
        let here = if base == Path::new("") { Path::new(".") } else { base };
        let rest = folder.strip_prefix(base).expect("an ancestor");
        let leads_down = rest.components().all(|part| matches!(part, Component::Normal(_)));
        let real = here.canonicalize().ok().filter(|real| leads_down && real.is_dir())?;
        Some((real, rest))
    })
}
