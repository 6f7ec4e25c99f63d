//! Rows and columns on the terminal.

use std::io::{self, Write};

use comfy_table::{ColumnConstraint, ContentArrangement, LineStyle, TableStyle, Width};

use crate::{cli::width, document::escape, report::visible};

/// No frame, a line under the headings: reads well, and a pipe gets a line a row.
const STYLE: TableStyle =
    TableStyle::new().header_separator(LineStyle::none().fill('─').junction('─'));

/// A column narrower than this breaks every other word.
const READABLE: usize = 16;

/// Headings, and a cell for each in every row.
pub(super) struct Table {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub(super) fn new(columns: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self { columns: columns.into_iter().map(Into::into).collect(), rows: Vec::new() }
    }

    pub(super) fn add(&mut self, row: impl IntoIterator<Item = impl Into<String>>) {
        self.rows.push(row.into_iter().map(Into::into).collect());
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// For people, wrapped to the terminal's width where there is one; or for a spreadsheet.
    pub(super) fn write(&self, csv: bool, out: &mut dyn Write) -> io::Result<()> {
        if csv { self.write_csv(out) } else { self.write_wrapped(width(), out) }
    }

    /// For a page of Markdown: every cell is a text and nothing else.
    pub(super) fn write_markdown(&self, out: &mut dyn Write) -> io::Result<()> {
        let row = |cells: &[String]| {
            let mut line = String::from("|");
            for cell in cells {
                line.push(' ');
                escape::write_markdown(&mut line, cell);
                line.push_str(" |");
            }
            line
        };
        writeln!(out, "{}", row(&self.columns))?;
        writeln!(out, "|{}", " --- |".repeat(self.columns.len()))?;
        for cells in &self.rows {
            writeln!(out, "{}", row(cells))?;
        }
        Ok(())
    }

    fn write_csv(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        csv.write_record(&self.columns)?;
        for row in &self.rows {
            csv.write_record(row.iter().map(|cell| escape::cell(&line(cell))))?;
        }
        csv.flush()
    }

    fn write_wrapped(&self, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        let names = self.rows.iter().filter_map(|row| row.first());
        let name_width = names.map(|name| line(name).chars().count()).max().unwrap_or(0);
        let shown = self.columns_within(width, name_width);
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic);
        table.set_header(&self.columns[..shown]);
        for row in &self.rows {
            table.add_row(row[..shown].iter().map(|cell| line(cell)));
        }
        // The renderer itself puts one more space between columns.
        for column in table.column_iter_mut() {
            column.set_padding((0, 1));
        }
        if let Some(width) = width.and_then(|width| u16::try_from(width).ok()) {
            table.set_width(width);
            // Names are read first and searched for: they are broken last.
            let whole = u16::try_from(name_width + 1).unwrap_or(u16::MAX).min(width * 2 / 5);
            if let Some(column) = table.column_mut(0) {
                column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(whole)));
            }
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        if shown < self.columns.len() {
            let rest = self.columns[shown..].join(", ");
            writeln!(out, "\nin a wider terminal, or with --format csv, also: {rest}")?;
        }
        Ok(())
    }

    /// How many columns can be read in this width, from the left, two at the least.
    fn columns_within(&self, width: Option<usize>, name_width: usize) -> usize {
        let Some(width) = width else { return self.columns.len() };
        let mut left = width.saturating_sub(name_width);
        let fits = |column: &usize| {
            let cells = self.rows.iter().map(|row| &row[*column]).chain([&self.columns[*column]]);
            let widest = cells.map(|cell| line(cell).chars().count()).max().unwrap_or(0);
            let needed = (widest + 2).min(READABLE);
            let fits = needed <= left;
            left = left.saturating_sub(needed);
            fits
        };
        let others = (1..self.columns.len()).take_while(fits).count();
        self.columns.len().min(1 + others.max(1))
    }
}

/// A text on one line that cannot steer the terminal; the table breaks it where it must.
pub(super) fn line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_as_wide_as_the_terminal_and_cannot_steer_it() {
        let mut table = Table::new(["id", "name"]);
        table.add(["news", "a letter\nfor you, \u{1b}[31mred"]);
        table.add(["", ""]);
        let written = |width| {
            let mut out = Vec::new();
            table.write_wrapped(width, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        let whole =
            "id    name\n─────────────────────────────────\nnews  a letter for you, ␛[31mred\n\n";
        assert_eq!(written(None), whole);
        assert!(written(Some(24)).lines().all(|line| line.chars().count() <= 24));
    }

    #[test]
    fn a_page_of_markdown_has_texts_and_no_markup() {
        let mut table = Table::new(["id", "name"]);
        table.add(["news", "a | *b*\n<c> \u{202e}"]);
        let mut out = Vec::new();
        table.write_markdown(&mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        assert_eq!(
            text,
            "| id | name |\n| --- | --- |\n| news | a \\| \\*b\\* \\<c\\> \u{fffd} |\n"
        );
    }

    #[test]
    fn a_narrow_terminal_names_the_columns_that_it_has_no_room_for() {
        let mut table = Table::new(["id", "name", "people", "data"]);
        table.add(["news", "a letter for you", "those who asked", "their address"]);
        let mut out = Vec::new();
        table.write_wrapped(Some(40), &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let head: Vec<_> = text.lines().next().unwrap().split_whitespace().collect();
        assert_eq!(head, ["id", "name", "people"]);
        assert!(
            text.ends_with("\nin a wider terminal, or with --format csv, also: data\n"),
            "{text}"
        );
    }
}
