//! The tables that are no record: recipients, transfers, periods, measures and editions, a row each. They say what the View
//! says, so what only insiders may read is not in those of a public edition.

use crate::{
    language::Language,
    view::{
        View,
        tables::{Column, Filled, Row, Table},
        words::Said,
    },
};

/// The columns of a table by their keys, each with its width in characters, and its rows.
type List = (&'static [(&'static str, u16)], Vec<Row>);

impl Table {
    /// One of these tables: its name in the languages, and what is in it.
    pub(super) fn list(self, name: &str, view: &View, language: &Language) -> Filled {
        let (columns, rows) = match self {
            Table::Recipients => recipients(view, language),
            Table::Transfers => transfers(view),
            Table::Retention => retention(view),
            Table::Measures => measures(view),
            Table::Interests => interests(view),
            Table::Screening => screening(view, language),
            Table::Coverage => coverage(view),
            _ => versions(view),
        };
        // A column that no row fills would only ask why.
        let is_filled = |at: usize| at == 0 || rows.iter().any(|row| !row.cells[at].is_empty());
        let kept: Vec<usize> = (0..columns.len()).filter(|at| is_filled(*at)).collect();
        let rows = rows.into_iter().map(|Row { entry, mut cells }| Row {
            entry,
            cells: kept.iter().map(|at| std::mem::take(&mut cells[*at])).collect(),
        });
        let columns = kept.iter().map(|at| {
            let (key, width) = columns[*at];
            Column { title: language.say(&format!("{name}.column.{key}"), &[]), width }
        });
        Filled {
            table: self,
            title: language.say(&format!("{name}.sheet"), &[]),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }
}

/// What is said: a line for each thing, else the sentence that there is none or that it is not known.
fn lines<T>(said: &Said<T>, words: impl Fn(&T) -> &String) -> Vec<String> {
    if said.items.is_empty() {
        return some(said.words.as_ref());
    }
    said.items.iter().map(|item| words(item).clone()).collect()
}

fn some(words: Option<&String>) -> Vec<String> {
    words.into_iter().cloned().collect()
}

/// Who gets the data, what for, and where: Art. 13(1)(e), 28(2), 30(1)(d).
fn recipients(view: &View, language: &Language) -> List {
    let or_none = |said: &Said<String>| {
        if said.none { vec![language.say("open.none", &[])] } else { lines(said, |name| name) }
    };
    let row = |recipient: &crate::view::Recipient| {
        let purposes = match &*recipient.purposes {
            [] => vec![language.say("recipients.every-purpose", &[])],
            purposes => purposes.to_vec(),
        };
        let cells = vec![
            vec![recipient.name.clone()],
            some(recipient.role_words.as_ref()),
            some(recipient.category.as_ref()),
            lines(&recipient.countries, |country| country),
            or_none(&recipient.access_from),
            or_none(&recipient.sub_processors),
            purposes,
            some(recipient.only.as_ref().map(|only| &only.words)),
            some(recipient.contract.words.as_ref()),
        ];
        Row { entry: Some(recipient.entry.clone()), cells }
    };
    let columns: &[_] = &[
        ("name", 28),
        ("role", 18),
        ("category", 28),
        ("countries", 18),
        ("access", 18),
        ("sub-processors", 28),
        ("purposes", 32),
        ("only", 28),
        ("contract", 28),
    ];
    (columns, view.recipients.iter().flat_map(|group| &group.recipients).map(row).collect())
}

/// Where data go outside the Union and the EEA, and what protects them there: Art. 13(1)(f), 30(1)(e), 44 to 49.
fn transfers(view: &View) -> List {
    let row = |transfer: &crate::view::Transfer| {
        let instruments = &transfer.instruments;
        let record = instruments.items.iter().filter_map(|one| one.record.clone());
        let cells = vec![
            some(transfer.place.as_ref().or(Some(&transfer.words))),
            transfer.recipients.clone(),
            lines(instruments, |instrument| &instrument.words),
            some(transfer.copy.as_ref()),
            record.collect(),
        ];
        Row { entry: transfer.entry.clone(), cells }
    };
    let columns: &[_] =
        &[("place", 24), ("recipients", 36), ("instruments", 48), ("copy", 32), ("record", 36)];
    (columns, view.transfers.items.iter().map(row).collect())
}

/// How long what is kept: Art. 5(1)(e), 13(2)(a), 30(1)(f).
fn retention(view: &View) -> List {
    let mut rows = Vec::new();
    for purpose in view.purposes() {
        let mut row = |entry: Option<&String>, keep: Vec<String>, practice: Option<&String>| {
            let cells = vec![vec![purpose.name.clone()], keep, some(practice)];
            rows.push(Row { entry: Some(entry.unwrap_or(&purpose.entry).clone()), cells });
        };
        for term in &purpose.retention.items {
            row(term.entry.as_ref(), vec![term.words.clone()], term.practice.as_ref());
        }
        if purpose.retention.items.is_empty() {
            row(None, some(purpose.retention.words.as_ref()), None);
        }
    }
    (&[("purpose", 28), ("keep", 72), ("practice", 44)], rows)
}

/// How the data are protected; for insiders, for which purposes: Art. 30(1)(g), 32.
fn measures(view: &View) -> List {
    let row = |measure: &crate::view::Measure| {
        let takes = |purpose: &&crate::view::Purpose| {
            purpose.measures.items.iter().any(|one| one.entry == measure.entry)
        };
        let purposes = view.purposes().filter(takes).map(|purpose| purpose.name.clone());
        let cells = vec![
            vec![measure.name.clone()],
            some(measure.description.as_ref()),
            some(measure.aim.as_ref()),
            purposes.collect(),
        ];
        Row { entry: Some(measure.entry.clone()), cells }
    };
    let columns: &[_] = &[("name", 44), ("description", 44), ("aim", 32), ("purposes", 44)];
    (columns, view.measures.items.iter().map(row).collect())
}

/// Which legitimate interests there are, and how they were weighed: Art. 6(1)(f), 5(2).
fn interests(view: &View) -> List {
    let mut rows = Vec::new();
    for purpose in view.purposes() {
        for basis in purpose.legal_bases.items.iter().filter(|basis| basis.interest.is_some()) {
            let cells = vec![
                vec![purpose.name.clone()],
                some(basis.interest.as_ref()),
                some(basis.only.as_ref().map(|only| &only.words)),
                some(basis.assessment.as_ref()),
            ];
            rows.push(Row { entry: Some(purpose.entry.clone()), cells });
        }
    }
    (&[("purpose", 28), ("interest", 48), ("only", 36), ("assessment", 44)], rows)
}

/// Which criteria of high risk each purpose meets, and what was assessed: Art. 35, WP248 rev.01.
fn screening(view: &View, language: &Language) -> List {
    let row = |purpose: &crate::view::Purpose| {
        let met = purpose.screening.iter().filter(|one| one.met);
        let words = met.clone().map(|one| match &one.by {
            Some(by) => language.say("join.with", &[("words", &one.name), ("more", by)]),
            None => one.name.clone(),
        });
        let unseen = purpose.screening.iter().filter(|one| one.unseen);
        let cells = vec![
            vec![purpose.name.clone()],
            words.collect(),
            vec![met.count().to_string()],
            unseen.map(|one| one.name.clone()).collect(),
            some(purpose.risk.as_ref()),
            some(purpose.impact_assessment.words.as_ref()),
            some(purpose.next_review.as_ref().map(|day| &day.words)),
        ];
        Row { entry: Some(purpose.entry.clone()), cells }
    };
    let columns: &[_] = &[
        ("purpose", 28),
        ("met", 44),
        ("number", 10),
        ("unseen", 36),
        ("risk", 12),
        ("assessment", 44),
        ("next-review", 20),
    ];
    (columns, view.purposes().map(row).collect())
}

/// How each letter of Art. 13, 14, 15 and 30 stands.
fn coverage(view: &View) -> List {
    let row = |letter: &crate::view::Covered| {
        let cells = vec![
            vec![letter.article.clone()],
            vec![letter.asks.clone()],
            vec![letter.state_words.clone()],
            letter.of.clone(),
        ];
        Row { entry: None, cells }
    };
    let columns: &[_] = &[("article", 24), ("asks", 60), ("state", 16), ("of", 44)];
    (columns, view.coverage.iter().map(row).collect())
}

/// The editions of the policy, the latest first.
fn versions(view: &View) -> List {
    let day = |day: Option<&crate::view::Day>| some(day.map(|day| &day.words));
    let row = |version: &crate::view::Version| {
        let cells = vec![
            vec![version.date.words.clone()],
            some(version.changes.as_ref()),
            day(version.effective.as_ref()),
            day(version.notified_on.as_ref()),
            some(version.notified_how.as_ref()),
        ];
        Row { entry: Some(version.entry.clone()), cells }
    };
    let columns: &[_] =
        &[("date", 20), ("changes", 72), ("effective", 20), ("told-on", 20), ("told-how", 28)];
    (columns, view.versions.iter().map(row).collect())
}
