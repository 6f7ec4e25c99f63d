//! What became of each value of a foreign file: where it stands in the register, or in which note it is kept.

use std::io;

use serde_json::{Value as Json, json};

use crate::document::escape;

/// One value of the source, which nothing may drop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Where it stands, in the source's own terms: `Sheet1!C12`, `system[0].name`, `line 14`.
    pub place: String,
    /// What stands over it: the heading of its column, the key.
    pub heading: String,
    /// Itself, as it is written.
    pub text: String,
    /// The places in the register that say it: `purpose.payroll.retention`.
    pub placed: Vec<String>,
    /// The entry in whose note it stands word by word, if not all of it found a place.
    pub kept: Option<String>,
}

/// A value's place in the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Leaf(usize);

/// Every value of a source that is not empty, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    values: Vec<Value>,
}

impl Report {
    pub(super) fn add(
        &mut self,
        place: impl Into<String>,
        heading: impl Into<String>,
        text: impl Into<String>,
    ) -> Leaf {
        self.values.push(Value {
            place: place.into(),
            heading: heading.into(),
            text: text.into(),
            placed: Vec::new(),
            kept: None,
        });
        Leaf(self.values.len() - 1)
    }

    pub(super) fn value(&self, leaf: Leaf) -> &Value {
        &self.values[leaf.0]
    }

    pub(super) fn place(&mut self, leaf: Leaf, path: impl Into<String>) {
        let (value, path) = (&mut self.values[leaf.0], path.into());
        if !value.placed.contains(&path) {
            value.placed.push(path);
        }
    }

    /// Notes that the whole text stands in an entry's note; `false` if it already did.
    pub(super) fn keep(&mut self, leaf: Leaf, entry: &str) -> bool {
        let value = &mut self.values[leaf.0];
        let is_new = value.kept.is_none();
        value.kept.get_or_insert_with(|| entry.to_owned());
        is_new
    }

    /// Those with which nothing was done yet.
    pub(super) fn open(&self) -> Vec<Leaf> {
        let open = |value: &Value| value.placed.is_empty() && value.kept.is_none();
        self.values
            .iter()
            .enumerate()
            .filter(|(_, value)| open(value))
            .map(|(at, _)| Leaf(at))
            .collect()
    }

    /// Every value, in the source's order.
    pub fn values(&self) -> &[Value] {
        &self.values
    }

    /// Those of which something is in a note alone.
    pub fn kept(&self) -> impl Iterator<Item = &Value> {
        self.values.iter().filter(|value| value.kept.is_some())
    }

    /// How many were placed whole.
    pub fn placed(&self) -> usize {
        self.values.len() - self.kept().count()
    }

    /// As a table: RFC 4180, a row a value.
    ///
    /// # Errors
    /// If it can't be written.
    pub fn csv(&self, out: impl io::Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(out);
        table.write_record(["place", "heading", "text", "placed", "kept"])?;
        for value in &self.values {
            let placed = value.placed.join("; ");
            let kept = value.kept.as_deref().unwrap_or_default();
            let row = [&value.place, &value.heading, &value.text, &placed, kept];
            table.write_record(row.map(escape::cell))?;
        }
        table.flush()
    }

    /// As JSON.
    pub fn json(&self) -> Json {
        let values = self.values.iter().map(|value| {
            json!({
                "place": value.place,
                "heading": value.heading,
                "text": value.text,
                "placed": value.placed,
                "kept": value.kept,
            })
        });
        json!({ "version": 1, "values": values.collect::<Vec<_>>() })
    }
}
