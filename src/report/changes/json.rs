//! Changes for programs. The shape is a promise: a key may be added, none changes its meaning without a new `version`.

use std::io;

use serde::Serialize;
use serde_json::Value;

use crate::{
    diff::{Change, Duty, Told},
    report::{
        changes::{Changes, cited},
        write_json,
    },
    source::Sources,
};

#[derive(Serialize)]
struct Difference<'a> {
    version: u8,
    old: &'a str,
    new: &'a str,
    changes: Vec<Item<'a>>,
    duties: Vec<Due<'a>>,
}

#[derive(Serialize)]
struct Item<'a> {
    entry: String,
    field: Option<&'a str>,
    kind: &'a str,
    public: bool,
    wording: bool,
    before: Option<&'a Value>,
    after: Option<&'a Value>,
    places: Places<'a>,
    entries: Vec<String>,
}

#[derive(Serialize)]
struct Places<'a> {
    before: Option<Place<'a>>,
    after: Option<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: usize,
    column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Due<'a> {
    duty: &'a str,
    article: String,
    articles: Vec<String>,
    grade: &'a str,
    audience: &'a [String],
    entry: &'a str,
    arises_in: Vec<&'a str>,
    says: &'a str,
}

pub(super) fn write(changes: &Changes<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    let (old, new) = &changes.called;
    let difference = Difference {
        version: 1,
        old,
        new,
        changes: changes.changes.iter().map(|change| item(changes, change)).collect(),
        duties: changes.duties.iter().map(due).collect(),
    };
    write_json(&difference, out)
}

fn item<'a>(changes: &Changes<'a>, change: &'a Change) -> Item<'a> {
    let entries = change.ids.iter().filter(|_| change.ids.len() > 1);
    Item {
        entry: change.entry(),
        field: Some(&*change.field).filter(|field| !field.is_empty()),
        kind: change.what.word(),
        public: change.public,
        wording: change.wording,
        before: change.before.as_ref().map(|told| &told.value),
        after: change.after.as_ref().map(|told| &told.value),
        places: Places {
            before: change.before.as_ref().and_then(|told| place(changes.old.sources, told)),
            after: change.after.as_ref().and_then(|told| place(changes.new.sources, told)),
        },
        entries: entries.map(|id| format!("{}.{id}", change.kind)).collect(),
    }
}

fn place<'a>(sources: &'a Sources, told: &Told) -> Option<Place<'a>> {
    let span = told.span?;
    let at = sources.line_column(span.file, span.start);
    Some(Place { file: &sources.file(span.file).path, line: at.line, column: at.column })
}

fn due(duty: &Duty) -> Due<'_> {
    let articles = cited(duty);
    Due {
        duty: duty.obligation.name,
        article: articles[0].clone(),
        articles,
        grade: duty.obligation.grade.word(),
        audience: &duty.audience,
        entry: &duty.entry,
        arises_in: duty.arises_in.iter().map(crate::register::value::Id::as_str).collect(),
        says: duty.obligation.says,
    }
}
