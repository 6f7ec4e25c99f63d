//! A graph as it is read: what is said of what, each value with its place in the report.

use std::collections::BTreeMap;

use oxjsonld::JsonLdParser;
use oxrdf::{NamedOrBlankNode, Term};
use oxttl::TurtleParser;

use crate::import::{
    Refusal,
    report::{Leaf, Report},
};

/// More statements than any register has.
const MOST_STATEMENTS: usize = 1_000_000;

/// How deep a file in JSON-LD may go.
const DEEPEST: usize = 100;

/// What is said of something: by which property, what, and where that stands in the report.
#[derive(Clone)]
pub(super) struct Said {
    pub(super) property: String,
    pub(super) object: String,
    pub(super) is_literal: bool,
    pub(super) leaf: Option<Leaf>,
}

#[derive(Default)]
pub(super) struct Graph {
    pub(super) said: BTreeMap<String, Vec<Said>>,
    /// In the order of the file.
    subjects: Vec<String>,
    pub(super) languages: BTreeMap<String, usize>,
    /// What the readers call nodes without a name is theirs, and another each time.
    blank: BTreeMap<String, usize>,
}

/// The last part of an IRI.
pub(super) fn local(iri: &str) -> &str {
    iri.rsplit(['#', '/']).next().unwrap_or(iri)
}

/// What earlier versions called otherwise. A type that was taken out, and a property.
fn today(property: &str) -> &str {
    match property {
        "hasPersonalDataCategory" => "hasPersonalData",
        "hasPersonalDataHandling" => "hasProcess",
        "hasStorage" | "hasStorageDuration" => "hasStorageCondition",
        other => other,
    }
}

impl Graph {
    pub(super) fn read(text: &str, report: &mut Report) -> Result<Self, Refusal> {
        let mut graph = Self::default();
        let is_json = text.trim_start().starts_with(['{', '[']);
        if is_json {
            let refuse = |error: &dyn std::fmt::Display| {
                Refusal::new(format!("it can't be read as JSON-LD: {error}"))
            };
            if depth(text) > DEEPEST {
                return Err(refuse(&format!("it goes more than {DEEPEST} levels deep")));
            }
            for quad in JsonLdParser::new().for_slice(text.as_bytes()) {
                let quad = quad.map_err(|error| refuse(&error))?;
                graph.add(&quad.subject, quad.predicate.as_str(), &quad.object, report)?;
            }
        } else {
            let refuse = |error: &dyn std::fmt::Display| {
                Refusal::new(format!("it can't be read as Turtle: {error}"))
            };
            for triple in TurtleParser::new().for_slice(text.as_bytes()) {
                let triple = triple.map_err(|error| refuse(&error))?;
                graph.add(&triple.subject, triple.predicate.as_str(), &triple.object, report)?;
            }
        }
        Ok(graph)
    }

    fn add(
        &mut self,
        subject: &NamedOrBlankNode,
        predicate: &str,
        object: &Term,
        report: &mut Report,
    ) -> Result<(), Refusal> {
        let subject = match subject {
            NamedOrBlankNode::NamedNode(node) => node.to_string(),
            NamedOrBlankNode::BlankNode(node) => self.number(node.as_str()),
        };
        let property = today(local(predicate)).to_owned();
        let (object, is_literal) = match object {
            Term::Literal(literal) => {
                if let Some(language) = literal.language() {
                    let code = language.split('-').next().unwrap_or(language).to_owned();
                    *self.languages.entry(code).or_default() += 1;
                }
                (literal.value().trim().to_owned(), true)
            }
            Term::NamedNode(node) => (node.to_string(), false),
            Term::BlankNode(node) => (self.number(node.as_str()), false),
        };
        // What something is, and to what it leads inside of the file, is the shape of the file and no value of it.
        let is_value = is_literal && !object.is_empty()
            || !is_literal && property != "type" && !object.starts_with("_:");
        let shown = object.trim_matches(['<', '>']).to_owned();
        let leaf = is_value.then(|| {
            report.add(subject.trim_matches(['<', '>']).to_owned(), property.clone(), shown.clone())
        });
        if !self.said.contains_key(&subject) {
            self.subjects.push(subject.clone());
        }
        if self.said.len() > MOST_STATEMENTS {
            return Err(Refusal::new(format!("it holds more than {MOST_STATEMENTS} statements")));
        }
        let object = if is_literal { object } else { object.clone() };
        self.said.entry(subject).or_default().push(Said { property, object, is_literal, leaf });
        Ok(())
    }

    /// A node without a name, by its place in the file.
    fn number(&mut self, node: &str) -> String {
        let next = self.blank.len() + 1;
        format!("_:{}", self.blank.entry(node.to_owned()).or_insert(next))
    }

    pub(super) fn of<'g>(
        &'g self,
        subject: &str,
        properties: &'g [&'g str],
    ) -> impl Iterator<Item = &'g Said> {
        let said = self.said.get(subject);
        said.into_iter().flatten().filter(|said| properties.contains(&&*said.property))
    }

    fn is_a(&self, subject: &str, types: &[&str]) -> bool {
        self.of(subject, &["type"])
            .any(|said| types.contains(&local(said.object.trim_matches(['<', '>']))))
    }

    /// What is done with data: typed so, or said to have a purpose or data.
    pub(super) fn processes(&self) -> Vec<String> {
        const TYPES: [&str; 4] =
            ["PersonalDataProcess", "Process", "PersonalDataHandling", "ProcessingActivity"];
        let is_process = |subject: &&String| {
            self.is_a(subject, &TYPES)
                || self.of(subject, &["hasPurpose", "hasPersonalData"]).next().is_some()
        };
        let is_other = |subject: &&String| {
            self.is_a(subject, &["ROPA", "PrivacyNotice", "DataProcessingRecord"])
        };
        self.subjects
            .iter()
            .filter(is_process)
            .filter(|subject| !is_other(subject))
            .cloned()
            .collect()
    }
}

/// How deep brackets go in a text of JSON.
fn depth(text: &str) -> usize {
    let (mut deepest, mut depth, mut is_text, mut is_escaped) = (0_usize, 0_usize, false, false);
    for byte in text.bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_text => is_escaped = true,
            b'"' => is_text = !is_text,
            b'{' | b'[' if !is_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !is_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
