//! One shape for every reference: a relation is a set of uses, each of an entry, each perhaps narrowed by `only`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use serde_json::{Value as Json, json};
use toml::de::DeValue;

use crate::{
    register::{
        keys::{Key, Keys, Seen, keys, words},
        parties::Controller,
        personal_data::{DataSubject, PersonalData},
        read::{Node, Reader},
        schema::{Book, names},
        shape::{Leaf, Place, Several, Shape, Visitor},
        text::Text,
        transfers::{Area, Country},
        value::{Field, Id, Reason, Said, Value},
    },
    source::Span,
};

/// A kind of entry that others may refer to.
pub trait Kind: Keys {
    /// As in `[kind.id]`.
    const NAME: &'static str;

    /// What a string in a relation states by itself, if it is no id: `retention = "30 days"`.
    fn stated(_text: &str, _node: Node<'_>, _reader: &mut Reader<'_>) -> Option<Self> {
        None
    }

    /// How such a string is formed, as JSON Schema.
    fn stated_schema(_book: &mut Book) -> Option<Json> {
        None
    }

    /// Whether what a use states is a fact of its own, so that no entry need lie under it.
    fn stands_alone(&self) -> bool {
        false
    }

    /// What the entry is narrowed to in every use that does not say otherwise.
    fn only(&self) -> Option<&Only> {
        None
    }
}

/// The id of an entry of a kind.
#[derive(Clone, Debug)]
pub struct Ref<K> {
    /// The id.
    pub id: Id,
    kind: std::marker::PhantomData<fn() -> K>,
}

impl<K: Kind> Shape for Ref<K> {
    fn shape() -> String {
        match K::NAME {
            "country" => "country".into(),
            kind => format!("id of {kind}"),
        }
    }

    fn schema(book: &mut Book) -> Json {
        book.id(K::NAME)
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        reader.id(node, K::NAME).map(|id| Self { id, kind: std::marker::PhantomData })
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.leaf(place, Leaf::Reference(K::NAME, &self.id));
    }
}

words! {
    /// A part of the time for which data are kept.
    pub enum StageName {
        /// In daily use.
        Active = "active",
        /// Kept apart, for few.
        Archive = "archive",
        /// Kept for good, for the historical record.
        FinalArchive = "final-archive",
    }
}

keys! {
    /// `only`: to what a use is narrowed. Several keys hold together, several ids are alternatives.
    pub struct Only {
        /// these data
        personal_data: Several<Ref<PersonalData>> = "personal-data", Public, [];
        /// these people
        data_subjects: Several<Ref<DataSubject>> = "data-subjects", Public, [];
        /// people there, and so the law there
        countries: Several<Area> = "countries", Public, [];
        /// data in this stage of their retention
        stage: Several<StageName> = "stage", Public, [];
        /// in a service: for this controller
        controllers: Several<Ref<Controller>> = "controllers", Public, [];
        /// in words
        when: Text = "when", Public, [];
    }
}

/// A use that has no keys of its own.
#[derive(Clone, Debug, Default)]
pub struct NoOwn;

impl Keys for NoOwn {
    const CALLED: &'static str = "";

    const ABOUT: &'static str = "";

    fn keys() -> Vec<&'static Key> {
        Vec::new()
    }

    fn read_key(&mut self, _node: Node<'_>, _name: &str, _reader: &mut Reader<'_>) -> bool {
        false
    }

    fn lay_over(&mut self, _lower: &Self, _lower_is_default: bool) {}

    fn visit(&self, _visitor: &mut dyn Visitor) {}
}

/// What a member of a relation says.
#[derive(Clone, Debug)]
pub enum Member {
    /// It names an entry.
    Entry,
    /// There is one, and nobody knows which.
    Unknown(Reason),
    /// One is still to be chosen.
    Undecided(Reason),
    /// What the default lists.
    Default,
    /// Whatever the register holds.
    All,
    /// Not readable, and reported.
    Unreadable,
}

