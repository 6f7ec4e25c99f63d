//! What may be written as a value: the shapes of the language, and how a value is walked through.

use std::marker::PhantomData;

use chrono::NaiveDate;
use serde_json::{Value as Json, json};
use toml::de::DeValue;

use crate::{
    register::{
        keys::Key,
        read::{Node, RESERVED, Reader},
        schema::{Book, names},
        term::Term,
        text::{Name, Text, with_plain_line_ends},
        value::{Id, Reason, Said, Value},
    },
    source::Span,
};

/// Something that can be written as the value of a key.
pub trait Shape: Sized + 'static {
    /// Whether "none" may stand for a member of a table of these.
    const NONE_AS_MEMBER: bool = false;

    /// Whether the word "none" is one of its own, as in a term.
    const HAS_NONE: bool = false;

    /// Whether the word "default" is one of its own, as in a string: in a list of others it stands for the
    /// default's members.
    const HAS_DEFAULT: bool = false;

    /// Whether `unknown` is a key of its own when written as a table.
    const KEEPS_UNKNOWN: bool = false;

    /// The shape's name, as in the reference: `list of country`.
    fn shape() -> String;

    /// The shape as JSON Schema; what may stand for any value is not its business.
    fn schema(book: &mut Book) -> Json;

    /// Reads a value; whatever is wrong with it is reported, and `None` returned.
    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self>;

    /// Shows every part to a visitor, in the author's order where that means something.
    fn visit(&self, place: Place, visitor: &mut dyn Visitor);

    /// What this says with the members of a default in the place of `"default"`, if it asks for them.
    fn with_default(&self, _default: &Value<Self>) -> Option<Said<Self>> {
        None
    }
}

/// Where a visitor stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The declaration of the innermost key: its name, who may see it, what asks for it.
    pub key: &'static Key,
    /// Where the value is written.
    pub span: Span,
}

