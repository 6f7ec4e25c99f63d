//! `ropa git-setup`: lets git show what changes of the register mean.

use std::{
    env,
    io::Write as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};

use crate::{
    cli::{Global, Outcome, stdout, tell},
    folder::shown,
    git::{DRIVER, Repository},
    report::visible,
    workspace::{self, Workspace},
};

/// Let `git diff` and `git show` say what changes of the register mean, entry by entry
///
/// Writes two things: `.gitattributes` in the register's folder, which you commit, and the configuration of this
/// clone, which git shares with nobody: whoever wants the same runs this command once. `git diff` then shows changes as
/// `ropa diff` does, file by file; `git show` and `git log -p` compare the facts of each file. What git
/// stores, merges, sends and applies stays as it is.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa git-setup
  git diff                          what changed, in facts
  git show --ext-diff               the same of a commit
  git diff --no-ext-diff            facts line by line; with --no-textconv, too, the file's own lines
  ropa git-setup --undo")]
pub(super) struct GitSetup {
    /// Take away what this command wrote, and nothing else
    #[arg(long)]
    undo: bool,
}

/// The lines of the attributes. The settings' file is no register's.
const ATTRIBUTES: [&str; 3] = [
    "# `ropa git-setup` lets git show what changes here mean.",
    "*.toml diff=ropa",
    "/ropa.toml !diff",
];

impl GitSetup {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let folder = match &global.policy {
            Some(folder) => folder.clone(),
            None => Workspace::open(None)?.folder().to_owned(),
        };
        let Some(repository) = Repository::at(&folder)? else {
            bail!("there is no git repository around {}: `git init` makes one", shown(&folder));
        };
        ensure!(
            !repository.is_bare(),
            "this repository is bare: no files are looked at there. Run `ropa git-setup` in a clone with files"
        );
        ensure!(folder.is_dir(), "there is no folder {}", shown(&folder));
        let configuration = repository.configuration()?;
        let attributes = folder.join(".gitattributes");
        let before = attributes_in(&attributes)?;
        let after = with_attributes(&before, !self.undo);
        let ropa = called();
        let commands = ["diff", "textconv"].map(|call| format!("{ropa} git-driver {call} --"));
        let [diff, textconv] = &commands;
        let configured =
            repository.set_driver((!self.undo).then_some([diff.as_str(), textconv.as_str()]))?;
        let mut out = stdout();
        if configured {
            writeln!(out, "{}", shown(&from_here(&configuration)))?;
            if self.undo {
                writeln!(out, "  - diff.{DRIVER}.command and diff.{DRIVER}.textconv")?;
            } else {
                writeln!(out, "  + diff.{DRIVER}.command = {}", visible(diff))?;
                writeln!(out, "  + diff.{DRIVER}.textconv = {}", visible(textconv))?;
            }
        }
        if after != before {
            workspace::replace(&attributes, &after)?;
            writeln!(out, "{}", shown(&attributes))?;
            let sign = if self.undo { '-' } else { '+' };
            for line in ATTRIBUTES {
                writeln!(out, "  {sign} {line}")?;
            }
        }
        out.flush()?;
        let changed = configured || after != before;
        tell(match (self.undo, changed) {
            (false, true) => {
                "`git diff` now says what changes of the register mean; commit .gitattributes, and whoever wants\n\
                 the same runs `ropa git-setup` in their clone. `ropa git-setup --undo` takes it away again."
            }
            (true, true) => "git shows the register line by line again",
            (false, false) => "nothing to do: git knows it already",
            (true, false) => "nothing to do: there is nothing of ropa's in git",
        });
        Ok(Outcome::Fine)
    }
}

/// How git's shell finds this program: by its name where that means this very file, else by its path.
fn called() -> String {
    let Ok(this) = env::current_exe().and_then(|path| path.canonicalize()) else {
        return DRIVER.to_owned();
    };
    let name = format!("ropa{}", env::consts::EXE_SUFFIX);
    let path = env::var_os("PATH").unwrap_or_default();
    let first =
        env::split_paths(&path).map(|folder| folder.join(&name)).find(|path| path.is_file());
    if first.and_then(|path| path.canonicalize().ok()).is_some_and(|path| path == this) {
        return "ropa".to_owned();
    }
    quoted(&this)
}

/// A path as one word of the shell, which is git's own on every system.
fn quoted(path: &Path) -> String {
    let path = path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/");
    format!("'{}'", path.replace('\'', r"'\''"))
}

/// The path as it is seen from the current folder, if it lies in it.
fn from_here(path: &Path) -> PathBuf {
    let here = env::current_dir().and_then(|here| here.canonicalize());
    match here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)) {
        Some(below) => below,
        None => path.to_owned(),
    }
}

/// The attributes that stand there; none if there is no such file.
fn attributes_in(path: &Path) -> Result<Vec<u8>> {
    match path.symlink_metadata() {
        Err(_) => Ok(Vec::new()),
        Ok(metadata) => {
            let name = shown(path);
            ensure!(metadata.is_file(), "{name} is no plain file: nothing is written there");
            let bytes = workspace::read(path)?;
            bytes.with_context(|| format!("{name} is no list of attributes: it is too large"))
        }
    }
}

/// The attributes with ropa's lines once and together, or without them. The lines of others stay byte for byte.
fn with_attributes(before: &[u8], wanted: bool) -> Vec<u8> {
    let is_ours = |line: &&[u8]| {
        let line = line.trim_ascii_end();
        ATTRIBUTES.iter().any(|own| own.as_bytes() == line)
    };
    let lines = || before.split_inclusive(|byte| *byte == b'\n');
    // Of two lines that a file matches the later one holds, so their order counts.
    let ours = lines().filter(is_ours).map(<[u8]>::trim_ascii_end);
    if wanted && ours.eq(ATTRIBUTES.map(str::as_bytes)) {
        return before.to_vec();
    }
    let mut after = lines().filter(|line| !is_ours(line)).collect::<Vec<_>>().concat();
    if !wanted {
        return after;
    }
    if !after.is_empty() && !after.ends_with(b"\n") {
        after.push(b'\n');
    }
    for line in ATTRIBUTES {
        after.extend_from_slice(line.as_bytes());
        after.push(b'\n');
    }
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_of_the_shell() {
        assert_eq!(
            quoted(Path::new("/home/o'neil/my $(tools)/ropa")),
            r"'/home/o'\''neil/my $(tools)/ropa'"
        );
    }

    #[test]
    fn the_lines_of_others_stay_and_ours_stand_once_and_last() {
        let ours = ATTRIBUTES.map(|line| format!("{line}\n")).concat();
        for others in
            ["", "*.md text\n", "*.md text\r\n\r\n# mine\r\n", "\u{feff}a b\n*.toml diff=ropa2\n"]
        {
            let with = with_attributes(others.as_bytes(), true);
            assert_eq!(with, format!("{others}{ours}").as_bytes());
            assert_eq!(with_attributes(&with, true), with);
            assert_eq!(with_attributes(&with, false), others.as_bytes());
            assert_eq!(with_attributes(others.as_bytes(), false), others.as_bytes());
        }
        assert_eq!(with_attributes(b"a b", true), format!("a b\n{ours}").as_bytes());
        // A part of them, or in another order, is made whole.
        assert_eq!(
            with_attributes(b"/ropa.toml !diff\r\n*.toml diff=ropa\nx y\n", true),
            format!("x y\n{ours}").as_bytes()
        );
    }
}
