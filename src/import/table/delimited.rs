//! CSV as it comes: any of four encodings, any of four delimiters, cells of several lines.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::import::{
    Refusal,
    table::{MOST_CELLS, Row, Sheet},
};

/// Those that tables are parted by; where two fit equally the first counts.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many characters decide which delimiter it is.
const SAMPLE: usize = 20_000;

/// A table of comma-separated, or otherwise separated, values.
pub(in crate::import) fn delimited(bytes: &[u8]) -> Result<Sheet, Refusal> {
    let text = decode(bytes);
    let (text, delimiter) = delimiter(&text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut sheet, mut cells) = (Sheet::default(), 0);
    for (at, record) in reader.records().enumerate() {
        let record =
            record.map_err(|error| Refusal::new(format!("it can't be read as CSV: {error}")))?;
        let row = record.iter().enumerate().map(|(column, text)| (column, unguarded(text.trim())));
        let row: Vec<(usize, String)> = row
            .filter(|(_, text)| !text.is_empty())
            .map(|(column, text)| (column, text.to_owned()))
            .collect();
        cells += row.len();
        if cells > MOST_CELLS {
            return Err(Refusal::new(format!("it holds more than {MOST_CELLS} cells")));
        }
        if !row.is_empty() {
            sheet.rows.push(Row { number: at + 1, cells: row, ..Row::default() });
        }
    }
    Ok(sheet)
}

/// A cell without the apostrophe by which it was kept from being a formula.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    }
}

/// The text of a file that says nothing of its encoding, or says it by its first bytes.
pub(in crate::import) fn decode(bytes: &[u8]) -> String {
    let utf16 = || {
        let sample = &bytes[..bytes.len().min(2_000)];
        let zeros = |offset: usize| {
            sample.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count()
        };
        let half = sample.len() / 2;
        match (zeros(0), zeros(1)) {
            (_, odd) if half > 4 && odd * 2 > half => Some(UTF_16LE),
            (even, _) if half > 4 && even * 2 > half => Some(UTF_16BE),
            _ => None,
        }
    };
    let encoding = match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => return text.trim_start_matches('\u{feff}').to_owned(),
        _ => {
            utf16().unwrap_or(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 })
        }
    };
    // A mark at the beginning wins over the guess.
    let (text, _, _) = encoding.decode(bytes);
    text.into_owned()
}

/// What parts the cells: told by Excel's first line, or the one that most lines have outside of quotes.
fn delimiter(text: &str) -> (&str, u8) {
    if let Some(rest) = text.strip_prefix("sep=")
        && let Some(told) = rest.bytes().next()
        && let Some((_, rest)) = rest.split_once('\n')
        && DELIMITERS.contains(&told)
    {
        return (rest, told);
    }
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut is_quoted = false;
    for char in text.chars().take(SAMPLE) {
        if char == '"' {
            is_quoted = !is_quoted;
        } else if !is_quoted
            && let Some(at) = DELIMITERS.iter().position(|one| char::from(*one) == char)
        {
            counts[at] += 1;
        }
    }
    // A sentence has commas too: where every line has as many semicolons, these part the cells.
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let in_first = |delimiter: u8| first.bytes().filter(|byte| *byte == delimiter).count();
    let most = (0..DELIMITERS.len())
        .rev()
        .max_by_key(|at| (in_first(DELIMITERS[*at]).min(counts[*at]), counts[*at]))
        .expect("there are four");
    (text, DELIMITERS[most])
}

#[cfg(test)]
mod tests {
    use super::{decode, delimited};

    #[test]
    fn every_encoding_that_people_save_in_is_read() {
        let text = "Formål;Løn\r\n";
        let utf16 = |swap: bool, mark: bool| {
            let units = mark.then_some(0xfeff).into_iter().chain(text.encode_utf16());
            let bytes =
                units.flat_map(|unit| if swap { unit.to_be_bytes() } else { unit.to_le_bytes() });
            bytes.collect::<Vec<u8>>()
        };
        let cp1252 =
            text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect::<Vec<u8>>();
        let with_mark = format!("\u{feff}{text}").into_bytes();
        for bytes in [
            text.as_bytes().to_vec(),
            with_mark,
            cp1252,
            utf16(false, true),
            utf16(true, true),
            utf16(false, false),
            utf16(true, false),
        ] {
            assert_eq!(decode(&bytes), text, "{bytes:?}");
        }
    }

    #[test]
    fn a_cell_may_hold_lines_and_other_delimiters() {
        let sheet = delimited(b"a;b\n\"one, two\nthree; four\";'=1+1\n").unwrap();
        assert_eq!(
            sheet.rows[1].cells,
            [(0, "one, two\nthree; four".to_owned()), (1, "=1+1".to_owned())]
        );
    }
}