/// The smallest things that a register says.
#[derive(Clone, Copy, Debug)]
pub enum Leaf<'r> {
    /// Words for people, in one or several languages.
    Text(&'r Text),
    /// A proper name.
    Name(&'r Name),
    /// A string that is the same in all languages.
    String(&'r str),
    /// Yes or no.
    Bool(bool),
    /// A whole number.
    Number(i64),
    /// A day.
    Date(NaiveDate),
    /// A period.
    Term(&'r Term),
    /// One of a closed list of words, or `default`.
    Word(&'static str),
    /// The id of an entry of a kind.
    Reference(&'static str, &'r Id),
    /// "none" is declared.
    None(&'r Reason),
    /// "unknown" is declared.
    Unknown(&'r Reason),
    /// "undecided" is declared.
    Undecided(&'r Reason),
}

/// Sees every part of an entry, from the outside in.
pub trait Visitor {
    /// A part of which nothing smaller is.
    fn leaf(&mut self, place: Place, leaf: Leaf<'_>);

    /// A fact is stated in place, under a name that may be that of an entry of a kind.
    fn stated(&mut self, _place: Place, _kind: &'static str, _name: &Id) {}

    /// A named part begins: a key, or a member of a table.
    fn open(&mut self, _name: &str, _place: Place) {}

    /// A list begins: its members follow, unnamed.
    fn open_list(&mut self) {}

    /// The innermost part or list that is open ends.
    fn close(&mut self) {}
}

impl<T: Shape> Value<T> {
    /// Shows the value, or what stands in its place.
    pub(crate) fn visit(&self, key: &'static Key, visitor: &mut dyn Visitor) {
        let place = Place { key, span: self.span };
        match &self.said {
            Said::Is(value) => value.visit(place, visitor),
            Said::None(reason) => visitor.leaf(place, Leaf::None(reason)),
            Said::Unknown(reason) => visitor.leaf(place, Leaf::Unknown(reason)),
            Said::Undecided(reason) => visitor.leaf(place, Leaf::Undecided(reason)),
            Said::Default => visitor.leaf(place, Leaf::Word("default")),
            Said::Unreadable => {}
        }
    }
}

impl Shape for Box<str> {
    const HAS_DEFAULT: bool = true;

    fn shape() -> String {
        "string".into()
    }

    fn schema(book: &mut Book) -> Json {
        book.define("string", |_| json!({ "type": "string", "not": { "const": "none" } }))
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::String(value) = node.value {
            return Some(with_plain_line_ends(value));
        }
        reader.wrong_shape(node, "a string, in quotes");
        None
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.leaf(place, Leaf::String(self));
    }
}

impl Shape for bool {
    fn shape() -> String {
        "bool".into()
    }

    fn schema(_book: &mut Book) -> Json {
        json!({ "type": "boolean" })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::Boolean(value) = node.value {
            return Some(*value);
        }
        reader.wrong_shape_or_quoted::<Self>(node, "`true` or `false`, without quotes");
        None
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.leaf(place, Leaf::Bool(*self));
    }
}

impl Shape for i64 {
    fn shape() -> String {
        "number".into()
    }

    fn schema(_book: &mut Book) -> Json {
        json!({ "type": "integer" })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::Integer(value) = node.value
            && let Ok(number) = i64::from_str_radix(value.as_str(), value.radix())
        {
            return Some(number);
        }
        reader.wrong_shape_or_quoted::<Self>(node, "a whole number, without quotes");
        None
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.leaf(place, Leaf::Number(*self));
    }
}

impl Shape for NaiveDate {
    fn shape() -> String {
        "date".into()
    }

    fn schema(book: &mut Book) -> Json {
        // JSON has no dates: the tools of TOML take one for a string of this format.
        book.define("date", |_| {
            json!({
                "type": "string",
                "format": "date",
                "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                "description": "a day, without quotes",
                "examples": ["2026-11-24"],
            })
        })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        if let DeValue::Datetime(value) = node.value
            && let (Some(date), None) = (value.date, value.time)
            && let Some(date) =
                Self::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
        {
            return Some(date);
        }
        reader.wrong_shape_or_quoted::<Self>(node, "a date, as 2026-04-30, without quotes");
        None
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.leaf(place, Leaf::Date(*self));
    }
}

/// A list; a single member may stand without brackets.
#[derive(Clone, Debug)]
pub struct Several<T>(pub Vec<Value<T>>);

impl<T> Several<T> {
    /// The members that state a fact.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.0.iter().filter_map(Value::get)
    }
}

impl<T: Shape + Clone> Shape for Several<T> {
    const HAS_NONE: bool = T::HAS_NONE;

    fn shape() -> String {
        format!("list of {}", T::shape())
    }

    fn schema(book: &mut Book) -> Json {
        let one = T::schema(book);
        let mut members = book.alternatives::<T, false>();
        members.push(json!({ "const": "default" }));
        json!({ "anyOf": [
            one,
            { "const": "default" },
            { "type": "array", "items": { "anyOf": members } },
        ] })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let asks = |value: &DeValue<'_>| matches!(value, DeValue::String(word) if word == "default" && !T::HAS_DEFAULT);
        let default =
            |node: Node<'_>| Value { key: node.key, span: node.span, said: Said::Default };
        let DeValue::Array(members) = node.value else {
            if asks(node.value) {
                return Some(Self(vec![default(node)]));
            }
            return T::read(node, reader).map(|value| {
                Self(vec![Value { key: node.key, span: node.span, said: Said::Is(value) }])
            });
        };
        let members = members.iter().map(|member| {
            let node = reader.element(member);
            if asks(node.value) { default(node) } else { reader.value(node, false) }
        });
        Some(Self(members.collect()))
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.open_list();
        for member in &self.0 {
            member.visit(place.key, visitor);
        }
        visitor.close();
    }

    fn with_default(&self, default: &Value<Self>) -> Option<Said<Self>> {
        let asks = |value: &Value<T>| matches!(value.said, Said::Default);
        if !self.0.iter().any(asks) {
            return None;
        }
        if self.0.iter().all(asks) {
            return Some(default.said.clone());
        }
        let instead = |said| Value { key: default.key, span: default.span, said };
        let mut members = Vec::new();
        for member in &self.0 {
            match &default.said {
                _ if !asks(member) => members.push(member.clone()),
                Said::Is(default) => members.extend(default.0.iter().cloned()),
                Said::Unknown(reason) => members.push(instead(Said::Unknown(reason.clone()))),
                Said::Undecided(reason) => members.push(instead(Said::Undecided(reason.clone()))),
                Said::None(_) | Said::Default | Said::Unreadable => {}
            }
        }
        Some(Said::Is(Self(members)))
    }
}

/// How the members of a table are named.
pub trait Naming: 'static {
    /// As in the reference: "by id".
    const BY: &'static str;

    /// The kind of entry that a name refers to, if it refers to one.
    fn refers_to(_name: &str) -> Option<&'static str> {
        None
    }

    /// What the names are formed like, as JSON Schema.
    fn names() -> Json;

    /// Reports a name that can't be one.
    fn check(name: &str, node: Node<'_>, reader: &mut Reader<'_>);
}

/// Names of the author's own, formed like ids.
#[derive(Clone, Debug)]
pub struct OwnNames;

impl Naming for OwnNames {
    const BY: &'static str = "own id";

    fn names() -> Json {
        names("member", RESERVED)
    }

    fn check(name: &str, node: Node<'_>, reader: &mut Reader<'_>) {
        reader.check_id(name, node.key, "member of this table");
    }
}

/// A table of things, each under a name, in the author's order.
#[derive(Clone, Debug)]
pub struct TableOf<T, N = OwnNames>(pub Vec<(Id, Value<T>)>, PhantomData<fn() -> N>);

impl<T, N> TableOf<T, N> {
    /// What stands under a name, if that states a fact.
    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(key, _)| key == name).and_then(|(_, value)| value.get())
    }
}

impl<T: Shape, N: Naming> Shape for TableOf<T, N> {
    const KEEPS_UNKNOWN: bool = T::NONE_AS_MEMBER;

    fn shape() -> String {
        format!("table of {} by {}", T::shape().trim_start_matches("table "), N::BY)
    }

    fn schema(book: &mut Book) -> Json {
        let member =
            if T::NONE_AS_MEMBER { book.value::<T, true>() } else { book.value::<T, false>() };
        json!({
            "type": "object",
            "propertyNames": N::names(),
            "additionalProperties": member,
            "x-tombi-additional-key-label": N::BY,
        })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let DeValue::Table(table) = node.value else {
            reader.wrong_shape(node, "a table, each member under an id of its own");
            return None;
        };
        let members = table.iter().map(|(key, value)| {
            let member = reader.member(key, value);
            N::check(key.get_ref(), member, reader);
            (Id::from(&**key.get_ref()), reader.value(member, T::NONE_AS_MEMBER))
        });
        Some(Self(members.collect(), PhantomData))
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        for (name, member) in &self.0 {
            let here = Place { key: place.key, span: member.key };
            visitor.open(name.as_str(), here);
            if let Some(kind) = N::refers_to(name.as_str()) {
                visitor.leaf(here, Leaf::Reference(kind, name));
            }
            member.visit(place.key, visitor);
            visitor.close();
        }
    }
}
