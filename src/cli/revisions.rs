//! The registers that `diff` and `log` compare: of a revision, of a folder, of the working tree.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::{
    cli::{Global, input::Reading, tell},
    diff,
    folder::{Contents, NoRegister, Node},
    git::{Repository, Revision, Revisions},
    lint::has_errors,
    register::Register,
    settings::Settings,
    source::Sources,
    workspace::Workspace,
};

/// One of the registers.
pub(super) struct Side {
    /// As the user knows it.
    pub(super) called: String,
    pub(super) settings: Settings,
    pub(super) register: Register,
    pub(super) sources: Sources,
    /// Whether something could not be read, so that the register is not all that is written.
    pub(super) is_broken: bool,
}

impl Side {
    /// Of a folder on the disk.
    pub(super) fn of_folder(folder: Option<&Path>, called: String) -> Result<Self> {
        Self::read(Workspace::open(folder)?, called)
    }

    /// Of a revision; an empty register, if there was none.
    pub(super) fn of_revision(repository: &Repository, revision: &Revision) -> Result<Self> {
        let called = revision.to_string();
        let read =
            repository.contents(revision).and_then(|contents| Self::read(contents, called.clone()));
        match read {
            Err(error) if error.is::<NoRegister>() => Ok(Self { called, ..Self::nothing() }),
            read => read,
        }
    }

    /// Where there was no register yet.
    pub(super) fn nothing() -> Self {
        Self {
            called: "nothing".to_owned(),
            settings: Settings::default(),
            register: Register::default(),
            sources: Sources::default(),
            is_broken: false,
        }
    }

    fn read<N: Node>(mut contents: Contents<N>, called: String) -> Result<Self> {
        let Reading { settings, register, found } = Reading::of(&mut contents)?;
        let is_broken = has_errors(&found);
        Ok(Self { called, settings, register, sources: contents.sources, is_broken })
    }

    /// As it is compared.
    pub(super) fn revision(&self) -> diff::Revision<'_> {
        diff::Revision {
            register: &self.register,
            sources: &self.sources,
            first_language: self.settings.first_language(),
        }
    }

    /// A word on what could not be read.
    pub(super) fn warn(&self) {
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
    let here = || Side::of_folder(global.policy.as_deref(), "the working tree".to_owned());
    let folder = |text: &str| {
        let path = Path::new(text);
        path.is_dir().then(|| Side::of_folder(Some(path), text.to_owned()))
    };
    // Folders need no repository.
    if let Some(old) = old.and_then(folder)
        && let Some(new) = new.map_or_else(|| Some(here()), folder)
    {
        return Ok((old?, new?));
    }
    let repository = repository(global)?;
    let one = |text: &str| match folder(text) {
        Some(folder) => folder,
        None => match repository.parse(text)? {
            Revisions::One(revision) => of(&repository, revision),
            Revisions::Two { .. } => bail!("`{text}` means two revisions, and one is wanted here"),
        },
    };
    let Some(old) = old else {
        return Ok((one("HEAD")?, here()?));
    };
    match new {
        Some(new) => Ok((one(old)?, one(new)?)),
        None => match repository.parse(old)? {
            Revisions::One(revision) => Ok((of(&repository, revision)?, here()?)),
            Revisions::Two { old, new } => {
                let old = repository.follow(&new, old)?;
                Ok((Side::of_revision(&repository, &old)?, Side::of_revision(&repository, &new)?))
            }
        },
    }
}

/// A revision's register, wherever it was then.
fn of(repository: &Repository, revision: Revision) -> Result<Side> {
    let revision = match repository.parse("HEAD") {
        Ok(Revisions::One(head)) => repository.follow(&head, revision)?,
        _ => revision,
    };
    Side::of_revision(repository, &revision)
}
