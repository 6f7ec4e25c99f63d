//! The whole register as a workbook, for whoever audits it: a sheet a kind, a row an entry, a column a key. No template
//! says what is in it: every key is, with its defaults, but for those that are printed nowhere.

use serde_json::Value;

use crate::{
    register::{
        Register,
        keys::Seen,
        parts::{Part, Parts, Said},
    },
    render::{
        Unwritable,
        xlsx::{self, Sheet},
    },
    source::{Layer, Sources},
    view::tables::{Column, Row},
};

/// What the settings and the command line call it, among the documents. It is internal, and XLSX alone.
pub const REGISTER: &str = "register";

/// The words that may stand with a reason.
const REASONED: [&str; 3] = ["none", "unknown", "undecided"];

/// How wide the column of a key is, in characters.
const WIDTH: u16 = 36;

/// The workbook of the register's own entries; ropa's data are not among them.
pub fn workbook(register: &Register, sources: &Sources) -> Result<Vec<u8>, Unwritable> {
    let entries = register.spans(|layer| layer != Layer::Law);
    let sheets = Register::KINDS.iter().filter_map(|kind| {
        let ids = entries.iter().filter(|(of, ..)| of == kind).map(|(_, id, _)| id.as_str());
        let rows: Vec<(&str, Vec<Part>)> =
            ids.map(|id| (id, keys(register, sources, kind, id))).collect();
        (!rows.is_empty()).then(|| sheet(kind, &rows))
    });
    let organisation = register.organisation().contact.name.get().map_or("", |name| name.any());
    xlsx::write(REGISTER, organisation, sheets)
}

/// What an entry says, without what is printed nowhere.
fn keys(register: &Register, sources: &Sources, kind: &str, id: &str) -> Vec<Part> {
    fn printed(parts: &mut Vec<Part>) {
        parts.retain(|part| part.seen != Seen::Nowhere);
        for part in parts {
            printed(&mut part.parts);
        }
    }
    let mut parts = Parts::new(sources);
    register.visit_entry(kind, id, &mut parts);
    printed(&mut parts.keys);
    parts.keys
}

fn sheet(kind: &str, entries: &[(&str, Vec<Part>)]) -> Sheet {
    let is_used =
        |name: &&str| entries.iter().any(|(_, keys)| keys.iter().any(|key| key.name == *name));
    let declared = Register::keys(kind).unwrap_or_default();
    let names: Vec<&str> = declared.iter().map(|key| key.name).filter(is_used).collect();
    let column = |title: &str, width| Column { title: title.to_owned(), width };
    let columns =
        [column("id", 24)].into_iter().chain(names.iter().map(|name| column(name, WIDTH)));
    let row = |(id, keys): &(&str, Vec<Part>)| {
        let said = names.iter().map(|name| {
            let mut lines = Vec::new();
            if let Some(key) = keys.iter().find(|key| key.name == *name) {
                write_lines(&mut lines, "", key);
            }
            lines
        });
        let cells = [vec![(*id).to_owned()]].into_iter().chain(said).collect();
        Row { entry: Some(format!("{kind}.{id}")), cells }
    };
    Sheet {
        title: kind.to_owned(),
        columns: columns.collect(),
        rows: entries.iter().map(row).collect(),
    }
}

/// A line for each thing that is said: alone, or below the path of the key inside that says it.
fn write_lines(lines: &mut Vec<String>, path: &str, part: &Part) {
    // What is named by its id says no more than the id.
    let (named, said): (Vec<&Said>, _) =
        part.said.iter().partition(|said| !path.is_empty() && said.value == *part.name);
    if !named.is_empty() || (said.is_empty() && part.parts.is_empty() && !path.is_empty()) {
        lines.push(path.to_owned());
    }
    for words in said.into_iter().flat_map(in_each_language) {
        lines.push(if path.is_empty() { words } else { format!("{path}: {words}") });
    }
    for inside in &part.parts {
        let dot = if path.is_empty() { "" } else { "." };
        write_lines(lines, &format!("{path}{dot}{}", inside.name), inside);
    }
}

/// The words; where they are written in several languages, in each.
fn in_each_language(said: &Said) -> Vec<String> {
    match &said.value {
        Value::Object(wordings) if !wordings.keys().any(|key| REASONED.contains(&&**key)) => {
            let of = |(language, words): (&String, &Value)| {
                Some(format!("{language}: {}", words.as_str()?))
            };
            wordings.iter().filter_map(of).collect()
        }
        _ => vec![said.words()],
    }
}

#[cfg(test)]
mod tests {
    use calamine::{Reader as _, Xlsx};

    use super::*;
    use crate::{law, register};

    #[test]
    fn every_kind_is_a_sheet_and_every_key_a_column() {
        let text = r#"
            [organisation]
            name = { en = "Larkfield Ltd", da = "Larkfield" }
            note = "nobody else reads this"
            [default.purpose]
            internal = "=1+1"
            [purpose.order]
            name = "Orders"
            recipients.bank = { note = "nor this", only.personal-data = "name" }
            recipients.courier = {}
            automated-decisions = { none = "a person decides" }
        "#;
        let mut sources = Sources::default();
        sources.add("register.toml", text.as_bytes().to_vec(), Layer::Register);
        law::add_to(&mut sources);
        let (register, _) = register::read(&sources);
        let bytes = workbook(&register, &sources).unwrap();
        assert_eq!(workbook(&register, &sources).unwrap(), bytes, "the same bytes each time");
        let mut book: Xlsx<_> = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let mut sheet = |name: &str| -> Vec<Vec<String>> {
            let range = book.worksheet_range(name).unwrap();
            range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
        };
        assert_eq!(
            sheet("organisation"),
            [["id", "name"], ["organisation", "en: Larkfield Ltd\nda: Larkfield"]]
        );
        let purpose = sheet("purpose");
        assert_eq!(purpose[0], ["id", "name", "recipients", "automated-decisions", "internal"]);
        let recipients = "bank\nbank.only.personal-data: name\ncourier";
        let decisions = "none (a person decides)";
        assert_eq!(purpose[1], ["order", "Orders", recipients, decisions, "=1+1"]);
        assert_eq!(book.sheet_names(), ["organisation", "purpose"]);
    }
}
