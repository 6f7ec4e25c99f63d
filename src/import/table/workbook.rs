//! XLSX: its sheets, cell by cell. What is merged holds its text in each of its cells. A formula counts as what it came
//! to when the file was saved; none is reckoned.

use std::io::{Cursor, Read as _};

use calamine::{Data, DataRef, Reader as _, Xlsx, open_workbook_from_rs};
use indexmap::IndexMap;
use zip::ZipArchive;

use crate::import::{
    Refusal,
    table::{MOST_CELLS, Places, Row, Sheet},
};

/// What all parts of a workbook may come to when unpacked, in bytes: far more than any register.
const UNPACKED: u64 = 128 << 20;

/// A merged area larger than this is decoration.
const WIDEST_MERGE: usize = 2_000;

/// The visible and the hidden sheets of a workbook.
pub(in crate::import) fn workbook(bytes: &[u8]) -> Result<Vec<Sheet>, Refusal> {
    measure(bytes)?;
    let refuse = |error: &dyn std::fmt::Display| {
        Refusal::new(format!("it can't be read as a workbook: {error}"))
    };
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes))
        .map_err(|error: calamine::XlsxError| refuse(&error))?;
    let names = book.sheet_names();
    let (mut sheets, mut count) = (Vec::new(), 0);
    for name in names {
        let merged = book.merge_cells_by_sheet_name(&name).map_err(|error| refuse(&error))?;
        let mut rows: IndexMap<u32, Vec<(usize, String)>> = IndexMap::new();
        let mut copied: IndexMap<u32, Vec<usize>> = IndexMap::new();
        let mut cells = book.worksheet_cells_reader(&name).map_err(|error| refuse(&error))?;
        while let Some(cell) = cells.next_cell().map_err(|error| refuse(&error))? {
            let (row, column) = cell.get_position();
            let Some(text) = text(cell.get_value()) else { continue };
            count += 1;
            if count > MOST_CELLS {
                return Err(Refusal::new(format!("it holds more than {MOST_CELLS} cells")));
            }
            rows.entry(row).or_default().push((column as usize, text));
        }
        for area in merged {
            let ((top, left), (bottom, right)) = (area.start, area.end);
            let size = (bottom - top + 1) as usize * (right - left + 1) as usize;
            let text = rows
                .get(&top)
                .and_then(|row| row.iter().find(|(column, _)| *column == left as usize));
            let Some((_, text)) = text.cloned().filter(|_| size <= WIDEST_MERGE) else { continue };
            // Across, so that every column has its heading; downwards an empty cell says "as above" anyway.
            for column in left as usize + 1..=right as usize {
                let row = rows.entry(top).or_default();
                if row.iter().all(|(at, _)| *at != column) {
                    row.push((column, text.clone()));
                    copied.entry(top).or_default().push(column);
                }
            }
        }
        rows.sort_unstable_keys();
        let rows = rows.into_iter().map(|(number, mut cells)| {
            cells.sort_by_key(|(column, _)| *column);
            Row {
                number: number as usize + 1,
                cells,
                copied: copied.get(&number).cloned().unwrap_or_default(),
            }
        });
        let rows: Vec<Row> = rows.collect();
        if !rows.is_empty() {
            sheets.push(Sheet { name, title: None, rows, places: Places::Cells });
        }
    }
    Ok(sheets)
}

/// Unpacks everything once, to nowhere: what says that it is small and is not is found out here.
fn measure(bytes: &[u8]) -> Result<(), Refusal> {
    let refuse = |error: &dyn std::fmt::Display| {
        Refusal::new(format!("it can't be read as a workbook: {error}"))
    };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refuse(&error))?;
    let mut total = 0;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(|error| refuse(&error))?;
        let size = std::io::copy(&mut part.take(UNPACKED + 1 - total), &mut std::io::sink());
        total += size.map_err(|error| refuse(&error))?;
        if total > UNPACKED {
            return Err(Refusal::new(format!(
                "unpacked it is larger than {} MiB: nothing of it is read",
                UNPACKED >> 20
            )));
        }
    }
    Ok(())
}

/// What a cell shows; `None` if that is nothing.
fn text(value: &DataRef<'_>) -> Option<String> {
    let text = match Data::from(value.clone()) {
        Data::Empty => return None,
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => {
            text.trim().to_owned()
        }
        Data::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::Error(error) => error.to_string(),
        plain => plain.to_string(),
    };
    (!text.is_empty()).then_some(text)
}
