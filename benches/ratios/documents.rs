//! Every document of `policy/`, in both its languages and every format.

use std::{fs, path::Path};

use ropa::{
    document::{ACCESS_RESPONSE, BUILT_IN},
    render::{Format, REGISTER},
};
use toml::{Table, Value};

/// Copies our own register into a folder, with settings that list all that can be made of it, PDF or not.
pub(crate) fn list(folder: &Path, with_pdf: bool) {
    let policy = Path::new(env!("CARGO_MANIFEST_DIR")).join("policy");
    for file in fs::read_dir(policy).expect("our own register") {
        let path = file.expect("a file of it").path();
        if path.is_file() {
            let name = path.file_name().expect("a file has a name");
            fs::copy(&path, folder.join(name)).expect("a copy");
        }
    }
    let settings = folder.join("ropa.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    let mut table: Table = text.parse().expect("TOML");
    // An answer to a request is made for one group of people, when they ask.
    let built_in = BUILT_IN.iter().filter(|document| document.id != ACCESS_RESPONSE);
    let mut documents: Table = built_in
        .map(|document| (document.id.to_owned(), formats(!document.tables.is_empty(), with_pdf)))
        .collect();
    documents.insert(REGISTER.into(), of(&[Format::Xlsx]));
    table.insert("document".into(), Value::Table(documents));
    fs::write(&settings, table.to_string()).expect("settings");
}

fn formats(has_tables: bool, with_pdf: bool) -> Value {
    let is_fit = |format: &Format| match format {
        Format::Csv | Format::Xlsx => has_tables,
        Format::Pdf => with_pdf,
        _ => true,
    };
    of(&Format::ALL.iter().copied().filter(is_fit).collect::<Vec<_>>())
}

fn of(formats: &[Format]) -> Value {
    let formats = formats.iter().map(|format| Value::from(format.name()));
    Value::from(Table::from_iter([("formats".to_owned(), formats.collect::<Vec<_>>().into())]))
}
