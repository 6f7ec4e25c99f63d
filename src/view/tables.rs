//! Tables over the View. Each exists once: the Markdown of a document, CSV and XLSX write the same.
//! Which columns a record has is a layout's business: the one that the View holds, else the plain one.

mod lists;

use std::borrow::Cow;

use crate::{
    language::Language,
    view::{
        View,
        layout::{Layout, Question},
        layouts::{self, Kind, PLAIN},
    },
};

/// A table that a document may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The record of processing: a row a purpose. Art. 30(1)(b)–(g).
    Record,
    /// Who keeps the record. Art. 30(1)(a).
    Organisation,
    /// The record of a processor: a row a service. Art. 30(2)(b)–(d).
    ProcessorRecord,
    /// Who keeps the record as a processor. Art. 30(2)(a).
    Processor,
    /// Whose layout the record has, and what the register can't fill of it.
    Notes,
    /// Who gets the data: a row a recipient. Art. 13(1)(e).
    Recipients,
    /// Where data go outside the Union and the EEA: a row a place. Art. 13(1)(f).
    Transfers,
    /// How long data are kept: a row a period of a purpose. Art. 13(2)(a), 30(1)(f).
    Retention,
    /// How data are protected: a row a measure. Art. 32.
    Measures,
    /// Legitimate interests and how they were weighed: a row each. Art. 6(1)(f).
    Interests,
    /// Which criteria of high risk each purpose meets: a row a purpose. Art. 35.
    Screening,
    /// How each letter of Art. 13, 14, 15 and 30 stands: a row a letter and state.
    Coverage,
    /// The editions of the policy: a row each.
    Versions,
}

/// A table with its rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Which one.
    pub table: Table,
    /// Its heading.
    pub title: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its rows; each has a cell for every column.
    pub rows: Vec<Row>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// How wide it should be, in characters.
    pub width: u16,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The entry that it tells of, if it is one.
    pub entry: Option<String>,
    /// The lines of each cell.
    pub cells: Vec<Vec<String>>,
}

impl Table {
    /// The table of a name, as templates call it.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "record" => Some(Table::Record),
            "organisation" => Some(Table::Organisation),
            "processor-record" => Some(Table::ProcessorRecord),
            "processor" => Some(Table::Processor),
            "recipients" => Some(Table::Recipients),
            "transfers" => Some(Table::Transfers),
            "retention" => Some(Table::Retention),
            "measures" => Some(Table::Measures),
            "interests" => Some(Table::Interests),
            "screening" => Some(Table::Screening),
            "coverage" => Some(Table::Coverage),
            "versions" => Some(Table::Versions),
            _ => None,
        }
    }

    /// The table with its rows.
    pub fn of(self, view: &View, language: &Language) -> Filled {
        let kind = match self {
            Table::Record | Table::Organisation | Table::Notes => Kind::Record,
            Table::ProcessorRecord | Table::Processor => Kind::ProcessorRecord,
            Table::Recipients => return self.list("recipients", view, language),
            Table::Transfers => return self.list("transfers", view, language),
            Table::Retention => return self.list("retention", view, language),
            Table::Measures => return self.list("measures", view, language),
            Table::Interests => return self.list("interests", view, language),
            Table::Screening => return self.list("screening", view, language),
            Table::Coverage => return self.list("coverage", view, language),
            Table::Versions => return self.list("changes", view, language),
        };
        let plain = || {
            let plain = layouts::Layout::plain().lay_out(PLAIN, kind, view, language);
            Cow::Owned(plain.expect("the plain layout has every kind of record"))
        };
        let layout = view.layout.as_ref().map_or_else(plain, Cow::Borrowed);
        match self {
            Table::Record | Table::ProcessorRecord => self.record(&layout, language),
            Table::Organisation | Table::Processor => self.organisation(&layout, language),
            _ => self.notes(&layout, language),
        }
    }

    fn record(self, layout: &Layout, language: &Language) -> Filled {
        let columns = layout.columns.iter().map(|question| Column {
            title: question.heading.clone(),
            width: u16::try_from(question.width).unwrap_or(u16::MAX),
        });
        let rows = layout.sheets.iter().flat_map(|sheet| {
            let mut cells: Vec<_> = sheet.answers.iter().map(|one| one.lines.clone()).collect();
            cells.resize_with(layout.columns.len(), Vec::new);
            let rows = divided(cells, &layout.columns);
            rows.into_iter().map(|cells| Row { entry: Some(sheet.entry.clone()), cells })
        });
        Filled {
            table: self,
            title: language.say("record.sheet", &[]),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }

    fn organisation(self, layout: &Layout, language: &Language) -> Filled {
        let rows = layout.head.iter().map(|answer| (answer.heading.clone(), answer.lines.clone()));
        self.of_two(language.say("record.organisation.sheet", &[]), rows, language)
    }

    fn notes(self, layout: &Layout, language: &Language) -> Filled {
        let mut rows = vec![
            (language.say("layout.layout", &[]), vec![layout.authority.clone()]),
            (language.say("layout.origin", &[]), vec![layout.origin.clone()]),
        ];
        if !layout.unfillable.is_empty() {
            rows.push((language.say("layout.unfillable", &[]), layout.unfillable.clone()));
        }
        self.of_two(language.say("layout.sheet", &[]), rows.into_iter(), language)
    }

    /// A table of what, and of what is said to it.
    fn of_two(
        self,
        title: String,
        rows: impl Iterator<Item = (String, Vec<String>)>,
        language: &Language,
    ) -> Filled {
        let column = |key: &str, width| Column { title: language.say(key, &[]), width };
        let rows = rows.map(|(what, answer)| Row { entry: None, cells: vec![vec![what], answer] });
        Filled {
            table: self,
            title,
            columns: vec![
                column("record.organisation.what", 32),
                column("record.organisation.answer", 80),
            ],
            rows: rows.collect(),
        }
    }
}

/// A row for each line of a column that divides; what stands beside is said in each.
fn divided(cells: Vec<Vec<String>>, columns: &[Question]) -> Vec<Vec<Vec<String>>> {
    let dividing = columns.iter().enumerate().filter(|(_, question)| question.divides);
    dividing.fold(vec![cells], |rows, (at, _)| {
        let parts = rows.into_iter().flat_map(|row| {
            let lines = if row[at].len() > 1 { row[at].clone() } else { return vec![row] };
            let with = |line: String| {
                let mut part = row.clone();
                part[at] = vec![line];
                part
            };
            lines.into_iter().map(with).collect()
        });
        parts.collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_divided_by_the_lines_of_some_columns() {
        let question = |divides| Question { divides, ..Question::default() };
        let cell = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
        let rows = divided(
            vec![cell(&["a"]), cell(&["b", "c"]), cell(&["d", "e"]), cell(&[])],
            &[question(true), question(true), question(false), question(true)],
        );
        let expected = [
            vec![cell(&["a"]), cell(&["b"]), cell(&["d", "e"]), cell(&[])],
            vec![cell(&["a"]), cell(&["c"]), cell(&["d", "e"]), cell(&[])],
        ];
        assert_eq!(rows, expected);
    }
}
