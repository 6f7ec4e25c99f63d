//! Which files of a folder are the register's, wherever the folder is: on the disk or in a revision.
//! Knows names and kinds of files, not what stands in them; an edge says what is where.

mod walk;

use std::{
    collections::BTreeMap,
    ffi::OsStr,
    fmt,
    path::{Component, Path, PathBuf},
};

use anyhow::{Result, bail, ensure};

use crate::{
    finding::Finding,
    law,
    register::mistakes::{UNREADABLE_FILE, not_text},
    report::visible,
    source::{FileId, Layer, Sources, Span},
};

pub use walk::{concerns, files_below};

/// The settings' file. A folder that holds it is a register's.
pub const SETTINGS: &str = "ropa.toml";

/// How the names of a register's files end.
pub const ENDING: &str = ".toml";

/// A file of this size is no text that a person keeps: 1 GiB.
pub const LARGEST: u64 = 1 << 30;

/// Why a link is not read.
pub const LINK: &str = "it is a symbolic link, and those are not followed: put the file itself here, or name its folder under `include`";

/// Why neither a pipe nor a folder is read as a file.
pub const NO_FILE: &str = "it is no plain file";

/// What stands at a path, on the disk or in a revision.
pub trait Node: Sized {
    /// The path, from where all paths of its kind begin.
    fn path(&self) -> &Path;

    /// The path for people: nothing in it steers a terminal.
    fn shown(&self) -> String;

    /// What it is; links are not followed.
    fn kind(&self) -> Kind;

    /// What stands in this folder, in any order.
    fn entries(&self) -> Result<Vec<Self>>;

    /// What stands in this folder under a name.
    fn entry(&self, name: &OsStr) -> Result<Option<Self>>;

    /// This file's bytes; `None` if there are [`LARGEST`] or more.
    fn read(&self) -> Result<Option<Vec<u8>>>;

    /// The folder that a path from this one leads to, or why there is none.
    fn beside(&self, path: &Path) -> Result<Result<Self, &'static str>>;

    /// Whether one of two folders is the other, or lies in it.
    fn overlaps(&self, other: &Self) -> bool;
}

/// What stands at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A folder.
    Folder,
    /// A plain file.
    File,
    /// What is not read.
    Obstacle {
        /// Why.
        why: &'static str,
        /// Whether it stands for a folder, in which there could be files of the register.
        is_folder: bool,
    },
}

/// Which folders there are besides the register's own, as the settings say.
pub struct Folders<'a> {
    /// Where documents are written, inside the register's folder.
    pub output: &'a str,
    /// Where the user's templates are, inside the register's folder.
    pub templates: &'a str,
    /// Shared layers, nearest first, each with the place that names it.
    pub include: &'a [(String, Span)],
}

/// The error of a place that holds no register. Of a working folder that is a mistake; of an old revision
/// it may well be so.
#[derive(Debug)]
pub struct NoRegister(pub String);

impl fmt::Display for NoRegister {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no register: {}", self.0)
    }
}

impl std::error::Error for NoRegister {}

/// What was read of a register's folder.
pub struct Contents<N> {
    /// The folder.
    pub(crate) root: N,
    /// Every file that was read.
    pub sources: Sources,
    /// `ropa.toml`, if there is one.
    pub settings: Option<FileId>,
    /// The user's templates by their path in the templates' folder.
    pub templates: BTreeMap<String, FileId>,
    /// What stands in the folder and could not be read.
    pub findings: Vec<Finding>,
    /// Where the plain files are that were read.
    pub(crate) places: BTreeMap<FileId, PathBuf>,
}

