//! Changes in a phrase each, for one line of a history.

use std::collections::BTreeSet;

use crate::{
    diff::{Change, What},
    register::value::Id,
    report::changes::Changes,
};

impl Changes<'_> {
    /// What changed, the most telling first: entries that came and went, then keys, then words.
    /// That a new entry is now used, and one that is gone no more, goes without saying.
    pub fn phrases(&self) -> Vec<String> {
        let whole: BTreeSet<&str> = self
            .changes
            .iter()
            .filter(|change| change.field.is_empty())
            .flat_map(|change| change.ids.iter().map(Id::as_str))
            .collect();
        let mut told: Vec<&Change> = self
            .changes
            .iter()
            .filter(|change| {
                let last = change.field.rsplit('.').next().unwrap_or_default();
                change.field.is_empty() || change.what == What::Changed || !whole.contains(last)
            })
            .collect();
        told.sort_by_key(|change| (change.wording, !change.field.is_empty()));
        let mut phrases: Vec<(String, Vec<String>)> = Vec::new();
        for change in told {
            let (about, said) = self.phrase(change);
            // What came to one list stands in one phrase.
            match phrases.last_mut() {
                Some((last, all)) if *last == about && !said.is_empty() => {
                    if !all.contains(&said) {
                        all.push(said);
                    }
                }
                _ => phrases.push((about, vec![said])),
            }
        }
        phrases.into_iter().map(|(about, said)| about + &said.join(", ")).collect()
    }

    /// `+ recipient Mail ApS (recipient.mail)`; `Mail ApS: countries + ` and `SE`. Of a key, the second part is what it
    /// says.
    fn phrase(&self, change: &Change) -> (String, String) {
        let entry = change.entry();
        let name = self.name(&entry);
        let words = |told: &Option<crate::diff::Told>| {
            told.as_ref().map(|told| told.words.clone()).unwrap_or_default()
        };
        if change.field.is_empty() {
            let sign = match change.what {
                What::Added => "+",
                What::Removed => "-",
                What::Changed | What::Renamed => "~",
            };
            let was = match change.what {
                What::Renamed => format!(", was {}", words(&change.before)),
                _ => String::new(),
            };
            let phrase = match name {
                Some(name) => format!("{sign} {} {name} ({entry}{was})", change.kind),
                None => format!("{sign} {entry}{was}"),
            };
            return (phrase, String::new());
        }
        let (before, after) = (words(&change.before), words(&change.after));
        let (sign, said) = match change.what {
            _ if change.wording => ("", "other words".to_owned()),
            What::Added => ("+ ", after),
            What::Removed => ("- ", before),
            What::Changed | What::Renamed => ("", format!("{before} → {after}")),
        };
        (format!("{}: {} {sign}", name.unwrap_or(entry), change.field), said)
    }
}
