//! YAML and JSON as a tree of values, each with its path: what a reader does not take is still in the report.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::import::{
    Refusal,
    found::Cell,
    report::{Leaf, Report},
};

/// More values than any register has: what holds more is refused.
const MOST_VALUES: usize = 1_000_000;

/// A document, and where each of its values stands in the report.
pub(super) struct Tree {
    value: Json,
    leaves: BTreeMap<String, Leaf>,
}

/// A place in a tree.
#[derive(Clone)]
pub(super) struct Node<'t> {
    tree: &'t Tree,
    value: &'t Json,
    path: String,
}

impl Tree {
    /// Every scalar of it that says something, with the path to it.
    pub(super) fn new(value: Json, report: &mut Report) -> Result<Self, Refusal> {
        let mut leaves = BTreeMap::new();
        let mut left = vec![(String::new(), &value)];
        // In the order of the document, without recursion: how deep it goes is the file's choice.
        while let Some((path, value)) = left.pop() {
            match value {
                Json::Object(keys) => {
                    let inner = keys.iter().map(|(key, value)| (join(&path, key), value));
                    left.extend(inner.collect::<Vec<_>>().into_iter().rev());
                }
                Json::Array(members) => {
                    let inner = members.iter().enumerate();
                    let inner = inner.map(|(at, value)| (format!("{path}[{at}]"), value));
                    left.extend(inner.collect::<Vec<_>>().into_iter().rev());
                }
                scalar => {
                    if let Some(text) = text(scalar) {
                        let leaf = report.add(path.clone(), heading(&path), text);
                        leaves.insert(path, leaf);
                    }
                }
            }
            if leaves.len() > MOST_VALUES {
                return Err(Refusal::new(format!("it holds more than {MOST_VALUES} values")));
            }
        }
        Ok(Self { value, leaves })
    }

    pub(super) fn root(&self) -> Node<'_> {
        Node { tree: self, value: &self.value, path: String::new() }
    }
}

impl<'t> Node<'t> {
    pub(super) fn get(&self, key: &str) -> Option<Node<'t>> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Node { tree: self.tree, value, path: join(&self.path, key) })
    }

    /// What stands at several keys, one inside of the other.
    pub(super) fn at(&self, keys: &[&str]) -> Option<Node<'t>> {
        keys.iter().try_fold(self.clone(), |node, key| node.get(key))
    }

    /// The members of a list; what is no list is its only member.
    pub(super) fn members(&self) -> Vec<Node<'t>> {
        match self.value {
            Json::Array(members) => members
                .iter()
                .enumerate()
                .map(|(at, value)| Node {
                    tree: self.tree,
                    value,
                    path: format!("{}[{at}]", self.path),
                })
                .collect(),
            Json::Null => Vec::new(),
            _ => vec![self.clone()],
        }
    }

    /// The members of the list at a key.
    pub(super) fn each(&self, key: &str) -> Vec<Node<'t>> {
        self.get(key).map_or_else(Vec::new, |node| node.members())
    }

    /// The keys of a table.
    pub(super) fn keys(&self) -> Vec<(&'t str, Node<'t>)> {
        let keys = self.value.as_object().into_iter().flatten();
        let node = |(key, value)| {
            let key: &'t String = key;
            (&**key, Node { tree: self.tree, value, path: join(&self.path, key) })
        };
        keys.map(node).collect()
    }

    /// The text, with its place in the report; of a list the first that there is.
    pub(super) fn cell(&self) -> Option<Cell> {
        let node = match self.value {
            Json::Array(_) => self.members().into_iter().find(|one| text(one.value).is_some())?,
            _ => self.clone(),
        };
        let leaf = *node.tree.leaves.get(&node.path)?;
        Some(Cell { leaf, text: text(node.value)? })
    }

    pub(super) fn text(&self, key: &str) -> Option<Cell> {
        self.get(key)?.cell()
    }

    /// Every text of the list at a key.
    pub(super) fn texts(&self, key: &str) -> Vec<Cell> {
        self.each(key).iter().filter_map(Node::cell).collect()
    }

    pub(super) fn bool(&self, key: &str) -> Option<(bool, Leaf)> {
        let node = self.get(key)?;
        let value = node.value.as_bool()?;
        Some((value, *node.tree.leaves.get(&node.path)?))
    }

    pub(super) fn value(&self) -> &'t Json {
        self.value
    }

    /// Everything in it that says something.
    pub(super) fn leaves(&self) -> Vec<Leaf> {
        let below = self.tree.leaves.range(self.path.clone()..);
        let below = below.take_while(|(path, _)| path.starts_with(&self.path));
        let is_inside = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
        below
            .filter(|(path, _)| is_inside(&path[self.path.len()..]))
            .map(|(_, leaf)| *leaf)
            .collect()
    }
}

/// The last two keys of a path, without numbers.
fn heading(path: &str) -> String {
    let keys = path.split('.').map(|part| part.split('[').next().unwrap_or(part));
    let keys: Vec<&str> = keys.filter(|key| !key.is_empty()).collect();
    keys[keys.len().saturating_sub(2)..].join(".")
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

fn text(scalar: &Json) -> Option<String> {
    match scalar {
        Json::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Json::Bool(value) => Some(value.to_string()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
