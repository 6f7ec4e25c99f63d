//! What `build` and `render` make: which documents the settings list, and each as bytes.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use anyhow::{Context as _, Result, ensure};
use indexmap::IndexMap;

use crate::{
    cli::{input::Input, layouts::Layouts},
    coverage,
    document::{
        ACCESS_RESPONSE, ASSESSMENTS, BUILT_IN, COVERAGE, Documents, INDIRECT_NOTICE, Translation,
        template::Fault,
    },
    finding::{Finding, Level, Rule},
    language::Language,
    register::{
        mistakes::{UNKNOWN_WORD, WRONG_SHAPE, meant},
        shape::Several,
        value::Value,
    },
    render::{self, Format, REGISTER, Unwritable},
    rules::{self, Context},
    settings::{DocumentSettings, Edition, Settings, Tone},
    side_by_side,
    source::Span,
    view::{
        build::{self, Asked},
        layouts::Kind,
    },
    workspace::Workspace,
};

/// A template of the user's that makes no document. Found where documents are made, so not by `lint`.
pub(super) static FAULTY_TEMPLATE: Rule = Rule {
    name: "faulty-template",
    level: Level::Error,
    articles: &[],
    summary: "a template of your own that makes no document",
    docs: include_str!("faulty-template.md"),
    since: "0.1",
    asks: &[],
    limit: None,
    fixed: true,
};

/// Every rule there is, that of the templates too.
pub(super) fn every_rule() -> impl Iterator<Item = &'static Rule> {
    rules::all().chain([&FAULTY_TEMPLATE])
}

/// One document to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wanted {
    /// As the settings name it.
    pub(super) id: String,
    /// A built-in document, or a file of the user's templates without its ending.
    pub(super) template: String,
    pub(super) formats: Vec<Format>,
    pub(super) languages: Vec<String>,
    pub(super) edition: Edition,
    pub(super) audience: Option<String>,
    /// The people whose request it answers.
    pub(super) subject: Option<String>,
    /// Of its table, if it is not the plain one.
    pub(super) layout: Option<String>,
}

/// The bytes of a document in one language and format, under its file name.
pub(super) type Made = (String, Vec<u8>);

/// The documents that the settings list, and what is wrong with the list.
pub(super) fn listed(
    settings: &Settings,
    workspace: &Workspace,
    layouts: &Layouts,
) -> (Vec<Wanted>, Vec<Finding>) {
    let Some(documents) = settings.document.get() else {
        let both = ["privacy-policy", "record"].map(|id| plain(id, settings));
        return (both.to_vec(), Vec::new());
    };
    let mut found = Vec::new();
    let stated = documents.0.iter().filter_map(|(id, value)| Some((id, value, value.get()?)));
    let wanted = stated.map(|(id, value, document)| {
        let mut wanted = plain(id.as_str(), settings);
        let place = document.template.span().unwrap_or(value.key);
        if let Some(template) = document.template.get() {
            wanted.template = template.trim_end_matches(".md").into();
            wanted.formats = vec![default_format(&wanted.template)];
        }
        apply(document, &mut wanted, &mut found);
        if wanted.template == ACCESS_RESPONSE {
            let message =
                format!("`{id}` answers one group of people at a time, so no build makes it");
            let help =
                "leave it out here, and ask for it: `ropa render access-response --subject ID`";
            found.push(WRONG_SHAPE.at(place, message).help(help));
        }
        apply_layout(document, &mut wanted, layouts, &mut found);
        check_template(&wanted, place, workspace, &mut found);
        check_formats(document, &mut wanted, &mut found);
        wanted
    });
    (wanted.collect(), found)
}

/// A document without any settings of its own: in Markdown, in every language, for everyone.
pub(super) fn plain(id: &str, settings: &Settings) -> Wanted {
    Wanted {
        id: id.to_owned(),
        template: id.to_owned(),
        formats: vec![default_format(id)],
        languages: settings.languages().iter().map(|&language| language.to_owned()).collect(),
        edition: edition_of(id),
        audience: None,
        subject: None,
        layout: None,
    }
}

