//! What the files say: every entry of every kind, with the place of every value. No law, no wording.

pub mod answers;
pub mod articles;
pub mod entry;
pub mod keys;
pub mod legal_bases;
pub mod mistakes;
pub mod parties;
pub(crate) mod parts;
pub mod paths;
pub mod personal_data;
pub mod policy;
pub mod purposes;
pub mod read;
pub mod retention;
pub mod schema;
pub mod security;
pub mod shape;
pub(crate) mod slip;
pub mod term;
pub mod text;
pub mod transfers;
pub mod uses;
pub mod value;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::{Value, json};
use toml::de::{DeTable, DeValue};

use crate::{
    finding::Finding,
    register::{
        articles::Article,
        entry::{Entry, Table},
        keys::{Key, Keys, Seen},
        legal_bases::{Condition, LegalBasis},
        parties::{Authority, Controller, Organisation, Recipient},
        personal_data::{DataSubject, Origin, PersonalData, Provision},
        policy::{
            Audience, California, CaliforniaCategory, Section, Statement, Topic, Tracker, Version,
            Waiver,
        },
        purposes::{Purpose, Right, Service},
        read::{Node, Reader},
        retention::{Event, Law, ObsoleteInstrument, Retention},
        schema::Book,
        security::{Assessment, Measure, System},
        shape::{Place, Visitor},
        transfers::{Country, Instrument, InternationalOrganisation},
        uses::Kind,
        value::{Field, Id},
    },
    source::{FileId, Layer, Sources, Span},
};

