//! What git calls after `ropa git-setup`: hidden commands that show one file of the register, or two versions of it.
//! Whatever the file holds, they show something and end well: else git would show nothing of the rest.

use std::{fs, io::Write as _, path::Path};

use anyhow::{Context as _, Result};
use similar::TextDiff;

use crate::{
    cli::{Outcome, input::Reading, stdout, width},
    diff::{self, Revision},
    folder::SETTINGS,
    language::Language,
    law,
    register::{self, Register},
    report::{
        changes::{Changes, Format},
        facts::facts,
        visible,
    },
    settings::Settings,
    source::{Layer, SourceFile, Sources},
    workspace::Workspace,
};

/// What git gives where there is no file.
const NOTHING: &str = "/dev/null";
/// Columns where there is no terminal: git's pager has one, but doesn't say how wide it is.
const WIDTH: usize = 100;

/// Show what changed between two versions of a file, as git calls it
#[derive(clap::Args)]
#[command(hide = true, disable_help_flag = true)]
pub(super) struct GitDiff {
    /// path old-file old-hex old-mode new-file new-hex new-mode [new-path message]
    #[arg(allow_hyphen_values = true, trailing_var_arg = true, required = true)]
    arguments: Vec<String>,
}

/// Show what a file says, a fact a line, as git calls it
#[derive(clap::Args)]
#[command(hide = true, disable_help_flag = true)]
pub(super) struct GitText {
    /// The file
    #[arg(allow_hyphen_values = true)]
    file: String,
}

/// A version of a file, between the others of its register.
struct Version {
    text: String,
    register: Register,
    sources: Sources,
    is_broken: bool,
}

impl GitText {
    pub(super) fn run(&self) -> Result<Outcome> {
        let bytes = fs::read(&self.file)
            .with_context(|| format!("{} can't be read", visible(&self.file)))?;
        let version = Version::of(&self.file, Some(bytes), Vec::new());
        let mut out = stdout();
        if version.is_broken {
            out.write_all(version.text.as_bytes())?;
        } else {
            out.write_all(facts(&version.register, &version.sources).as_bytes())?;
        }
        out.flush()?;
        Ok(Outcome::Fine)
    }
}

impl GitDiff {
    pub(super) fn run(&self) -> Result<Outcome> {
        let mut out = stdout();
        let (path, old, new) = match &self.arguments[..] {
            [path, old, _, _, new, _, _] => (path, old, new),
            [_, old, _, _, new, _, _, path, ..] => (path, old, new),
            [path, ..] => {
                writeln!(out, "{}: not merged yet", visible(path))?;
                return Ok(Outcome::Fine);
            }
            [] => return Ok(Outcome::Fine),
        };
        let read = |file: &str| match file {
            NOTHING => Ok(None),
            file => {
                fs::read(file).map(Some).with_context(|| format!("{} can't be read", visible(file)))
            }
        };
        let (settings, others) = around(path);
        let old = Version::of(path, read(old)?, others.clone());
        let new = Version::of(path, read(new)?, others);
        if old.is_broken || new.is_broken {
            let path = visible(path);
            writeln!(
                out,
                "{path} can't be read as a register, so its lines are shown; `ropa check` says why"
            )?;
            let lines = TextDiff::from_lines(&old.text, &new.text);
            for line in lines.unified_diff().context_radius(3).to_string().lines() {
                writeln!(out, "{}", visible(line))?;
            }
            out.flush()?;
            return Ok(Outcome::Fine);
        }
        let revision = |register, sources| Revision {
            register,
            sources,
            first_language: settings.first_language(),
        };
        let old = revision(&old.register, &old.sources);
        let new = revision(&new.register, &new.sources);
        let changes = diff::between(old, new);
        let report = Changes {
            old,
            new,
            called: (path.clone(), path.clone()),
            changes: &changes,
            duties: None,
            language: Language::of(settings.first_language()),
            width: width().unwrap_or(WIDTH),
        };
        Format::Terminal.write(&report, &mut out)?;
        writeln!(out)?;
        out.flush()?;
        Ok(Outcome::Fine)
    }
}

impl Version {
    /// A version of the file at a path; `None`, if there was none.
    fn of(path: &str, bytes: Option<Vec<u8>>, others: Vec<Other>) -> Self {
        let mut sources = Sources::default();
        for Other { path, text, layer } in others {
            sources.add(path, text.into_bytes(), layer);
        }
        let file = bytes.map(|bytes| sources.add(path, bytes, Layer::Register));
        law::add_to(&mut sources);
        let (register, _) = register::read(&sources);
        let is_broken = file.is_some_and(|file| {
            register.broken_files.contains(&file) || sources.file(file).broken_at.is_some()
        });
        let text = file.map(|file| sources.file(file).text.clone()).unwrap_or_default();
        Self { text, register, sources, is_broken }
    }
}

/// Another file of the register.
#[derive(Clone)]
struct Other {
    path: String,
    text: String,
    layer: Layer,
}

/// The settings of the register that a file belongs to, and its other files, as they are in the working tree: what is
/// said there of all entries, and what they are called. Nothing, where that can't be read.
fn around(path: &str) -> (Settings, Vec<Other>) {
    let folders = Path::new(path).ancestors().skip(1);
    let nearest = Path::new(path).parent().filter(|folder| *folder != Path::new(""));
    let with_settings =
        folders.map(|folder| if folder == Path::new("") { Path::new(".") } else { folder });
    let folder =
        with_settings.into_iter().find(|folder| folder.join(SETTINGS).is_file()).or(nearest);
    let read = || -> Result<(Settings, Vec<Other>)> {
        let mut workspace = Workspace::open(folder)?;
        let (settings, _) = Reading::gather(&mut workspace)?;
        let others = workspace.sources.iter().filter(|(_, file)| {
            matches!(file.layer, Layer::Register | Layer::Shared(_)) && file.path != path
        });
        let other = |(_, file): (_, &SourceFile)| Other {
            path: file.path.clone(),
            text: file.text.clone(),
            layer: file.layer,
        };
        let others = others.map(other).collect();
        Ok((settings, others))
    };
    read().unwrap_or_default()
}
