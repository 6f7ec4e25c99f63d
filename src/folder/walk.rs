//! What of a folder, and of those below it, is read. Links are told, never followed, so a folder can't lead
//! out of itself or into itself.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
};

use anyhow::Result;

use crate::folder::{Kind, Node};

/// The files whose name ends so, by the bytes of their paths. Hidden ones are left out, and what
/// is to be skipped. What stands for a folder and is none is among them.
///
/// # Errors
/// If a folder can't be read.
pub fn files_below<N: Node>(folder: &N, ending: &str, skip: &[PathBuf]) -> Result<Vec<N>> {
    let mut found = Vec::new();
    let mut folders = folder.entries()?;
    while let Some(node) = folders.pop() {
        if !concerns(&node, ending) || skip.iter().any(|path| path == node.path()) {
            continue;
        }
        if node.kind() == Kind::Folder {
            folders.extend(node.entries()?);
        } else {
            found.push(node);
        }
    }
    found.sort_by(|one, other| bytes(one.path()).cmp(bytes(other.path())));
    Ok(found)
}

/// Whether this is a file that is sought, or a folder that may hold one.
pub fn concerns<N: Node>(node: &N, ending: &str) -> bool {
    let Some(name) = node.path().file_name().filter(|name| !is_hidden(name)) else { return false };
    match node.kind() {
        Kind::Folder | Kind::Obstacle { is_folder: true, .. } => true,
        Kind::File | Kind::Obstacle { .. } => name.as_encoded_bytes().ends_with(ending.as_bytes()),
    }
}

pub(super) fn is_hidden(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".")
}

fn bytes(path: &Path) -> &[u8] {
    path.as_os_str().as_encoded_bytes()
}
