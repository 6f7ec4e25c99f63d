//! The registers that `diff` and `log` compare: of a revision, of a folder, of the working tree.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{
    cli::{Global, input::Reading, tell},
    diff,
    folder::{Contents, NoRegister, Node, shown},
    git::{Repository, Revision, Revisions, leads_out},
    lint::has_errors,
    register::{Read, Register},
    report::visible,
    settings::Settings,
    source::Sources,
    workspace::Workspace,
};

/// One of the registers.
pub(super) struct Side {
    /// As the user knows it.
    pub(super) called: String,
    pub(super) settings: Settings,
    pub(super) sources: Sources,
    read: Read,
    /// Whether something could not be read, so that the register is not all that is written.
    pub(super) is_broken: bool,
    /// What else is to be said of it.
    notes: Vec<String>,
}

impl Side {
    /// Of a folder on the disk. `within` is where it lies in the repository, if it is compared with a revision there.
    pub(super) fn of_folder(
        folder: Option<&Path>,
        called: String,
        other: Option<&Self>,
        within: Option<&Path>,
    ) -> Result<Self> {
        Self::read(Workspace::open(folder)?, called, other, within)
    }

    /// Of a revision; an empty register, if there was none.
    pub(super) fn of_revision(repository: &Repository, revision: &Revision) -> Result<Self> {
        Self::beside(repository, revision, None)
    }

    /// The same, next to another register of the history: what both say is read once.
    pub(super) fn beside(
        repository: &Repository,
        revision: &Revision,
        other: Option<&Self>,
    ) -> Result<Self> {
        let called = revision.to_string();
        let read = repository.contents(revision).and_then(|contents| {
            Self::read(contents, called.clone(), other, Some(revision.folder()))
        });
        match read {
            Err(error) if error.is::<NoRegister>() => {
                let folder = shown(revision.folder());
                let note = format!(
                    "there is no folder {folder} in {called}, so everything is told as new; a move of the \
                     folder is followed once it is committed"
                );
                Ok(Self { called, notes: vec![note], ..Self::nothing() })
            }
            read => read,
        }
    }

    /// Where there was no register yet.
    pub(super) fn nothing() -> Self {
        Self {
            called: "nothing".to_owned(),
            settings: Settings::default(),
            sources: Sources::default(),
            read: Read::default(),
            is_broken: false,
            notes: Vec::new(),
        }
    }

    /// What lies outside of the repository has no revisions: neither side reads it.
    fn read<N: Node>(
        mut contents: Contents<N>,
        called: String,
        other: Option<&Self>,
        within: Option<&Path>,
    ) -> Result<Self> {
        let other = other.map(|other| (&other.sources, &other.read));
        let is_shared = |path: &str| within.is_none_or(|folder| !leads_out(folder, path));
        let Reading { settings, read, found } = Reading::of(&mut contents, other, &is_shared)?;
        let is_broken = has_errors(&found);
        let outside = settings.included().filter(|path| !is_shared(path));
        let notes = outside.map(|path| {
            format!(
                "{}, which {called} shares, lies outside of the repository, and is not compared",
                visible(path)
            )
        });
        let notes = notes.collect();
        Ok(Self { called, settings, sources: contents.sources, read, is_broken, notes })
    }

    pub(super) fn register(&self) -> &Register {
        &self.read.register
    }

    /// As it is compared.
    pub(super) fn revision(&self) -> diff::Revision<'_> {
        diff::Revision {
            register: &self.read.register,
            sources: &self.sources,
            first_language: self.settings.first_language(),
        }
    }

    /// A word on what could not be read.
    pub(super) fn warn(&self) {
        self.notes.iter().for_each(|note| tell(note));
        if self.is_broken {
            tell(&format!(
                "in {} something could not be read, and is not compared: `ropa check` shows what",
                self.called
            ));
        }
    }
}

/// The repository of the register that the command line means.
pub(super) fn repository(global: &Global) -> Result<Repository> {
    let folder = register_folder(global)?;
    match Repository::at(&folder)? {
        Some(repository) => Ok(repository),
        None => bail!(
            "there is no git repository around the register: name two folders, as `ropa diff OLD NEW`"
        ),
    }
}

/// The repository of the register, and what was committed last; `None` if it lies in none, or nothing was yet.
pub(super) fn head(global: &Global) -> Result<Option<(Repository, Revision)>> {
    let Some(repository) = Repository::at(&register_folder(global)?)? else { return Ok(None) };
    Ok(match repository.parse("HEAD") {
        Ok(Revisions::One(head)) => Some((repository, head)),
        _ => None,
    })
}

/// The register's folder, which need not be there any more if it is named.
fn register_folder(global: &Global) -> Result<PathBuf> {
    match &global.policy {
        Some(folder) => Ok(folder.clone()),
        None => Ok(Workspace::open(None)?.folder().to_owned()),
    }
}

/// The two that the arguments mean.
pub(super) fn both(global: &Global, old: Option<&str>, new: Option<&str>) -> Result<(Side, Side)> {
    let folder = |text: &str, other: Option<&Side>, within: Option<&Path>| {
        let path = Path::new(text);
        path.is_dir().then(|| Side::of_folder(Some(path), text.to_owned(), other, within))
    };
    let here = |old: &Side, within: Option<&Path>| {
        let called = "the working tree".to_owned();
        Side::of_folder(global.policy.as_deref(), called, Some(old), within)
    };
    // Folders need no repository.
    if let Some(old) = old.and_then(|old| folder(old, None, None)) {
        let old = old?;
        let new = match new {
            None => Some(here(&old, None)),
            Some(new) => folder(new, Some(&old), None),
        };
        if let Some(new) = new {
            return Ok((old, new?));
        }
    }
    let repository = repository(global)?;
    let within = Some(repository.folder());
    if let (Some(range), None) = (old, new)
        && let Revisions::Two { old, new } = repository.parse(range)?
    {
        let old = Side::of_revision(&repository, &repository.follow(&new, old)?)?;
        let new = Side::beside(&repository, &new, Some(&old))?;
        return Ok((old, new));
    }
    let one = |text: &str, other: Option<&Side>| match folder(text, other, within) {
        Some(folder) => folder,
        None => match repository.parse(text)? {
            Revisions::One(revision) => of(&repository, revision, other),
            Revisions::Two { .. } => bail!("`{text}` means two revisions, and one is wanted here"),
        },
    };
    let old = one(old.unwrap_or("HEAD"), None)?;
    let new = match new {
        Some(new) => one(new, Some(&old))?,
        None => here(&old, within)?,
    };
    Ok((old, new))
}

/// A revision's register, wherever it was then.
fn of(repository: &Repository, revision: Revision, other: Option<&Side>) -> Result<Side> {
    let revision = match repository.parse("HEAD") {
        Ok(Revisions::One(head)) => repository.follow(&head, revision)?,
        _ => revision,
    };
    Side::beside(repository, &revision, other)
}
