//! CSV by RFC 4180: lines end in CR LF, lists stand one below the other in their cell,
//! and no cell can be taken for a formula.

use csv::{Terminator, WriterBuilder};

use crate::{
    document::{Document, escape::cell},
    render::{Format, Unwritable},
};

pub(super) fn render(document: &Document<'_>) -> Result<Vec<u8>, Unwritable> {
    let table = document.filled_tables().next().ok_or(Unwritable::NoTable(Format::Csv))?;
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let head = table.columns.iter().map(|column| cell(&column.title));
    let rows = table.rows.iter().map(|row| row.cells.iter().map(|lines| cell(&lines.join("\n"))));
    writer.write_record(head).expect("memory takes all that is written to it");
    for row in rows {
        writer.write_record(row).expect("each row has a cell for every column");
    }
    Ok(writer.into_inner().expect("memory takes all that is written to it"))
}

#[cfg(test)]
mod tests {
    use crate::document::escape::cell;

    #[test]
    fn a_cell_is_never_a_formula() {
        assert_eq!(cell("=1+1"), "'=1+1");
        assert_eq!(cell("\tx"), "'\tx");
        assert_eq!(cell("name - address"), "name - address");
    }
}
