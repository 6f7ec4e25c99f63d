//! Tables over the View. Each exists once: the Markdown of a document, CSV and XLSX write the same.

use crate::{
    language::Language,
    view::{Purpose, Said, View},
};

/// A table that a document may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// The record of processing: a row a purpose. Art. 30(1)(b)–(g).
    Record,
    /// Who keeps the record. Art. 30(1)(a).
    Organisation,
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

/// A column of the record: its key in the languages, its width, and what stands in it.
type RecordColumn = (&'static str, u16, fn(&Purpose, &Language) -> Vec<String>);

/// The columns of Art. 30(1), letter by letter; (a) is the organisation's table, but for other controllers.
static RECORD: &[RecordColumn] = &[
    ("name", 24, |purpose, language| {
        let draft = purpose.draft.then(|| language.say("record.draft", &[]));
        [Some(purpose.name.clone()), draft].into_iter().flatten().collect()
    }),
    ("controller", 20, |purpose, _| {
        let controller = purpose.controller.as_ref();
        controller.map(|controller| controller.name.clone()).into_iter().collect()
    }),
    ("purpose", 36, |purpose, _| purpose.description.clone().into_iter().collect()),
    ("data-subjects", 24, |purpose, _| lines(&purpose.data_subjects, |subject| &subject.words)),
    ("personal-data", 30, |purpose, language| {
        if !purpose.data_by_subject {
            return lines(&purpose.personal_data, |datum| &datum.words);
        }
        let of = |words: &str, data: &str| {
            language.say("record.data-of", &[("people", words), ("data", data)])
        };
        let subjects = purpose.data_subjects.items.iter();
        subjects
            .filter_map(|subject| Some(of(&subject.words, subject.personal_data_words.as_ref()?)))
            .collect()
    }),
    ("legal-basis", 36, |purpose, _| {
        let mut cell = lines(&purpose.legal_bases, |basis| &basis.words);
        cell.extend(lines(&purpose.conditions, |condition| &condition.words));
        cell
    }),
    ("recipients", 36, |purpose, _| lines(&purpose.recipients, |recipient| &recipient.words)),
    ("transfers", 30, |purpose, _| lines(&purpose.transfers, |transfer| &transfer.words)),
    ("retention", 36, |purpose, _| lines(&purpose.retention, |retention| &retention.words)),
    ("measures", 36, |purpose, _| lines(&purpose.measures, |measure| &measure.words)),
];

/// What is said: a line for each thing, else the sentence that there is none or that it is not known.
fn lines<T>(said: &Said<T>, words: fn(&T) -> &String) -> Vec<String> {
    if said.listed {
        said.items.iter().map(|item| words(item).clone()).collect()
    } else {
        said.words.iter().cloned().collect()
    }
}

impl Table {
    /// The table of a name, as templates call it.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "record" => Some(Table::Record),
            "organisation" => Some(Table::Organisation),
            _ => None,
        }
    }

    /// The table with its rows.
    pub fn of(self, view: &View, language: &Language) -> Filled {
        match self {
            Table::Record => record(view, language),
            Table::Organisation => organisation(view, language),
        }
    }
}

fn record(view: &View, language: &Language) -> Filled {
    let columns = RECORD.iter().map(|(key, width, _)| Column {
        title: language.say(&format!("record.column.{key}"), &[]),
        width: *width,
    });
    let rows = view.purposes().map(|purpose| Row {
        entry: Some(purpose.entry.clone()),
        cells: RECORD.iter().map(|(.., cell)| cell(purpose, language)).collect(),
    });
    Filled {
        table: Table::Record,
        title: language.say("record.sheet", &[]),
        columns: columns.collect(),
        rows: rows.collect(),
    }
}

fn organisation(view: &View, language: &Language) -> Filled {
    let mut rows = Vec::new();
    let mut row = |key: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            let label = language.say(&format!("record.organisation.{key}"), &[]);
            rows.push(Row { entry: None, cells: vec![vec![label], lines] });
        }
    };
    let organisation = &view.organisation;
    row("name", vec![organisation.name.clone()]);
    row("registration", organisation.registration.iter().cloned().collect());
    row("address", organisation.contact.address.clone());
    for channel in &organisation.contact.channels {
        row(&channel.kind, vec![channel.words.clone()]);
    }
    let person = organisation.contact_person.as_ref();
    row("contact-person", person.and_then(|person| person.words.clone()).into_iter().collect());
    row("officer", view.officer.words.iter().cloned().collect());
    row("representatives", view.representatives.words.iter().cloned().collect());
    for authority in &view.authorities {
        row("authority", vec![authority.name.clone()]);
    }
    row("changed", view.changed.iter().map(|day| day.words.clone()).collect());
    let column = |key: &str, width| Column { title: language.say(key, &[]), width };
    Filled {
        table: Table::Organisation,
        title: language.say("record.organisation.sheet", &[]),
        columns: vec![
            column("record.organisation.what", 32),
            column("record.organisation.answer", 80),
        ],
        rows,
    }
}