/// One member of a relation.
#[derive(Clone, Debug)]
pub struct Use<K, O = NoOwn> {
    /// The key under which it is written: an id, or a name of the author's own if `is` is given.
    pub key: Id,
    /// Where that stands.
    pub span: Span,
    /// The id of the entry, if the key is not that.
    pub is: Field<Box<str>>,
    /// Whether it names an entry at all.
    pub member: Member,
    /// To what this use is narrowed; if silent, the entry's own `only` holds.
    pub only: Field<Only>,
    /// The keys that only such a use has.
    pub own: Arc<O>,
    /// Keys of the entry, which hold for this use instead of the entry's.
    pub instead: Option<Arc<K>>,
}

impl<K: Kind, O> Use<K, O> {
    /// The id of the entry that is used.
    pub fn id(&self) -> &str {
        self.is.get().map_or(self.key.as_str(), |id| id)
    }

    /// Whether it names an entry (of which a fact stated in place is a nameless one).
    pub fn is_entry(&self) -> bool {
        matches!(self.member, Member::Entry)
    }
}

/// A set of uses of entries of one kind, in the author's order.
#[derive(Clone, Debug)]
pub struct Relation<K, O = NoOwn> {
    /// The uses.
    pub uses: Vec<Arc<Use<K, O>>>,
}

impl<K: Kind, O: Keys> Field<Relation<K, O>> {
    /// Nothing is written, or a list of nothing: neither says that there is none.
    pub fn says_nothing(&self) -> bool {
        self.is_silent() || self.get().is_some_and(|relation| relation.uses.is_empty())
    }
}

impl<K: Kind, O: Keys> Relation<K, O> {
    /// The uses that name an entry.
    pub fn entries(&self) -> impl Iterator<Item = &Use<K, O>> {
        self.uses.iter().map(|member| &**member).filter(|member| member.is_entry())
    }

    /// Whether it names whatever the register holds.
    pub fn names_all(&self) -> bool {
        self.uses.iter().any(|member| matches!(member.member, Member::All))
    }

    fn named(reader: &mut Reader<'_>, node: Node<'_>, text: &str) -> Use<K, O> {
        let instead = K::stated(text, node, reader).map(Arc::new);
        let member = match text {
            "unknown" => Member::Unknown(None),
            "undecided" => Member::Undecided(None),
            "default" => Member::Default,
            "all" if has_all::<K>() => Member::All,
            "none" if instead.is_none() => {
                reader.none_among_others(node);
                Member::Unreadable
            }
            _ if instead.is_none() && reader.id(node, K::NAME).is_none() => Member::Unreadable,
            _ => Member::Entry,
        };
        Use {
            key: text.into(),
            span: node.span,
            is: Field::default(),
            member,
            only: Field::default(),
            own: Arc::default(),
            instead,
        }
    }

