//! A register being written: entries by kind and id, until they are text. It knows the shapes of TOML, and nothing of
//! where the facts come from.

mod text;

use std::{collections::BTreeSet, fmt::Write as _};

use deunicode::deunicode;
use indexmap::IndexMap;
use toml::{Table, Value};

use crate::{register::Register, source::Layer};

/// The files that a larger register is split over, with the kinds in each. What fits one screen is one file.
const FILES: &[(&str, &[&str])] = &[
    ("organisation.toml", &["organisation", "default", "topic", "audience"]),
    ("purposes.toml", &["purpose", "service", "controller"]),
    ("recipients.toml", &["recipient"]),
    ("data.toml", &["data-subject", "personal-data", "source"]),
    ("retention.toml", &["retention", "event", "law"]),
    ("security.toml", &["measure", "system", "assessment"]),
    ("policy.toml", &[]),
];

/// Up to so many lines a register stands in one file.
const ONE_FILE: usize = 150;

/// The longest id that is formed from a name, in bytes.
const LONGEST_ID: usize = 40;

/// Entries to be written, in the order in which they were met.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    entries: IndexMap<(String, String), Table>,
    /// What no entry has a place for, as comments.
    remarks: Vec<String>,
    /// The entries that stand in the register already, and are not written again.
    closed: BTreeSet<(String, String)>,
}

impl Draft {
    /// A draft of what is added to a register: what stands there is closed.
    pub(super) fn beside(register: &Register) -> Self {
        let own = register.spans(|layer| layer != Layer::Law).into_iter();
        let closed = own.map(|(kind, id, _)| (kind.to_owned(), id.to_string()));
        // Of all defaults an import writes that of purposes alone.
        let default =
            register.purposes.default_of_kind().map(|_| ("default".into(), "purpose".into()));
        let closed = closed.chain(default).collect();
        Self { closed, ..Self::default() }
    }

    /// Whether an entry stands in the register already.
    pub(super) fn is_closed(&self, kind: &str, id: &str) -> bool {
        self.closed.contains(&(kind.to_owned(), id.to_owned()))
    }

    /// An entry, which is begun if there is none yet.
    pub(super) fn entry(&mut self, kind: &str, id: &str) -> &mut Table {
        self.entries.entry((kind.to_owned(), id.to_owned())).or_default()
    }

    pub(super) fn get(&self, kind: &str, id: &str) -> Option<&Table> {
        self.entries.get(&(kind.to_owned(), id.to_owned()))
    }

    pub(super) fn has(&self, kind: &str, id: &str) -> bool {
        self.get(kind, id).is_some()
    }

    /// Every entry's kind and id.
    pub(super) fn ids(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.keys().map(|(kind, id)| (&**kind, &**id))
    }

    /// An id that nothing of the kind has yet, formed from a name.
    pub(super) fn new_id(&self, kind: &str, name: &str, is_taken: impl Fn(&str) -> bool) -> String {
        let id = id_of(name);
        let id = if id.is_empty() { kind.to_owned() } else { id };
        let is_free = |id: &str| !self.has(kind, id) && !is_taken(id);
        if is_free(&id) {
            return id;
        }
        let numbered = (2_u32..).map(|number| format!("{id}-{number}"));
        numbered.into_iter().find(|id| is_free(id)).expect("there are more numbers than entries")
    }

    /// Says something at a dotted path of an entry, unless something else stands there: then nothing changes, and
    /// `false` comes back.
    pub(super) fn say(
        &mut self,
        kind: &str,
        id: &str,
        path: &str,
        value: impl Into<Value>,
    ) -> bool {
        if self.is_closed(kind, id) {
            return false;
        }
        let value = value.into();
        let mut table = self.entry(kind, id);
        let mut parts = path.split('.').peekable();
        while let Some(part) = parts.next() {
            if parts.peek().is_none() {
                if let Some(before) = table.get(part) {
                    return *before == value;
                }
                table.insert(part.to_owned(), value);
                return true;
            }
            let inner = table.entry(part).or_insert_with(|| Value::Table(Table::new()));
            match inner {
                Value::Table(inner) => table = inner,
                _ => return false,
            }
        }
        false
    }

    /// Adds lines to an entry's note; of one that is closed they stand in a comment at the end.
    pub(super) fn note(&mut self, kind: &str, id: &str, text: &str) {
        if self.is_closed(kind, id) {
            let entry = if is_single(kind) { kind.to_owned() } else { format!("{kind}.{id}") };
            self.remarks.push(format!("{entry}: {text}"));
            return;
        }
        let note = self.entry(kind, id).entry("note").or_insert_with(|| String::new().into());
        if let Value::String(note) = note {
            if !note.is_empty() {
                note.push('\n');
            }
            note.push_str(text);
        }
    }

    /// How many entries there are of each kind.
    pub fn counts(&self) -> Vec<(&str, usize)> {
        let mut counts: IndexMap<&str, usize> = IndexMap::new();
        for (kind, _) in self.ids().filter(|(kind, _)| !is_single(kind)) {
            *counts.entry(kind).or_default() += 1;
        }
        counts.into_iter().collect()
    }

