//! A workbook: a sheet a table, its head frozen and printed on each page, its cells wrapped. Every cell is a
//! text, so that none is a formula, a number or a link. The file holds no time but a fixed one.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format as Style, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use crate::{
    document::{Document, escape},
    render::{Format, Unwritable},
    view::tables::{Column, Row},
};

/// Paper A4, as the format numbers it.
const A4: u8 = 9;
/// The longest text that a cell holds, in UTF-16 units.
const CELL: usize = 32_767;

/// A table with its name.
pub(super) struct Sheet {
    pub(super) title: String,
    pub(super) columns: Vec<Column>,
    /// Each has a cell for every column.
    pub(super) rows: Vec<Row>,
}

pub(super) fn render(document: &Document<'_>) -> Result<Vec<u8>, Unwritable> {
    if document.tables.is_empty() {
        return Err(Unwritable::NoTable(Format::Xlsx));
    }
    let sheets = document.filled_tables().map(|table| Sheet {
        title: table.title,
        columns: table.columns,
        rows: table.rows,
    });
    write(
        &document.text().map_err(Unwritable::Template)?.title,
        &document.view().organisation.name,
        sheets,
    )
}

/// A workbook of these sheets.
pub(super) fn write(
    title: &str,
    author: &str,
    sheets: impl Iterator<Item = Sheet>,
) -> Result<Vec<u8>, Unwritable> {
    let written = || {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        workbook.set_properties(
            &DocProperties::new()
                .set_title(title)
                .set_author(&*escape::printable(author))
                .set_creation_datetime(&created),
        );
        for sheet in sheets {
            write_sheet(workbook.add_worksheet(), &sheet)?;
        }
        workbook.save_to_buffer()
    };
    written().map_err(|error| match error {
        XlsxError::RowColumnLimitError | XlsxError::MaxStringLengthExceeded => {
            Unwritable::TooLarge(Format::Xlsx)
        }
        error => panic!("a workbook of texts in memory can be written: {error}"),
    })
}

fn write_sheet(sheet: &mut Worksheet, table: &Sheet) -> Result<(), XlsxError> {
    let cell = Style::new().set_text_wrap().set_align(FormatAlign::Top);
    let head = cell
        .clone()
        .set_bold()
        .set_background_color("#E7E4DE")
        .set_border_bottom(FormatBorder::Thin);
    sheet.set_name(&table.title)?;
    let mut last = 0;
    for (at, column) in (0..).zip(&table.columns) {
        sheet.set_column_width(at, f64::from(column.width))?;
        sheet.write_string_with_format(0, at, &column.title, &head)?;
        last = at;
    }
    for (at, row) in (1..).zip(&table.rows) {
        for (column, lines) in (0..).zip(&row.cells) {
            sheet.write_string_with_format(at, column, text(&lines.join("\n")), &cell)?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.autofilter(0, 0, u32::try_from(table.rows.len()).unwrap_or(u32::MAX), last)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// What a cell can hold. Control characters are no XML; a longer text ends in an ellipsis.
fn text(words: &str) -> String {
    let words = escape::printable(words);
    if words.encode_utf16().count() <= CELL {
        return words.into_owned();
    }
    let mut units = 0;
    let short = words.chars().take_while(|character| {
        units += character.len_utf16();
        units < CELL
    });
    short.chain(['…']).collect()
}
