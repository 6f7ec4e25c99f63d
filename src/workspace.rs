//! The register's folder on the disk: finds it, reads it into `Sources`, writes documents into it.
//! Knows files and folders, not what stands in them.

mod output;
mod rewrite;
mod walk;

use std::{
    collections::BTreeMap,
    env,
    ffi::OsStr,
    fs,
    io::{Read as _, Write as _},
    path::{Component, Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    finding::Finding,
    register::mistakes::{UNREADABLE_FILE, not_text},
    report::visible,
    source::{FileId, Layer, Sources, Span},
};

pub use output::{Difference, State};

/// The settings' file. A folder that holds it is a register's.
pub const SETTINGS: &str = "ropa.toml";

/// A file of this size is no text that a person keeps: 1 GiB.
const LARGEST: u64 = 1 << 30;

/// Which folders there are besides the register's own, as the settings say.
pub struct Folders<'a> {
    /// Where documents are written, inside the register's folder.
    pub output: &'a str,
    /// Where the user's templates are, inside the register's folder.
    pub templates: &'a str,
    /// Shared layers, nearest first, each with the place that names it.
    pub include: &'a [(String, Span)],
}

/// A register's folder, and what was read from it.
pub struct Workspace {
    /// As the user would write it from where they stand.
    root: PathBuf,
    /// Every file that was read.
    pub sources: Sources,
    /// `ropa.toml`, if there is one.
    pub settings: Option<FileId>,
    /// The user's templates by their path in the templates' folder.
    pub templates: BTreeMap<String, FileId>,
    /// What stands in the folder and could not be read.
    pub findings: Vec<Finding>,
    /// Where the plain files are that were read.
    places: BTreeMap<FileId, PathBuf>,
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
            Some(folder) => bail!("no register: there is no folder {}", shown(folder)),
            None => find()?,
        };
        let mut workspace = Self {
            root,
            sources: Sources::default(),
            settings: None,
            templates: BTreeMap::new(),
            findings: Vec::new(),
            places: BTreeMap::new(),
        };
        let settings = workspace.root.join(SETTINGS);
        if let Ok(metadata) = settings.symlink_metadata() {
            let file = walk::Found::new(settings, metadata.file_type());
            workspace.settings = Some(workspace.add(&file, Layer::Beside)?);
        }
        Ok(workspace)
    }

    /// Reads the register's files, its shared layers and its templates.
    ///
    /// # Errors
    /// If a file or folder can't be read, or there is no file of a register.
    pub fn read(&mut self, folders: &Folders<'_>) -> Result<()> {
        let root = self.root.clone();
        if self.add_layer(&root, Layer::Register, folders)? == 0 && self.settings.is_none() {
            bail!("no register: {} holds no file that ends in .toml", shown(&root));
        }
        let mut layers = vec![real(&root)?];
        for (path, span) in folders.include {
            let folder = from(&root, path);
            let why = if Path::new(path).is_absolute() {
                "a shared folder is named by its path from this file, so that it is found on every machine"
            } else if leads_into_hidden(path) {
                "hidden folders hold what is not the register's: keys, settings of other programs"
            } else if !folder.is_dir() {
                "there is no such folder"
            } else if layers.len() > usize::from(u8::MAX) {
                "there are too many shared folders"
            } else if layers.iter().any(|layer| overlap(layer, &folder)) {
                "this folder is read already: it lies in the register or in another shared folder, or one of them in it"
            } else {
                let layer = u8::try_from(layers.len() - 1).expect("checked above");
                self.add_layer(&folder, Layer::Shared(layer), folders)?;
                layers.push(real(&folder)?);
                continue;
            };
            let finding =
                UNREADABLE_FILE.at(*span, format!("the shared folder `{path}` was not read"));
            self.findings.push(finding.label(why));
        }
        self.add_templates(folders.templates)
    }

    /// The user's templates, if there is a folder of that name.
    fn add_templates(&mut self, path: &str) -> Result<()> {
        let mut folder = self.root.clone();
        for part in plain(path)? {
            folder.push(part);
            match folder.symlink_metadata() {
                Ok(metadata) if metadata.is_dir() => {}
                Ok(metadata) => {
                    self.add(&walk::Found::new(folder, metadata.file_type()), Layer::Beside)?;
                    return Ok(());
                }
                Err(_) => return Ok(()),
            }
        }
        for found in walk::files(&folder, "", &[])? {
            let name = slashes(found.path.strip_prefix(&folder).expect("it was found there"));
            let file = self.add(&found, Layer::Beside)?;
            if let Some(at) = self.sources.file(file).broken_at {
                self.findings.push(not_text(Span { file, start: at, end: at }));
            }
            self.templates.insert(name, file);
        }
        Ok(())
    }

    /// A layer's files, in the order of their paths' bytes; how many there are.
    fn add_layer(&mut self, folder: &Path, layer: Layer, folders: &Folders<'_>) -> Result<usize> {
        let mut skip = vec![folder.join(SETTINGS)];
        for other in [folders.output, folders.templates] {
            skip.push(folder.join(plain(other)?));
        }
        let files = walk::files(folder, ".toml", &skip)?;
        for file in &files {
            self.add(file, layer)?;
        }
        Ok(files.len())
    }

    /// A file's text; of what is no plain file an empty one, and a finding.
    fn add(&mut self, found: &walk::Found, layer: Layer) -> Result<FileId> {
        let path = shown(&found.path);
        let (bytes, why) = match found.obstacle {
            Some(obstacle) => (Vec::new(), Some(obstacle)),
            None => match read(&found.path).with_context(|| format!("{path} can't be read"))? {
                Some(bytes) => (bytes, None),
                None => (Vec::new(), Some("a register's file is smaller than 1 GiB")),
            },
        };
        let file = self.sources.add(path.clone(), bytes, layer);
        match why {
            None => {
                self.places.insert(file, found.path.clone());
            }
            Some(why) => {
                let finding =
                    UNREADABLE_FILE.at(Span::start_of(file), format!("`{path}` was not read"));
                self.findings.push(finding.help(why));
            }
        }
        Ok(file)
    }
}