/// Declares the register: its single tables, and its kinds in the order of the reference.
macro_rules! register {
    (
        single { $($single:ident: $single_type:ty = $single_name:literal,)* }
        kinds { $($table:ident: $type:ty,)* }
    ) => {
        /// Everything that the files say.
        #[derive(Clone, Debug, Default)]
        pub struct Register {
            $(#[doc = concat!("`[", $single_name, "]`.")] pub $single: Option<Entry<$single_type>>,)*
            $(#[doc = concat!("`", stringify!($table), "`.")] pub $table: Table<$type>,)*
            /// Files with a mistake in their syntax: what is missing from them is not known.
            pub broken_files: BTreeSet<FileId>,
            /// Entries with a mistake that the reader reported: what they lack is not known.
            pub mistaken: BTreeSet<Span>,
        }

        impl Register {
            /// Every table that a file may hold.
            pub const KINDS: &'static [&'static str] =
                &[$($single_name,)* "default", $(<$type as Kind>::NAME,)*];

            /// The keys of a kind, if there is one of that name.
            pub fn keys(kind: &str) -> Option<Vec<&'static Key>> {
                $(if kind == $single_name { return Some(<$single_type>::keys()); })*
                $(if kind == <$type as Kind>::NAME { return Some(<$type>::keys()); })*
                None
            }

            /// What may stand in a file, as JSON Schema; the ids of this register, ropa's own data, are offered.
            pub fn schema(law: &Self) -> Value {
                let mut book = Book::new(law);
                let single = vec![$(($single_name, book.table::<$single_type>())),*];
                let kinds = vec![$((<$type as Kind>::NAME, book.table::<$type>(), <$type as Keys>::ABOUT)),*];
                book.file(single, kinds)
            }

            fn read_table(&mut self, kind: &str, node: Node<'_>, layer: Layer, reader: &mut Reader<'_>) {
                $(if kind == $single_name {
                    if let DeValue::Table(table) = node.value {
                        let before = reader.findings.len();
                        let own: $single_type = reader.keys_of(node, table);
                        self.note_mistakes(node.key, before, reader);
                        self.$single = Some(Entry::new($single_name.into(), node.key, layer, own));
                    } else {
                        reader.wrong_shape(node, concat!("a table: `[", $single_name, "]`"));
                    }
                    return;
                })*
                $(if kind == <$type as Kind>::NAME {
                    let mistaken = read_kind(&mut self.$table, node, layer, reader);
                    self.mistaken.extend(mistaken);
                    return;
                })*
                reader.findings.push(mistakes::unknown_table(node.key, kind, Self::KINDS.iter().copied()));
            }

            fn read_default(&mut self, kind: &str, node: Node<'_>, layer: Layer, reader: &mut Reader<'_>) {
                $(if kind == <$type as Kind>::NAME {
                    let before = reader.findings.len();
                    if let Some(own) = reader.table::<$type>(node) {
                        self.$table.default = Some(Entry::new("default".into(), node.key, layer, own));
                    }
                    self.note_mistakes(node.key, before, reader);
                    return;
                })*
                let kinds = [$(<$type as Kind>::NAME),*];
                reader.unknown_key(kind, node.key, &kinds, "a kind of entry with an id");
            }

            /// Adds what a file says; what stands twice in one layer is found, unless the file has a mistake in its
            /// syntax, from which it may follow.
            fn take(&mut self, file: &Self, findings: &mut Vec<Finding>) {
                let is_whole = file.broken_files.is_empty();
                $(if let Some(entry) = &file.$single {
                    entry::take(&mut self.$single, entry, |entry, first| if is_whole {
                        findings.push(mistakes::duplicate_entry(entry.span, $single_name, $single_name, first));
                    });
                })*
                $(self.$table.take(&file.$table, |entry, first| if is_whole {
                    let name = <$type as Kind>::NAME;
                    findings.push(match entry.id.as_str() {
                        "default" => mistakes::duplicate_entry(entry.span, "default", name, first),
                        id => mistakes::duplicate_entry(entry.span, name, id, first),
                    });
                });)*
                self.broken_files.extend(&file.broken_files);
                self.mistaken.extend(&file.mistaken);
            }

            /// Whether an entry is in both, read once and with the same defaults: then nothing in it differs.
            pub(crate) fn shares(&self, other: &Self, kind: &str, id: &str) -> bool {
                $(if kind == $single_name {
                    return matches!((&self.$single, &other.$single), (Some(one), Some(other)) if one.is(other));
                })*
                $(if kind == <$type as Kind>::NAME {
                    let both = (self.$table.get(id), other.$table.get(id));
                    return matches!(both, (Some(one), Some(other)) if one.is(other));
                })*
                false
            }

            fn take_defaults_for_entries(&mut self) {
                $(if let Some(default) = self.$table.default.take() {
                    self.$table.entries.insert(default.id.clone(), default);
                })*
            }

            fn lay_over_defaults(&mut self, before: Option<&Self>) {
                // What stands on another topic is laid over anew.
                let purposes = before.filter(|before| self.topics.is(&before.topics)).map(|it| &it.purposes);
                self.lay_over_topics(purposes);
                self.purposes.lay_over_default(purposes);
                $(
                    if <$type as Kind>::NAME != Purpose::NAME {
                        self.$table.lay_over_default(before.map(|before| &before.$table));
                    }
                    // What a mistaken default lacks is not known of the entries that stand on it.
                    let default = self.$table.default.as_ref();
                    if default.is_some_and(|default| self.mistaken.contains(&default.span)) {
                        self.mistaken.extend(self.$table.iter().map(|entry| entry.span));
                    }
                )*
            }

            /// Whether an entry of a kind, or a single table, is declared in any layer.
            pub fn declares(&self, kind: &str, id: &str) -> bool {
                $(if kind == $single_name { return self.$single.is_some(); })*
                $(if kind == <$type as Kind>::NAME { return self.$table.get(id).is_some(); })*
                false
            }

            /// The ids of a kind, in all layers.
            pub fn ids(&self, kind: &str) -> Vec<&Id> {
                $(if kind == <$type as Kind>::NAME { return self.$table.all().map(|entry| &entry.id).collect(); })*
                Vec::new()
            }

            /// Shows one entry of any layer, with its defaults, to a visitor; where the entry begins.
            pub fn visit_entry(&self, kind: &str, id: &str, visitor: &mut dyn Visitor) -> Option<Span> {
                $(if kind == $single_name {
                    let entry = self.$single.as_ref()?;
                    Keys::visit(&**entry, visitor);
                    return Some(entry.span);
                })*
                $(if kind == <$type as Kind>::NAME {
                    let entry = self.$table.get(id)?;
                    Keys::visit(&**entry, visitor);
                    return Some(entry.span);
                })*
                None
            }

            /// Where every entry of the given layers begins.
            pub fn spans(&self, of: impl Fn(Layer) -> bool) -> Vec<(&'static str, &Id, Span)> {
                let mut spans = Vec::new();
                $(spans.extend(self.$single.iter().filter(|entry| of(entry.layer)).map(|entry| ($single_name, &entry.id, entry.span)));)*
                $(spans.extend(self.$table.all().filter(|entry| of(entry.layer)).map(|entry| (<$type as Kind>::NAME, &entry.id, entry.span)));)*
                spans
            }

            /// Shows one entry with its defaults to a visitor.
            pub fn visit_with_defaults(&self, kind: &str, id: &str, visitor: &mut dyn Visitor) {
                $(if kind == $single_name && let Some(entry) = &self.$single {
                    Keys::visit(&**entry, visitor);
                })*
                $(if kind == <$type as Kind>::NAME && let Some(entry) = self.$table.get(id) {
                    Keys::visit(&**entry, visitor);
                })*
            }

            /// Shows every default of a kind to a visitor; `opens` is told before each.
            pub(crate) fn walk_defaults<V: Visitor>(&self, visitor: &mut V, mut opens: impl FnMut(&mut V)) {
                $(if let Some(value) = &self.$table.default {
                    opens(visitor);
                    Keys::visit(&*value.own, visitor);
                })*
            }

            /// Shows every entry of the given layers as it is written, and every default, to a visitor.
            /// `opens` is told of each before: its kind, its id (`default` for a default) and its place.
            pub fn walk<V: Visitor>(
                &self,
                of: impl Fn(Layer) -> bool,
                visitor: &mut V,
                mut opens: impl FnMut(&mut V, &'static str, &Id, Option<Span>),
            ) {
                let default = Id::from("default");
                $(for entry in self.$single.iter().filter(|entry| of(entry.layer)) {
                    opens(visitor, $single_name, &entry.id, Some(entry.span));
                    Keys::visit(&*entry.own, visitor);
                })*
                $(
                    if let Some(value) = &self.$table.default {
                        opens(visitor, <$type as Kind>::NAME, &default, None);
                        Keys::visit(&*value.own, visitor);
                    }
                    for entry in self.$table.all().filter(|entry| of(entry.layer)) {
                        opens(visitor, <$type as Kind>::NAME, &entry.id, Some(entry.span));
                        Keys::visit(&*entry.own, visitor);
                    }
                )*
            }
        }
    };
}

register! {
    single {
        organisation: Organisation = "organisation",
        california: California = "california",
    }
    kinds {
        purposes: Purpose,
        services: Service,
        data_subjects: DataSubject,
        personal_data: PersonalData,
        sources: Origin,
        recipients: Recipient,
        retentions: Retention,
        events: Event,
        laws: Law,
        measures: Measure,
        systems: System,
        assessments: Assessment,
        controllers: Controller,
        audiences: Audience,
        topics: Topic,
        statements: Statement,
        sections: Section,
        versions: Version,
        trackers: Tracker,
        waivers: Waiver,
        legal_bases: LegalBasis,
        conditions: Condition,
        provisions: Provision,
        instruments: Instrument,
        rights: Right,
        countries: Country,
        international_organisations: InternationalOrganisation,
        authorities: Authority,
        articles: Article,
        california_categories: CaliforniaCategory,
        obsolete_instruments: ObsoleteInstrument,
    }
}

/// The key that stands for an entry itself.
pub static ENTRY: Key = Key {
    name: "entry",
    of: "Register",
    shape: || "table".into(),
    schema: |_| vec![json!({})],
    seen: Seen::Public,
    articles: &[],
    meaning: "an entry of the register",
    none: false,
};

/// What the files say together, and what each says by itself.
#[derive(Debug, Default)]
pub struct Read {
    /// Everything that they say.
    pub register: Register,
    /// What is wrong in them.
    pub findings: Vec<Finding>,
    files: BTreeMap<FileId, Arc<File>>,
}

/// What one file says.
#[derive(Debug)]
struct File {
    register: Register,
    findings: Vec<Finding>,
}

/// Reads all files, nearest layer first. Whatever is wrong is found; what could be read is returned.
pub fn read(sources: &Sources) -> (Register, Vec<Finding>) {
    let Read { register, findings, .. } = read_again(sources, None);
    (register, findings)
}

/// The same, where most files may say what they said before: these are not read again.
pub fn read_again(sources: &Sources, before: Option<(&Sources, &Read)>) -> Read {
    let mut read = put_together(sources, before);
    let before = before.map(|(_, read)| &read.register);
    read.register.topics.lay_over_default(before.map(|before| &before.topics));
    read.register.lay_over_defaults(before);
    read
}

/// Reads files that are a part of a register: no entry stands on a default, as that may be written elsewhere, and each
/// default is an entry of its kind with the id `default`, which no other can have.
pub fn read_as_written(sources: &Sources) -> (Register, Vec<Finding>) {
    let Read { mut register, findings, .. } = put_together(sources, None);
    register.take_defaults_for_entries();
    (register, findings)
}

/// Before the defaults are laid under the entries.
fn put_together(sources: &Sources, before: Option<(&Sources, &Read)>) -> Read {
    let mut read = Read::default();
    let mut files: Vec<_> =
        sources.iter().filter(|(_, file)| file.layer != Layer::Beside).collect();
    files.sort_by_key(|(_, file)| file.layer);
    for (id, source) in files {
        let known = before.and_then(|(sources, read)| {
            let is_it = sources.get(id)?.says_the_same(source);
            read.files.get(&id).filter(|_| is_it)
        });
        let file =
            known.map_or_else(|| Arc::new(File::read(sources, id, source.layer)), Arc::clone);
        read.findings.extend_from_slice(&file.findings);
        read.register.take(&file.register, &mut read.findings);
        read.files.insert(id, file);
    }
    read
}

impl File {
    fn read(sources: &Sources, id: FileId, layer: Layer) -> Self {
        let mut register = Register::default();
        let mut reader = Reader::new(sources, id);
        let (table, whole) = reader.parse();
        if !whole {
            register.broken_files.insert(id);
        }
        let before = reader.findings.len();
        register.read_file(&table, layer, &mut reader);
        if !whole {
            // Whatever else seems wrong may follow from the mistake in the syntax.
            reader.findings.truncate(before);
        }
        Self { register, findings: reader.findings }
    }
}

impl Register {
    /// `[organisation]`, or an empty one if there is none (which is a finding of its own).
    pub fn organisation(&self) -> &Organisation {
        static NOBODY: std::sync::LazyLock<Organisation> =
            std::sync::LazyLock::new(Organisation::default);
        self.organisation.as_deref().unwrap_or(&NOBODY)
    }

    fn read_file(&mut self, table: &DeTable<'_>, layer: Layer, reader: &mut Reader<'_>) {
        for (key, value) in table {
            let node = reader.member(key, value);
            if key.get_ref() != "default" {
                self.read_table(key.get_ref(), node, layer, reader);
                continue;
            }
            let DeValue::Table(kinds) = node.value else {
                reader.wrong_shape(node, "a table: `[default.purpose]`");
                continue;
            };
            for (kind, value) in kinds {
                let node = reader.member(kind, value);
                self.read_default(kind.get_ref(), node, layer, reader);
            }
        }
    }

    fn note_mistakes(&mut self, span: Span, findings_before: usize, reader: &Reader<'_>) {
        if reader.findings.len() > findings_before {
            self.mistaken.insert(span);
        }
    }

    /// What the purposes of a topic have in common comes before the default of all purposes.
    fn lay_over_topics(&mut self, before: Option<&Table<Purpose>>) {
        let of_all = self.purposes.default.as_ref().map(|default| default.own.topic.clone());
        for purpose in self.purposes.entries.values_mut() {
            let mut topic = purpose.own.topic.clone();
            topic.lay_over(of_all.as_ref().unwrap_or(&Field::default()), true);
            let named = topic.get().and_then(|topic| topic.entries().next());
            let Some(topic) = named.and_then(|topic| self.topics.get(topic.id())) else {
                continue;
            };
            if self.mistaken.contains(&topic.span) {
                self.mistaken.insert(purpose.span);
            }
            let before = before.filter(|before| before.default.is_none());
            let same = before.and_then(|before| before.entries.get(&purpose.id));
            if let (None, Some(same)) = (&self.purposes.default, same)
                && Arc::ptr_eq(&same.own, &purpose.own)
            {
                purpose.full.clone_from(&same.full);
                continue;
            }
            let mut full = Arc::clone(&purpose.own);
            let edited = Arc::make_mut(&mut full);
            if let Some(common) = topic.default.get() {
                edited.lay_over(common, true);
            }
            edited.audience.lay_over(&topic.audience, true);
            purpose.full = Some(full);
        }
    }
}

fn read_kind<T: Kind>(
    table: &mut Table<T>,
    node: Node<'_>,
    layer: Layer,
    reader: &mut Reader<'_>,
) -> Vec<Span> {
    let mut mistaken = Vec::new();
    let DeValue::Table(entries) = node.value else {
        reader.wrong_shape(
            node,
            &format!("entries, each under an id of its own: `[{}.some-id]`", T::NAME),
        );
        return mistaken;
    };
    for (key, value) in entries {
        let node = reader.member(key, value);
        let before = reader.findings.len();
        reader.check_id(key.get_ref(), node.key, T::NAME);
        let own = reader.table::<T>(node).unwrap_or_default();
        if reader.findings.len() > before {
            mistaken.push(node.key);
        }
        let id = Id::from(&**key.get_ref());
        table.entries.insert(id.clone(), Entry::new(id, node.key, layer, own));
    }
    mistaken
}

/// A place of an entry as a visitor is told of it.
pub fn entry_place(span: Span) -> Place {
    Place { key: &ENTRY, span }
}
