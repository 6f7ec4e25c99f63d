//! Where the headings of a table are, and what stands below or beside each: a row an activity, or a sheet of facts of one.

mod loose;

use std::collections::BTreeMap;

use crate::{
    import::{
        found::{Activity, Cell, Found, Says},
        headings::loose::{organisation, processor},
        lexicon::{HEADING, Lexicon, normal},
        report::{Leaf, Report},
        table::{Row, Sheet},
    },
    view::layouts::{Fact, Layout},
};

/// How far down a table its headings may begin.
const DEEPEST: usize = 40;

/// A layout by which a table is read, with its name.
pub(super) type Known<'l> = (&'l str, &'l Layout);

/// What the headings of a source mean.
pub(super) struct Headings<'l> {
    lexicon: &'static Lexicon,
    /// What somebody wrote down for this source: it wins.
    mapping: BTreeMap<String, Vec<Fact>>,
    layouts: &'l [Known<'l>],
}

/// Which way a table is read.
enum Reading {
    /// A row an activity, below the headings of this row; two rows of them, if the second divides the first.
    Rows { head: usize, deep: usize },
    /// A fact a row, its heading in this column; each further column an activity.
    Facts { column: usize },
    /// Not at all.
    None,
}

impl<'l> Headings<'l> {
    pub(super) fn new(mapping: Option<&Layout>, layouts: &'l [Known<'l>]) -> Self {
        let mut meant = BTreeMap::new();
        for form in mapping.into_iter().flat_map(Layout::forms) {
            for column in form.head().chain(form.columns()) {
                for heading in column.wordings() {
                    meant.insert(normal(heading), column.facts().collect());
                }
            }
        }
        Self { lexicon: Lexicon::get(), mapping: meant, layouts }
    }

    /// What stands below a heading. Its number, its citation and what stands in brackets don't matter.
    pub(super) fn meaning(&self, heading: &str) -> Option<Says> {
        for wording in wordings(heading) {
            if let Some(facts) = self.mapping.get(&normal(&wording)) {
                return Some(facts.first().map_or(Says::Note, |fact| Says::Fact(*fact)));
            }
        }
        wordings(heading).iter().find_map(|wording| {
            Some(match self.lexicon.find(HEADING, wording, "")? {
                "notes" => Says::Note,
                "status" => Says::Status,
                word => Says::Fact(Fact::from_word(word)?),
            })
        })
    }

    /// Whether a heading says of its table only that it holds fields and values.
    fn is_frame(&self, heading: &str) -> bool {
        wordings(heading).iter().any(|wording| {
            matches!(self.lexicon.find(HEADING, wording, ""), Some("field" | "value"))
        })
    }

    /// The headings of a table, and the cells below or beside each.
    pub(super) fn columns<'s>(&self, sheet: &'s Sheet) -> Vec<(String, Vec<&'s str>)> {
        match self.reading(sheet) {
            Reading::Facts { column } => {
                let rows = sheet.rows.iter().filter_map(|row| Some((row, row.cell(column)?)));
                rows.map(|(row, heading)| {
                    let cells = row.cells.iter().filter(|(at, _)| *at > column);
                    (heading.to_owned(), cells.map(|(_, text)| &**text).collect())
                })
                .collect()
            }
            reading => {
                // A table whose headings nobody knows has them in its first full row.
                let widest = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or_default();
                let first = sheet
                    .rows
                    .iter()
                    .position(|row| row.cells.len() * 2 > widest)
                    .unwrap_or_default();
                let head = if let Reading::Rows { head, deep } = reading {
                    head + deep - 1
                } else {
                    first
                };
                let Some(row) = sheet.rows.get(head).filter(|row| row.cells.len() > 1) else {
                    return Vec::new();
                };
                let below = &sheet.rows[head + 1..];
                let column = |(at, heading): &(usize, String)| {
                    (heading.clone(), below.iter().filter_map(|row| row.cell(*at)).collect())
                };
                row.cells.iter().map(column).collect()
            }
        }
    }

    /// Reads every sheet.
    pub(super) fn read(&self, sheets: &[Sheet], report: &mut Report) -> Found {
        let mut found = Found::default();
        let mut languages: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut met: Vec<String> = Vec::new();
        let mut titles: BTreeMap<&str, Leaf> = BTreeMap::new();
        for sheet in sheets {
            let reading = self.reading(sheet);
            let is_read = !matches!(reading, Reading::None);
            if let Some(leaf) =
                sheet.title.as_deref().and_then(|title| titles.get(title)).filter(|_| is_read)
            {
                report.place(*leaf, "what stands below it");
            }
            match reading {
                Reading::Rows { head, deep } => {
                    self.rows(sheet, head, deep, &mut found, report, &mut met);
                }
                Reading::Facts { column } => {
                    self.facts(sheet, column, &mut found, report, &mut met);
                }
                Reading::None => {
                    let mut groups = Vec::new();
                    for row in &sheet.rows {
                        let leaf = self.loose(sheet, row, &mut groups, &mut found, report);
                        if let (Some(leaf), Some(title)) = (leaf, row.cell(0)) {
                            titles.insert(title, leaf);
                        }
                    }
                }
            }
        }
        for heading in &met {
            for wording in wordings(heading) {
                for language in self.lexicon.languages(HEADING, &wording) {
                    *languages.entry(language).or_default() += 1;
                }
            }
        }
        let most = languages.iter().max_by_key(|(code, count)| (**count, **code == "en"));
        found.language = most.map(|(code, _)| (*code).to_owned());
        found.recognised = self.recognise(&met);
        found
    }

    /// The layouts of which most headings were met.
    fn recognise(&self, met: &[String]) -> Vec<String> {
        let count = met.len();
        let met: Vec<String> =
            met.iter().flat_map(|heading| wordings(heading)).map(|one| normal(&one)).collect();
        let mut known: Vec<(usize, &str)> = Vec::new();
        for (name, layout) in self.layouts {
            for form in layout.forms() {
                let (mut hits, mut all) = (0, 0);
                for column in form.columns() {
                    if column.heading.is_silent() {
                        continue;
                    }
                    let mut wordings = column.wordings().map(normal);
                    all += 1;
                    hits += usize::from(wordings.any(|wording| met.contains(&wording)));
                }
                // Most of its headings, or most of those that were met.
                if hits >= 4 && (hits * 3 >= all * 2 || hits * 3 >= count * 2) {
                    known.push((hits, name));
                }
            }
        }
        known.sort_by_key(|(hits, name)| (std::cmp::Reverse(*hits), *name));
        known.into_iter().take(1).map(|(_, name)| name.to_owned()).collect()
    }

    /// How many different facts these texts ask for.
    fn hits<'t>(&self, texts: impl Iterator<Item = &'t str>) -> usize {
        let mut facts: Vec<Says> = Vec::new();
        for text in texts {
            if let Some(says) = self.meaning(text)
                && !facts.contains(&says)
            {
                facts.push(says);
            }
        }
        facts.len()
    }

    /// A heading of the second row, with the one that stands over it where neither says enough alone.
    fn under(&self, above: Option<&str>, text: &str) -> String {
        match above.filter(|_| self.meaning(text).is_none()) {
            Some(above) => format!("{above} {text}"),
            None => text.to_owned(),
        }
    }

    fn reading(&self, sheet: &Sheet) -> Reading {
        let of_row = |row: &Row| self.hits(row.cells.iter().map(|(_, text)| &**text));
        let rows = sheet.rows.iter().take(DEEPEST).map(of_row).enumerate();
        let (head, across) =
            rows.max_by_key(|(at, hits)| (*hits, std::cmp::Reverse(*at))).unwrap_or_default();
        let columns = (0..3).map(|column| {
            // A heading asks for something beside it.
            let has_more = |row: &&Row| row.cells.iter().any(|(at, _)| *at > column);
            let headings = sheet.rows.iter().filter(has_more).filter_map(|row| row.cell(column));
            (column, self.hits(headings))
        });
        let (column, down) =
            columns.max_by_key(|(at, hits)| (*hits, std::cmp::Reverse(*at))).unwrap_or_default();
        if down >= 2 && down >= across {
            return Reading::Facts { column };
        }
        if across < 3 {
            return Reading::None;
        }
        // A second row of headings divides those of the first: above what it asks for, they have none of their own.
        let first = &sheet.rows[head];
        let second = sheet.rows.get(head + 1).map_or(0, |row| {
            let is_divided = |(column, _): &&(usize, String)| {
                let own = first.cell(*column);
                let before = column.checked_sub(1).and_then(|before| first.cell(before));
                own.is_none() || own == before || own == first.cell(column + 1)
            };
            let divided = row.cells.iter().filter(is_divided);
            let headings: Vec<String> =
                divided.map(|(column, text)| self.under(first.cell(*column), text)).collect();
            self.hits(headings.iter().map(|heading| &**heading))
        });
        Reading::Rows { head, deep: if second >= 2 { 2 } else { 1 } }
    }

    fn rows(
        &self,
        sheet: &Sheet,
        head: usize,
        deep: usize,
        found: &mut Found,
        report: &mut Report,
        met: &mut Vec<String>,
    ) {
        let mut groups = Vec::new();
        for row in &sheet.rows[..head] {
            self.loose(sheet, row, &mut groups, found, report);
        }
        let mut columns: BTreeMap<usize, (String, Says)> = BTreeMap::new();
        for row in &sheet.rows[head..head + deep] {
            for (column, text) in &row.cells {
                let before = columns.get(column);
                let heading = self.under(before.map(|(before, _)| &**before), text);
                let says = self.meaning(&heading);
                met.push(heading.clone());
                if says.is_some() || before.is_none() {
                    columns.insert(*column, (heading, says.unwrap_or(Says::Other)));
                }
            }
            for (column, text) in row.written() {
                let leaf = report.add(sheet.place(row, *column), "", text.clone());
                report.place(leaf, "a heading");
            }
        }
        let asks = |fact: Fact| columns.values().any(|(_, says)| *says == Says::Fact(fact));
        let names: Vec<Says> = [Fact::Name, Fact::Purpose]
            .into_iter()
            .filter(|fact| asks(*fact))
            .map(Says::Fact)
            .collect();
        let mut last: Option<Vec<String>> = None;
        for row in &sheet.rows[head + deep..] {
            let mut cells = Vec::new();
            for (column, text) in &row.cells {
                let unnamed = (String::new(), Says::Other);
                let (heading, says) = columns.get(column).unwrap_or(&unnamed);
                let leaf = report.add(sheet.place(row, *column), heading.clone(), text.clone());
                cells.push((*says, Cell { leaf, text: text.clone() }));
            }
            let called: Vec<String> = names
                .iter()
                .map(|name| {
                    cells
                        .iter()
                        .find(|(says, _)| says == name)
                        .map_or(String::new(), |(_, cell)| cell.text.clone())
                })
                .collect();
            let is_unnamed = called.iter().all(String::is_empty);
            // A row without a name goes on with the one above; so does one with the same.
            let goes_on = last.as_ref().is_some_and(|last| is_unnamed || *last == called);
            match found.activities.last_mut().filter(|_| goes_on) {
                Some(activity) => activity.rows.push(cells),
                None => {
                    found.activities.push(Activity { rows: vec![cells], ..Activity::default() });
                }
            }
            if !is_unnamed {
                last = Some(called);
            } else if last.is_none() {
                last = Some(Vec::new());
            }
        }
    }

    fn facts(
        &self,
        sheet: &Sheet,
        column: usize,
        found: &mut Found,
        report: &mut Report,
        met: &mut Vec<String>,
    ) {
        let mut activities: BTreeMap<usize, Activity> = BTreeMap::new();
        for (at, row) in sheet.rows.iter().enumerate() {
            let Some(heading) = row.cell(column) else {
                self.loose(sheet, row, &mut Vec::new(), found, report);
                continue;
            };
            let says = self.meaning(heading);
            // `Field | Value`, or `Field | Newsletter`: then that is the activity's name.
            let is_frame =
                at == 0 && says.is_none() && row.cells.iter().any(|(_, text)| self.is_frame(text));
            met.push(heading.to_owned());
            // What stands before the headings belongs to none.
            for (at, text) in row.cells.iter().filter(|(at, _)| *at < column) {
                report.add(sheet.place(row, *at), "", text.clone());
            }
            let leaf = report.add(sheet.place(row, column), "", heading);
            report.place(leaf, "a heading");
            for (at, text) in row.written().filter(|(at, _)| *at > column) {
                let leaf = report.add(sheet.place(row, *at), heading, text.clone());
                let activity = activities.entry(*at).or_default();
                if is_frame {
                    report.place(leaf, "a heading");
                    if !self.is_frame(text) {
                        activity.title = Some(text.clone());
                    }
                    continue;
                }
                if activity.rows.is_empty() {
                    activity.rows.push(Vec::new());
                }
                activity.rows[0]
                    .push((says.unwrap_or(Says::Other), Cell { leaf, text: text.clone() }));
            }
        }
        for mut activity in activities.into_values() {
            let is_of_activity = |(says, _): &(Says, Cell)| matches!(says, Says::Fact(fact) if !fact.is_of_organisation() && *fact != Fact::Name);
            if !activity.rows.iter().flatten().any(is_of_activity) {
                organisation(activity, found);
                continue;
            }
            if let Some(party) = processor(&activity) {
                found.parties.push(party);
                continue;
            }
            if activity.title.is_none() {
                activity.title = sheet.title.as_deref().map(unnumbered).map(str::to_owned);
            }
            found.activities.push(activity);
        }
    }
}

