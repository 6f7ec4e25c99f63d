//! The repository's configuration of a diff driver: the one thing of a repository that ropa writes, and only when it is
//! asked to. All else in the file stays byte for byte.

use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};

use crate::{folder::shown, git::Repository};

/// The driver's name, in attributes too.
pub const DRIVER: &str = "ropa";

/// What git calls for the files that have the driver's attribute.
const KEYS: [&str; 2] = ["command", "textconv"];

impl Repository {
    /// Whether there is no checkout, so that nobody looks at files there.
    pub fn is_bare(&self) -> bool {
        self.is_bare
    }

    /// The file that configures this repository and all its worktrees.
    ///
    /// # Errors
    /// If it is not the repository's own.
    pub fn configuration(&self) -> Result<PathBuf> {
        let (own, common) = (self.git.git_dir(), self.git.common_dir());
        let real = |path: &std::path::Path| {
            path.canonicalize().with_context(|| format!("{} can't be found", shown(path)))
        };
        let (own, common) = (real(own)?, real(common)?);
        // Git keeps what is special to a worktree inside of what all have in common.
        ensure!(
            own == common || own.starts_with(common.join("worktrees")),
            "{} says that its configuration is in {}, which is no part of this repository",
            shown(&own),
            shown(&common)
        );
        let path = common.join("config");
        let is_plain = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
        ensure!(is_plain, "{} is no plain file: nothing is written there", shown(&path));
        Ok(path)
    }

    /// Sets what git calls to show a difference and to convert a file to text; `None` takes both away. Returns
    /// whether that changed anything. It is written whole or not at all, under git's own lock.
    ///
    /// # Errors
    /// If the configuration can't be read or written, or somebody else is writing it.
    pub fn set_driver(&self, commands: Option<[&str; 2]>) -> Result<bool> {
        let path = self.configuration()?;
        let context = || format!("{} can't be written; nothing was changed", shown(&path));
        let mut file = self.git.config_file_mut(path.clone()).with_context(context)?;
        let before = file.to_bstring();
        match commands {
            Some(commands) => {
                let mut section =
                    file.section_mut_or_create_new("diff", DRIVER).with_context(context)?;
                for (key, command) in KEYS.into_iter().zip(commands) {
                    // What stands there in other quotes stays as it is.
                    if section.value(key).is_none_or(|value| value != command) {
                        section.set(key, command).with_context(context)?;
                    }
                }
            }
            None => remove(&mut file),
        }
        if file.to_bstring() == before {
            return Ok(false);
        }
        file.commit().with_context(context)?;
        Ok(true)
    }
}

/// Takes the two keys away, and the section, if nothing is left in it.
fn remove(file: &mut gix::config::File) {
    let of_driver = |header: gix::config::file::section::HeaderRef<'_>| {
        header.subsection_name().is_some_and(|name| name == DRIVER)
    };
    let ids: Vec<_> = file
        .sections_and_ids_by_name("diff")
        .into_iter()
        .flatten()
        .filter(|(section, _)| of_driver(section.header()))
        .map(|(_, id)| id)
        .collect();
    for id in ids {
        let Some(mut section) = file.section_mut_by_id(id) else { continue };
        for key in KEYS {
            while section.remove(key).is_some() {}
        }
        let has_comment = section.to_bstring().iter().any(|byte| matches!(byte, b'#' | b';'));
        if section.num_values() == 0 && !has_comment {
            file.remove_section_by_id(id);
        }
    }
}
