//! `ropa render`: one document, to standard output or a file.

use std::{
    collections::BTreeSet,
    io::{IsTerminal as _, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::{Context as _, Result, bail, ensure};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::{
    cli::{
        Global, Outcome,
        build::stopped,
        documents::{Wanted, built_in, default_format, make, own_templates, plain, speak},
        input::Input,
        layouts::instead,
        tell,
    },
    document::{ACCESS_RESPONSE, BUILT_IN, Documents},
    language::Language,
    lint::{Strictness, has_errors},
    register::{
        mistakes::meant,
        uses::{Relation, Use},
    },
    render::Format,
    settings::Edition,
    view::{VERSION, View},
    workspace,
};

/// Print one document, in one format and language
///
/// A document that `ropa.toml` lists is made as it says there; any other of ropa's own can be had as
/// well. While an error stands that is not waived, a public document is not made; an internal one is,
/// marked as a draft.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa render privacy-policy
  ropa render privacy-policy --format html -o policy.html
  ropa render privacy-policy --format docx -o policy.docx
  ropa render record --format xlsx -o record.xlsx
  ropa render record --layout ico --format xlsx -o record-ico.xlsx
  ropa render register -o register.xlsx               the whole register, a sheet a kind
  ropa render record --edition public --format json   all that a template can say
  ropa render access-response --subject customer      the answer to a request of Art. 15
  ropa render record --from-view view.json            the same document from what that printed")]
pub(super) struct Render {
    /// The document: one that `ropa.toml` lists, or privacy-policy, record
    document: String,
    /// How to write it; markdown, if nothing is said
    #[arg(long, value_parser = formats(), value_name = "FORMAT")]
    format: Option<Format>,
    /// In which language, if not the register's first
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// For whose eyes: public leaves out what only insiders may read
    #[arg(long, value_parser = editions(), value_name = "EDITION")]
    edition: Option<Edition>,
    /// The layout of a record: article-30 unless you say otherwise, cnil, datatilsynet, dsk, edps, ico, or one of your own
    #[arg(long, value_name = "LAYOUT")]
    layout: Option<String>,
    /// Only what concerns this audience
    #[arg(long, value_name = "ID")]
    audience: Option<String>,
    /// Whose request for access it answers, of access-response: a kind of data subject
    #[arg(long, value_name = "ID")]
    subject: Option<String>,
    /// Render a View that `--format json` printed, instead of the register
    ///
    /// The document is one of ropa's own, or of the templates in the register's folder, if there is one here.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["language", "edition", "audience", "subject"])]
    from_view: Option<PathBuf>,
    /// The file to write, instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Render {
    /// The record in a format, as `ropa export` asks for it.
    pub(super) fn record(
        format: Format,
        language: Option<String>,
        edition: Option<Edition>,
        layout: Option<String>,
        output: Option<PathBuf>,
    ) -> Self {
        let document = "record".to_owned();
        let (audience, from_view) = (None, None);
        Self {
            document,
            format: Some(format),
            language,
            edition,
            layout,
            audience,
            from_view,
            subject: None,
            output,
        }
    }

    /// A document for insiders, whatever is missing.
    pub(super) fn draft(document: &str, output: PathBuf) -> Self {
        let edition = Some(Edition::Internal);
        let record = Self::record(Format::Markdown, None, edition, None, Some(output));
        Self { document: document.to_owned(), ..record }
    }

    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        if let Some(file) = &self.from_view {
            return self.render_view(file, global);
        }
        let input = Input::read(global)?;
        let wanted = self.wanted(input)?;
        let findings = input.judge(Strictness::default());
        let errors = has_errors(&findings);
        if errors && wanted.edition == Edition::Public {
            return stopped(input, &findings);
        }
        let format = wanted.formats[0];
        self.check_terminal(format)?;
        let laid_out = wanted.clone();
        let (documents, faults) = make(input, &[wanted], errors, &findings)?;
        if !faults.is_empty() {
            return stopped(input, &faults);
        }
        let (_, bytes) = documents.first().context("a document in one language and format")?;
        self.put(bytes)?;
        if format == Format::Csv {
            input.layouts.tell_of(&laid_out);
        }
        if errors {
            tell("a draft: errors stand, and `ropa check` shows them");
        }
        Ok(Outcome::Fine)
    }

    /// A View that was printed before, by whatever template is asked for.
    fn render_view(&self, file: &Path, global: &Global) -> Result<Outcome> {
        let input = match Input::read(global) {
            Ok(input) => Some(input),
            Err(error) if global.policy.is_some() => return Err(error),
            Err(_) => None,
        };
        let own = input.map(|input| own_templates(&input.workspace)).unwrap_or_default();
        let name = workspace::shown(file);
        let text = workspace::read(file).with_context(|| format!("{name} can't be read"))?;
        let text = text.with_context(|| format!("{name} is too large for a View"))?;
        let view: View = serde_json::from_slice(&text).with_context(|| {
            format!("{name} is no View as `ropa render --format json` prints it")
        })?;
        let version = view.version;
        ensure!(
            version == VERSION,
            "{name} is a View of version {version}; this ropa has {VERSION}"
        );
        let template = &self.document;
        let is_own = own.contains_key(&format!("{template}.md"));
        ensure!(
            is_own || BUILT_IN.iter().any(|document| document.id == template),
            "there is no template `{template}`"
        );
        let format = self.format.unwrap_or(Format::Markdown);
        self.check_terminal(format)?;
        let settings = input.map(|input| input.settings.clone()).unwrap_or_default();
        let language = Arc::new(speak(&view.language, &settings)?);
        let documents = Documents::new(&Arc::new(view), &language, &Arc::new(own));
        let documents = match input {
            Some(input) => documents.with_letterhead(&input.letterhead),
            None => documents,
        };
        self.put(&format.render(&documents.make(template))?)?;
        Ok(Outcome::Fine)
    }

    /// Bytes that no terminal can show need a file.
    fn check_terminal(&self, format: Format) -> Result<()> {
        let to_terminal = self.output.is_none() && std::io::stdout().is_terminal();
        let name = format.name();
        ensure!(
            format.is_text() || !to_terminal,
            "{name} is not for a terminal: name a file with -o"
        );
        Ok(())
    }

    fn put(&self, bytes: &[u8]) -> Result<()> {
        if let Some(path) = &self.output {
            return workspace::save(path, bytes);
        }
        // As it is: what takes out colours would take bytes out of a workbook.
        let mut out = std::io::stdout().lock();
        out.write_all(bytes)?;
        Ok(out.flush()?)
    }

    /// The document as the settings have it, with what the command line says instead.
    fn wanted(&self, input: &Input) -> Result<Wanted> {
        let listed = input.documents.iter().find(|document| document.id == self.document);
        let mut wanted = match listed {
            Some(document) => document.clone(),
            None if built_in().any(|id| id == self.document) => {
                plain(&self.document, &input.settings)
            }
            None => bail!("there is no document `{}`: {}", self.document, self.instead(input)),
        };
        wanted.formats = vec![self.format.unwrap_or(default_format(&wanted.template))];
        let first = input.settings.first_language();
        wanted.languages = vec![self.language.clone().unwrap_or_else(|| first.to_owned())];
        wanted.edition = self.edition.unwrap_or(wanted.edition);
        if let Some(layout) = &self.layout {
            wanted.layout = input.layouts.asked(layout, &wanted)?;
        }
        wanted.audience = self.audience.clone().or(wanted.audience);
        if let [language] = &*wanted.languages {
            let spoken = input.settings.languages();
            ensure!(
                spoken.contains(&language.as_str()) || Language::of(language).is_none(),
                "the register is written in {}: add `{language}` to `languages` in ropa.toml, and `ropa \
                 check` says which texts it lacks",
                spoken.join(" and ")
            );
        }
        wanted.subject = self.subject_of(&wanted.template, input)?;
        if let Some(audience) = &wanted.audience
            && !input.register.declares("audience", audience)
        {
            bail!("there is no audience `{audience}`: `ropa show audience` lists them");
        }
        Ok(wanted)
    }

    /// The people whom an answer is for: there must be some for this one document, and for no other.
    fn subject_of(&self, template: &str, input: &Input) -> Result<Option<String>> {
        let Some(subject) = &self.subject else {
            ensure!(
                template != ACCESS_RESPONSE,
                "whose request does it answer? Name them with --subject: {}",
                people(input).join(", ")
            );
            return Ok(None);
        };
        ensure!(
            template == ACCESS_RESPONSE,
            "`{template}` is about everyone: it takes no --subject"
        );
        if !input.register.declares("data-subject", subject) {
            let known = people(input);
            let instead = match meant(subject, known.iter().copied()) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("the purposes name {}", known.join(", ")),
            };
            bail!("there is no data subject `{subject}`: {instead}");
        }
        Ok(Some(subject.clone()))
    }

    /// What may have been meant by a document that there is not.
    fn instead(&self, input: &Input) -> String {
        let listed = input.documents.iter().map(|document| document.id.as_str());
        let known: BTreeSet<&str> = listed.chain(built_in()).collect();
        instead(&self.document, known)
    }
}

/// The people whom the purposes name, each once.
fn people(input: &Input) -> Vec<&str> {
    let named = input.register.purposes.iter().filter_map(|purpose| purpose.data_subjects.get());
    let named = named.flat_map(Relation::entries).map(Use::id);
    named.collect::<BTreeSet<_>>().into_iter().collect()
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|format| format.name());
    PossibleValuesParser::new(names).map(|name| Format::named(&name).expect("one of their names"))
}

pub(super) fn editions() -> impl TypedValueParser<Value = Edition> {
    PossibleValuesParser::new(Edition::WORDS)
        .map(|word| Edition::from_word(&word).expect("one of their words"))
}
