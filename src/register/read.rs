//! Text → values, with the place of each. Collects every mistake and stops at none;
//! what the law asks for is none of its business.

use std::{fmt::Display, str::FromStr};

use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use crate::{
    finding::Finding,
    register::{
        keys::{Key, Keys},
        mistakes,
        shape::Shape,
        text::Text,
        value::{Id, Reason, Said, Value},
    },
    source::{FileId, Sources, Span},
};

/// A value in a parsed file.
#[derive(Clone, Copy)]
pub struct Node<'n> {
    /// Where its key is written.
    pub key: Span,
    /// Where it is written; the key if it is spread over several lines.
    pub span: Span,
    /// The value.
    pub value: &'n DeValue<'n>,
}

/// Gives the keys of a table.
type KeysOf = fn() -> Vec<&'static Key>;

/// Reads one file's values and keeps its findings.
pub struct Reader<'s> {
    sources: &'s Sources,
    file: FileId,
    /// The tables around the value that is being read: their keys, and where they begin.
    around: Vec<(KeysOf, Span)>,
    /// What was found wrong.
    pub findings: Vec<Finding>,
}

impl<'s> Reader<'s> {
    /// Starts on a file.
    pub fn new(sources: &'s Sources, file: FileId) -> Self {
        Self { sources, file, around: Vec::new(), findings: Vec::new() }
    }

    /// Parses the file; syntax errors are reported (the first, as others follow from it), and what could
    /// be made out is returned.
    pub fn parse(&mut self) -> (DeTable<'s>, bool) {
        let source = self.sources.file(self.file);
        if let Some(at) = source.broken_at {
            self.findings.push(mistakes::not_text(self.span(at as usize..at as usize)));
            return (DeTable::new(), false);
        }
        let (table, errors) = DeTable::parse_recoverable(&source.text);
        let first = errors.iter().min_by_key(|error| error.span().map_or(0, |span| span.start));
        if let Some(error) = first {
            let span = self.span(error.span().unwrap_or(0..0));
            self.findings.push(mistakes::syntax(span, error.message(), errors.len()));
        }
        (table.into_inner(), errors.is_empty())
    }