    /// A use behind its key: a table, or what a string states.
    fn keyed(reader: &mut Reader<'_>, node: Node<'_>, key: &str) -> Use<K, O> {
        let mut found = Use {
            key: key.into(),
            span: node.key,
            is: Field::default(),
            member: Member::Entry,
            only: Field::default(),
            own: Arc::default(),
            instead: None,
        };
        match (key, node.value) {
            ("unknown", _) => found.member = Member::Unknown(reader.reason(node)),
            ("undecided", _) => found.member = Member::Undecided(reader.reason(node)),
            ("default", _) => found.member = Member::Default,
            ("none", _) => {
                found.member = Member::Unreadable;
                reader.none_among_others(node);
            }
            (_, DeValue::String(text)) => {
                found.instead = K::stated(text, node, reader).map(Arc::new);
                if found.instead.is_none() {
                    found.member = Member::Unreadable;
                    reader.wrong_shape(
                        node,
                        "a table with what is special about this use, `{}` if nothing is",
                    );
                }
            }
            (_, DeValue::Table(table)) => {
                let (mut own, mut instead, mut special) = (O::default(), K::default(), false);
                reader.enter::<K>(node);
                for (name, value) in table {
                    let member = reader.member(name, value);
                    match &**name.get_ref() {
                        "is" => found.is = Field::written(reader.value(member, false)),
                        "only" => found.only = Field::written(reader.value(member, false)),
                        name if own.read_key(member, name, reader) => {}
                        name if instead.read_key(member, name, reader) => special = true,
                        name => {
                            let mut known: Vec<_> = O::keys();
                            known.extend(K::keys());
                            let mut known: Vec<_> = known.iter().map(|key| key.name).collect();
                            known.extend(["is", "only"]);
                            reader.unknown_key(name, member.key, &known, "a key of this use");
                        }
                    }
                }
                reader.leave();
                found.own = Arc::new(own);
                found.instead = special.then(|| Arc::new(instead));
                if key == "all" && has_all::<K>() {
                    found.member = Member::All;
                } else {
                    reader.check_id(key, node.key, K::NAME);
                }
            }
            _ => {
                found.member = Member::Unreadable;
                reader.wrong_shape(
                    node,
                    "a table with what is special about this use, `{}` if nothing is",
                );
            }
        }
        found
    }
}

impl<K: Kind, O: Keys> Shape for Relation<K, O> {
    const NONE_AS_MEMBER: bool = true;

    fn shape() -> String {
        format!("→ {}", K::NAME)
    }

    fn schema(book: &mut Book) -> Json {
        let name = format!("{}-used{}", K::NAME, O::CALLED);
        book.define(&name, |book| {
            let one = Self::one(book);
            let special = Self::special(book);
            let words = book.words();
            let mut keys =
                names(K::NAME, if has_all::<K>() { &["none"] } else { &["none", "all"] });
            if K::NAME == Country::NAME {
                keys = json!({ "anyOf": [keys, { "enum": ["unknown", "undecided", "default"] }] });
            }
            json!({ "anyOf": [
                one,
                { "type": "array", "items": one, "uniqueItems": true },
                {
                    "type": "object",
                    "propertyNames": keys,
                    "properties": { "unknown": words, "undecided": words, "default": {} },
                    "additionalProperties": special,
                    "x-tombi-additional-key-label": K::NAME,
                },
            ] })
        })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let mut uses: Vec<Arc<Use<K, O>>> = Vec::new();
        match node.value {
            DeValue::String(text) => uses.push(Arc::new(Self::named(reader, node, text))),
            DeValue::Array(members) => {
                let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
                for member in members {
                    let node = reader.element(member);
                    let DeValue::String(text) = member.get_ref() else {
                        reader.wrong_shape(node, "an id, in quotes");
                        continue;
                    };
                    if let Some(before) = seen.insert(text, node.span) {
                        reader.named_twice(text, node.span, before);
                        continue;
                    }
                    uses.push(Arc::new(Self::named(reader, node, text)));
                }
            }
            DeValue::Table(table) => {
                for (key, value) in table {
                    let member = reader.member(key, value);
                    uses.push(Arc::new(Self::keyed(reader, member, key.get_ref())));
                }
            }
            _ => {
                reader
                    .wrong_shape(node, "an id, a list of ids, or a table with a line for each id");
                return None;
            }
        }
        Some(Self { uses })
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        for member in &self.uses {
            let place = Place { key: place.key, span: member.span };
            visitor.open(member.key.as_str(), place);
            match &member.member {
                Member::Entry => {
                    let id = member.is.get().map(|id| Id::from(&**id));
                    let here = member.is.span().map_or(place, |span| Place { key: &IS, span });
                    let stands_alone = |instead: &Arc<K>| instead.stands_alone();
                    if id.is_none() && member.instead.as_ref().is_some_and(stands_alone) {
                        visitor.stated(place, K::NAME, &member.key);
                    } else {
                        let id = id.as_ref().unwrap_or(&member.key);
                        visitor.leaf(here, Leaf::Reference(K::NAME, id));
                    }
                }
                Member::Unknown(reason) => visitor.leaf(place, Leaf::Unknown(reason)),
                Member::Undecided(reason) => visitor.leaf(place, Leaf::Undecided(reason)),
                Member::Default => visitor.leaf(place, Leaf::Word("default")),
                Member::All | Member::Unreadable => {}
            }
            if let Some(only) = member.only.value() {
                visitor.open("only", Place { key: &ONLY, span: only.key });
                only.visit(&ONLY, visitor);
                visitor.close();
            }
            member.own.visit(visitor);
            if let Some(instead) = &member.instead {
                instead.visit(visitor);
            }
            visitor.close();
        }
    }

