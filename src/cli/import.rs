//! `ropa import`: a register that somebody keeps elsewhere, brought in.

use std::{
    fmt::Write as _,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use crate::{
    cli::{
        Global, Outcome,
        input::Input,
        law_alone,
        layouts::Layouts,
        schema::{headed, schemas},
        stdout,
        table::Table,
        tell, width,
    },
    folder::NoRegister,
    import::{self, Asked, Format, Imported},
    language::Language,
    report::{self, Report, count, visible},
    source::{Layer, Sources},
    view::layouts::Layout,
    workspace::{self, shown},
};
use anyhow::{Context as _, Result, anyhow, bail, ensure};

/// A larger file is no register, in bytes.
const LARGEST: u64 = 64 << 20;

/// So many of the values that are kept are shown.
const SHOWN: usize = 60;

/// Bring in a register that is kept elsewhere: a spreadsheet, a manifest, tables in Markdown
///
/// Where there is no register yet, one is started; else a file is added to it, and what stands there stays. Every
/// value of the source is reported: placed, and where; or kept word by word in a note, for you to decide.
/// Nothing is made up, and nothing is left out.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa import xlsx register.xlsx --dry-run        what would come of it
  ropa import xlsx register.xlsx --report left.csv
  ropa import csv old.csv --suggest > mapping.toml
  ropa import csv old.csv --mapping mapping.toml  headings as you say they are to be read
  ropa import fides .fides/systems.yml
  ropa import markdown docs/ropa.md --policy privacy")]
pub(super) struct Import {
    /// The format
    #[arg(value_enum)]
    from: Format,
    /// The file
    file: PathBuf,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Draft a mapping for the headings of a table, to be looked through and used with --mapping
    #[arg(long, conflicts_with_all = ["dry_run", "mapping", "report"])]
    suggest: bool,
    /// What the headings of this table mean: a file like those of templates/layouts
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// In which language the source is, if ropa takes it for another
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// A file for the whole report, every value a row: CSV, or JSON if it is called so
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

impl Import {
    /// What starts a register from a file, and shows as much of it as an import does.
    pub(super) fn starting(from: Format, file: PathBuf) -> Self {
        let (mapping, language, report) = (None, None, None);
        Self { from, file, dry_run: false, suggest: false, mapping, language, report }
    }

    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let bytes = bytes(&self.file)?;
        let there = there(global)?;
        let law;
        let known = if let Some(input) = there {
            &input.register
        } else {
            law = law_alone();
            &law
        };
        let mapping = self.mapping.as_deref().map(mapping).transpose()?;
        let built_in = Layouts::default();
        let layouts = there.map_or(&built_in, |input| &input.layouts).all();
        let layouts: Vec<(&str, &Layout)> =
            layouts.iter().map(|(name, layout)| (*name, layout)).collect();
        let asked = Asked {
            format: self.from,
            layouts: &layouts,
            mapping: mapping.as_ref(),
            language: self.language.as_deref(),
            known,
        };
        if self.suggest {
            let drafted = import::suggest(&bytes, &asked).map_err(|why| self.refused(&why))?;
            let mut out = stdout();
            out.write_all(drafted.as_bytes())?;
            out.flush()?;
            tell("Look it through, and import with `--mapping`.");
            return Ok(Outcome::Fine);
        }
        let imported = import::import(&bytes, &asked).map_err(|why| self.refused(&why))?;
        if let Some(path) = &self.report {
            let is_json = path.extension().is_some_and(|ending| ending == "json");
            let mut text = Vec::new();
            if is_json {
                text = format!("{:#}\n", imported.report.json()).into_bytes();
            } else {
                imported.report.csv(&mut text)?;
            }
            workspace::replace(path, &text)?;
        }
        let files = match there {
            Some(_) => vec![(self.name(), imported.draft.text())],
            None => started(&imported),
        };
        let mut out = stdout();
        if self.dry_run {
            for (name, text) in files.iter().filter(|(name, _)| !name.contains(".schema.")) {
                writeln!(out, "# {name}\n\n{}\n", visible_lines(text))?;
            }
        } else {
            let files: Vec<(&str, &str)> =
                files.iter().map(|(name, text)| (&**name, &**text)).collect();
            let written = match there {
                Some(input) => input.workspace.add_files(&files)?,
                None => workspace::start(&folder(global), &files)?,
            };
            for path in written {
                writeln!(out, "{path}")?;
            }
            writeln!(out)?;
        }
        summary(&imported, &mut out)?;
        out.flush()?;
        if Language::of(&imported.language).is_none() {
            tell(&format!(
                "The texts are in `{}`, in which ropa has no sentences yet: they stand as they are, in documents that are otherwise English.",
                visible(&imported.language)
            ));
        }
        if !self.dry_run {
            tell("`ropa check` says what is still missing.");
        }
        Ok(Outcome::Fine)
    }

    fn refused(&self, why: &import::Refusal) -> anyhow::Error {
        anyhow!("{}: {why}", shown(&self.file))
    }

    /// The file that is added to a register that is there already.
    fn name(&self) -> String {
        let stem = self.file.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let stem = import::id(&stem.unwrap_or_default());
        format!("imported-{}.toml", if stem.is_empty() { "register" } else { &stem })
    }
}

/// What a file holds, if it is none of the largest.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let bytes = workspace::read_up_to(path, LARGEST)
        .with_context(|| format!("{} can't be read", shown(path)))?;
    let Some(bytes) = bytes else {
        bail!(
            "{} is larger than {} MiB: that is no register; nothing of it was read",
            shown(path),
            LARGEST >> 20
        )
    };
    Ok(bytes)
}

