//! Documents in the output folder: written all or none, each whole, never outside of it.

use std::{
    collections::BTreeSet,
    fs,
    io::{ErrorKind, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};
use tempfile::{Builder, NamedTempFile};

use crate::{
    folder::{plain, shown},
    workspace::{Workspace, create, read},
};

/// How what is in the output folder differs from what would be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file, as the user would name it.
    pub path: String,
    /// In which way.
    pub state: State,
}

/// In which way a document is not current.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It says something else; this is what stands there.
    Stale(Vec<u8>),
    /// It is not there.
    Missing,
    /// No document is written to it; this is what stands there, if it is a plain file.
    Surplus(Vec<u8>),
}

/// What a document is called until all are written.
const UNFINISHED: &str = ".ropa-";

impl Workspace {
    /// Writes each document beside its place, and puts them in their places when all are written. A document that says
    /// the same already is left alone. Returns their paths, as the user would name them.
    ///
    /// # Errors
    /// If one can't be written; then those that were there are still there, whole.
    pub fn write(&self, output: &str, documents: &[(String, Vec<u8>)]) -> Result<Vec<String>> {
        let folder = self.folder_below(output, true)?;
        for (name, _) in documents {
            let path = folder.join(plain_name(name)?);
            ensure!(!path.is_dir(), "{} is a folder: a document is to stand there", shown(&path));
        }
        clear(&folder)?;
        // One after the other: a folder lets one file in at a time, whoever waits.
        let written = documents.iter().map(|(name, bytes)| {
            let path = folder.join(name);
            if says_so_already(&path, bytes) {
                return Ok((path, None));
            }
            let file = unfinished(&folder, bytes).with_context(|| {
                format!("{} can't be written; nothing was changed", shown(&path))
            })?;
            // Closed until it is moved: there may be more documents than files that may be open.
            Ok((path, Some(file.into_temp_path())))
        });
        let written = written.collect::<Result<Vec<_>>>()?;
        let placed = written.into_iter().map(|(path, file)| {
            if let Some(file) = file {
                file.persist(&path)
                    .with_context(|| format!("{} can't be replaced", shown(&path)))?;
            }
            Ok(shown(&path))
        });
        placed.collect()
    }

    /// Writes templates into the templates' folder.
    ///
    /// # Errors
    /// If one of them is there already; then nothing is written.
    pub fn write_templates(&self, templates: &str, files: &[(&str, &str)]) -> Result<Vec<String>> {
        let folder = self.folder_below(templates, true)?;
        for (name, _) in files {
            let path = folder.join(plain_name(name)?);
            let is_there = path.symlink_metadata().is_ok();
            ensure!(!is_there, "{} is there already: no template was written", shown(&path));
        }
        create(&folder, files)
    }

    /// Compares the documents with what is in the output folder, hidden files and folders aside.
    ///
    /// # Errors
    /// If the folder or a document in it can't be read.
    pub fn compare(
        &self,
        output: &str,
        documents: &[(String, Vec<u8>)],
    ) -> Result<Vec<Difference>> {
        let folder = self.folder_below(output, false)?;
        let mut differences = Vec::new();
        let difference = |path: &Path, state| Difference { path: shown(path), state };
        for (name, bytes) in documents {
            let path = folder.join(plain_name(name)?);
            let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
            match is_file.then(|| fs::read(&path)) {
                None => differences.push(difference(&path, State::Missing)),
                Some(Ok(there)) if there == *bytes => {}
                Some(Ok(there)) => differences.push(difference(&path, State::Stale(there))),
                Some(Err(error)) => {
                    return Err(error).with_context(|| format!("{} can't be read", shown(&path)));
                }
            }
        }
        let names: BTreeSet<&str> = documents.iter().map(|(name, _)| name.as_str()).collect();
        for path in listed(&folder)? {
            let name = path.file_name().expect("an entry of a folder").to_string_lossy();
            let documented = names.contains(&*name) || name.starts_with('.');
            if !documented && !path.is_dir() {
                let is_file = path.symlink_metadata().is_ok_and(|metadata| metadata.is_file());
                let there = if is_file { read(&path)?.unwrap_or_default() } else { Vec::new() };
                differences.push(difference(&path, State::Surplus(there)));
            }
        }
        Ok(differences)
    }

    /// A folder below the register's, made on demand. No part of its path below the register's folder may be
    /// a link: what is written into it stays inside.
    fn folder_below(&self, path: &str, make: bool) -> Result<PathBuf> {
        let mut folder = self.root.path.clone();
        for part in plain(path)? {
            folder.push(part);
            let context = || format!("{} can't be made", shown(&folder));
            match folder.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(_) => {
                    bail!("{} is no plain folder: nothing is written there", shown(&folder))
                }
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(error).with_context(context);
                }
                Err(_) if make => fs::create_dir(&folder).with_context(context)?,
                Err(_) => {}
            }
        }
        Ok(folder)
    }
}

/// A document's file name: one plain part of a path, not hidden.
fn plain_name(name: &str) -> Result<&Path> {
    let path = plain(name).with_context(|| format!("a document can't be called `{name}`"))?;
    let strange = name.starts_with('.') || name.contains(|char: char| char.is_control());
    ensure!(
        path.file_name().is_some_and(|file| file == name) && !strange,
        "a document can't be called `{name}`"
    );
    Ok(path)
}

/// What stands in a folder, by name; nothing if there is no such folder.
fn listed(folder: &Path) -> Result<Vec<PathBuf>> {
    let context = || format!("{} can't be read", shown(folder));
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut paths = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>, _>>())
        .with_context(context)?;
    paths.sort();
    Ok(paths)
}

/// Takes away what a killed run left behind.
fn clear(folder: &Path) -> Result<()> {
    for path in listed(folder)? {
        let name = path.file_name().expect("an entry of a folder").as_encoded_bytes();
        if name.starts_with(UNFINISHED.as_bytes()) {
            fs::remove_file(&path).with_context(|| format!("{} can't be removed", shown(&path)))?;
        }
    }
    Ok(())
}

/// Whether a plain file stands there with these bytes.
fn says_so_already(path: &Path, bytes: &[u8]) -> bool {
    let length = u64::try_from(bytes.len()).expect("memory is shorter than a file may be");
    let is_as_long = |there: fs::Metadata| there.is_file() && there.len() == length;
    path.symlink_metadata().is_ok_and(is_as_long)
        && fs::read(path).is_ok_and(|there| there == bytes)
}

/// A document beside its place, whole; removed again unless it is put there.
pub(super) fn unfinished(folder: &Path, bytes: &[u8]) -> Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(UNFINISHED);
    // A temporary file is for its owner alone; a document is for whom the umask says.
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    Ok(file)
}
