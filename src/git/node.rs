//! Files and folders of a revision, as the rules of a register's folder see them.

use std::{
    cell::RefCell,
    collections::BTreeMap,
    ffi::OsStr,
    path::{Component, Path, PathBuf},
    rc::Rc,
};

use anyhow::{Context as _, Result, ensure};
use gix::{
    ObjectId,
    bstr::{BStr, ByteSlice as _},
    objs::tree::EntryKind,
};

use crate::{
    folder::{Kind, LARGEST, LINK, NO_FILE, Node, shown},
    git::Revision,
};

/// Why the files of a submodule are not read.
const SUBMODULE: &str =
    "it is a repository of its own (a submodule), and its files are not in this one";

/// How often one folder may stand in a revision. A few folders that hold each other many times over are written in a
/// kilobyte and read in a century.
const COPIES: usize = 1 << 10;

/// What stands at a path of a revision, from the top of the repository.
#[derive(Clone)]
pub struct InRevision<'r> {
    top: Rc<Top<'r>>,
    path: PathBuf,
    kind: Kind,
    id: ObjectId,
}

/// The top folder of a revision.
struct Top<'r> {
    git: &'r gix::Repository,
    tree: ObjectId,
    /// The revision, as in `a1b2c3d:policy`.
    name: String,
    /// How often each folder was listed, wherever it stands.
    listed: RefCell<BTreeMap<ObjectId, usize>>,
}

impl Top<'_> {
    /// How often a folder has been listed, this time with it.
    fn listed(&self, folder: ObjectId) -> usize {
        let mut listed = self.listed.borrow_mut();
        let times = listed.entry(folder).or_default();
        *times += 1;
        *times
    }
}

impl<'r> InRevision<'r> {
    /// The top folder of a revision.
    pub(super) fn top(git: &'r gix::Repository, revision: &Revision) -> Result<Self> {
        let tree = git.find_commit(revision.id).and_then(|commit| Ok(commit.tree_id()?.detach()));
        let tree = tree.with_context(|| missing(&format!("the commit {}", revision.short)))?;
        let top =
            Rc::new(Top { git, tree, name: revision.short.clone(), listed: RefCell::default() });
        Ok(Self { top, path: PathBuf::new(), kind: Kind::Folder, id: tree })
    }

    /// The object: what has the same one is the same, with all that is below.
    pub(super) fn id(&self) -> ObjectId {
        self.id
    }

    /// What stands at a path from the top of the repository; links are not followed.
    pub(super) fn at(&self, path: &Path) -> Result<Option<Self>> {
        let found = self.look(path)?;
        found.map(|(kind, id)| self.node(path.to_owned(), kind, id)).transpose()
    }

    fn look(&self, path: &Path) -> Result<Option<(EntryKind, ObjectId)>> {
        let context = || missing(&format!("a folder above {}", self.named(path)));
        let mut found = (EntryKind::Tree, self.top.tree);
        for part in path {
            if found.0 != EntryKind::Tree {
                return Ok(None);
            }
            let tree = self.top.git.find_tree(found.1).with_context(context)?;
            // What can't be read is not what is sought, but an error.
            let entry = tree.iter().find(|entry| {
                entry.as_ref().map_or(true, |entry| *entry.filename() == part.as_encoded_bytes())
            });
            let Some(entry) = entry.transpose().with_context(context)? else { return Ok(None) };
            found = (entry.kind(), entry.object_id());
        }
        Ok(Some(found))
    }

    /// The folder at a path from the top, if there is one.
    pub(super) fn folder(&self, path: &Path) -> Result<Option<Self>> {
        Ok(self.at(path)?.filter(|node| node.kind == Kind::Folder))
    }

    fn node(&self, path: PathBuf, kind: EntryKind, id: ObjectId) -> Result<Self> {
        let mut node = Self { top: Rc::clone(&self.top), path, kind: Kind::File, id };
        node.kind = match kind {
            EntryKind::Tree => Kind::Folder,
            EntryKind::Blob | EntryKind::BlobExecutable => Kind::File,
            EntryKind::Link => Kind::Obstacle { why: LINK, is_folder: node.leads_to_folder()? },
            EntryKind::Commit => Kind::Obstacle { why: SUBMODULE, is_folder: true },
        };
        Ok(node)
    }

