//! By which words a repository's configuration has git ask ropa what a change of the register means.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{folder::shown, git::Repository};

/// The section `[diff "ropa"]`, to which the attribute `diff=ropa` leads.
const SECTION: (&str, &str) = ("diff", "ropa");

/// What git runs: of two versions of a file, and of one.
#[derive(Clone, Debug)]
pub struct Programs {
    /// Shows the difference of two versions; `git diff` asks for it.
    pub command: String,
    /// Puts one version into lines; `git show` and `git log -p` compare these.
    pub textconv: String,
}

impl Repository {
    /// The file of the repository's own configuration, which its worktrees share.
    pub fn configuration(&self) -> PathBuf {
        self.git.common_dir().join("config")
    }

    /// Whether files can be marked here: a bare repository has no checkout.
    pub fn has_checkout(&self) -> bool {
        !self.is_bare
    }

    /// Writes the section, and leaves all else in the file as it is. `false` if it stood there already.
    ///
    /// # Errors
    /// If the file is a link, can't be read or written, or is being written by somebody else.
    pub fn configure(&self, programs: &Programs) -> Result<bool> {
        let wanted = [("command", &programs.command), ("textconv", &programs.textconv)];
        self.edit(|file| {
            let (section, name) = SECTION;
            let is = |key: &str, value: &str| {
                file.string_by(section, name, key).is_some_and(|is| is == value)
            };
            if wanted.iter().all(|(key, value)| is(key, value)) {
                return Ok(false);
            }
            for (key, value) in wanted {
                file.set_raw_value_by(section, name, key, value.as_str())?;
            }
            Ok(true)
        })
    }

    /// Takes the section out. `false` if there was none.
    ///
    /// # Errors
    /// As for [`Repository::configure`].
    pub fn forget(&self) -> Result<bool> {
        self.edit(|file| {
            let mut was_there = false;
            while file.remove_section(SECTION.0, SECTION.1).is_some() {
                was_there = true;
            }
            Ok(was_there)
        })
    }

    fn edit(&self, edit: impl FnOnce(&mut gix::config::File) -> gix::Result<bool>) -> Result<bool> {
        let path = self.configuration();
        not_a_link(&path)?;
        let context = || format!("{} can't be changed", shown(&path));
        let mut file = self.git.config_file_mut(&path).map_err(plain).with_context(context)?;
        let is_new = edit(&mut file).map_err(plain).with_context(context)?;
        if is_new {
            file.commit().map_err(plain).with_context(context)?;
        }
        Ok(is_new)
    }
}

fn plain(error: impl std::fmt::Display) -> anyhow::Error {
    anyhow::anyhow!("{error}")
}

fn not_a_link(path: &Path) -> Result<()> {
    match path.symlink_metadata() {
        Ok(metadata) => {
            ensure!(!metadata.is_symlink(), "{} is a link, and is left alone", shown(path));
            Ok(())
        }
        Err(error) => bail!("{} can't be read: {error}", shown(path)),
    }
}
