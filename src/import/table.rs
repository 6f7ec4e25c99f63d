//! Tables as people keep them, whatever the file: rows of cells with their places.

mod delimited;
mod markdown;
mod workbook;

pub(super) use delimited::{decode, delimited};
pub(super) use markdown::markdown;
pub(super) use workbook::workbook;

/// More cells than any register has: what holds more is refused.
pub(super) const MOST_CELLS: usize = 2_000_000;

/// A table of a file.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// How the file calls it; empty where it has one alone.
    pub(super) name: String,
    /// The heading that stands over it.
    pub(super) title: Option<String>,
    pub(super) rows: Vec<Row>,
    /// How its places are told.
    pub(super) places: Places,
}

/// How the places of a table's cells are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Places {
    /// By letter and number: `C12`.
    #[default]
    Cells,
    /// By the line alone.
    Lines,
}

/// A row, of whose cells the empty ones are left out.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// From 1: of the row, or of the line.
    pub(super) number: usize,
    /// The column, from 0, and the text.
    pub(super) cells: Vec<(usize, String)>,
    /// The columns that only repeat what is merged over them.
    pub(super) copied: Vec<usize>,
}

impl Row {
    /// The cells that somebody wrote.
    pub(super) fn written(&self) -> impl Iterator<Item = &(usize, String)> {
        self.cells.iter().filter(|(column, _)| !self.copied.contains(column))
    }

    pub(super) fn cell(&self, column: usize) -> Option<&str> {
        self.cells.iter().find(|(at, _)| *at == column).map(|(_, text)| &**text)
    }
}

impl Sheet {
    /// Where a cell stands, as its owner would say.
    pub(super) fn place(&self, row: &Row, column: usize) -> String {
        let place = match self.places {
            Places::Cells => format!("{}{}", letters(column), row.number),
            Places::Lines => format!("line {}", row.number),
        };
        if self.name.is_empty() { place } else { format!("{}!{place}", self.name) }
    }
}

/// A column as spreadsheets call it: A, B, … Z, AA.
fn letters(column: usize) -> String {
    let (mut letters, mut left) = (String::new(), column + 1);
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).expect("it is below 26");
        letters.insert(0, char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    letters
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn columns_are_called_as_in_a_spreadsheet() {
        let called = [0, 25, 26, 51, 52, 701, 702].map(letters);
        assert_eq!(called, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
