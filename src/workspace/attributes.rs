//! `.gitattributes` in the register's folder: about which of its files git asks ropa.

use std::{fs, io::ErrorKind, path::PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::workspace::{Workspace, output::unfinished, shown};

/// The settings are no part of the register, so git shows them as they are written.
const LINES: &[&str] = &[
    "# `git diff` shows what changed in the register, entry by entry: `ropa git-setup`.",
    "*.toml diff=ropa",
    "/ropa.toml !diff",
];

impl Workspace {
    /// The file's path.
    pub fn attributes(&self) -> PathBuf {
        self.folder().join(".gitattributes")
    }

    /// Adds the lines that mark the register's files, as far as they are not there. `false` if all are.
    ///
    /// # Errors
    /// If the file is a link, is no text, or can't be read or written.
    pub fn mark_for_git(&self) -> Result<bool> {
        let old = self.read_attributes()?;
        let missing = LINES.iter().filter(|line| old.lines().all(|there| there != **line));
        let missing: Vec<&str> = missing.copied().collect();
        if missing.is_empty() {
            return Ok(false);
        }
        let end = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
        self.write_attributes(&format!("{old}{end}{}\n", missing.join("\n")))?;
        Ok(true)
    }

    /// Takes these lines out; a file that holds no more is removed. `false` if none was there.
    ///
    /// # Errors
    /// As for [`Workspace::mark_for_git`].
    pub fn unmark_for_git(&self) -> Result<bool> {
        let old = self.read_attributes()?;
        let is_other = |line: &&str| !LINES.contains(&line.trim_end());
        let rest: String = old.split_inclusive('\n').filter(is_other).collect();
        if rest == old {
            return Ok(false);
        }
        if rest.trim().is_empty() {
            let path = self.attributes();
            fs::remove_file(&path).with_context(|| format!("{} can't be removed", shown(&path)))?;
        } else {
            self.write_attributes(&rest)?;
        }
        Ok(true)
    }

    /// Empty, if it is not there.
    fn read_attributes(&self) -> Result<String> {
        let path = self.attributes();
        let is_link = path.symlink_metadata().is_ok_and(|metadata| metadata.is_symlink());
        ensure!(!is_link, "{} is a link, and is left alone", shown(&path));
        match fs::read_to_string(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(String::new()),
            text => text.with_context(|| format!("{} can't be read", shown(&path))),
        }
    }

    fn write_attributes(&self, text: &str) -> Result<()> {
        let path = self.attributes();
        let context = || format!("{} can't be written", shown(&path));
        let new = unfinished(self.folder(), text.as_bytes()).with_context(context)?;
        if let Ok(metadata) = fs::metadata(&path) {
            new.as_file().set_permissions(metadata.permissions()).with_context(context)?;
        }
        new.persist(&path).with_context(context)?;
        Ok(())
    }
}
