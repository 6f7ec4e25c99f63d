//! What most commands begin with: the register read from its folder, over ropa's own data.

use std::sync::Arc;

use anyhow::Result;
use chrono::{Local, NaiveDate};

use crate::{
    cli::{
        Global,
        documents::{self, Wanted},
        layouts::Layouts,
        letterhead,
    },
    document::letterhead::Letterhead,
    finding::Finding,
    folder::{Contents, Folders, Node, is_below},
    lint::{self, Strictness, has_errors},
    register::{self, Read, Register, mistakes, value::Field},
    report::{Report, count},
    rules::Context,
    settings::{self, Settings},
    source::{Sources, Span},
    workspace::Workspace,
};

/// A register, and what reading it found.
pub(super) struct Input {
    pub(super) workspace: Workspace,
    pub(super) settings: Settings,
    pub(super) register: Register,
    pub(super) today: NaiveDate,
    /// The documents that the settings list.
    pub(super) documents: Vec<Wanted>,
    /// The layouts of records, the user's over ropa's own.
    pub(super) layouts: Layouts,
    /// What documents look like.
    pub(super) letterhead: Arc<Letterhead>,
    found: Vec<Finding>,
}

impl Input {
    /// Reads the register that the command line means. It lives as long as the process, which ends with the
    /// command: to take a large register apart value by value would cost as much as some of the rules.
    pub(super) fn read(global: &Global) -> Result<&'static Self> {
        let mut workspace = Workspace::open(global.policy.as_deref())?;
        let Reading { settings, read, mut found } = Reading::of(&mut workspace, None, &|_| true)?;
        let register = read.register;
        let today = today(global);
        let (layouts, findings) = Layouts::of(&workspace);
        found.extend(findings);
        let (letterhead, findings) = letterhead::read(&settings, &workspace);
        found.extend(findings);
        let letterhead = Arc::new(letterhead);
        let (documents, findings) = documents::listed(&settings, &workspace, &layouts);
        found.extend(findings);
        found.extend(documents::unknown_languages(&settings));
        let input =
            Self { workspace, settings, register, today, documents, layouts, letterhead, found };
        Ok(Box::leak(Box::new(input)))
    }

    /// The folder of the documents. If the settings' is none, that is an error, and nothing is written.
    pub(super) fn output(&self) -> &str {
        self.settings.output()
    }

    /// Whether something could not be read, so that the register here is not all that is written.
    pub(super) fn is_broken(&self) -> bool {
        has_errors(&self.found)
    }

    /// Everything that is found, by the register's rules too.
    pub(super) fn judge(&self, strictness: Strictness) -> Vec<Finding> {
        self.judge_with(&[], strictness)
    }

    /// The same, and what was found where more than the register is known.
    pub(super) fn judge_with(&self, more: &[Finding], strictness: Strictness) -> Vec<Finding> {
        let cx = Context::new(&self.register, &self.settings, self.today);
        let sources = &self.workspace.sources;
        lint::run(
            sources,
            &self.register,
            &self.settings,
            &cx,
            [&self.found[..], more].concat(),
            strictness,
        )
    }

    /// These findings, to be shown in a terminal of this width.
    pub(super) fn report<'a>(
        &'a self,
        findings: &'a [Finding],
        width: Option<usize>,
    ) -> Report<'a> {
        let mut read = count(self.register.purposes.iter().count(), "purpose");
        let services = self.register.services.iter().count();
        if services > 0 {
            read = format!("{read} and {}", count(services, "service"));
        }
        let read = format!("{read} read on {}", self.today);
        Report { sources: &self.workspace.sources, findings, read, width }
    }
}

/// The day of judgement. The one place where the clock is read: what comes of it are findings, never a document.
pub(super) fn today(global: &Global) -> NaiveDate {
    global.today.unwrap_or_else(|| Local::now().date_naive())
}

/// What a folder's files say, wherever the folder is.
pub(super) struct Reading {
    pub(super) settings: Settings,
    pub(super) read: Read,
    /// What reading them found.
    pub(super) found: Vec<Finding>,
}

impl Reading {
    /// Reads the register, its shared layers and ropa's own data; what says what it said before is not read again.
    pub(super) fn of<N: Node>(
        contents: &mut Contents<N>,
        before: Option<(&Sources, &Read)>,
        is_shared: &dyn Fn(&str) -> bool,
    ) -> Result<Self> {
        let (settings, mut found) = Self::gather(contents, is_shared)?;
        let mut read = register::read_again(&contents.sources, before);
        found.append(&mut read.findings);
        found.append(&mut contents.findings);
        Ok(Self { settings, read, found })
    }

    /// Gathers the texts alone, and reads the settings, which say where they are. Of the shared layers that they name
    /// those are read that are asked for.
    pub(super) fn gather<N: Node>(
        contents: &mut Contents<N>,
        is_shared: &dyn Fn(&str) -> bool,
    ) -> Result<(Settings, Vec<Finding>)> {
        let (settings, mut found) = match contents.settings {
            Some(file) => settings::read(&contents.sources, file),
            None => (Settings::default(), Vec::new()),
        };
        let folders = Folders {
            output: folder(&settings.output, settings.output(), "published", &mut found),
            templates: folder(&settings.templates, settings.templates(), "templates", &mut found),
            include: &shared(&settings, is_shared),
        };
        contents.read(&folders)?;
        Ok((settings, found))
    }
}

/// A folder that must lie inside the register's, or its default, and a finding, if it does not.
fn folder<'s>(
    field: &Field<Box<str>>,
    path: &'s str,
    default: &'s str,
    found: &mut Vec<Finding>,
) -> &'s str {
    match field.span() {
        Some(span) if !is_below(path) => {
            let message = format!("`{path}` is no folder inside the register's");
            found.push(
                mistakes::WRONG_SHAPE
                    .at(span, message)
                    .help(format!("write a name, as \"{default}\", or a path down from this file")),
            );
            default
        }
        _ => path,
    }
}

/// The shared layers that the settings name, with their places.
fn shared(settings: &Settings, is_shared: &dyn Fn(&str) -> bool) -> Vec<(String, Span)> {
    let named = settings.include.get().into_iter().flat_map(|include| &include.0);
    let named = named.filter_map(|value| Some((value.get()?.to_string(), value.span)));
    named.filter(|(path, _)| is_shared(path)).collect()
}