/// A heading as it is, without what stands in brackets, and without its number or citation in front.
fn wordings(heading: &str) -> Vec<String> {
    let heading = heading.trim().trim_end_matches(['*', '?', ':']);
    let mut wordings = vec![heading.to_owned(), unnumbered(heading).to_owned()];
    if let Some((before, _)) = heading.split_once('(') {
        wordings.push(unnumbered(before).trim().to_owned());
    }
    if let Some(first) = heading.lines().next() {
        wordings.push(unnumbered(first).to_owned());
    }
    for part in [", (", ", Art", " / ", " – ", " - "] {
        if let Some((before, _)) = heading.split_once(part) {
            wordings.push(unnumbered(before).trim().to_owned());
        }
    }
    wordings.retain(|wording| !wording.is_empty());
    wordings.dedup();
    wordings
}

/// Without `2.1`, `3.`, `(b)`, `b)` in front.
pub(super) fn unnumbered(text: &str) -> &str {
    let text = text.trim();
    let rest = text.trim_start_matches(|char: char| char.is_ascii_digit() || ".()".contains(char));
    let rest = match rest.split_once(')') {
        Some((letter, rest))
            if letter.chars().count() == 1
                && text.starts_with(['(', letter.chars().next().unwrap_or('(')]) =>
        {
            rest
        }
        _ => rest,
    };
    if rest.trim().is_empty() { text } else { rest.trim() }
}
