//! `ropa show`: what the register says, as tables: its kinds, one kind, one entry with all that uses it.

mod users;

use std::io::Write;

use anyhow::{Context as _, Result, bail};
use serde_json::{Map, Value, json};

use crate::{
    cli::{
        Global, Outcome,
        input::Input,
        show::users::Users,
        stdout,
        table::{Table, line},
        tell,
    },
    language::Language,
    register::{
        Register,
        mistakes::meant,
        parts::{Part, Parts},
    },
    report::{count, visible, write_json},
    source::{Layer, Span},
};

/// Show what the register says, as tables
///
/// Without arguments: the kinds of entries that it holds. With a kind: its entries. With an id, too:
/// everything about that entry, defaults included, where each thing is written, and everything that
/// uses it.
#[derive(clap::Args)]
#[command(after_help = "\
Examples:
  ropa show
  ropa show purpose
  ropa show recipient hosting       everything about it, and who uses it
  ropa show country US              ropa's own data can be looked at, too
  ropa show recipient --format csv > recipients.csv")]
pub(super) struct Show {
    /// A kind of entry: purpose, recipient, retention …
    kind: Option<String>,
    /// The id of one entry
    id: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people
    #[default]
    Table,
    /// For programs: everything that is said, uses keyed by id
    Json,
    /// The same as YAML
    Yaml,
    /// For a spreadsheet
    Csv,
}

/// The columns of a kind's table, where its first three keys would not say it best.
const COLUMNS: &[(&str, &[&str])] = &[
    (
        "purpose",
        &["name", "data-subjects", "personal-data", "legal-basis", "recipients", "retention"],
    ),
    ("service", &["name", "controllers", "processing", "recipients"]),
    ("recipient", &["name", "category", "role", "countries", "transfers", "contract"]),
    ("retention", &["name", "keep", "then", "laws"]),
    ("personal-data", &["name", "class", "includes", "retention"]),
    ("data-subject", &["name", "same-as", "includes"]),
    ("measure", &["name", "aim", "status"]),
    ("system", &["name", "recipient", "countries", "measures"]),
    ("assessment", &["kind", "date", "outcome", "document"]),
    ("tracker", &["name", "technique", "purpose", "recipient", "lifetime"]),
    ("version", &["changes", "effective"]),
    ("waiver", &["rule", "entry", "until", "reason"]),
    ("country", &["name", "eu", "eea", "adequacy"]),
    ("article", &["cite", "asks"]),
    ("instrument", &["name", "article", "decision"]),
    ("legal-basis", &["name", "article"]),
    ("condition", &["name", "article", "class", "country"]),
    ("law", &["name", "section", "at-least", "at-most"]),
    ("event", &["name", "restarts"]),
    ("right", &["name", "article"]),
    ("authority", &["name", "country", "email"]),
];

/// One entry with its place.
struct Entry {
    kind: &'static str,
    id: String,
    span: Span,
    keys: Vec<Part>,
}

impl Show {
    pub(super) fn run(&self, global: &Global) -> Result<Outcome> {
        let input = Input::read(global)?;
        let entries = self.entries(input)?;
        let users = Users::of(&input.register);
        let mut out = stdout();
        match (self.format, &*entries, &self.kind) {
            (Format::Json, ..) => write_json(&data(input, &users, &entries), &mut out)?,
            (Format::Yaml, ..) => {
                for line in serde_yaml::to_string(&data(input, &users, &entries))?.lines() {
                    writeln!(out, "{}", visible(line))?;
                }
            }
            // A table that has no id of its own, as the organisation's, is the one of its kind.
            (format, [entry], Some(kind)) if self.id.is_some() || entry.id == *kind => {
                one(input, &users, entry, format, &mut out)?;
            }
            (format, _, Some(kind)) => {
                of_kind(input, kind, &entries, format).write(format == Format::Csv, &mut out)?;
            }
            (format, _, None) => kinds(&entries).write(format == Format::Csv, &mut out)?,
        }
        out.flush()?;
        if input.is_broken() {
            tell("something could not be read, and is not here: `ropa check` shows what");
        }
        Ok(Outcome::Fine)
    }

    /// What the arguments name, never nothing if they name an entry.
    fn entries(&self, input: &Input) -> Result<Vec<Entry>> {
        let register = &input.register;
        // A default is no entry: what it says is shown with the entries that take it.
        let kinds = Register::KINDS.iter().copied().filter(|kind| *kind != "default");
        if let Some(kind) = &self.kind
            && !kinds.clone().any(|known| known == kind)
        {
            match meant(kind, kinds) {
                Some(meant) => bail!("there is no kind `{kind}`: did you mean `{meant}`?"),
                None => bail!("there is no kind `{kind}`: `ropa show` lists them"),
            }
        }
        let of_kind =
            |(kind, ..): &(&str, _, _)| self.kind.as_ref().is_none_or(|named| named == kind);
        let of_layers = |law: bool| {
            let spans = register.spans(|layer| law || layer != Layer::Law);
            spans.into_iter().filter(of_kind).collect::<Vec<_>>()
        };
        let mut found = of_layers(self.id.is_some());
        // Kinds that only ropa's own data have are shown when they are asked for.
        if found.is_empty() && self.kind.is_some() {
            found = of_layers(true);
        }
        if let Some(id) = &self.id {
            let kind = self.kind.as_deref().unwrap_or_default();
            let ids: Vec<_> = found.iter().map(|(_, id, _)| id.as_str()).collect();
            let hint = match meant(id, ids) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => format!("`ropa show {kind}` lists them"),
            };
            found.retain(|(_, named, _)| named.as_str() == id);
            found.first().with_context(|| format!("there is no {kind} `{id}`: {hint}"))?;
        }
        // What an entry of ropa's own is called stands with the language.
        let language = Language::of(input.settings.first_language());
        let entries = found.into_iter().map(|(kind, id, span)| {
            let mut parts = Parts::new(&input.workspace.sources);
            register.visit_entry(kind, id.as_str(), &mut parts);
            let mut keys = parts.keys;
            if let Some(name) =
                language.as_ref().and_then(|language| language.name(kind, id.as_str()))
                && keys.iter().all(|key| key.name != "name")
            {
                keys.push(Part::name_of(name));
            }
            keys.sort_by_key(|key| !matches!(key.name.as_str(), "name" | "description"));
            Entry { kind, id: id.to_string(), span, keys }
        });
        Ok(entries.collect())
    }
}