/// The format of a document for which none is named.
pub(super) fn default_format(template: &str) -> Format {
    if template == REGISTER { Format::Xlsx } else { Format::Markdown }
}

/// Every document that there is without a template of the user's.
pub(super) fn built_in<'id>() -> impl Iterator<Item = &'id str> {
    BUILT_IN.iter().map(|document| document.id).chain([REGISTER])
}

/// The edition that a template is meant for: a user's own is public, as more could only be too much.
fn edition_of(template: &str) -> Edition {
    let internal = BUILT_IN.iter().any(|document| document.id == template && document.internal);
    if internal || template == REGISTER { Edition::Internal } else { Edition::Public }
}

/// What the settings say of one document.
fn apply(document: &DocumentSettings, wanted: &mut Wanted, found: &mut Vec<Finding>) {
    wanted.edition =
        document.edition.get().copied().unwrap_or_else(|| edition_of(&wanted.template));
    if let Some(span) = document.edition.span()
        && wanted.template == REGISTER
        && wanted.edition == Edition::Public
    {
        let message =
            format!("`{}` has no public edition: it holds all that insiders may read", wanted.id);
        found.push(WRONG_SHAPE.at(span, message));
        wanted.edition = Edition::Internal;
    }
    if let Some(languages) = document.languages.get() {
        wanted.languages = languages.iter().map(ToString::to_string).collect();
    }
    if let Some(audiences) = document.audiences.get() {
        if let [_, other, ..] = &*audiences.0 {
            let finding = WRONG_SHAPE.at(other.span, "a document is for one audience, or for all");
            found.push(finding.help("list another document for the other audience"));
        }
        wanted.audience = audiences.iter().next().map(|audience| audience.id.to_string());
    }
}

/// The layout that the settings name, if there is one for the document.
fn apply_layout(
    document: &DocumentSettings,
    wanted: &mut Wanted,
    layouts: &Layouts,
    found: &mut Vec<Finding>,
) {
    let (Some(layout), Some(span)) = (document.layout.get(), document.layout.span()) else {
        return;
    };
    let Some(kind) = Kind::of(&wanted.template) else {
        let message = format!("`{}` is no record, so it has no layouts", wanted.id);
        found.push(WRONG_SHAPE.at(span, message));
        return;
    };
    if layouts.has(layout, kind) {
        wanted.layout = layouts.unless_plain(layout);
    } else if layouts.names().any(|known| known == &**layout) {
        let message = format!("the layout `{layout}` has nothing for a {}", kind.document());
        found.push(WRONG_SHAPE.at(span, message));
    } else {
        found.push(unknown(span, "layout", layout, layouts.names()));
    }
}

fn check_template(wanted: &Wanted, place: Span, workspace: &Workspace, found: &mut Vec<Finding>) {
    let own = workspace.templates.keys().filter_map(|name| name.strip_suffix(".md"));
    let known: Vec<&str> = built_in().chain(own).collect();
    if !known.contains(&wanted.template.as_str()) {
        found.push(unknown(place, "document", &wanted.template, known));
    }
}

/// Formats and languages as far as this ropa has them.
fn check_formats(document: &DocumentSettings, wanted: &mut Wanted, found: &mut Vec<Finding>) {
    let built_in = BUILT_IN.iter().find(|built_in| built_in.id == wanted.template);
    let is_register = wanted.template == REGISTER;
    let has_tables = is_register || built_in.is_some_and(|document| !document.tables.is_empty());
    let mut formats = Vec::new();
    for value in members(document.formats.get()) {
        let Some(word) = value.get().map(|format| format.word()) else { continue };
        let format = Format::named(word).expect("a test holds the settings' words to the formats");
        let message = if is_register && format != Format::Xlsx {
            format!("`{}` is a workbook: it can be written as xlsx alone", wanted.id)
        } else if !has_tables && matches!(format, Format::Csv | Format::Xlsx) {
            format!("`{}` has no table, so it can't be written as {word}", wanted.id)
        } else {
            formats.push(format);
            continue;
        };
        found.push(WRONG_SHAPE.at(value.span, message));
    }
    if !formats.is_empty() {
        wanted.formats = formats;
    }
}