impl<N: Node> Contents<N> {
    /// Reads the settings' file of a register's folder.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn of(root: N) -> Result<Self> {
        let settings = root.entry(OsStr::new(SETTINGS))?;
        let mut contents = Self {
            root,
            sources: law::sources(),
            settings: None,
            templates: BTreeMap::new(),
            findings: Vec::new(),
            places: BTreeMap::new(),
        };
        if let Some(file) = settings {
            contents.settings = Some(contents.add(&file, Layer::Beside)?);
        }
        Ok(contents)
    }

    /// Reads the register's files, its shared layers and its templates.
    ///
    /// # Errors
    /// If a file or folder can't be read; [`NoRegister`], if there is no file of a register.
    pub fn read(&mut self, folders: &Folders<'_>) -> Result<()> {
        let own = layer(&self.root, folders)?;
        if own.is_empty() && self.settings.is_none() {
            let folder = self.root.shown();
            bail!(NoRegister(format!("{folder} holds no file that ends in {ENDING}")));
        }
        self.add_all(&own, Layer::Register)?;
        self.add_shared(folders)?;
        self.add_templates(folders.templates)
    }

    fn add_shared(&mut self, folders: &Folders<'_>) -> Result<()> {
        let mut layers: Vec<N> = Vec::new();
        for (path, span) in folders.include {
            match self.shared(Path::new(path), &layers)? {
                Ok(folder) => {
                    let at =
                        u8::try_from(layers.len()).expect("no more than a layer's number can be");
                    self.add_all(&layer(&folder, folders)?, Layer::Shared(at))?;
                    layers.push(folder);
                }
                Err(why) => {
                    let message = format!("the shared folder `{path}` was not read");
                    self.findings.push(UNREADABLE_FILE.at(*span, message).label(why));
                }
            }
        }
        Ok(())
    }

    /// A shared layer's folder, or why it is none.
    fn shared(&self, path: &Path, layers: &[N]) -> Result<Result<N, &'static str>> {
        let why = if path.is_absolute() {
            "a shared folder is named by its path from this file, so that it is found on every machine"
        } else if leads_into_hidden(path) {
            "hidden folders hold what is not the register's: keys, settings of other programs"
        } else if layers.len() > usize::from(u8::MAX) {
            "there are too many shared folders"
        } else {
            let is_read = |folder: &N| {
                folder.overlaps(&self.root) || layers.iter().any(|layer| folder.overlaps(layer))
            };
            return Ok(match self.root.beside(path)? {
                Ok(folder) if is_read(&folder) => Err(
                    "this folder is read already: it lies in the register or in another shared folder, or one of them in it",
                ),
                other => other,
            });
        };
        Ok(Err(why))
    }

    /// The user's templates, if there is a folder of that name.
    fn add_templates(&mut self, path: &str) -> Result<()> {
        let mut templates: Option<N> = None;
        for part in plain(path)? {
            let Some(node) = templates.as_ref().unwrap_or(&self.root).entry(part)? else {
                return Ok(());
            };
            if node.kind() != Kind::Folder {
                self.add(&node, Layer::Beside)?;
                return Ok(());
            }
            templates = Some(node);
        }
        let folder = templates.expect("a path that leads down has a part");
        for node in files_below(&folder, "", &[])? {
            let name = node.path().strip_prefix(folder.path()).expect("it was found there");
            let name = slashes(name);
            let file = self.add(&node, Layer::Beside)?;
            if let Some(at) = self.sources.file(file).broken_at {
                self.findings.push(not_text(Span { file, start: at, end: at }));
            }
            self.templates.insert(name, file);
        }
        Ok(())
    }

    fn add_all(&mut self, nodes: &[N], layer: Layer) -> Result<()> {
        nodes.iter().try_for_each(|node| self.add(node, layer).map(|_| ()))
    }

    /// A file's text; of what is no plain file an empty one, and a finding.
    fn add(&mut self, node: &N, layer: Layer) -> Result<FileId> {
        let path = node.shown();
        let (bytes, why) = match node.kind() {
            Kind::Obstacle { why, .. } => (Vec::new(), Some(why)),
            Kind::Folder => (Vec::new(), Some(NO_FILE)),
            Kind::File => match node.read()? {
                Some(bytes) => (bytes, None),
                None => (Vec::new(), Some("a register's file is smaller than 1 GiB")),
            },
        };
        let file = self.sources.add(path.clone(), bytes, layer);
        match why {
            None => {
                self.places.insert(file, node.path().to_owned());
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

/// A layer's files, in the order of their paths' bytes.
fn layer<N: Node>(folder: &N, folders: &Folders<'_>) -> Result<Vec<N>> {
    let mut skip = vec![folder.path().join(SETTINGS)];
    for other in [folders.output, folders.templates] {
        skip.push(folder.path().join(plain(other)?));
    }
    files_below(folder, ENDING, &skip)
}

/// Whether a part of the path is hidden, as `.ssh` is.
fn leads_into_hidden(path: &Path) -> bool {
    path.components().any(|part| matches!(part, Component::Normal(name) if walk::is_hidden(name)))
}

/// Whether a path leads from the register's folder down, and only down.
pub fn is_below(path: &str) -> bool {
    let mut parts = Path::new(path).components().peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part, Component::Normal(_)))
}

/// A folder's path inside the register's.
///
/// # Errors
/// If it leads elsewhere.
pub fn plain(path: &str) -> Result<&Path> {
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
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => text,
    }
}
