//! The template engine: strict, bounded, without filters or tests. It has `t`, `link`, `table` and `markdown`,
//! and escapes whatever is printed; a template can't turn that off.

use std::{
    fmt::{self, Write},
    ops::Range,
    sync::Arc,
};

use indexmap::IndexMap;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, HtmlEscape, State, UndefinedBehavior,
    syntax::SyntaxConfig,
    value::{Kwargs, Serde, Value, ValueKind},
};

use crate::{
    document::{
        PAGE, Translation, built_in_template, escape, letterhead::Letterhead, markdown, mermaid,
    },
    language::{Language, Piece},
    view::{Link, Topic, View, anchor, flow::Flow, tables::Table},
};

/// Steps that a template may take however small the View is, and as many again for each purpose and recipient.
const STEPS: u64 = 1_000_000;
const STEPS_EACH: u64 = 50_000;

/// Why a template can't be rendered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The template's file name.
    pub template: String,
    /// What is wrong: a lower-case phrase.
    pub message: String,
    /// The line, from 1, if it is known.
    pub line: Option<usize>,
    /// The bytes of the template, if they are known.
    pub range: Option<Range<usize>>,
}

impl Fault {
    /// The template was rendered, and what came out is no document.
    pub(super) fn in_output(template: &str, unfit: &markdown::Unfit) -> Self {
        Self { template: template.into(), message: unfit.to_string(), line: None, range: None }
    }

    pub(super) fn without_title(template: &str) -> Self {
        let message = "the template gives no title: a first line that begins with `# `".into();
        Self { template: template.into(), message, line: None, range: None }
    }

