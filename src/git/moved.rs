//! Where the register was before its folder was moved.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use anyhow::Result;
use gix::ObjectId;

use crate::{
    folder::{ENDING, Kind, Node as _, SETTINGS, files_below},
    git::node::InRevision,
};

/// Of more files or folders that are the same than these none is sought: one would be as good as the other.
const COPIES: usize = 1 << 5;

/// Why a folder may be the one that was moved.
#[derive(Default, PartialEq, Eq, PartialOrd, Ord)]
struct Likeness {
    /// The settings' file is the same, to the byte.
    settings: bool,
    /// How many of the register's files are.
    files: usize,
}

/// The folder from which the register came to where it is, if that is another one: the one in which its settings'
/// file was, or most of its files, and which has them no more.
pub(super) fn from(
    top: &InRevision<'_>,
    folder: &Path,
    before: &InRevision<'_>,
) -> Result<Option<PathBuf>> {
    if top.id() == before.id() || !appeared(top, folder, before)? {
        return Ok(None);
    }
    let Some(register) = top.folder(folder)? else { return Ok(None) };
    let own = files_below(&register, ENDING, &[])?;
    let mut sought: BTreeMap<ObjectId, Vec<&Path>> = BTreeMap::new();
    for node in own.iter().filter(|node| node.kind() == Kind::File && !node.id().is_empty_blob()) {
        let path = node.path().strip_prefix(folder).expect("it was found there");
        sought.entry(node.id()).or_default().push(path);
    }
    sought.retain(|_, paths| paths.len() <= COPIES);
    let best = candidates(top, before, &sought)?
        .into_iter()
        .max_by(|(one, likeness), (other, than)| likeness.cmp(than).then_with(|| other.cmp(one)));
    Ok(best
        .filter(|(_, likeness)| likeness.settings || likeness.files * 2 > own.len())
        .map(|(folder, _)| folder))
}

/// Whether there was no register where it is.
fn appeared(top: &InRevision<'_>, folder: &Path, before: &InRevision<'_>) -> Result<bool> {
    let Some(was) = before.folder(folder)? else { return Ok(true) };
    let settings = folder.join(SETTINGS);
    Ok(top.at(&settings)?.is_some() && before.at(&was.path().join(SETTINGS))?.is_none())
}

/// The folders that held files of the register, and hold them no more.
fn candidates(
    top: &InRevision<'_>,
    before: &InRevision<'_>,
    sought: &BTreeMap<ObjectId, Vec<&Path>>,
) -> Result<BTreeMap<PathBuf, Likeness>> {
    let mut found: BTreeMap<PathBuf, Likeness> = BTreeMap::new();
    let mut nodes = vec![before.clone()];
    let mut listed: BTreeMap<ObjectId, usize> = BTreeMap::new();
    while let Some(node) = nodes.pop() {
        if node.kind() == Kind::Folder {
            let times = listed.entry(node.id()).or_default();
            *times += 1;
            if *times <= COPIES {
                nodes.extend(node.entries()?);
            }
            continue;
        }
        for path in sought.get(&node.id()).into_iter().flatten() {
            let Some(folder) = without(node.path(), path) else { continue };
            if top.at(node.path())?.is_none_or(|stayed| stayed.id() != node.id()) {
                let likeness = found.entry(folder).or_default();
                likeness.settings |= *path == Path::new(SETTINGS);
                likeness.files += 1;
            }
        }
    }
    Ok(found)
}

/// The folder from which a path leads to a file.
fn without(file: &Path, path: &Path) -> Option<PathBuf> {
    let folder = file.ancestors().nth(path.components().count())?;
    file.ends_with(path).then(|| folder.to_owned())
}
