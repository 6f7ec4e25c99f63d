//! `ropa git-setup`: lets `git diff` and `git show` tell what changed in the register.

use std::{env, fs, io::Write as _, path::Path};

use anyhow::{Result, ensure};

use crate::{
    cli::{Global, Outcome, revisions, stdout},
    git::Programs,
    workspace::{Workspace, shown},
};

/// Let `git diff` show what changed in the register, entry by entry
///
/// Two things are written: a line in `.gitattributes`, in the register's folder, which marks its files; commit it for
/// everybody. And a section in the configuration of your copy of the repository, which has git ask ropa about the
/// marked files; whoever has not run this sees the lines of the files, as before.
///
/// `git diff` then shows a file's changes as `ropa diff` does. `git show` and `git log -p` compare a file's facts, one a line.
/// What a change obliges takes the whole register: `ropa diff` says it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa git-setup
  git diff                          what changed, entry by entry
  git diff --no-ext-diff            the lines of the files
  ropa git-setup --undo             as it was before")]
pub(super) struct GitSetup {
    /// Take out what was written
    #[arg(long)]
    undo: bool,
}

impl GitSetup {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let repository = revisions::repository(global)?;
        ensure!(
            repository.has_checkout(),
            "a bare repository has no files to mark: run it in a checkout"
        );
        let workspace = Workspace::open(global.policy.as_deref())?;
        let attributes = shown(&workspace.attributes());
        let configuration = repository.configuration();
        let here = env::current_dir().and_then(fs::canonicalize).unwrap_or_default();
        let configuration = shown(configuration.strip_prefix(here).unwrap_or(&configuration));
        let mut out = stdout();
        if self.undo {
            let (unmarked, forgotten) = (workspace.unmark_for_git()?, repository.forget()?);
            writeln!(
                out,
                "{attributes}: {}",
                said(unmarked, "marks no file any more", "marked none")
            )?;
            let was = said(forgotten, "asks ropa no more", "did not ask ropa");
            writeln!(out, "{configuration}: git {was}")?;
            return Ok(Outcome::Fine);
        }
        let marked = workspace.mark_for_git()?;
        let programs = programs();
        let configured = repository.configure(&programs)?;
        let files = said(
            marked,
            "marks the register's files: commit it",
            "marks the register's files already",
        );
        writeln!(out, "{attributes}: {files}")?;
        let asks = said(configured, "asks", "asks already");
        writeln!(out, "{configuration}: git {asks} `{}` about them", programs.command)?;
        Ok(Outcome::Fine)
    }
}

fn said(new: bool, done: &'static str, was: &'static str) -> &'static str {
    if new { done } else { was }
}

/// What git is to run: `ropa`, if that is found and is this one; else this very file.
fn programs() -> Programs {
    let this = env::current_exe().and_then(fs::canonicalize).ok();
    let is_this = |found: &Path| fs::canonicalize(found).ok() == this;
    let name = format!("ropa{}", env::consts::EXE_SUFFIX);
    let folders = env::var_os("PATH").unwrap_or_default();
    let found =
        env::split_paths(&folders).map(|folder| folder.join(&name)).find(|path| path.is_file());
    let ropa = match (found, &this) {
        (Some(found), _) if is_this(&found) => "ropa".to_owned(),
        (_, Some(this)) => quoted(this),
        _ => "ropa".to_owned(),
    };
    Programs { command: format!("{ropa} git-diff"), textconv: format!("{ropa} git-text") }
}

/// For the shell that git runs it by, on Windows too.
fn quoted(path: &Path) -> String {
    let path = path.to_string_lossy().replace('\\', "/");
    let is_plain =
        path.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/._-:".contains(&byte));
    if is_plain { path } else { format!("'{}'", path.replace('\'', r"'\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_for_a_shell() {
        assert_eq!(quoted(Path::new("/usr/bin/ropa")), "/usr/bin/ropa");
        assert_eq!(quoted(Path::new("/it's $(x)/ropa")), r"'/it'\''s $(x)/ropa'");
    }
}