    fn of(asked: &str, error: &Error) -> Self {
        let mut message = error.detail().unwrap_or_default().to_owned();
        if message.is_empty() {
            message = error.kind().to_string();
        }
        let mut cause = std::error::Error::source(error);
        let mut deepest = error;
        while let Some(inner) = cause {
            if let Some(inner) = inner.downcast_ref::<Error>() {
                deepest = inner;
                message = inner.detail().map_or_else(|| inner.kind().to_string(), str::to_owned);
            }
            cause = inner.source();
        }
        Self {
            template: deepest.name().unwrap_or(asked).to_owned(),
            message,
            line: deepest.line(),
            range: deepest.range(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "template `{}`", self.template)?;
        if let Some(line) = self.line {
            write!(f, ", line {line}")?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Fault {}

/// What the page's template puts around a document. `contents`, `body` and `facts` are HTML already.
pub(super) struct Page<'p> {
    pub(super) document: &'p str,
    pub(super) letterhead: &'p Letterhead,
    pub(super) title: &'p str,
    pub(super) translations: &'p [Translation],
    pub(super) contents: String,
    pub(super) body: String,
    pub(super) facts: Option<String>,
}

/// The engine with its templates and one View.
#[derive(Debug)]
pub(super) struct Templates {
    environment: Environment<'static>,
    context: Value,
}

impl Templates {
    /// `own` templates lie over the built-in ones, by file name.
    pub(super) fn new(
        view: &Arc<View>,
        language: &Arc<Language>,
        own: &Arc<IndexMap<String, String>>,
    ) -> Self {
        let mut environment = Environment::empty();
        let own = Arc::clone(own);
        environment.set_loader(move |name| {
            Ok(own.get(name).cloned().or_else(|| built_in_template(name).map(str::to_owned)))
        });
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        // Or what is undefined has a name in builds for developers alone.
        environment.set_debug(true);
        environment.set_syntax(
            SyntaxConfig::builder()
                .trim_blocks(true)
                .lstrip_blocks(true)
                .build()
                .expect("trimming is no syntax that could clash"),
        );
        let parts = view.purposes().count()
            + view.recipients.iter().map(|group| group.recipients.len()).sum::<usize>();
        environment.set_fuel(Some(STEPS + STEPS_EACH * parts as u64));
        environment.set_auto_escape_callback(|name| {
            if name == PAGE { AutoEscape::Html } else { AutoEscape::Custom("markdown".into()) }
        });
        environment.set_formatter(|out, state, value| {
            let mut text = String::new();
            write_value(&mut text, state, None, value)?;
            Ok(out.write_str(&text)?)
        });
        let of_view = Arc::clone(view);
        let for_table = Arc::clone(language);
        environment.add_function("table", move |name: &str| match Table::named(name) {
            Some(table) => {
                let table = table.of(&of_view, &for_table);
                Ok(Value::from_safe_string(markdown::write_table(&table)))
            }
            None => Err(mistake(format!("there is no table `{name}`"))),
        });
        let flow = Flow::of(view);
        environment.add_function("diagram", move || {
            Value::from_safe_string(flow.as_ref().map(mermaid::write).unwrap_or_default())
        });
        environment.add_function("markdown", |text: &str, level: u8| {
            let embedded =
                markdown::embed(text, level).map_err(|unfit| mistake(unfit.to_string()))?;
            Ok::<_, Error>(Value::from_safe_string(embedded))
        });
        environment.add_function("anchor", |entry: &str| anchor(entry));
        environment.add_function("link", |state: &State, words: Value, to: Value| {
            link(state, &words, &to)
        });
        let speaks = Arc::clone(language);
        environment.add_function("t", move |state: &State, key: &str, gaps: Kwargs| {
            translate(state, &speaks, key, &gaps)
        });
        Self { environment, context: context(view) }
    }

    /// The text of a template.
    pub(super) fn render(&self, name: &str) -> Result<String, Fault> {
        let rendered = self
            .environment
            .get_template(name)
            .and_then(|template| template.render(self.context.clone()));
        rendered.map(|text| tidy(&text)).map_err(|error| Fault::of(name, &error))
    }

    /// The page of HTML around a document.
    pub(super) fn page(&self, page: Page<'_>) -> Result<String, Fault> {
        let Page { document, letterhead, title, translations, contents, body, facts } = page;
        let context = minijinja::context! {
            document,
            letterhead => Value::from(Serde(letterhead)),
            fonts => letterhead.fonts.as_deref().map(|fonts| Value::from_safe_string(fonts.into())),
            title => &*escape::printable(title),
            translations => Value::from(Serde(translations)),
            contents => Value::from_safe_string(contents),
            body => Value::from_safe_string(body),
            facts => facts.map(Value::from_safe_string),
            view => self.context.clone(),
        };
        let page = self.environment.get_template(PAGE).and_then(|page| page.render(context));
        page.map_err(|error| Fault::of(PAGE, &error))
    }
}

/// The View as templates see it. Its purposes are turned into the engine's values one at a time and forgotten
/// again: all of them at once would take more memory than everything else together.
fn context(view: &View) -> Value {
    let topics = Value::make_object_iterable(Arc::clone(&view.topics), |topics| {
        Box::new((0..topics.len()).map(|at| topic(Arc::clone(topics), at)))
    });
    let rest = View { topics: Arc::default(), ..view.clone() };
    minijinja::context! { topics, ..Value::from(Serde(&rest)) }
}

fn topic(topics: Arc<Vec<Topic>>, at: usize) -> Value {
    let heading = topics[at].heading();
    let purposes = Value::make_object_iterable((topics, at), |(topics, at)| {
        Box::new(topics[*at].purposes.iter().map(|purpose| Value::from(Serde(purpose))))
    });
    minijinja::context! { purposes, ..Value::from(Serde(&heading)) }
}

fn mistake(message: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, message)
}

/// `link(channel.words, channel.link)`: a link if there is a target, else the words alone.
fn link(state: &State, words: &Value, to: &Value) -> Result<Value, Error> {
    let mut text = String::new();
    write_value(&mut text, state, None, words)?;
    if let Some(to) = to.as_str() {
        let to = Link::try_from(to.to_owned()).map_err(|expected| mistake(expected.to_owned()))?;
        let to = to.as_str();
        // A target that its own words say is written once.
        text = match words.as_str() {
            Some(said) if said == to => format!("<{to}>"),
            Some(said) if to.strip_prefix("mailto:") == Some(said) => format!("<{said}>"),
            _ => format!("[{text}]({to})"),
        };
    }
    Ok(Value::from_safe_string(text))
}

/// `t('policy.basis', name=basis.name)`: a sentence of the language, its gaps filled and escaped.
fn translate(state: &State, language: &Language, key: &str, gaps: &Kwargs) -> Result<Value, Error> {
    let sentence = language.sentence(key).ok_or_else(|| {
        mistake(format!("the language `{}` has no sentence `{key}`", language.code()))
    })?;
    let mut said = String::new();
    for piece in sentence.pieces() {
        match piece {
            Piece::Words(words) => said.push_str(words),
            Piece::Gap(gap) => {
                let value: Value =
                    gaps.get(gap).map_err(|_| mistake(format!("`{key}` wants `{gap}`")))?;
                write_value(&mut said, state, Some(language), &value)?;
            }
        }
    }
    gaps.assert_all_used()?;
    Ok(Value::from_safe_string(said))
}

/// Writes a value, escaped for the kind of template. What is absent is a mistake, never an empty string;
/// a list needs a language to be one.
fn write_value(
    out: &mut String,
    state: &State,
    language: Option<&Language>,
    value: &Value,
) -> Result<(), Error> {
    match (value.kind(), value.as_str()) {
        (_, Some(text)) if value.is_safe() => out.push_str(text),
        (_, Some(text)) if matches!(state.auto_escape(), AutoEscape::Html) => {
            let text = escape::printable(text);
            write!(out, "{}", HtmlEscape(&text)).expect("a string takes all that is written to it");
        }
        (_, Some(text)) => escape::write_markdown(out, text),
        (ValueKind::Number, _) => out.push_str(&value.to_string()),
        (ValueKind::Seq, _) => {
            let language = language
                .ok_or_else(|| mistake("a list is printed by a loop, or in a sentence".into()))?;
            let mut things = Vec::new();
            for thing in value.try_iter()? {
                let mut text = String::new();
                write_value(&mut text, state, Some(language), &thing)?;
                things.push(text);
            }
            out.push_str(&language.list(&things));
        }
        (ValueKind::Undefined, _) => return Err(Error::from(ErrorKind::UndefinedError)),
        (ValueKind::None, _) => {
            return Err(mistake(
                "nothing is said there: ask with `if` before it is printed".into(),
            ));
        }
        (kind, _) => return Err(mistake(format!("a {kind} can't be printed"))),
    }
    Ok(())
}

/// One blank line between blocks and none between the items of a list, no blanks at the ends of lines,
/// one line feed at the end.
fn tidy(text: &str) -> String {
    let is_item = |line: &str| line.trim_start().starts_with("- ");
    let mut tidied = String::with_capacity(text.len());
    let (mut blank, mut in_list) = (false, false);
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() {
            blank = true;
            continue;
        }
        if blank && !tidied.is_empty() && !(in_list && is_item(line)) {
            tidied.push('\n');
        }
        in_list = is_item(line) || (in_list && line.starts_with("  "));
        blank = false;
        tidied.push_str(line);
        tidied.push('\n');
    }
    tidied
}
