//! Texts: a string in the register's first language, or one string per language.

use serde_json::{Value, json};
use toml::de::DeValue;

use crate::{
    register::{
        read::{Node, Reader},
        schema::Book,
        shape::{Leaf, Place, Shape, Visitor},
    },
    source::Span,
};

/// One wording of a text.
#[derive(Clone, Debug)]
pub struct Wording {
    /// The language's ISO 639-1 code; `None` for a plain string, which is in the register's first language.
    pub language: Option<Box<str>>,
    /// Where it is written.
    pub span: Span,
    /// The words.
    pub words: Box<str>,
}

/// A string, or one per language. Never empty once read.
#[derive(Clone, Debug)]
pub struct Text {
    wordings: Vec<Wording>,
}

impl Text {
    /// Every wording, as written.
    pub fn wordings(&self) -> &[Wording] {
        &self.wordings
    }

    /// The words in a language; `first` is the language of plain strings.
    /// No language stands in for another: a text that lacks one is a finding.
    pub fn in_language(&self, language: &str, first: &str) -> Option<&str> {
        self.wordings
            .iter()
            .find(|wording| wording.language.as_deref().unwrap_or(first) == language)
            .map(|wording| &*wording.words)
    }

    /// Any wording: for messages to those who keep the register.
    pub fn any(&self) -> &str {
        self.wordings.first().map_or("", |wording| &wording.words)
    }
}

/// What is written, whichever line ends the file has: an editor's choice says nothing (TOML lets a reader choose).
pub(super) fn with_plain_line_ends(words: &str) -> Box<str> {
    if words.contains('\r') { words.replace("\r\n", "\n").into() } else { words.into() }
}

impl Shape for Text {
    fn shape() -> String {
        "text".into()
    }

    fn schema(book: &mut Book) -> Value {
        let words = book.words();
        book.define("text", |_| json!({
            "description": "a string in the register's first language, or one string per language",
            "allOf": [words],
            "not": { "const": "none" },
        }))
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::String(words) => Some(Self {
                wordings: vec![Wording {
                    language: None,
                    span: node.span,
                    words: with_plain_line_ends(words),
                }],
            }),
            DeValue::Table(table) => {
                let mut wordings = Vec::with_capacity(table.len());
                for (key, value) in table {
                    let member = reader.member(key, value);
                    let is_language = matches!(key.get_ref().len(), 2 | 3)
                        && key.get_ref().bytes().all(|byte| byte.is_ascii_lowercase());
                    match value.get_ref() {
                        DeValue::String(words) if is_language => wordings.push(Wording {
                            language: Some((&**key.get_ref()).into()),
                            span: member.span,
                            words: with_plain_line_ends(words),
                        }),
                        DeValue::String(_) => {
                            reader.unknown_key(
                                key.get_ref(),
                                member.key,
                                &[],
                                "a language, as `en` or `da`",
                            );
                        }
                        _ => reader.wrong_shape(member, "a string"),
                    }
                }
                if wordings.is_empty() {
                    if table.is_empty() {
                        reader.wrong_shape(node, "a text: a string, or one string per language");
                    }
                    return None;
                }
                Some(Self { wordings })
            }
            _ => {
                reader.wrong_shape(node, "a text: a string, or one string per language");
                None
            }
        }
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.leaf(place, Leaf::Text(self));
    }
}

/// A proper name: a plain string holds in every language.
#[derive(Clone, Debug)]
pub struct Name(Text);

impl Name {
    /// The name in a language.
    pub fn in_language(&self, language: &str) -> Option<&str> {
        self.0.in_language(language, language)
    }

    /// Any wording: for messages to those who keep the register.
    pub fn any(&self) -> &str {
        self.0.any()
    }

    /// Every wording, as written.
    pub fn wordings(&self) -> &[Wording] {
        self.0.wordings()
    }
}

impl Shape for Name {
    fn shape() -> String {
        "name".into()
    }

    fn schema(book: &mut Book) -> Value {
        let text = Text::schema(book);
        book.define("name", |_| {
            json!({
                "description": "a proper name: a plain string holds in every language",
                "allOf": [text],
            })
        })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        Text::read(node, reader).map(Self)
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.leaf(place, Leaf::Name(self));
    }
}
