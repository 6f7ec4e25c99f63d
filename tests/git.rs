//! Repositories of every kind, and as they should not be: the register of a revision is the one of a checkout,
//! nothing runs, and nothing is written. `git` makes them; ropa itself runs no program.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test makes the repositories that it reads, and may fail"
)]

#[path = "git/history.rs"]
mod history;
#[path = "git/hostile.rs"]
mod hostile;
#[path = "git/kinds.rs"]
mod kinds;
#[path = "git/revisions.rs"]
mod revisions;

use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use ropa::{
    folder::{Contents, Folders, Node},
    git::{Repository, Revision, Revisions},
    source::Layer,
};
use tempfile::TempDir;

const FOLDERS: Folders<'_> = Folders { output: "published", templates: "templates", include: &[] };

/// A temporary folder, and a repository in it.
struct Place {
    root: TempDir,
}

impl Place {
    /// Where nothing is.
    fn empty() -> Self {
        Self { root: tempfile::tempdir().unwrap() }
    }

    /// Where a repository is, at `desk`.
    fn new() -> Self {
        Self::with(&["--initial-branch=main"])
    }

    fn with(options: &[&str]) -> Self {
        let place = Self::empty();
        fs::create_dir(place.path("desk")).unwrap();
        place.git(&[&["init", "--quiet"], options].concat());
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path("desk").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn git(&self, arguments: &[&str]) -> String {
        git(&self.path("desk"), arguments, b"")
    }

    /// Commits what is there; the id.
    fn commit(&self, subject: &str) -> String {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", subject]);
        self.git(&["rev-parse", "HEAD"])
    }

    /// Writes one file and commits.
    fn change(&self, path: &str, text: &str) -> String {
        self.write(path, text);
        self.commit(&format!("{path}: {text}"))
    }

    fn repository(&self) -> Repository {
        at(&self.path("desk/policy"))
    }
}

/// Runs git, alone with the repository: no configuration of this machine, always the same day.
fn git(folder: &Path, arguments: &[&str], input: &[u8]) -> String {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("GIT_") {
            command.env_remove(name);
        }
    }
    let mut child = command
        .current_dir(folder)
        .args(["-c", "protocol.file.allow=always", "-c", "gc.auto=0"])
        .args(arguments)
        .envs([
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_AUTHOR_NAME", "Åse Berg"),
            ("GIT_AUTHOR_EMAIL", "aase@example.com"),
            ("GIT_AUTHOR_DATE", "2026-03-01T23:30:00 +0100"),
            ("GIT_COMMITTER_NAME", "Merger"),
            ("GIT_COMMITTER_EMAIL", "merger@example.com"),
            ("GIT_COMMITTER_DATE", "2026-03-02T00:30:00 +0100"),
        ])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("these tests need the program `git`");
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {error}");
    String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
}

fn at(folder: &Path) -> Repository {
    Repository::at(folder).unwrap().expect("a repository")
}

fn one(repository: &Repository, text: &str) -> Revision {
    match repository.parse(text).unwrap() {
        Revisions::One(revision) => revision,
        Revisions::Two { .. } => panic!("{text} is one"),
    }
}

/// The error of what is no revision.
fn refused(repository: &Repository, text: &str) -> String {
    repository.parse(text).unwrap_err().to_string()
}

/// The register's files in a revision, each with its text.
fn register(repository: &Repository, revision: &Revision) -> Vec<(String, String)> {
    let mut contents = repository.contents(revision).unwrap();
    contents.read(&FOLDERS).unwrap();
    files(&contents)
}

fn files<N: Node>(contents: &Contents<N>) -> Vec<(String, String)> {
    let files = contents.sources.iter().filter(|(_, file)| file.layer == Layer::Register);
    files.map(|(_, file)| (file.path.clone(), file.text.clone())).collect()
}

/// Reads a revision in every way that there is; what it can't read may be an error.
fn read_all(repository: &Repository, revision: &Revision) -> anyhow::Result<()> {
    repository.contents(revision)?.read(&FOLDERS)?;
    for commit in repository.history(revision.clone())? {
        repository.follow(revision, commit?.revision)?;
    }
    Ok(())
}

/// Every byte below a folder, by path.
fn bytes(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_symlink() {
                found.insert(
                    path.clone(),
                    fs::read_link(path).unwrap().into_os_string().into_encoded_bytes(),
                );
            } else if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.clone(), fs::read(path).unwrap());
            }
        }
    }
    found
}