/// Languages that ropa does not speak, wherever the settings name one.
pub(super) fn unknown_languages(settings: &Settings) -> Vec<Finding> {
    let documents = settings.document.get().into_iter().flat_map(|documents| &documents.0);
    let of_documents = documents.filter_map(|(_, document)| document.get()?.languages.get());
    let named = settings.languages.get().into_iter().chain(of_documents);
    named
        .flat_map(|languages| &languages.0)
        .filter_map(|value| Some((value.span, value.get()?)))
        .filter(|(_, code)| Language::codes().all(|known| known != &***code))
        .map(|(span, code)| unknown(span, "language", code, Language::codes()))
        .collect()
}

fn members<T>(several: Option<&Several<T>>) -> impl Iterator<Item = &Value<T>> {
    several.into_iter().flat_map(|several| &several.0)
}

/// A word that is none of those that this ropa knows.
fn unknown<'k>(
    span: Span,
    what: &str,
    word: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Finding {
    let known: Vec<&str> = known.into_iter().collect();
    let finding = UNKNOWN_WORD.at(span, format!("ropa has no {what} `{word}`"));
    match meant(word, known.iter().copied()) {
        Some(meant) => finding.label(format!("did you mean `{meant}`?")),
        None => finding.help(format!("it has `{}`", known.join("`, `"))),
    }
}

/// Makes documents. What the user's templates do wrong is found; a View is built once a document and
/// language, whatever the number of formats. `draft` marks internal documents as not to be relied on.
pub(super) fn make(
    input: &Input,
    wanted: &[Wanted],
    draft: bool,
    findings: &[Finding],
) -> Result<(Vec<Made>, Vec<Finding>)> {
    let own = Arc::new(own_templates(&input.workspace));
    let codes: BTreeSet<&str> =
        wanted.iter().flat_map(|document| &document.languages).map(String::as_str).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let spoken = side_by_side::each(&codes, |code| Ok(Arc::new(speak(code, &input.settings)?)));
    let spoken = spoken.into_iter().collect::<Result<Vec<_>>>()?;
    let languages: BTreeMap<&str, Arc<Language>> = codes.into_iter().zip(spoken).collect();
    // Only a document that tells of what is found needs it.
    let is_told = wanted.iter().any(|document| document.template == COVERAGE);
    let cx = is_told.then(|| Context::new(&input.register, &input.settings, input.today));
    let letters = cx.as_ref().map(|cx| coverage::of(cx, findings, None)).unwrap_or_default();
    let coverage = &*letters;
    let tasks: Vec<(&Wanted, &str)> = wanted
        .iter()
        .flat_map(|document| {
            // The workbook of the register is in all languages at once.
            let codes = if document.template == REGISTER { 1 } else { document.languages.len() };
            document.languages.iter().take(codes).map(move |code| (document, code.as_str()))
        })
        .collect();
    let each = side_by_side::each(&tasks, |(document, code)| {
        make_one(input, document, code, draft, &own, &languages, coverage)
    });
    let (mut made, mut found) = (Vec::new(), Vec::new());
    for outcome in each {
        let (documents, findings) = outcome?;
        made.extend(documents);
        found.extend(findings);
    }
    Ok((made, found))
}