    fn with_default(&self, default: &Value<Self>) -> Option<Said<Self>> {
        let asks = |member: &Arc<Use<K, O>>| matches!(member.member, Member::Default);
        if !self.uses.iter().any(asks) {
            return None;
        }
        if self.uses.iter().all(asks) {
            return Some(default.said.clone());
        }
        let own: BTreeSet<&Id> = self.uses.iter().map(|member| &member.key).collect();
        let instead = |word: &str, member| Use {
            key: word.into(),
            span: default.span,
            is: Field::default(),
            member,
            only: Field::default(),
            own: Arc::default(),
            instead: None,
        };
        let mut uses = Vec::new();
        for member in &self.uses {
            match &default.said {
                _ if !asks(member) => uses.push(Arc::clone(member)),
                Said::Is(default) => {
                    let others = default
                        .uses
                        .iter()
                        .filter(|member| asks(member) || !own.contains(&member.key));
                    uses.extend(others.cloned());
                }
                Said::Unknown(reason) => {
                    uses.push(Arc::new(instead("unknown", Member::Unknown(reason.clone()))));
                }
                Said::Undecided(reason) => {
                    uses.push(Arc::new(instead("undecided", Member::Undecided(reason.clone()))));
                }
                Said::None(_) | Said::Default | Said::Unreadable => {}
            }
        }
        Some(Said::Is(Self { uses }))
    }
}

impl<K: Kind, O: Keys> Relation<K, O> {
    /// A member that is a string.
    fn one(book: &mut Book) -> Json {
        let mut words = vec!["unknown", "undecided", "default"];
        words.extend(has_all::<K>().then_some("all"));
        let alternatives =
            [Some(book.id(K::NAME)), K::stated_schema(book), Some(json!({ "enum": words }))];
        json!({ "anyOf": alternatives.into_iter().flatten().collect::<Vec<_>>() })
    }

    /// What may stand behind a member's key.
    fn special(book: &mut Book) -> Json {
        let keys = [O::keys(), K::keys(), vec![&IS, &ONLY]].concat();
        let table = book.keys(K::ABOUT, &keys);
        match K::stated_schema(book) {
            Some(stated) => json!({ "anyOf": [stated, table] }),
            None => table,
        }
    }
}

/// In a use: the entry.
static IS: Key = Key {
    name: "is",
    of: "Use",
    shape: <Box<str> as Shape>::shape,
    schema: Book::alternatives::<Box<str>, false>,
    seen: Seen::Nowhere,
    articles: &[],
    meaning: "the entry that this use is of",
    none: false,
};

/// In a use: where it holds.
static ONLY: Key = Key {
    name: "only",
    of: "Use",
    shape: Only::shape,
    schema: Book::alternatives::<Only, false>,
    seen: Seen::Public,
    articles: &[],
    meaning: "to what this use is narrowed",
    none: false,
};

/// Whether `all` may stand for entries of a kind.
fn has_all<K: Kind>() -> bool {
    matches!(K::NAME, "personal-data" | "data-subject")
}