    /// A range of the file's bytes as a place.
    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let at = |byte: usize| u32::try_from(byte).expect("files are below 4 GiB");
        Span { file: self.file, start: at(range.start), end: at(range.end) }
    }

    /// A key and its value.
    pub fn member<'n>(
        &self,
        key: &'n Spanned<std::borrow::Cow<'n, str>>,
        value: &'n Spanned<DeValue<'n>>,
    ) -> Node<'n> {
        let key = self.span(key.span());
        let node = self.element(value);
        let spread = matches!(node.value, DeValue::Table(_))
            && !self.sources.text(node.span).starts_with('{');
        Node { key, span: if spread { key } else { node.span }, ..node }
    }

    /// A member of a list.
    pub fn element<'n>(&self, value: &'n Spanned<DeValue<'n>>) -> Node<'n> {
        let span = self.span(value.span());
        Node { key: span, span, value: value.get_ref() }
    }

    /// Reads a value of a shape, or what may stand for any value.
    pub fn value<T: Shape>(&mut self, node: Node<'_>, or_none: bool) -> Value<T> {
        let said = self.said(node, or_none).unwrap_or_else(|| match T::read(node, self) {
            Some(value) => Said::Is(value),
            None => Said::Unreadable,
        });
        Value { key: node.key, span: node.span, said }
    }

    /// "none", "unknown" or "undecided", as a word or as a table with the reason.
    fn said<T: Shape>(&mut self, node: Node<'_>, or_none: bool) -> Option<Said<T>> {
        let (word, reason) = match node.value {
            DeValue::String(word) => (&**word, None),
            DeValue::Table(table) if table.len() == 1 => {
                let (key, value) = table.iter().next().expect("one member");
                if !matches!(&**key.get_ref(), "none" | "unknown" | "undecided")
                    || (T::KEEPS_UNKNOWN && &**key.get_ref() == "unknown")
                {
                    return None;
                }
                (&**key.get_ref(), Some(self.member(key, value)))
            }
            _ => return None,
        };
        let reason = |reader: &mut Self| reason.and_then(|node| reader.reason(node));
        match word {
            "unknown" => Some(Said::Unknown(reason(self))),
            "undecided" => Some(Said::Undecided(reason(self))),
            "none" if or_none => Some(Said::None(reason(self))),
            "none" if !T::HAS_NONE => {
                self.findings.push(mistakes::none_here(node.span));
                Some(Said::Unreadable)
            }
            _ => None,
        }
    }

    /// The words behind "none", "unknown" or "undecided".
    pub fn reason(&mut self, node: Node<'_>) -> Reason {
        Text::read(node, self).map(Box::new)
    }

    /// A table of declared keys.
    pub fn table<T: Keys>(&mut self, node: Node<'_>) -> Option<T> {
        let DeValue::Table(table) = node.value else {
            self.wrong_shape(node, "a table with keys of its own");
            return None;
        };
        Some(self.keys_of(node, table))
    }

    /// The declared keys in a table; unknown ones are reported.
    pub fn keys_of<T: Keys>(&mut self, node: Node<'_>, table: &DeTable<'_>) -> T {
        let mut read = T::default();
        self.enter::<T>(node);
        for (key, value) in table {
            let member = self.member(key, value);
            if !read.read_key(member, key.get_ref(), self) {
                let known: Vec<_> = T::keys().iter().map(|key| key.name).collect();
                self.unknown_key(key.get_ref(), member.key, &known, "a key of this table");
            }
        }
        self.leave();
        read
    }

    /// Steps into a table, so that a key that belongs further out can be recognised.
    pub fn enter<T: Keys>(&mut self, node: Node<'_>) {
        self.around.push((T::keys, node.key));
    }

    /// Steps out of it again.
    pub fn leave(&mut self) {
        self.around.pop();
    }

    /// A word of a closed list.
    pub fn word<W>(
        &mut self,
        node: Node<'_>,
        words: &'static [&'static str],
        from: fn(&str) -> Option<W>,
    ) -> Option<W> {
        let DeValue::String(word) = node.value else {
            self.wrong_shape(node, &format!("one of {}", mistakes::quoted(words)));
            return None;
        };
        let found = from(word);
        if found.is_none() {
            self.findings.push(mistakes::unknown_word(node.span, word, words));
        }
        found
    }

    /// A reference to an entry of a kind. Whether it exists is asked when everything is read.
    pub fn id(&mut self, node: Node<'_>, kind: &str) -> Option<Id> {
        let DeValue::String(id) = node.value else {
            self.wrong_shape(node, &format!("the id of a {kind}, in quotes"));
            return None;
        };
        self.check_id(id, node.span, kind).then(|| Id::from(&**id))
    }

    /// Whether something is formed like an id of a kind; if not, that is reported.
    pub fn check_id(&mut self, id: &str, span: Span, kind: &str) -> bool {
        let formed = match kind {
            _ if is_reserved(id) => false,
            "country" => id.len() == 2 && id.bytes().all(|byte| byte.is_ascii_uppercase()),
            "version" => {
                id.len() == 10 && chrono::NaiveDate::parse_from_str(id, "%Y-%m-%d").is_ok()
            }
            // As `id_pattern` says it to editors.
            _ => {
                id.starts_with(|first: char| first.is_ascii_lowercase())
                    && id.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
            }
        };
        if !formed {
            self.findings.push(mistakes::ill_formed_id(span, id, kind));
        }
        formed
    }

    /// Reports a value of another shape than its key wants.
    pub fn wrong_shape(&mut self, node: Node<'_>, expected: &str) {
        self.findings.push(mistakes::wrong_shape(node.span, node.value.type_str(), expected));
    }

    /// Reports a value of another shape; where only its quotes are too much, they can be taken away.
    pub fn wrong_shape_or_quoted<T: FromStr + Display>(&mut self, node: Node<'_>, expected: &str) {
        self.wrong_shape(node, expected);
        if let DeValue::String(text) = node.value
            && text.parse().is_ok_and(|value: T| value.to_string() == **text)
            && let Some(finding) = self.findings.pop()
        {
            self.findings.push(finding.fix(node.span, &**text));
        }
    }

    /// Reports a key that nobody declares here.
    pub fn unknown_key(&mut self, key: &str, span: Span, known: &[&str], what: &str) {
        let outer = self.around.len().saturating_sub(1);
        let belongs = self.around[..outer]
            .iter()
            .any(|(keys, _)| keys().iter().any(|known| known.name == key))
            && !known.contains(&key);
        let above = belongs.then(|| {
            let header = self.around.last().expect("a table is being read").1;
            self.sources.line_column(header.file, header.start).line
        });
        self.findings.push(mistakes::unknown_key(span, key, known, what, above));
    }

    /// Reports "none" beside others, or where nothing but entries may be named.
    pub fn none_among_others(&mut self, node: Node<'_>) {
        self.findings.push(mistakes::none_among_others(node.span));
    }

    /// Reports an id that stands twice in a list.
    pub fn named_twice(&mut self, id: &str, span: Span, before: Span) {
        self.findings.push(mistakes::named_twice(span, id, before));
    }

    /// Reports a term that does not follow the grammar.
    pub fn unreadable_term(&mut self, node: Node<'_>, text: &str, expected: &str) {
        self.findings.push(mistakes::unreadable_term(node.span, text, expected));
    }
}

/// How the ids of a kind are formed, as a regular expression: what [`Reader::check_id`] asks.
pub(crate) fn id_pattern(kind: &str) -> &'static str {
    match kind {
        "country" => "^[A-Z]{2}$",
        "version" => "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        _ => "^[a-z][a-z0-9-]*$",
    }
}

/// Words that mean something of their own wherever an id may stand.
pub(crate) const RESERVED: &[&str] = &["none", "unknown", "undecided", "default", "all"];

/// Whether a word is one of these.
pub(crate) fn is_reserved(word: &str) -> bool {
    RESERVED.contains(&word)
}