/// One document in one language and its formats.
fn make_one(
    input: &Input,
    document: &Wanted,
    code: &str,
    draft: bool,
    own: &Arc<IndexMap<String, String>>,
    languages: &BTreeMap<&str, Arc<Language>>,
    coverage: &[coverage::Letter<'_>],
) -> Result<(Vec<Made>, Vec<Finding>)> {
    if document.template == REGISTER {
        return Ok((vec![whole_register(input, document)?], Vec::new()));
    }
    let several = input.settings.languages().len() > 1;
    let (mut made, mut found) = (Vec::new(), Vec::new());
    let sections = input.settings.document.get().and_then(|documents| documents.get(&document.id));
    let asked = Asked {
        document: &document.id,
        edition: document.edition,
        audience: document.audience.as_deref(),
        indirect: document.template == INDIRECT_NOTICE,
        screening: document.template == ASSESSMENTS,
        coverage: if document.template == COVERAGE { coverage } else { &[] },
        subject: document.subject.as_deref(),
        sections: sections.and_then(|document| document.sections.get()),
    };
    let name = |code: &str, format: &Format| {
        let language = if several { format!(".{code}") } else { String::new() };
        format!("{}{language}.{}", document.id, format.extension())
    };
    let translation = |code: &String| {
        let language = &languages[code.as_str()];
        Translation {
            code: language.code(),
            language: language.say("language.name", &[]),
            file: name(code, &Format::Html),
        }
    };
    let translations: Vec<_> = match &*document.languages {
        [_] => Vec::new(),
        codes => codes.iter().map(translation).collect(),
    };
    let language = &languages[code];
    let mut view = build::build(&input.register, &input.settings, language, &asked);
    view.draft |= draft && document.edition == Edition::Internal;
    view.layout = input.layouts.lay_out(document, &view, language);
    let documents =
        Documents::new(&Arc::new(view), language, own).with_letterhead(&input.letterhead);
    let text = documents.make(&document.template).with_translations(translations.clone());
    let write = |format: &Format| Ok((*format, format.render(&text)?));
    let written = document.formats.iter().map(write).collect::<Result<Vec<_>, Unwritable>>();
    match written {
        Ok(written) => {
            made.extend(written.into_iter().map(|(format, bytes)| (name(code, &format), bytes)));
        }
        Err(Unwritable::Template(fault)) => {
            found.push(of_template(&input.workspace, fault)?);
        }
        Err(other) => return Err(other.into()),
    }
    Ok((made, found))
}

/// The workbook of the register. It is what is written, in every language that it is written in, so there is one.
fn whole_register(input: &Input, wanted: &Wanted) -> Result<Made> {
    ensure!(
        wanted.formats == [Format::Xlsx],
        "`{}` is a workbook: it can be written as xlsx alone",
        wanted.id
    );
    ensure!(
        wanted.edition == Edition::Internal && wanted.audience.is_none(),
        "`{}` holds all that insiders may read: it has no public edition and no audience",
        wanted.id
    );
    let bytes = render::workbook(&input.register, &input.workspace.sources)?;
    Ok((format!("{}.{}", wanted.id, Format::Xlsx.extension()), bytes))
}

/// A language that ropa speaks, and how it addresses people here.
pub(super) fn speak(code: &str, settings: &Settings) -> Result<Language> {
    let language = Language::of(code)
        .with_context(|| format!("ropa does not speak the language `{code}` yet"))?;
    Ok(language.addressing(settings.tone.get().copied().unwrap_or(Tone::Informal)))
}

pub(super) fn own_templates(workspace: &Workspace) -> IndexMap<String, String> {
    let texts = workspace.templates.iter();
    texts.map(|(name, file)| (name.clone(), workspace.sources.file(*file).text.clone())).collect()
}

/// A fault in a template of the user's, at its place; one in ropa's own is no finding.
fn of_template(workspace: &Workspace, fault: Fault) -> Result<Finding> {
    let Some(&file) = workspace.templates.get(&fault.template) else { return Err(fault.into()) };
    let text = &workspace.sources.file(file).text;
    let line_start = |line: usize| {
        let before = text.split_inclusive('\n').take(line.saturating_sub(1));
        let start = before.map(str::len).sum();
        start..text[start..].find('\n').map_or(text.len(), |length| start + length)
    };
    let range = fault.range.or(fault.line.map(line_start)).unwrap_or(0..0);
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span { file, start: byte(range.start), end: byte(range.end) };
    Ok(FAULTY_TEMPLATE.at(span, fault.message))
}