    /// Everything as one file.
    pub fn text(&self) -> String {
        self.texts().into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    /// The files of the register, by their names, in the order of the reference; the settings are not among them.
    pub fn files(&self) -> Vec<(String, String)> {
        let texts = self.texts();
        let lines: usize = texts.iter().map(|text| text.lines().count() + 1).sum();
        if lines <= ONE_FILE {
            return vec![("register.toml".to_owned(), self.text())];
        }
        let files = FILES.iter().zip(texts).filter(|(_, text)| !text.is_empty());
        files.map(|((name, _), text)| ((*name).to_owned(), text)).collect()
    }

    /// The text of each of [`FILES`].
    fn texts(&self) -> Vec<String> {
        let known = |kind: &str| FILES.iter().position(|(_, kinds)| kinds.contains(&kind));
        let mut texts: Vec<String> = vec![String::new(); FILES.len()];
        let mut entries: Vec<_> = self.entries.iter().collect();
        let rank = |kind: &str| {
            let file = known(kind).unwrap_or(FILES.len() - 1);
            (file, FILES[file].1.iter().position(|one| *one == kind))
        };
        entries.sort_by_key(|((kind, _), _)| rank(kind));
        for ((kind, id), table) in entries {
            let text = &mut texts[rank(kind).0];
            if !text.is_empty() {
                text.push('\n');
            }
            let header = if is_single(kind) { vec![&**kind] } else { vec![&**kind, &**id] };
            text::entry(text, &header, &in_order(kind, table));
        }
        let last = texts.last_mut().expect("there are files");
        for remark in &self.remarks {
            for line in remark.lines() {
                let line: String = line.chars().filter(|char| !char.is_control()).collect();
                let _ = writeln!(last, "# {line}");
            }
        }
        texts
    }
}

/// Whether there is one entry of a kind, without an id.
pub(super) fn is_single(kind: &str) -> bool {
    let mut single = Register::KINDS.iter().take_while(|known| **known != "default");
    single.any(|known| *known == kind)
}

/// The keys of an entry as the reference lists them, and what is noted last.
fn in_order(kind: &str, table: &Table) -> Table {
    let keys = Register::keys(kind).unwrap_or_default();
    let first = ["name", "category", "description"];
    let rank = |key: &str| {
        let known = keys.iter().position(|known| known.name == key);
        let known = known.unwrap_or(keys.len());
        let named = first.iter().position(|first| *first == key);
        (matches!(key, "vocabulary" | "internal" | "note"), named.is_none(), named, known)
    };
    let mut ordered: Vec<_> = table.iter().collect();
    ordered.sort_by_key(|(key, _)| rank(key));
    ordered.into_iter().map(|(key, value)| (key.clone(), value.clone())).collect()
}

/// An id from a name: its letters and digits, joined by hyphens, a letter first.
pub(super) fn id_of(name: &str) -> String {
    let mut id = String::new();
    // As Danes and Germans write them where they lack the letter.
    let spelt: String = name
        .chars()
        .map(|char| match char {
            'ø' | 'Ø' | 'ö' | 'Ö' => "oe".to_owned(),
            'å' | 'Å' => "aa".to_owned(),
            'ä' | 'Ä' => "ae".to_owned(),
            'ü' | 'Ü' => "ue".to_owned(),
            other => other.to_string(),
        })
        .collect();
    let plain = deunicode(&spelt).to_ascii_lowercase();
    for word in
        plain.split(|char: char| !char.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    {
        if !id.is_empty() && id.len() + 1 + word.len() > LONGEST_ID {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(LONGEST_ID));
    }
    let is_reserved = matches!(&*id, "none" | "unknown" | "undecided" | "default" | "all");
    if is_reserved || id.starts_with(|char: char| char.is_ascii_digit()) {
        id.insert_str(0, "x-");
    }
    id
}

/// Uses of other entries: a list where there is nothing to say about one, else a table.
pub(super) fn relation(uses: IndexMap<String, Table>) -> Value {
    if uses.values().all(Table::is_empty) {
        let ids: Vec<Value> = uses.into_keys().map(Value::String).collect();
        return match <[Value; 1]>::try_from(ids) {
            Ok([one]) => one,
            Err(several) => Value::Array(several),
        };
    }
    let written = |(id, table): (String, Table)| {
        // "Unknown" among uses is no use of anything: a reason stands behind it.
        let is_open = matches!(&*id, "unknown" | "undecided");
        let value = if is_open { OPEN.into() } else { Value::Table(table) };
        (id, value)
    };
    Value::Table(uses.into_iter().map(written).collect())
}

/// Why something is unknown or undecided.
const OPEN: &str = "as the source says";

/// Members of a list; a single one stands alone.
pub(super) fn list(members: Vec<String>) -> Value {
    relation(members.into_iter().map(|member| (member, Table::new())).collect())
}
