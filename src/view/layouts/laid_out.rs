//! A layout filled with what a View says.

use indexmap::IndexSet;

use crate::{
    language::Language,
    register::shape::Several,
    view::{
        View,
        layout::{Answer, Layout as LaidOut, Question, Sheet},
        layouts::{Column, Form, Kind, Layout, facts::Row},
    },
};

/// How wide a column is in a table unless the layout says so, in characters.
const WIDTH: u32 = 36;

/// How a View is laid out.
struct Desk<'v> {
    view: &'v View,
    language: &'v Language,
    kind: Kind,
}

impl Layout {
    /// The record of a View in this layout, if it has one for it.
    pub fn lay_out(
        &self,
        id: &str,
        kind: Kind,
        view: &View,
        language: &Language,
    ) -> Option<LaidOut> {
        let form = self.form(kind)?;
        let desk = Desk { view, language, kind };
        let authority = self.authority.get().map_or(id, |authority| authority).to_owned();
        let title = language.say(&format!("{}.title", kind.document()), &[]);
        let short = self.short_name.get().map_or(&*authority, |short| short);
        let gaps = [("title", title.as_str()), ("authority", short)];
        let unfillable = form.head().chain(form.columns()).filter(|column| column.fact.is_silent());
        Some(LaidOut {
            id: id.to_owned(),
            title: language.say("layout.title", &gaps),
            origin: origin(form, &authority, language),
            authority,
            language: self.language.get().map_or(language.code(), |code| code).to_owned(),
            verified: form.verified.get() == Some(&true),
            head: desk.head(form),
            columns: form.columns().map(|column| desk.question(column, false)).collect(),
            sheets: desk.sheets(form),
            unfillable: unfillable.filter_map(|one| Some(one.heading.get()?.to_string())).collect(),
        })
    }
}

/// Whose headings these are, and how sure that is.
fn origin(form: &Form, authority: &str, language: &Language) -> String {
    if form.verified.get() != Some(&true) {
        return language.say("layout.unverified", &[("authority", authority)]);
    }
    let source = form.source.get().map_or("", |source| source);
    let date = form.as_of.get().map(|day| language.date(*day)).unwrap_or_default();
    language
        .say("layout.verified", &[("authority", authority), ("source", source), ("date", &date)])
}

impl Desk<'_> {
    fn question(&self, column: &Column, is_head: bool) -> Question {
        let own =
            || column.facts().next().map(|fact| fact.heading(self.kind, is_head, self.language));
        let heading =
            column.heading.get().map(ToString::to_string).or_else(own).unwrap_or_default();
        let label = if heading.ends_with(['?', '.', ':']) {
            heading.clone()
        } else {
            self.language.say("label.colon", &[("label", &heading)])
        };
        Question {
            heading,
            label,
            fillable: !column.fact.is_silent(),
            divides: column.divides.get() == Some(&true),
            width: column.width.get().and_then(|width| u32::try_from(*width).ok()).unwrap_or(WIDTH),
        }
    }

    fn answer(&self, column: &Column, row: Row<'_>) -> Answer {
        let question = self.question(column, matches!(row, Row::Organisation));
        let lines = column.facts().flat_map(|fact| fact.lines(row, self.view, self.language));
        // A name may be all that there is of a purpose: it is said once.
        let lines: Vec<_> = lines.collect::<IndexSet<_>>().into_iter().collect();
        let Question { heading, label, .. } = question;
        Answer { heading, label, listed: lines.len() > 1, lines }
    }

    /// What an authority asks stays, though nothing answers it; ropa's own headings need an answer.
    fn head(&self, form: &Form) -> Vec<Answer> {
        let columns = form.head.get().into_iter().flat_map(Several::iter);
        let answers = columns.map(|column| (column, self.answer(column, Row::Organisation)));
        let kept = answers
            .filter(|(column, answer)| !column.heading.is_silent() || !answer.lines.is_empty());
        kept.map(|(_, answer)| answer).collect()
    }

    fn sheets(&self, form: &Form) -> Vec<Sheet> {
        let sheet = |entry: &str, name: &str, row: Row<'_>| Sheet {
            entry: entry.to_owned(),
            name: name.to_owned(),
            answers: form.columns().map(|column| self.answer(column, row)).collect(),
        };
        match self.kind {
            Kind::Record => {
                let purposes = self.view.purposes().enumerate();
                let sheets = purposes.map(|(at, purpose)| {
                    sheet(&purpose.entry, &purpose.name, Row::Purpose(purpose, at))
                });
                sheets.collect()
            }
            Kind::ProcessorRecord => {
                let services = self.view.services.iter().enumerate();
                let sheets = services.map(|(at, service)| {
                    sheet(&service.entry, &service.name, Row::Service(service, at))
                });
                sheets.collect()
            }
        }
    }
}
