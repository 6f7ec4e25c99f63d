//! Two entries of one id, key by key.

use indexmap::IndexSet;
use serde_json::Value;

use crate::{
    diff::{Renames, Told, What},
    register::{
        keys::Seen,
        parts::{Part, Said},
        value::Id,
    },
};

/// Keys whose words only tell of the entry.
const ABOUT: &[&str] = &["name", "description", "internal", "note"];

/// Whether both say that there is none, or that it is not known or not decided, and why in other words alone.
fn differ_in_reason(old: &Said, new: &Said) -> bool {
    const STATES: [&str; 3] = ["none", "unknown", "undecided"];
    let state = |said: &Said| {
        let (state, _) = said.value.as_object().filter(|keys| keys.len() == 1)?.iter().next()?;
        STATES.into_iter().find(|known| known == state)
    };
    state(old).is_some() && state(old) == state(new)
}

/// One difference between two entries.
pub(super) struct Difference {
    pub(super) field: Vec<String>,
    pub(super) what: What,
    pub(super) seen: Seen,
    pub(super) wording: bool,
    pub(super) before: Option<Told>,
    pub(super) after: Option<Told>,
}

/// Compares; plain strings are in these languages.
pub(super) struct Comparison<'l> {
    pub(super) languages: (&'l str, &'l str),
    pub(super) found: Vec<Difference>,
    path: Vec<String>,
}

impl<'l> Comparison<'l> {
    pub(super) fn new(languages: (&'l str, &'l str)) -> Self {
        Self { languages, found: Vec::new(), path: Vec::new() }
    }

    /// The keys of a table, or the members of one: what stands under the same name is compared.
    pub(super) fn tables(&mut self, old: &[Part], new: &[Part], seen: Seen) {
        for after in new {
            self.path.push(after.name.clone());
            let seen = seen.min(after.seen);
            match old.iter().find(|before| before.name == after.name) {
                Some(before) => self.part(before, after, seen),
                None => self.one(None, Some(after), seen),
            }
            self.path.pop();
        }
        for before in old {
            if new.iter().all(|after| after.name != before.name) {
                self.path.push(before.name.clone());
                self.one(Some(before), None, seen.min(before.seen));
                self.path.pop();
            }
        }
    }

    fn part(&mut self, old: &Part, new: &Part, seen: Seen) {
        // "none" where a list stood, or a use of an entry where a period did: nothing inside can be compared.
        let says = |part: &Part| (!part.said.is_empty() || part.is_list, !part.parts.is_empty());
        let (before, after) = (says(old), says(new));
        let other_shape = old.is_list != new.is_list
            || matches!(
                (before, after),
                ((true, false), (false, true)) | ((false, true), (true, false))
            );
        if other_shape && before != (false, false) && after != (false, false) {
            self.one(Some(old), Some(new), seen);
            return;
        }
        // One use in the place of another is a change of the key.
        if let ([before], [after]) = (&*old.parts, &*new.parts)
            && before.name != after.name
            && old.uses()
            && new.uses()
        {
            self.one(Some(old), Some(new), seen);
            return;
        }
        if new.is_list {
            self.lists(old, new, seen);
        } else {
            self.said(old, new, seen);
        }
        self.tables(&old.parts, &new.parts, seen);
    }

    /// Lists are sets: what only one of them has came or went.
    fn lists(&mut self, old: &Part, new: &Part, seen: Seen) {
        let only_in = |one: &Part, other: &Part| -> Vec<usize> {
            let mut left: Vec<&Value> = other.said.iter().map(|said| &said.value).collect();
            let mut found = Vec::new();
            for (at, said) in one.said.iter().enumerate() {
                match left.iter().position(|value| **value == said.value) {
                    Some(same) => drop(left.swap_remove(same)),
                    None => found.push(at),
                }
            }
            found
        };
        let (gone, come) = (only_in(old, new), only_in(new, old));
        if let ([gone], [come]) = (&*gone, &*come) {
            let (gone, come) = (&old.said[*gone], &new.said[*come]);
            self.pair((old, Some(gone)), (new, Some(come)), seen);
            return;
        }
        for at in come {
            self.pair((old, None), (new, Some(&new.said[at])), seen);
        }
        for at in gone {
            self.pair((old, Some(&old.said[at])), (new, None), seen);
        }
    }