/// Makes a register of these files in a folder that holds none.
///
/// # Errors
/// If the folder holds a register already, or can't be written.
pub fn start(folder: &Path, files: &[(&str, &str)]) -> Result<Vec<String>> {
    fs::create_dir_all(folder).with_context(|| format!("{} can't be made", shown(folder)))?;
    if let Some(found) = walk::files(folder, ".toml", &[])?.first() {
        bail!("{} is there already: no register is started beside it", shown(&found.path));
    }
    create(folder, files)
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
    bail!(
        "no register: neither this folder nor one above it holds a {SETTINGS} or a folder `policy`\n\
         `ropa init` starts one, and `--policy DIR` names one that is elsewhere"
    )
}

/// The bytes of a plain file; `None` if there are too many.
fn read(path: &Path) -> Result<Option<Vec<u8>>> {
    let file = fs::File::open(path)?;
    let mut bytes = Vec::new();
    if file.metadata()?.len() < LARGEST {
        file.take(LARGEST).read_to_end(&mut bytes)?;
        return Ok(Some(bytes));
    }
    Ok(None)
}

/// The path without links, to compare it with others.
fn real(folder: &Path) -> Result<PathBuf> {
    folder.canonicalize().with_context(|| format!("{} can't be read", shown(folder)))
}

fn overlap(layer: &Path, folder: &Path) -> bool {
    folder.canonicalize().is_ok_and(|folder| folder.starts_with(layer) || layer.starts_with(folder))
}

/// Whether a part of the path is hidden, as `.ssh` is.
fn leads_into_hidden(path: &str) -> bool {
    let hidden = |name: &OsStr| name.as_encoded_bytes().starts_with(b".");
    Path::new(path).components().any(|part| matches!(part, Component::Normal(name) if hidden(name)))
}

/// Whether a path leads from the register's folder down, and only down.
pub fn is_below(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// A folder's path inside the register's.
fn plain(path: &str) -> Result<&Path> {
    ensure!(is_below(path), "`{}` is no folder inside the register's", visible(path));
    Ok(Path::new(path))
}

/// A path for people: from where they stand, with `/`, and nothing in it that steers a terminal.
pub fn shown(path: &Path) -> String {
    visible(&slashes(path)).into_owned()
}

fn slashes(path: &Path) -> String {
    let text = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    match text.strip_prefix("./") {
        // A name that begins so would be read as a command, where the log of a workflow shows it.
        Some(rest) if !rest.is_empty() && !rest.starts_with("::") => rest.to_owned(),
        _ => text,
    }
}

/// A path from a folder, without a way down and up again where that is the same place.
fn from(folder: &Path, path: &str) -> PathBuf {
    let mut joined = folder.to_owned();
    for part in Path::new(path).components() {
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
