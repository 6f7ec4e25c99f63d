//! A graph of RDF and its two notations. Each node has a name below one base, so that a reader can point at it; none is
//! blank, so that two graphs are compared triple by triple.

use indexmap::{IndexMap, IndexSet};
use oxjsonld::JsonLdSerializer;
use oxrdf::{GraphNameRef, Literal, NamedNode, QuadRef, Term, TripleRef};
use oxttl::TurtleSerializer;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

/// The vocabularies that are used, by the prefixes of their terms.
const PREFIXES: &[(&str, &str)] = &[
    ("dct", "http://purl.org/dc/terms/"),
    ("dpv", "https://w3id.org/dpv#"),
    ("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
    ("legal-eu", "https://w3id.org/dpv/legal/eu#"),
    ("loc", "https://w3id.org/dpv/loc#"),
    ("pd", "https://w3id.org/dpv/pd#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// What a fragment may hold as it is.
const IN_A_NAME: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/').remove(b'~');

/// What is said, subject by subject, in the order in which it came.
#[derive(Debug)]
pub(super) struct Graph {
    base: String,
    language: String,
    said: IndexMap<NamedNode, IndexSet<(NamedNode, Term)>>,
}

impl Graph {
    /// Over names below a base, with words in a language.
    pub(super) fn new(base: &str, language: &str) -> Self {
        Self { base: base.to_owned(), language: language.to_owned(), said: IndexMap::new() }
    }

    /// The node of a name: `purpose.newsletter`.
    pub(super) fn node(&self, name: &str) -> NamedNode {
        let name = utf8_percent_encode(name, IN_A_NAME);
        NamedNode::new_unchecked(format!("{}#{name}", self.base))
    }

    /// A term by its prefix: `dpv:hasName`.
    pub(super) fn term(name: &str) -> NamedNode {
        let (prefix, rest) = name.split_once(':').expect("a term has a prefix");
        let (_, iri) = PREFIXES.iter().find(|(known, _)| *known == prefix).expect("a known prefix");
        NamedNode::new_unchecked(format!("{iri}{rest}"))
    }

    /// The same of what somebody wrote, in full or with a prefix; `None` if it is no term of DPV.
    pub(super) fn foreign(written: &str) -> Option<NamedNode> {
        let short = |(prefix, iri): &(&str, &str)| {
            Some(format!("{iri}{}", written.strip_prefix(prefix)?.strip_prefix(':')?))
        };
        let iri = PREFIXES.iter().find_map(short).unwrap_or_else(|| written.to_owned());
        NamedNode::new(iri).ok().filter(|node| node.as_str().starts_with("https://w3id.org/dpv"))
    }

    fn add(&mut self, subject: &NamedNode, property: &str, object: Term) {
        let said = self.said.entry(subject.clone()).or_default();
        said.insert((Self::term(property), object));
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
        let said = self.said.iter();
        said.flat_map(|(subject, said)| {
            said.iter().map(move |(property, object)| TripleRef::new(subject, property, object))
        })
    }

    /// As Turtle.
    pub(super) fn turtle(&self) -> String {
        let mut writer = TurtleSerializer::new();
        for (prefix, iri) in PREFIXES {
            writer = writer.with_prefix(*prefix, *iri).expect("an IRI of ours");
        }
        let mut writer = writer.for_writer(Vec::new());
        for triple in self.triples() {
            writer.serialize_triple(triple).expect("a vector takes everything");
        }
        let bytes = writer.finish().expect("a vector takes everything");
        String::from_utf8(bytes).expect("Turtle is UTF-8")
    }

    /// As JSON-LD with its context in itself: nobody has to fetch one.
    pub(super) fn json_ld(&self) -> Value {
        let mut writer = JsonLdSerializer::new();
        for (prefix, iri) in PREFIXES {
            writer = writer.with_prefix(*prefix, *iri).expect("an IRI of ours");
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
        serde_json::from_slice(&bytes).expect("the writer's own JSON")
    }
}
