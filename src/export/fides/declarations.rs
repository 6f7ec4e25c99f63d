//! The declarations of a purpose: Fides has room for one basis in each, so there is one a basis.

use serde_json::{Map, Value, json};

use crate::{
    export::fides::Writer,
    view::{Basis, Datum, Only, Purpose, RecipientUse, Said},
};

/// The bases of Art. 6(1), as Fides calls them.
const BASES: &[(&str, &str)] = &[
    ("6(1)(a)", "Consent"),
    ("6(1)(b)", "Contract"),
    ("6(1)(c)", "Legal obligations"),
    ("6(1)(d)", "Vital interests"),
    ("6(1)(e)", "Public interest"),
    ("6(1)(f)", "Legitimate interests"),
];

/// The conditions of Art. 9(2), by their entries.
const CONDITIONS: &[(&str, &str)] = &[
    ("9(2)(a)", "Explicit consent"),
    ("9(2)(b)", "Employment, social security and social protection"),
    ("9(2)(c)", "Vital interests"),
    ("9(2)(d)", "Not-for-profit bodies"),
    ("9(2)(e)", "Made public by the data subject"),
    ("9(2)(f)", "Legal claims or judicial acts"),
    ("9(2)(g)", "Reasons of substantial public interest (with a basis in law)"),
    ("9(2)(h)", "Health or social care (with a basis in law)"),
    ("9(2)(i)", "Public health (with a basis in law)"),
    ("9(2)(j)", "Archiving, research and statistics (with a basis in law)"),
];

