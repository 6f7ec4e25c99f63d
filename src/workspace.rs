//! The register's folder on the disk: finds it, reads it into `Sources`, writes documents into it.
//! Knows files and folders, not what stands in them.

mod output;
mod rewrite;

use std::{
    env,
    ffi::OsStr,
    fs,
    fs::FileType,
    io::{Read as _, Write as _},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use crate::folder::{
    Contents, ENDING, Kind, LARGEST, LINK, NO_FILE, NoRegister, Node, SETTINGS, files_below,
};

pub use crate::folder::{Folders, is_below, shown};
pub use output::{Difference, State};

/// A register's folder on the disk, and what was read from it.
pub type Workspace = Contents<OnDisk>;

/// What stands at a path on the disk, as the user would write it from where they stand.
pub struct OnDisk {
    path: PathBuf,
    kind: Kind,
}

impl OnDisk {
    fn new(path: PathBuf, kind: FileType) -> Self {
        let kind = if kind.is_file() {
            Kind::File
        } else if kind.is_dir() {
            Kind::Folder
        } else if kind.is_symlink() {
            Kind::Obstacle { why: LINK, is_folder: path.is_dir() }
        } else {
            Kind::Obstacle { why: NO_FILE, is_folder: false }
        };
        Self { path, kind }
    }

    /// A folder that the user named: it may be a link to one.
    fn folder(path: PathBuf) -> Self {
        Self { path, kind: Kind::Folder }
    }
}

impl Node for OnDisk {
    fn path(&self) -> &Path {
        &self.path
    }

    fn shown(&self) -> String {
        shown(&self.path)
    }

    fn kind(&self) -> Kind {
        self.kind
    }

    fn entries(&self) -> Result<Vec<Self>> {
        let context = || format!("{} can't be read", self.shown());
        let entries = fs::read_dir(&self.path).with_context(context)?;
        entries
            .map(|entry| {
                let entry = entry?;
                Ok(Self::new(entry.path(), entry.file_type()?))
            })
            .collect::<Result<_>>()
            .with_context(context)
    }

    fn entry(&self, name: &OsStr) -> Result<Option<Self>> {
        let path = self.path.join(name);
        let kind = path.symlink_metadata().map(|metadata| metadata.file_type());
        Ok(kind.ok().map(|kind| Self::new(path, kind)))
    }

    fn read(&self) -> Result<Option<Vec<u8>>> {
        read(&self.path).with_context(|| format!("{} can't be read", self.shown()))
    }

    fn beside(&self, path: &Path) -> Result<Result<Self, &'static str>> {
        let path = from(&self.path, path);
        Ok(if path.is_dir() { Ok(Self::folder(path)) } else { Err("there is no such folder") })
    }

    fn overlaps(&self, other: &Self) -> bool {
        match (self.path.canonicalize(), other.path.canonicalize()) {
            (Ok(one), Ok(other)) => one.starts_with(&other) || other.starts_with(&one),
            _ => false,
        }
    }
}

impl Workspace {
    /// Finds the register and reads its settings' file. Without a folder named by the user it is the
    /// current one if it holds a `ropa.toml`, else its `policy/`, else the same of the nearest above.
    ///
    /// # Errors
    /// If there is no register, or its settings' file can't be read.
    pub fn open(policy: Option<&Path>) -> Result<Self> {
        let root = match policy {
            Some(folder) if folder.is_dir() => folder.to_owned(),
            Some(folder) => bail!(NoRegister(format!("there is no folder {}", shown(folder)))),
            None => find()?,
        };
        Self::of(OnDisk::folder(root))
    }

    /// Adds files to the register, none of which is there.
    ///
    /// # Errors
    /// If one of them is there, or can't be written.
    pub fn add_files(&self, files: &[(&str, &str)]) -> Result<Vec<String>> {
        create(self.folder(), files)
    }

    /// The register's folder.
    pub fn folder(&self) -> &Path {
        &self.root.path
    }
}

/// Makes a register of these files in a folder that holds none.
///
/// # Errors
/// If the folder holds a register already, or can't be written.
pub fn start(folder: &Path, files: &[(&str, &str)]) -> Result<Vec<String>> {
    fs::create_dir_all(folder).with_context(|| format!("{} can't be made", shown(folder)))?;
    is_free(folder)?;
    create(folder, files)
}

/// Says so if a folder holds a register already.
///
/// # Errors
/// If it does, or can't be read.
pub fn is_free(folder: &Path) -> Result<()> {
    if folder.is_dir()
        && let Some(found) = files_below(&OnDisk::folder(folder.to_owned()), ENDING, &[])?.first()
    {
        bail!("{} is there already: no register is started beside it", found.shown());
    }
    Ok(())
}

/// Writes files that are not there yet.
fn create(folder: &Path, files: &[(&str, &str)]) -> Result<Vec<String>> {
    let written = files.iter().map(|(name, text)| {
        let path = folder.join(name);
        let context = || format!("{} can't be written", shown(&path));
        let mut file = fs::File::create_new(&path).with_context(context)?;
        file.write_all(text.as_bytes()).with_context(context)?;
        Ok(shown(&path))
    });
    written.collect()
}

/// Writes a file that the user named.
///
/// # Errors
/// If it can't be written.
pub fn save(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("{} can't be written", shown(path)))
}

/// Puts a new text in the place of a plain file, or where none is; whole, or not at all. One with nothing in it is taken away.
///
/// # Errors
/// If it can't be written.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let context = || format!("{} can't be written; nothing was changed", shown(path));
    if bytes.is_empty() {
        return fs::remove_file(path).with_context(context);
    }
    let new =
        output::unfinished(path.parent().unwrap_or(Path::new(".")), bytes).with_context(context)?;
    if let Ok(metadata) = path.symlink_metadata() {
        new.as_file().set_permissions(metadata.permissions()).with_context(context)?;
    }
    new.persist(path).with_context(context)?;
    Ok(())
}

/// The register's folder as seen from the current one.
fn find() -> Result<PathBuf> {
    let here = env::current_dir().context("the current folder can't be read")?;
    let mut up = PathBuf::new();
    for _ in here.ancestors() {
        if up.join(SETTINGS).symlink_metadata().is_ok() {
            return Ok(if up == Path::new("") { PathBuf::from(".") } else { up });
        }
        if up.join("policy").is_dir() {
            return Ok(up.join("policy"));
        }
        up.push("..");
    }
    bail!(NoRegister(format!(
        "neither this folder nor one above it holds a {SETTINGS} or a folder `policy`\n\
         `ropa init` starts one, and `--policy DIR` names one that is elsewhere"
    )))
}

/// The bytes of a plain file; `None` if there are [`LARGEST`] or more.
///
/// # Errors
/// If it can't be read.
pub fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    read_up_to(path, LARGEST)
}

/// The bytes of a plain file; `None` if there are this many or more.
///
/// # Errors
/// If it can't be read.
pub fn read_up_to(path: &Path, largest: u64) -> Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    if file.metadata()?.len() < largest {
        file.take(largest).read_to_end(&mut bytes)?;
        return Ok(Some(bytes));
    }
    Ok(None)
}

/// A path from a folder, without a way down and up again where that is the same place.
fn from(folder: &Path, path: &Path) -> PathBuf {
    let mut joined = folder.to_owned();
    for part in path.components() {
        let plain = joined.file_name().is_some() && !joined.is_symlink();
        match part {
            Component::CurDir => {}
            Component::ParentDir if plain => {
                joined.pop();
            }
            part => joined.push(part),
        }
    }
    joined
}
