//! A graph of RDF and its two notations. Each node has a name below one base, so that a reader can point at it; none is
//! blank, so that two graphs are compared triple by triple.

use indexmap::{IndexMap, IndexSet};
use oxjsonld::JsonLdSerializer;
use oxrdf::{GraphNameRef, Literal, NamedNode, QuadRef, Term, TripleRef};
use oxttl::TurtleSerializer;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::{law::known::VOCABULARIES, view::anchor};

/// The other vocabularies that are used, by the prefixes of their terms.
const BESIDE_DPV: [(&str, &str); 4] = [
    ("dct", "http://purl.org/dc/terms/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

const RDF_TYPE: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

fn prefixes() -> impl Iterator<Item = (&'static str, &'static str)> {
    VOCABULARIES.into_iter().chain(BESIDE_DPV)
}

/// What a fragment may hold as it is.
const IN_A_NAME: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/').remove(b'~');

/// What is said, subject by subject and property by property, in the order in which they came.
#[derive(Debug)]
pub struct Graph {
    base: String,
    language: String,
    said: IndexMap<NamedNode, IndexMap<NamedNode, IndexSet<Term>>>,
}

impl Graph {
    /// Over names below a base, with words in a language.
    pub(super) fn new(base: &str, language: &str) -> Self {
        Self { base: base.to_owned(), language: language.to_owned(), said: IndexMap::new() }
    }

    /// The node of a name: `purpose.newsletter`. On a page it is the place where the page tells of it.
    pub(super) fn node(&self, name: &str) -> NamedNode {
        let name = anchor(name);
        let name = utf8_percent_encode(&name, IN_A_NAME);
        NamedNode::new_unchecked(format!("{}#{name}", self.base))
    }

    /// A term by its prefix: `dpv:hasName`.
    pub(super) fn term(name: &str) -> NamedNode {
        let (prefix, rest) = name.split_once(':').expect("a term has a prefix");
        let (_, iri) = prefixes().find(|(known, _)| *known == prefix).expect("a known prefix");
        NamedNode::new_unchecked(format!("{iri}{rest}"))
    }

    /// The term of a country, or of a union of them, by its code. Kosovo has no code of ISO 3166-1, and so none in DPV.
    pub(super) fn place(code: &str) -> Option<NamedNode> {
        let is_code = code.len() <= 3 && code.bytes().all(|letter| letter.is_ascii_uppercase());
        (is_code && !code.is_empty() && code != "XK").then(|| Self::term(&format!("loc:{code}")))
    }

    fn add(&mut self, subject: &NamedNode, property: &str, object: Term) {
        let said = self.said.entry(subject.clone()).or_default();
        said.entry(Self::term(property)).or_default().insert(object);
    }

    /// What a node is.
    pub(super) fn is(&mut self, subject: &NamedNode, classes: &[&str]) {
        for class in classes {
            self.add(subject, "rdf:type", Self::term(class).into());
        }
    }

    /// A property that is another node.
    pub(super) fn link(&mut self, subject: &NamedNode, property: &str, object: &NamedNode) {
        self.add(subject, property, object.clone().into());
    }

    /// Words in the language.
    pub(super) fn words(&mut self, subject: &NamedNode, property: &str, words: &str) {
        let literal = Literal::new_language_tagged_literal(words, &self.language)
            .unwrap_or_else(|_| Literal::new_simple_literal(words));
        self.add(subject, property, literal.into());
    }

    /// A name or an address, the same in every language.
    pub(super) fn plain(&mut self, subject: &NamedNode, property: &str, text: &str) {
        self.add(subject, property, Literal::new_simple_literal(text).into());
    }

    /// A value of a type: `xsd:date`.
    pub(super) fn typed(&mut self, subject: &NamedNode, property: &str, text: &str, of: &str) {
        self.add(subject, property, Literal::new_typed_literal(text, Self::term(of)).into());
    }

    fn triples(&self) -> impl Iterator<Item = TripleRef<'_>> {
        self.said.iter().flat_map(|(subject, said)| {
            said.iter().flat_map(move |(property, objects)| {
                objects.iter().map(move |object| TripleRef::new(subject, property, object))
            })
        })
    }

    /// As Turtle.
    pub fn turtle(&self) -> String {
        let mut writer = TurtleSerializer::new();
        for (prefix, iri) in prefixes() {
            writer = writer.with_prefix(prefix, iri).expect("an IRI of ours");
        }
        let mut writer = writer.for_writer(Vec::new());
        for triple in self.triples() {
            writer.serialize_triple(triple).expect("a vector takes everything");
        }
        let bytes = writer.finish().expect("a vector takes everything");
        String::from_utf8(bytes).expect("Turtle is UTF-8")
    }

    /// As JSON-LD with its context in itself: nobody has to fetch one.
    pub fn json_ld(&self) -> Value {
        let mut writer = JsonLdSerializer::new();
        for (prefix, iri) in prefixes() {
            writer = writer.with_prefix(prefix, iri).expect("an IRI of ours");
        }
        let mut writer = writer.for_writer(Vec::new());
        for triple in self.triples() {
            let quad = QuadRef::new(
                triple.subject,
                triple.predicate,
                triple.object,
                GraphNameRef::DefaultGraph,
            );
            writer.serialize_quad(quad).expect("a vector takes everything");
        }
        let bytes = writer.finish().expect("a vector takes everything");
        compact(serde_json::from_slice(&bytes).expect("the writer's own JSON"))
    }
}

/// The same graph for eyes and for the wire: terms by their prefixes, one value without a list, words without a wrapping.
fn compact(json: Value) -> Value {
    match json {
        Value::Array(mut members) if members.len() == 1 => compact(members.remove(0)),
        Value::Array(members) => members.into_iter().map(compact).collect(),
        Value::Object(mut keys) if keys.len() == 1 && keys.contains_key("@value") => {
            keys.remove("@value").expect("it is there")
        }
        Value::Object(keys) => keys.into_iter().map(compact_key).collect(),
        plain => plain,
    }
}

fn compact_key((key, value): (String, Value)) -> (String, Value) {
    match (&*key, value) {
        ("@context" | "@value" | "@language", value) => (key, value),
        ("@id" | "@type", Value::String(iri)) => (key, short(&iri).into()),
        (RDF_TYPE, value) => ("@type".into(), types(compact(value))),
        (_, value) => (short(&key), compact(value)),
    }
}

/// The classes of a node, which under their own key are names and not links.
fn types(links: Value) -> Value {
    match links {
        Value::Array(links) => links.into_iter().map(types).collect(),
        Value::Object(mut link) => link.remove("@id").expect("a class is a node"),
        other => other,
    }
}

/// `dpv:hasPurpose`, where the vocabulary is one of those that are used.
fn short(iri: &str) -> String {
    let of = |(prefix, vocabulary): (&str, &str)| {
        let name = iri.strip_prefix(vocabulary)?;
        let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
        name.chars().all(is_plain).then(|| format!("{prefix}:{name}"))
    };
    prefixes().find_map(of).unwrap_or_else(|| iri.to_owned())
}
