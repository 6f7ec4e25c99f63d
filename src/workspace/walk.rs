//! What stands in a folder and below it. Links are told, never followed, so a folder can't lead
//! out of itself or into itself; nothing is opened.

use std::{
    fs::{self, FileType},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

use crate::workspace::shown;

/// A file, or what stands in its place.
pub(super) struct Found {
    pub(super) path: PathBuf,
    /// Why it is not read, if it is no plain file.
    pub(super) obstacle: Option<&'static str>,
}

impl Found {
    pub(super) fn new(path: PathBuf, kind: FileType) -> Self {
        let obstacle = if kind.is_file() {
            None
        } else if kind.is_symlink() {
            Some(
                "it is a symbolic link, and those are not followed: put the file itself here, or name its folder under `include`",
            )
        } else {
            Some("it is no plain file")
        };
        Self { path, obstacle }
    }
}

/// The files whose name ends so, by the bytes of their paths. Hidden ones are left out, and what
/// is to be skipped. A link is among them if it stands for a folder.
pub(super) fn files(folder: &Path, ending: &str, skip: &[PathBuf]) -> Result<Vec<Found>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let context = || format!("{} can't be read", shown(&folder));
        for entry in fs::read_dir(&folder).with_context(context)? {
            let entry = entry.with_context(context)?;
            let (name, path) = (entry.file_name(), entry.path());
            let name = name.as_encoded_bytes();
            if name.starts_with(b".") || skip.contains(&path) {
                continue;
            }
            let kind = entry.file_type().with_context(context)?;
            if kind.is_dir() {
                folders.push(path);
            } else if name.ends_with(ending.as_bytes()) || (kind.is_symlink() && path.is_dir()) {
                found.push(Found::new(path, kind));
            }
        }
    }
    found.sort_by(|one, other| {
        one.path.as_os_str().as_encoded_bytes().cmp(other.path.as_os_str().as_encoded_bytes())
    });
    Ok(found)
}
