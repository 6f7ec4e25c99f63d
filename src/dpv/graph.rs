//! A graph of RDF and its two notations. Each node has a name below one base, so that a reader can point at it; none is
//! blank, so that two graphs are compared triple by triple.

use indexmap::{IndexMap, IndexSet};
use oxrdf::{Literal, NamedNode, Term, TripleRef, vocab::xsd};
use oxttl::TurtleSerializer;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Serialize, Serializer, ser::SerializeMap as _};

use crate::{law::known::VOCABULARIES, view::anchor};

/// The other vocabularies that are used, by the prefixes of their terms.
const BESIDE_DPV: [(&str, &str); 4] = [
    ("dct", "http://purl.org/dc/terms/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

fn prefixes() -> impl Iterator<Item = (&'static str, &'static str)> {
    VOCABULARIES.into_iter().chain(BESIDE_DPV)
}

/// What a fragment may hold as it is.
const IN_A_NAME: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/').remove(b'~');

/// What is said, subject by subject, in the order in which it came.
#[derive(Debug)]
pub struct Graph {
    base: String,
    language: String,
    said: IndexMap<NamedNode, IndexSet<(&'static str, Term)>>,
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

    fn add(&mut self, subject: &NamedNode, property: &'static str, object: Term) {
        let said = self.said.entry(subject.clone()).or_default();
        said.insert((property, object));
    }

    /// What a node is.
    pub(super) fn is(&mut self, subject: &NamedNode, classes: &[&str]) {
        for class in classes {
            self.add(subject, "rdf:type", Self::term(class).into());
        }
    }

    /// A property that is another node.
    pub(super) fn link(&mut self, subject: &NamedNode, property: &'static str, object: &NamedNode) {
        self.add(subject, property, object.clone().into());
    }

    /// Words in the language.
    pub(super) fn words(&mut self, subject: &NamedNode, property: &'static str, words: &str) {
        let literal = Literal::new_language_tagged_literal(words, &self.language)
            .unwrap_or_else(|_| Literal::new_simple_literal(words));
        self.add(subject, property, literal.into());
    }

    /// A name or an address, the same in every language.
    pub(super) fn plain(&mut self, subject: &NamedNode, property: &'static str, text: &str) {
        self.add(subject, property, Literal::new_simple_literal(text).into());
    }

    /// A value of a type: `xsd:date`.
    pub(super) fn typed(
        &mut self,
        subject: &NamedNode,
        property: &'static str,
        text: &str,
        of: &str,
    ) {
        self.add(subject, property, Literal::new_typed_literal(text, Self::term(of)).into());
    }

    /// As Turtle.
    pub fn turtle(&self) -> String {
        let mut writer = TurtleSerializer::new();
        for (prefix, iri) in prefixes() {
            writer = writer.with_prefix(prefix, iri).expect("an IRI of ours");
        }
        let mut writer = writer.for_writer(Vec::new());
        for (subject, said) in &self.said {
            for (property, objects) in by_property(said) {
                let property = Self::term(property);
                for object in objects {
                    let triple = TripleRef::new(subject, &property, object);
                    writer.serialize_triple(triple).expect("a vector takes everything");
                }
            }
        }
        let bytes = writer.finish().expect("a vector takes everything");
        String::from_utf8(bytes).expect("Turtle is UTF-8")
    }

    /// As JSON-LD with its context in itself: nobody has to fetch one. It is written as it goes, as a large register says much.
    pub fn json_ld(&self) -> impl Serialize + '_ {
        JsonLd(self)
    }
}

/// What is said of a node, each property once.
fn by_property<'g>(
    said: &'g IndexSet<(&'static str, Term)>,
) -> IndexMap<&'static str, Vec<&'g Term>> {
    let mut by_property: IndexMap<_, Vec<_>> = IndexMap::new();
    for (property, object) in said {
        by_property.entry(*property).or_default().push(object);
    }
    by_property
}

struct JsonLd<'g>(&'g Graph);

impl Serialize for JsonLd<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let context = prefixes().map(|(prefix, iri)| (prefix.to_owned(), iri.into()));
        let context: serde_json::Map<String, serde_json::Value> = context.collect();
        let nodes: Vec<_> = self.0.said.iter().map(|(node, said)| Node { node, said }).collect();
        let mut whole = serializer.serialize_map(Some(2))?;
        whole.serialize_entry("@context", &context)?;
        whole.serialize_entry("@graph", &nodes)?;
        whole.end()
    }
}

struct Node<'g> {
    node: &'g NamedNode,
    said: &'g IndexSet<(&'static str, Term)>,
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = serializer.serialize_map(None)?;
        keys.serialize_entry("@id", &short(self.node.as_str()))?;
        for (property, objects) in by_property(self.said) {
            let is_type = property == "rdf:type";
            let key = if is_type { "@type" } else { property };
            let values = objects.into_iter().map(|term| Object { term, is_type });
            match &*values.collect::<Vec<_>>() {
                [one] => keys.serialize_entry(key, one)?,
                several => keys.serialize_entry(key, several)?,
            }
        }
        keys.end()
    }
}

struct Object<'g> {
    term: &'g Term,
    /// A class is a name, and no link.
    is_type: bool,
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let literal = match self.term {
            Term::NamedNode(node) if self.is_type => {
                return short(node.as_str()).serialize(serializer);
            }
            Term::NamedNode(node) => {
                return serializer.collect_map([("@id", short(node.as_str()))]);
            }
            Term::Literal(literal) => literal,
            Term::BlankNode(_) => unreachable!("every node of ours has a name"),
        };
        let of = match literal.language() {
            Some(language) => ("@language", language.to_owned()),
            None if literal.datatype() == xsd::STRING => {
                return literal.value().serialize(serializer);
            }
            None => ("@type", short(literal.datatype().as_str())),
        };
        serializer.collect_map([of, ("@value", literal.value().to_owned())])
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