fn called(names: &[(&str, &'static str)], article: &str) -> Option<&'static str> {
    names.iter().find(|(known, _)| *known == article).map(|(_, name)| *name)
}

fn id(entry: &str) -> &str {
    entry.split_once('.').map_or(entry, |(_, id)| id)
}

impl Writer<'_> {
    pub(super) fn declarations(&mut self, purpose: &Purpose) -> Vec<Value> {
        match &*purpose.legal_bases.items {
            [] => vec![self.declaration(purpose, id(&purpose.entry), None)],
            [basis] => vec![self.declaration(purpose, id(&purpose.entry), Some(basis))],
            several => {
                let number = |at: usize, basis: &Basis| {
                    let before = several[..at].iter().filter(|one| one.entry == basis.entry);
                    match before.count() {
                        0 => String::new(),
                        count => format!(".{}", count + 1),
                    }
                };
                let name = |at: usize, basis: &Basis| {
                    format!("{}.{}{}", id(&purpose.entry), id(&basis.entry), number(at, basis))
                };
                let declarations = several.iter().enumerate();
                declarations
                    .map(|(at, basis)| self.declaration(purpose, &name(at, basis), Some(basis)))
                    .collect()
            }
        }
    }

    fn declaration(&mut self, purpose: &Purpose, name: &str, basis: Option<&Basis>) -> Value {
        let only = basis.and_then(|basis| basis.only.as_ref());
        let mut one = self.common(purpose, name, only);
        one["flexible_legal_basis_for_processing"] = false.into();
        if let Some(basis) = basis {
            let article = basis.article.as_deref().unwrap_or_default();
            match called(BASES, article) {
                Some(called) => one["legal_basis_for_processing"] = called.into(),
                None => self.lost.push(format!(
                    "{}: a basis that Fides has no word for: {}",
                    purpose.entry, basis.name
                )),
            }
        }
        let concerned = |datum: &&Datum| concerns(only, datum);
        let special = purpose.personal_data.items.iter().filter(concerned);
        if special.clone().any(|datum| datum.class.as_deref() == Some("special")) {
            one["processes_special_category_data"] = true.into();
            let conditions = purpose.conditions.items.iter();
            let mut found = conditions.filter_map(|condition| {
                let citation = condition.citation.as_deref()?;
                CONDITIONS.iter().find(|(article, _)| citation.contains(article))
            });
            if let Some((_, called)) = found.next() {
                one["special_category_legal_basis"] = (*called).into();
            }
            for (article, _) in found {
                self.lost.push(format!(
                    "{}: Fides has room for one condition: not Art. {article}",
                    purpose.entry
                ));
            }
        }
        let kept = purpose.retention.items.iter();
        let kept = kept.filter(|one| {
            let named = one.only.as_ref().map_or(&[][..], |only| &only.personal_data);
            named.is_empty() || special.clone().any(|datum| named.contains(&datum.name))
        });
        let kept = kept.map(|one| match &*one.limits {
            [limit] if limit.iso.is_some() => {
                format!("{}: {}", limit.iso.as_deref().unwrap_or_default(), one.words)
            }
            _ => one.words.clone(),
        });
        let kept: Vec<String> = kept.collect();
        if !kept.is_empty() {
            one["retention_period"] = kept.join("; ").into();
        }
        if !purpose.impact_assessment_documents.is_empty() {
            one["impact_assessment_location"] =
                purpose.impact_assessment_documents.join("; ").into();
        }
        let others: Vec<_> = purpose
            .recipients
            .items
            .iter()
            .filter(|one| !matches!(one.role.as_deref(), Some("internal" | "the-data-subject")))
            .map(|one| one.words.as_str())
            .collect();
        if !others.is_empty() {
            one["data_shared_with_third_parties"] = true.into();
            one["third_parties"] = others.join("; ").into();
        } else if purpose.recipients.none {
            one["data_shared_with_third_parties"] = false.into();
        }
        one
    }

    /// What a recipient does with data for a purpose: its basis is told with the organisation's own system.
    pub(super) fn disclosure(&mut self, purpose: &Purpose, used: &RecipientUse) -> Value {
        self.common(purpose, id(&purpose.entry), used.only.as_ref())
    }

    fn common(&mut self, purpose: &Purpose, name: &str, only: Option<&Only>) -> Value {
        let data = purpose.personal_data.items.iter().filter(|datum| concerns(only, datum));
        let mut categories: Vec<String> = Vec::new();
        for datum in data {
            for category in self.taxonomy.categories(&datum.entry, &datum.name) {
                if !categories.contains(&category) {
                    categories.push(category);
                }
            }
        }
        let named = only.map_or(&[][..], |only| &only.data_subjects);
        let mut subjects: Vec<String> = Vec::new();
        for subject in &purpose.data_subjects.items {
            let key = self.taxonomy.subject(&subject.entry, &subject.name);
            if (named.is_empty() || named.contains(&subject.name)) && !subjects.contains(&key) {
                subjects.push(key);
            }
        }
        let description = purpose.description.as_ref().unwrap_or(&purpose.name);
        json!({
            "name": name,
            "data_use": self.taxonomy.data_use(&purpose.entry, &purpose.name, description),
            "data_categories": categories,
            "data_subjects": subjects,
        })
    }

    /// What Fides has no key for, purpose by purpose.
    pub(super) fn words_of_purposes(&self) -> Map<String, Value> {
        let words = |purpose: &Purpose| {
            let said = [
                ("name", Some(&purpose.name)),
                ("description", purpose.description.as_ref()),
                ("legal_bases", words_of(&purpose.legal_bases)),
                ("conditions", words_of(&purpose.conditions)),
                ("sources", words_of(&purpose.sources)),
                ("provisions", words_of(&purpose.provisions)),
                ("recipients", words_of(&purpose.recipients)),
                ("transfers", words_of(&purpose.transfers)),
                ("retention", words_of(&purpose.retention)),
                ("measures", words_of(&purpose.measures)),
                ("decisions", words_of(&purpose.decisions)),
            ];
            let said = said.into_iter().filter_map(|(key, words)| Some((key.to_owned(), words?)));
            let said: Map<_, _> = said.map(|(key, words)| (key, words.as_str().into())).collect();
            (id(&purpose.entry).to_owned(), Value::Object(said))
        };
        self.view.purposes().map(words).collect()
    }
}

fn words_of<T>(said: &Said<T>) -> Option<&String> {
    said.words.as_ref()
}

fn concerns(only: Option<&Only>, datum: &Datum) -> bool {
    only.is_none_or(|only| {
        only.personal_data.is_empty() || only.personal_data.contains(&datum.name)
    })
}