    /// Whether a link leads to a folder, or out of the repository, where there may be one.
    fn leads_to_folder(&self) -> Result<bool> {
        let Some(target) = self.read()? else { return Ok(false) };
        let folder = self.path.parent().expect("a link has a name");
        match join(folder, &path_of(target.as_bstr())) {
            None => Ok(true),
            Some(path) => Ok(self.look(&path)?.is_some_and(|(kind, _)| kind == EntryKind::Tree)),
        }
    }

    fn named(&self, path: &Path) -> String {
        format!("{}:{}", self.top.name, shown(path))
    }
}

impl Node for InRevision<'_> {
    fn path(&self) -> &Path {
        &self.path
    }

    fn shown(&self) -> String {
        self.named(&self.path)
    }

    fn kind(&self) -> Kind {
        self.kind
    }

    fn entries(&self) -> Result<Vec<Self>> {
        let times = self.top.listed(self.id);
        ensure!(
            times <= COPIES,
            "{} is one of more than {COPIES} folders that are the same",
            self.shown()
        );
        let context = || missing(&self.shown());
        let tree = self.top.git.find_tree(self.id).with_context(context)?;
        tree.iter()
            .map(|entry| {
                let entry = entry.with_context(context)?;
                let name = path_of(entry.filename());
                if is_name(&name) {
                    self.node(self.path.join(name), entry.kind(), entry.object_id())
                } else {
                    Ok(self.misnamed(&name))
                }
            })
            .collect()
    }

    fn entry(&self, name: &OsStr) -> Result<Option<Self>> {
        self.at(&self.path.join(name))
    }

    fn read(&self) -> Result<Option<Vec<u8>>> {
        match self.top.git.find_blob(self.id) {
            Ok(mut blob) => Ok(Some(blob.take_data())),
            Err(error) => match self.top.git.find_header(self.id) {
                Ok(header) if header.size() >= LARGEST => Ok(None),
                _ => Err(error).with_context(|| missing(&self.shown())),
            },
        }
    }

    fn beside(&self, path: &Path) -> Result<Result<Self, &'static str>> {
        let Some(path) = join(&self.path, path) else {
            return Ok(Err(
                "it lies outside of this repository, so what it held then is not known",
            ));
        };
        if let Some(folder) = self.folder(&path)? {
            return Ok(Ok(folder));
        }
        Ok(Err(match self.at(&path)?.map(|node| node.kind) {
            Some(Kind::Obstacle { why, .. }) => why,
            _ => "there was no such folder",
        }))
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.path.starts_with(&other.path) || other.path.starts_with(&self.path)
    }
}

impl InRevision<'_> {
    /// What has a name that no file can have. Git makes none such; who wants to be read elsewhere does.
    fn misnamed(&self, name: &Path) -> Self {
        let name = name.to_string_lossy().replace(['/', '\\', ':', '\0'], "\u{fffd}");
        let name = if name.is_empty() { "\u{fffd}".to_owned() } else { name };
        let kind = Kind::Obstacle { why: NO_FILE, is_folder: true };
        Self { path: self.path.join(name), kind, ..self.clone() }
    }
}

/// Whether this is one part of a path that leads down.
fn is_name(name: &Path) -> bool {
    let mut parts = name.components();
    let (first, rest) = (parts.next(), parts.next());
    let is_one = matches!(first, Some(Component::Normal(part)) if part == name.as_os_str());
    is_one && rest.is_none() && !name.as_os_str().as_encoded_bytes().contains(&0)
}

/// A path of git's as one of this system's; what it can't hold is replaced.
fn path_of(name: &BStr) -> PathBuf {
    match gix::path::from_byte_slice(name) {
        Ok(path) => path.to_owned(),
        Err(_) => PathBuf::from(name.to_str_lossy().into_owned()),
    }
}

/// The path that another leads to from a folder; `None` if it leads out of the repository.
pub(super) fn join(folder: &Path, path: &Path) -> Option<PathBuf> {
    let mut joined = folder.to_owned();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::Normal(name) => joined.push(name),
            Component::ParentDir if joined.pop() => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return None,
        }
    }
    Some(joined)
}

/// What to say of an object that git should have.
pub(super) fn missing(what: &str) -> String {
    format!(
        "{what} can't be read from git: `git fsck` names the objects that are missing or damaged\n\
         (a partial clone lacks what was never checked out: `git fetch --refetch --no-filter` completes it)"
    )
}
