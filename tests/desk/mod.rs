//! A desk with a git repository, in which a test works as somebody would: writes, commits, and calls ropa.
#![allow(dead_code, reason = "each test program needs a part of it")]

use std::{
    fs,
    path::PathBuf,
    process::{Command, Output},
};

use tempfile::TempDir;

pub(crate) struct Desk {
    root: TempDir,
}

impl Desk {
    pub(crate) fn new() -> Self {
        Self::with(&[])
    }

    /// With options of `git init`.
    pub(crate) fn with(options: &[&str]) -> Self {
        let desk = Self { root: tempfile::tempdir().unwrap() };
        let init = [&["init", "--quiet", "--initial-branch=main"], options].concat();
        desk.git(&init, "2026-01-01");
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn git(&self, arguments: &[&str], day: &str) {
        let output = self.run_git(arguments, day);
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
    }

    /// What git prints; it must end well.
    pub(crate) fn git_says(&self, arguments: &[&str]) -> String {
        let output = self.run_git(arguments, "2026-11-24");
        assert!(output.status.success(), "git {arguments:?}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// For a merge that ends in a conflict.
    pub(crate) fn git_may_fail(&self, arguments: &[&str]) {
        self.run_git(arguments, "2026-11-24");
    }

    fn run_git(&self, arguments: &[&str], day: &str) -> Output {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        let date = format!("{day}T12:00:00 +0000");
        command
            .current_dir(self.root.path())
            .args(arguments)
            .envs([
                ("GIT_CONFIG_GLOBAL", "/dev/null"),
                ("GIT_CONFIG_NOSYSTEM", "1"),
                ("GIT_AUTHOR_NAME", "Åse Berg"),
                ("GIT_AUTHOR_EMAIL", "aase@example.com"),
                ("GIT_AUTHOR_DATE", &date),
                ("GIT_COMMITTER_NAME", "Åse Berg"),
                ("GIT_COMMITTER_EMAIL", "aase@example.com"),
                ("GIT_COMMITTER_DATE", &date),
            ])
            .output()
            .expect("these tests need the program `git`")
    }

    pub(crate) fn commit(&self, subject: &str, day: &str) {
        self.git(&["add", "--all"], day);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", subject], day);
    }

    pub(crate) fn ropa(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_ropa"))
            .current_dir(self.root.path())
            .args(arguments)
            .env("ROPA_TODAY", "2026-11-24")
            .env("NO_COLOR", "1")
            .output()
            .unwrap()
    }

    /// What is printed, without the commits' ids.
    pub(crate) fn printed(&self, arguments: &[&str]) -> String {
        let output = self.ropa(arguments);
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    }
}
