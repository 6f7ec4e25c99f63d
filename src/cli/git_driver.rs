//! `ropa git-driver`: what git itself calls once `ropa git-setup` has told it to. Never fails: git would stop at it,
//! and show nothing of the files that follow.

use std::{
    ffi::{OsStr, OsString},
    io::{self, Write},
    path::Path,
};

use anyhow::Result;
use clap::Subcommand;

use crate::{
    cli::{Outcome, difference, stdout, width},
    diff::{self, Revision},
    finding::Finding,
    folder::{SETTINGS, shown},
    language::Language,
    register::{self, Register},
    report::{changes::Changes, facts, visible},
    settings,
    source::{Layer, Sources},
    workspace::{self, Workspace},
};

/// Columns where there is no terminal, as before a pager.
const WIDTH: usize = 100;

/// Lines around a difference, as git shows them.
const AROUND: usize = 3;

/// Called by git, never by people
#[derive(clap::Args)]
pub(super) struct GitDriver {
    #[command(subcommand)]
    call: Call,
}

#[derive(Subcommand)]
enum Call {
    /// What changed in a file: its path, the old file with its id and mode, the new one; of a renamed one more
    Diff {
        #[arg(required = true)]
        arguments: Vec<OsString>,
    },
    /// What a file says, a fact a line
    Textconv { file: OsString },
}

impl GitDriver {
    pub(super) fn run(&self) -> Result<Outcome> {
        let mut out = stdout();
        match &self.call {
            Call::Diff { arguments } => {
                let arguments: Vec<&OsStr> = arguments.iter().map(|word| &**word).collect();
                difference_of(&arguments, &mut out)?;
            }
            Call::Textconv { file } => text_of(Path::new(file), &mut out)?,
        }
        out.flush()?;
        Ok(Outcome::Fine)
    }
}

/// One file as a register of its own: what other files say is not known.
struct OneFile {
    bytes: Vec<u8>,
    sources: Sources,
    register: Register,
    /// What of it could not be read, so that it would be passed over.
    found: Vec<Finding>,
}

impl OneFile {
    fn read(path: &Path, called: String) -> Result<Self> {
        let Some(bytes) = workspace::read(path)? else {
            anyhow::bail!("a register's file is smaller than 1 GiB");
        };
        Ok(Self::of(bytes, called))
    }

    fn of(bytes: Vec<u8>, called: String) -> Self {
        let mut sources = Sources::default();
        sources.add(called, bytes.clone(), Layer::Register);
        let (register, found) = register::read_as_written(&sources);
        Self { bytes, sources, register, found }
    }

    /// Why it can't be compared fact by fact: the first thing that could not be read, and its line.
    fn obstacle(&self) -> Option<String> {
        let finding = self.found.first()?;
        let span = finding.labels[0].span;
        let line = self.sources.line_column(span.file, span.start).line;
        Some(format!("line {line}: {}", finding.message))
    }

    fn revision<'r>(&'r self, first_language: &'r str) -> Revision<'r> {
        Revision { register: &self.register, sources: &self.sources, first_language }
    }
}

fn difference_of(arguments: &[&OsStr], out: &mut dyn Write) -> io::Result<()> {
    let [path, old, old_id, old_mode, new, new_id, new_mode, more @ ..] = arguments else {
        // Of a file in conflict git gives the path alone.
        let path = shown(Path::new(arguments[0]));
        return writeln!(out, "{path}\n\nnot merged yet: no two versions to compare\n");
    };
    let was = shown(Path::new(path));
    let called = more.first().map_or_else(|| was.clone(), |new| shown(Path::new(new)));
    // A side that is not there has a dot for its id.
    let (is_new, is_gone) = (*old_id == ".", *new_id == ".");
    let what = match (is_new, is_gone) {
        (true, _) => " (added)".to_owned(),
        (_, true) => " (removed)".to_owned(),
        _ if was != called => format!(" (was {was})"),
        _ if old_mode != new_mode => {
            format!(" (now of mode {})", visible(&new_mode.to_string_lossy()))
        }
        _ => String::new(),
    };
    writeln!(out, "{called}{what}\n")?;
    let read = |file: &OsStr, is_none: bool, called: String| {
        let nothing = is_none.then(|| OneFile::of(Vec::new(), called.clone()));
        nothing.map_or_else(|| OneFile::read(Path::new(file), called), Ok)
    };
    match (read(old, is_new, was), read(new, is_gone, called.clone())) {
        (Ok(old), Ok(new)) => compare(&old, &new, Path::new(more.first().unwrap_or(path)), out)?,
        (Err(error), _) | (_, Err(error)) => {
            writeln!(out, "not compared: {}", visible(&format!("{error:#}")))?;
        }
    }
    writeln!(out)
}

fn compare(old: &OneFile, new: &OneFile, path: &Path, out: &mut dyn Write) -> io::Result<()> {
    let obstacles = [("before", old.obstacle()), ("now", new.obstacle())];
    if let Some((when, why)) = obstacles.into_iter().find_map(|(when, why)| Some((when, why?))) {
        let why = visible(&why).into_owned();
        writeln!(out, "not all of it can be read {when}, so its lines are shown ({why})\n")?;
        let lines = difference::lines(&old.bytes, &new.bytes, AROUND);
        return lines.iter().try_for_each(|line| writeln!(out, "{line}"));
    }
    let first_language = first_language(path);
    let (old, new) = (old.revision(&first_language), new.revision(&first_language));
    let changes = diff::as_written(old, new);
    let report = Changes {
        old,
        new,
        called: ("before".to_owned(), "now".to_owned()),
        changes: &changes,
        duties: &[],
        language: Language::of(&first_language),
        width: width().unwrap_or(WIDTH),
    };
    report.write_of_file(out)
}

/// The language of plain words, as the settings of the nearest register around the file say today. Git calls where the
/// path begins.
fn first_language(path: &Path) -> String {
    let path = Path::new(".").join(path);
    let mut folders = path.ancestors().skip(1);
    let settings = folders.find(|folder| folder.join(SETTINGS).is_file()).and_then(|folder| {
        let workspace = Workspace::open(Some(folder)).ok()?;
        Some(settings::read(&workspace.sources, workspace.settings?).0)
    });
    settings.unwrap_or_default().first_language().to_owned()
}

/// What git compares line by line; of a file that can't be read as a register its own lines.
fn text_of(path: &Path, out: &mut dyn Write) -> io::Result<()> {
    match OneFile::read(path, shown(path)) {
        Ok(file) if file.found.is_empty() => facts::write(&file.register, &file.sources, out),
        Ok(file) => {
            let text = String::from_utf8_lossy(&file.bytes);
            text.lines().try_for_each(|line| writeln!(out, "{}", visible(line)))
        }
        Err(error) => writeln!(out, "not read: {}", visible(&format!("{error:#}"))),
    }
}
