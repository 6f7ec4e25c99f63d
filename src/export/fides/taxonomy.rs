//! The keys of Fides' taxonomy that entries stand for. What has none gets a key of its own, declared in the manifest.

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::{
    law::known::Known,
    register::{Register, shape::Several},
};

/// Keys, and those that had to be declared.
pub(super) struct Taxonomy<'r> {
    register: &'r Register,
    known: Known<'r>,
    categories: IndexMap<String, Value>,
    uses: IndexMap<String, Value>,
    subjects: IndexMap<String, Value>,
}

impl<'r> Taxonomy<'r> {
    pub(super) fn new(register: &'r Register, internal: bool) -> Self {
        Self {
            register,
            known: Known::new(register, internal),
            categories: IndexMap::new(),
            uses: IndexMap::new(),
            subjects: IndexMap::new(),
        }
    }

    /// The term of an entry, as Fides forms its keys.
    fn term(&self, entry: &str) -> Option<String> {
        let term = self.known.fides(entry)?;
        let is_key = |char: char| char.is_ascii_alphanumeric() || "_.<>-".contains(char);
        (!term.is_empty() && term.chars().all(is_key)).then(|| term.to_owned())
    }

    /// Of a group without a term, those of its members.
    pub(super) fn categories(&mut self, entry: &str, name: &str) -> Vec<String> {
        if let Some(term) = self.term(entry) {
            return vec![term];
        }
        let id = entry.trim_start_matches("personal-data.");
        let group = self.register.personal_data.get(id).and_then(|one| one.includes.get());
        let members = group.into_iter().flat_map(Several::iter);
        let members: Option<Vec<_>> =
            members.map(|one| self.term(&format!("personal-data.{}", one.id))).collect();
        if let Some(mut members) = members.filter(|members| !members.is_empty()) {
            members.sort();
            members.dedup();
            return members;
        }
        let key = format!("user.{}", own_key(id));
        self.categories.entry(key.clone()).or_insert_with(
            || json!({ "fides_key": key, "name": name, "description": name, "parent_key": "user" }),
        );
        vec![key]
    }

    pub(super) fn data_use(&mut self, entry: &str, name: &str, description: &str) -> String {
        self.term(entry).unwrap_or_else(|| {
            let key = own_key(entry.trim_start_matches("purpose."));
            self.uses.entry(key.clone()).or_insert_with(
                || json!({ "fides_key": key, "name": name, "description": description }),
            );
            key
        })
    }

    pub(super) fn subject(&mut self, entry: &str, name: &str) -> String {
        self.term(entry).unwrap_or_else(|| {
            let key = own_key(entry.trim_start_matches("data-subject."));
            self.subjects
                .entry(key.clone())
                .or_insert_with(|| json!({ "fides_key": key, "name": name, "description": name }));
            key
        })
    }

    /// What is declared in the manifest.
    pub(super) fn own(self) -> Map<String, Value> {
        let declared = [
            ("data_category", self.categories),
            ("data_use", self.uses),
            ("data_subject", self.subjects),
        ];
        let declared = declared.into_iter().filter(|(_, declared)| !declared.is_empty());
        declared
            .map(|(kind, declared)| (kind.to_owned(), declared.into_values().collect()))
            .collect()
    }
}

/// Fides' own keys are never formed so.
fn own_key(id: &str) -> String {
    format!("own_{}", id.replace('-', "_"))
}