/// How many entries there are of each kind.
fn kinds(entries: &[Entry]) -> Table {
    let mut table = Table::new(["kind", "entries"]);
    for kind in Register::KINDS {
        let number = entries.iter().filter(|entry| entry.kind == *kind).count();
        if number > 0 {
            table.add([(*kind).to_owned(), number.to_string()]);
        }
    }
    table
}

/// The entries of a kind: for people its main keys, for a spreadsheet all that are used.
fn of_kind(input: &Input, kind: &str, entries: &[Entry], format: Format) -> Table {
    let is_used =
        |name: &&str| entries.iter().any(|entry| entry.keys.iter().any(|key| key.name == *name));
    let all = Register::keys(kind).unwrap_or_default();
    let used = all.iter().map(|key| key.name).filter(is_used);
    let listed = COLUMNS.iter().find(|(of, _)| *of == kind);
    let columns: Vec<&str> = match (format, listed) {
        (Format::Csv, _) => used.collect(),
        (_, Some((_, columns))) => columns.iter().copied().filter(is_used).collect(),
        (_, None) => used.take(3).collect(),
    };
    // A place a row helps a spreadsheet's reader; in the terminal it would cost a column.
    let csv = format == Format::Csv;
    let last = csv.then_some("written at");
    let mut table = Table::new(["id"].into_iter().chain(columns.iter().copied()).chain(last));
    for entry in entries {
        let said = columns.iter().map(|name| {
            let key = entry.keys.iter().find(|key| key.name == *name);
            key.map(Part::words).unwrap_or_default()
        });
        let last = csv.then(|| place(input, entry.span));
        table.add([entry.id.clone()].into_iter().chain(said).chain(last));
    }
    table
}

/// Everything about one entry.
fn one(
    input: &Input,
    users: &Users,
    entry: &Entry,
    format: Format,
    out: &mut dyn Write,
) -> Result<()> {
    let mut table = Table::new(["key", "says", "written at"]);
    let mut rows = Vec::new();
    for key in &entry.keys {
        key.rows("", &mut rows);
    }
    for (path, words, span) in rows {
        let at = span.map(|span| {
            let at = place(input, span);
            // The heading names the entry's own file.
            let same = span.file == entry.span.file && format != Format::Csv;
            if same { format!("line {}", at.rsplit(':').next().unwrap_or(&at)) } else { at }
        });
        table.add([path, words, at.unwrap_or_default()]);
    }
    if format == Format::Csv {
        return Ok(table.write(true, out)?);
    }
    let id = if entry.id == entry.kind { String::new() } else { format!(".{}", line(&entry.id)) };
    writeln!(out, "{}{id}, written at {}\n", entry.kind, place(input, entry.span))?;
    table.write(false, out)?;
    let places = users.of_entry(entry.kind, &entry.id);
    if places.is_empty() {
        return Ok(writeln!(out, "\nNothing in the register refers to it.")?);
    }
    writeln!(out, "\nUsed in {}:\n", count(places.len(), "place"))?;
    let mut table = Table::new(["by", "written at"]);
    for (path, span) in places {
        table.add([path.clone(), place(input, *span)]);
    }
    Ok(table.write(false, out)?)
}

/// The same for programs.
fn data(input: &Input, users: &Users, entries: &[Entry]) -> Value {
    let sources = &input.workspace.sources;
    let entries = entries.iter().map(|entry| {
        let says = entry.keys.iter().map(|key| (key.name.clone(), key.value()));
        let places = users.of_entry(entry.kind, &entry.id).iter().map(|(path, _)| path);
        json!({
            "kind": entry.kind,
            "id": entry.id,
            "file": sources.file(entry.span.file).path,
            "line": sources.line_column(entry.span.file, entry.span.start).line,
            "says": says.collect::<Map<_, _>>(),
            "used-by": places.collect::<Vec<_>>(),
        })
    });
    json!({ "version": 1, "entries": entries.collect::<Vec<_>>() })
}

/// A place as an editor opens it.
fn place(input: &Input, span: Span) -> String {
    let sources = &input.workspace.sources;
    let line = sources.line_column(span.file, span.start).line;
    format!("{}:{line}", sources.file(span.file).path)
}