    /// What two keys say that are no lists: words by language, all else as a whole.
    fn said(&mut self, old: &Part, new: &Part, seen: Seen) {
        let same = old.said.len() == new.said.len()
            && old.said.iter().zip(&new.said).all(|(old, new)| old.value == new.value);
        if same {
            return;
        }
        let ([before], [after]) = (&*old.said, &*new.said) else {
            let says = |part: &&Part| !part.said.is_empty();
            self.one(Some(old).filter(says), Some(new).filter(says), seen);
            return;
        };
        if !(before.is_words && after.is_words) {
            self.pair((old, Some(before)), (new, Some(after)), seen);
            return;
        }
        let (before, after) =
            (by_language(before, self.languages.0), by_language(after, self.languages.1));
        let several = before.len() > 1 || after.len() > 1;
        let languages: IndexSet<&str> =
            after.iter().chain(&before).map(|(language, _)| *language).collect();
        for language in languages {
            let words = |all: &[(&str, &str)], part: &Part| {
                let found = all.iter().find(|(one, _)| *one == language);
                found.map(|(_, words)| Told {
                    value: (*words).into(),
                    words: (*words).to_owned(),
                    facts: Vec::new(),
                    span: part.span,
                })
            };
            let (before, after) = (words(&before, old), words(&after, new));
            if before.as_ref().map(|told| &told.words) == after.as_ref().map(|told| &told.words) {
                continue;
            }
            if several {
                self.path.push(language.to_owned());
            }
            self.add(seen, true, before, after);
            if several {
                self.path.pop();
            }
        }
    }

    /// One thing that is said, before and after.
    fn pair(&mut self, old: (&Part, Option<&Said>), new: (&Part, Option<&Said>), seen: Seen) {
        let told = |(part, said): (&Part, Option<&Said>)| {
            said.map(|said| Told {
                value: said.value.clone(),
                words: said.words(),
                facts: Vec::new(),
                span: part.span,
            })
        };
        let wording =
            matches!((old.1, new.1), (Some(old), Some(new)) if differ_in_reason(old, new));
        self.add(seen, wording, told(old), told(new));
    }

    /// A key or member as a whole.
    fn one(&mut self, old: Option<&Part>, new: Option<&Part>, seen: Seen) {
        let told = |part: &Part| Told {
            value: part.value(),
            words: part.words(),
            facts: inside(part),
            span: part.span,
        };
        let is_words = |part: &Part| {
            part.parts.is_empty()
                && !part.said.is_empty()
                && part.said.iter().all(|said| said.is_words)
        };
        // Words where there were none may be a fact, as profiling is; those about the entry as a whole are none.
        let is_about = |part: &Part| ABOUT.contains(&part.name.as_str());
        let wording = match (old, new) {
            (Some(old), Some(new)) => is_words(old) && is_words(new),
            (one, other) => one.or(other).is_some_and(|part| is_words(part) && is_about(part)),
        };
        self.add(seen, wording, old.map(told), new.map(told));
    }

    fn add(&mut self, seen: Seen, wording: bool, before: Option<Told>, after: Option<Told>) {
        let what = match (&before, &after) {
            (None, _) => What::Added,
            (_, None) => What::Removed,
            _ => What::Changed,
        };
        let field = self.path.clone();
        self.found.push(Difference { field, what, seen, wording, before, after });
    }
}

/// What stands inside a part, each with its path from there.
fn inside(part: &Part) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for part in &part.parts {
        part.rows("", &mut rows);
    }
    let told = rows.into_iter().filter(|(_, words, _)| !words.is_empty());
    told.map(|(path, words, _)| (path, words)).collect()
}

/// The words of a text, the plain ones in their language.
fn by_language<'s>(said: &'s Said, first: &'s str) -> Vec<(&'s str, &'s str)> {
    match &said.value {
        Value::Object(map) => map
            .iter()
            .filter_map(|(language, words)| Some((language.as_str(), words.as_str()?)))
            .map(|(language, words)| (if language.is_empty() { first } else { language }, words))
            .collect(),
        value => value.as_str().map(|words| (first, words)).into_iter().collect(),
    }
}

/// Reads the references of an old entry as the renames say.
pub(super) fn rename(parts: &mut [Part], renames: &Renames) {
    for part in parts {
        for said in &mut part.said {
            let Some(kind) = said.refers else { continue };
            let Some(id) = said.value.as_str().map(Id::from) else { continue };
            let Some(new) = renames.get(&(kind, id.clone())) else { continue };
            said.value = new.as_str().into();
            if part.name == id.as_str() {
                part.name = new.to_string();
            }
        }
        rename(&mut part.parts, renames);
    }
}