/// The register that is there already.
fn there(global: &Global) -> Result<Option<&'static Input>> {
    match Input::read(global) {
        Ok(input) => {
            let is_empty = input.register.spans(|layer| layer == Layer::Register).is_empty();
            ensure!(
                !input.is_broken(),
                "the register that is there can't be read whole: `ropa check` shows why; nothing was imported"
            );
            Ok((!is_empty).then_some(input))
        }
        Err(error) if error.is::<NoRegister>() => Ok(None),
        Err(error) => Err(error),
    }
}

/// Where a register is started.
fn folder(global: &Global) -> PathBuf {
    global.policy.clone().unwrap_or_else(|| PathBuf::from("policy"))
}

/// The files of a register that did not exist before.
pub(super) fn started(imported: &Imported) -> Vec<(String, String)> {
    let [of_register, of_settings] = schemas();
    let mut files =
        vec![("ropa.toml".to_owned(), headed(of_settings.0, &settings(&imported.language)))];
    let drafted = imported.draft.files();
    files.extend(drafted.into_iter().map(|(name, text)| (name, headed(of_register.0, &text))));
    files.extend([of_register, of_settings].map(|(name, text)| (name.to_owned(), text)));
    files
}

/// The settings of an imported register.
fn settings(language: &str) -> String {
    let mut text = String::new();
    if Language::of(language).is_some() {
        let _ = writeln!(text, "languages = \"{language}\"\n");
    } else {
        let _ = writeln!(
            text,
            "# The texts came in another language ({}), in which ropa has no sentences yet.\nlanguages = \"en\"\n",
            import::id(language)
        );
    }
    text.push_str(
        "[document.privacy-policy]\nformats = [\"markdown\", \"html\"]\n\n[document.record]\nformats = [\"markdown\", \"csv\"]\n",
    );
    text
}

fn mapping(path: &Path) -> Result<Layout> {
    let text = bytes(path)?;
    let mut sources = Sources::default();
    let file = sources.add(shown(path), text, Layer::Beside);
    let (layout, findings) = Layout::read(&sources, file);
    if !findings.is_empty() {
        let report =
            Report { sources: &sources, findings: &findings, read: String::new(), width: width() };
        let mut out = anstream::stderr();
        report::Format::Terminal.write(&report, &mut out)?;
        bail!("{} is no mapping that can be read", shown(path));
    }
    Ok(layout)
}

/// What came of it, and what is kept in notes, value by value.
pub(super) fn summary(imported: &Imported, out: &mut dyn io::Write) -> Result<()> {
    let report = &imported.report;
    for name in &imported.recognised {
        writeln!(out, "recognised by its headings: the layout `{}`", visible(name))?;
    }
    let entries = imported.draft.counts();
    let entries: Vec<String> =
        entries.iter().map(|(kind, number)| format!("{number} × {kind}")).collect();
    let entries = if entries.is_empty() { "nothing".to_owned() } else { entries.join(", ") };
    writeln!(out, "became: {entries}")?;
    let values = count(report.values().len(), "value");
    let (placed, kept) = (report.placed(), report.kept().count());
    writeln!(out, "{values} of the source: {placed} placed, {kept} kept word by word in notes")?;
    if kept > 0 {
        writeln!(out)?;
        let mut table = Table::new(["place", "heading", "text", "in the note of"]);
        for value in report.kept().take(SHOWN) {
            let entry = value.kept.as_deref().unwrap_or_default();
            table.add([&value.place, &value.heading, &value.text, entry].map(shortened));
        }
        table.write(false, out)?;
        if kept > SHOWN {
            writeln!(out, "\n{} more: `--report FILE` has every value", kept - SHOWN)?;
        }
    }
    Ok(())
}

/// The beginning of a text, in one line.
fn shortened(text: impl AsRef<str>) -> String {
    const LONGEST: usize = 60;
    let line = text.as_ref().split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST {
        return line;
    }
    format!("{}…", line.chars().take(LONGEST - 1).collect::<String>())
}

fn visible_lines(text: &str) -> String {
    text.lines().map(visible).collect::<Vec<_>>().join("\n")
}
