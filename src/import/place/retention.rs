//! How long data are kept: `5 Jahre nach Vertragsende`, `max. 30 dage`, `durée du contrat + 5 ans`, `P30D`.

use indexmap::{IndexMap, IndexSet};
use toml::{Table, Value};

use crate::{
    import::{
        draft::{id_of, list, relation},
        found::{Cell, Says},
        lexicon::Lexicon,
        place::{
            Home, Placer,
            items::{brackets, items, remark, split},
        },
    },
    view::layouts::Fact,
};

/// A longer phrase is no event's name, in characters.
const LONGEST_EVENT: usize = 80;

/// A period as it is read.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Period {
    /// In the register's grammar.
    term: String,
    /// The event in it, if ropa does not know it: its id and its name.
    event: Option<(String, String)>,
}

impl Placer<'_> {
    /// The periods of one row; of several rows each holds for the data of its own.
    pub(super) fn retention(&mut self, home: Home<'_>, row: &[(Says, Cell)], is_one: bool) {
        let of_row = || -> Vec<&Cell> {
            let data = row.iter().filter(|(says, _)| *says == Says::Fact(Fact::PersonalData));
            data.map(|(_, cell)| cell).collect()
        };
        let kept = row.iter().filter(|(says, _)| *says == Says::Fact(Fact::Retention));
        for (_, cell) in kept {
            let mut data: Vec<String> = Vec::new();
            if !is_one {
                for cell in of_row() {
                    for item in items(&cell.text) {
                        data.extend(self.members("personal-data", &item, cell));
                    }
                }
            }
            self.periods(home, cell, &data);
        }
    }

    fn periods(&mut self, home: Home<'_>, cell: &Cell, data: &[String]) {
        if let Some(open) = self.open(&cell.text) {
            self.say(home, "retention", open, cell.leaf);
            return;
        }
        let mut uses =
            match self.draft.get(home.kind, home.id).and_then(|entry| entry.get("retention")) {
                Some(Value::Table(uses)) => uses
                    .iter()
                    .map(|(id, facts)| (id.clone(), facts.as_table().cloned().unwrap_or_default()))
                    .collect(),
                Some(Value::String(term)) => [(
                    "first".to_owned(),
                    [("keep".to_owned(), term.as_str().into())].into_iter().collect(),
                )]
                .into(),
                _ => IndexMap::new(),
            };
        let mut is_whole = true;
        let parts = split(&cell.text, &['\n', ';']);
        for part in &parts {
            let mut facts = Table::new();
            let (part, only) = self.only(home, part);
            let (mut words, mut about) = (part, None);
            // A length for machines, and the same in words: `P5Y: 5 years after the end of the contract`.
            if let (before, Some(after)) = remark(part)
                && iso(before).is_some_and(|(_, rest)| rest.is_empty())
            {
                let is_read = period(after, self.lexicon, &self.language).is_some();
                is_whole &= is_read;
                words = if is_read { after } else { before };
            }
            if period(words, self.lexicon, &self.language).is_none()
                && let (before, Some(after)) = remark(part)
                && let Some(id) = self.datum(home, before)
            {
                about = Some(id);
                words = after;
            }
            // What stands in brackets or behind a dash is said besides.
            let dashed =
                words.split_once(" – ").map_or((words, None), |(bare, told)| (bare, Some(told)));
            let mut ways = [(words, None), brackets(words), dashed].into_iter();
            let read = ways.find_map(|(bare, besides)| {
                period(bare, self.lexicon, &self.language).map(|period| (period, besides))
            });
            let Some((period, inner)) = read else {
                is_whole = false;
                continue;
            };
            if let Some((id, name)) = &period.event
                && !self.known.declares("event", id)
            {
                self.draft.say("event", id, "name", name.as_str());
            }
            facts.insert("keep".to_owned(), period.term.as_str().into());
            if let Some(inner) = inner {
                facts.insert("internal".to_owned(), inner.into());
            }
            let told = only;
            let only = about.clone().map_or(data.to_vec(), |id| vec![id]);
            let is_all = self.before(home, "personal-data").keys().all(|id| only.contains(id));
            if !only.is_empty() && !is_all {
                let only: Table = [("personal-data".to_owned(), list(only))].into_iter().collect();
                facts.insert("only".to_owned(), Value::Table(only));
            }
            if let Some(told) = told {
                facts.insert("only".to_owned(), told);
            }
            if merged(&mut uses, &facts) {
                continue;
            }
            let event =
                period.term.split_once(" after ").or_else(|| period.term.split_once("until "));
            let name = match (&about, data, event) {
                (Some(id), ..) | (None, [id], _) => id.clone(),
                (None, _, Some((_, event))) => event.to_owned(),
                _ => "period".to_owned(),
            };
            let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
            let mut names = std::iter::once(name.clone()).chain(numbered);
            let is_free =
                |name: &String| !uses.contains_key(name) && !self.known.declares("retention", name);
            let name = names.find(is_free).expect("there are more numbers than periods");
            uses.insert(name, facts);
        }
        if !uses.is_empty() {
            self.report.place(cell.leaf, home.path("retention"));
            // What holds for all of a purpose's data need not say so.
            let all = self.before(home, "personal-data").len();
            for facts in uses.values_mut() {
                if about_data(facts).is_some_and(|data| data.len() == all) {
                    facts.remove("only");
                }
            }
            let value = match &*uses.values().collect::<Vec<_>>() {
                [facts] if facts.len() == 1 => facts["keep"].clone(),
                _ => relation(uses),
            };
            self.draft.entry(home.kind, home.id).insert("retention".to_owned(), value);
        }
        if !is_whole {
            self.keep(home, cell.leaf);
        }
    }

    /// The datum of a purpose that a text names.
    pub(super) fn datum(&self, home: Home<'_>, text: &str) -> Option<String> {
        let uses = self.before(home, "personal-data");
        let known = self.lexicon.find("personal-data", text, &self.language).map(str::to_owned);
        let known = known.or_else(|| Some(id_of(text)));
        known.filter(|id| uses.contains_key(id))
    }
}

/// The data to which alone a period is narrowed.
fn about_data(facts: &Table) -> Option<Vec<String>> {
    let only = facts.get("only")?.get("personal-data")?;
    Some(match only {
        Value::Array(several) => {
            several.iter().filter_map(Value::as_str).map(str::to_owned).collect()
        }
        one => one.as_str().map(str::to_owned).into_iter().collect(),
    })
}

/// Adds the data of a period to one that is the same in everything else; `false` if there is none.
fn merged(uses: &mut IndexMap<String, Table>, facts: &Table) -> bool {
    let rest = |facts: &Table| {
        let mut rest = facts.clone();
        rest.remove("only");
        rest
    };
    let Some(before) = uses.values_mut().find(|before| rest(before) == rest(facts)) else {
        return false;
    };
    match (about_data(before), about_data(facts)) {
        (Some(mut data), Some(more)) => {
            data.extend(more);
            let data: IndexSet<String> = data.into_iter().collect();
            let only = [("personal-data".to_owned(), list(data.into_iter().collect()))];
            before.insert("only".to_owned(), Value::Table(only.into_iter().collect()));
        }
        // What holds for all holds for some.
        (None, _) => {}
        (Some(_), None) => {
            before.remove("only");
        }
    }
    true
}

/// Reads a period; `None` if anything of it is not understood.
fn period(text: &str, lexicon: &Lexicon, language: &str) -> Option<Period> {
    let text = text.trim().trim_end_matches(['.', ',']);
    if lexicon.find("word", text, language) == Some("indefinite") {
        return Some(Period { term: "indefinite".to_owned(), event: None });
    }
    let until = lexicon.after("until", text, language);
    // "until two years after", "tot maximaal 2 jaar": a length, and no event yet.
    let is_length = |phrase: &&str| {
        let within = lexicon.after("at-most", phrase, language).unwrap_or(phrase);
        length(within, lexicon, language).is_some()
    };
    let until_length = until.filter(is_length);
    if let Some(phrase) = until.filter(|_| until_length.is_none()) {
        let (event, new) = event(phrase, lexicon, language)?;
        return Some(Period { term: format!("until {event}"), event: new });
    }
    let text = until_length.unwrap_or(text);
    // "the length of the contract + 5 years"
    if let Some((before, after)) = text.split_once('+')
        && let Some((length, "")) = length(after.trim(), lexicon, language)
        && let Some(id) = lexicon.find("event", before.trim(), language)
    {
        return Some(Period { term: format!("{length} after {id}"), event: None });
    }
    let bounds = [("at-most", "at most "), ("at-least", "at least ")];
    let bound = bounds.iter().find_map(|(small, bound)| {
        let rest = lexicon.after(small, text, language)?;
        length(rest, lexicon, language).map(|_| (*bound, rest))
    });
    let bound = bound.or_else(|| {
        let rest = text.strip_prefix('≤').or_else(|| text.strip_prefix("<="))?;
        Some(("at most ", rest.trim_start()))
    });
    let (bound, text) = bound.unwrap_or(("", text));
    let (length, rest) = length(text, lexicon, language)?;
    if rest.is_empty() {
        let bound = if until_length.is_some() { "at most " } else { bound };
        return Some(Period { term: format!("{bound}{length}"), event: None });
    }
    let phrase = lexicon.after("after", rest, language)?;
    let (event, new) = event(phrase, lexicon, language)?;
    Some(Period { term: format!("{bound}{length} after {event}"), event: new })
}

/// A number and a unit at the beginning of a text, or two numbers, and what follows.
fn length<'t>(text: &'t str, lexicon: &Lexicon, language: &str) -> Option<(String, &'t str)> {
    if let Some(length) = iso(text) {
        return Some(length);
    }
    let (first, rest) = number(text, lexicon, language)?;
    if let Some((unit, rest)) = unit(rest, lexicon, language) {
        return Some((format!("{first} {}", plural(unit, first)), rest));
    }
    let rest = lexicon.after("to", rest, language).or_else(|| rest.strip_prefix(['-', '–']))?;
    let (second, rest) = number(rest.trim_start(), lexicon, language)?;
    let (unit, rest) = unit(rest, lexicon, language)?;
    (second > first).then(|| (format!("{first} to {second} {}", plural(unit, second)), rest))
}

/// ISO 8601: `P30D`.
fn iso(text: &str) -> Option<(String, &str)> {
    let rest = text.strip_prefix('P')?;
    let (is_time, rest) = rest.strip_prefix('T').map_or((false, rest), |rest| (true, rest));
    let end = rest.find(|char: char| !char.is_ascii_digit()).filter(|end| *end > 0)?;
    let amount: u32 = rest[..end].parse().ok().filter(|amount| *amount > 0)?;
    let unit = match (rest[end..].chars().next()?, is_time) {
        ('Y', false) => "year",
        ('M', false) => "month",
        ('W', false) => "week",
        ('D', false) => "day",
        ('H', true) => "hour",
        ('M', true) => "minute",
        _ => return None,
    };
    let rest = &rest[end + 1..];
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    Some((format!("{amount} {}", plural(unit, amount)), rest.trim_start_matches([':', ' '])))
}

fn plural(unit: &str, amount: u32) -> String {
    if amount == 1 { unit.to_owned() } else { format!("{unit}s") }
}

fn number<'t>(text: &'t str, lexicon: &Lexicon, language: &str) -> Option<(u32, &'t str)> {
    let text = text.trim_start();
    let digits = text.find(|char: char| !char.is_ascii_digit()).unwrap_or(text.len());
    if digits > 0 {
        let amount = text[..digits].parse().ok().filter(|amount| *amount > 0)?;
        let rest = text[digits..].trim_start();
        // "2.5 years" and "1,000 days" are not whole numbers to be cut in two.
        let is_cut = rest.starts_with(['.', ',']);
        return (!is_cut).then_some((amount, rest));
    }
    let end = text.find(char::is_whitespace)?;
    let amount = lexicon.find("number", &text[..end], language)?.parse().ok()?;
    // A number may be written out and said again: "thirty (30) days".
    let rest = text[end..].trim_start();
    let again = rest.strip_prefix(&format!("({amount})"));
    Some((amount, again.unwrap_or(rest).trim_start()))
}

fn unit<'l, 't>(text: &'t str, lexicon: &'l Lexicon, language: &str) -> Option<(&'l str, &'t str)> {
    let text = text.trim_start();
    let end = text.find(|char: char| !char.is_alphabetic() && char != '.').unwrap_or(text.len());
    let unit = lexicon.find("unit", &text[..end], language)?;
    Some((unit, text[end..].trim_start()))
}

/// The event of a phrase, by its name; or one of its own.
fn event(
    phrase: &str,
    lexicon: &Lexicon,
    language: &str,
) -> Option<(String, Option<(String, String)>)> {
    let phrase = phrase.trim().trim_start_matches(['-', ' ']);
    let bare = phrase.split_once(' ').map_or(phrase, |(_, rest)| rest);
    let known =
        lexicon.find("event", phrase, language).or_else(|| lexicon.find("event", bare, language));
    if let Some(id) = known {
        return Some((id.to_owned(), None));
    }
    let is_phrase = phrase.chars().count() <= LONGEST_EVENT
        && !phrase.contains([';', ':', '\n'])
        && phrase.chars().any(char::is_alphabetic)
        && !phrase.contains(|char: char| char.is_ascii_digit());
    let id = id_of(phrase);
    (is_phrase && !id.is_empty()).then(|| (id.clone(), Some((id, phrase.to_owned()))))
}

/// Whether a text is a period.
pub(super) fn is_period(text: &str, lexicon: &Lexicon) -> bool {
    period(text, lexicon, "").is_some_and(|period| !period.term.starts_with("until"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn periods_are_read_in_the_languages_of_their_authors() {
        for (text, term) in [
            ("5 år efter regnskabsårets udløb", Some("5 years after financial-year-end")),
            ("5 Jahre nach Vertragsende", Some("5 years after contract-end")),
            ("durée de la relation contractuelle + 5 ans", Some("5 years after contract-end")),
            ("max. 30 days", Some("at most 30 days")),
            ("≤24 hours", Some("at most 24 hours")),
            ("mindestens 6 Monate", Some("at least 6 months")),
            ("6 bis 10 Jahre", Some("6 to 10 years")),
            ("30 minutes to 7 days", None),
            ("P30D", Some("30 days")),
            ("P30D after unsubscribing", Some("30 days after unsubscribed")),
            ("bis zum Widerruf der Einwilligung", Some("until consent-withdrawn")),
            ("indtil samtykket trækkes tilbage", Some("until consent-withdrawn")),
            ("trois ans après le dernier contact", Some("3 years after last-contact")),
            ("thirty (30) days", Some("30 days")),
            ("tot maximaal 2 jaar", Some("at most 2 years")),
            ("fino a un massimo di 2 anni", Some("at most 2 years")),
            ("until 2 years after the last contact", Some("2 years after last-contact")),
            ("jusqu’à 3 ans après le dernier contact", Some("3 years after last-contact")),
            ("onbepaald", Some("indefinite")),
            ("2.5 years", None),
            ("1,000 days", None),
            ("about a year", None),
            ("as required by law", None),
            ("0 days", None),
            ("99999999999999999999 years", None),
        ] {
            let read = period(text, Lexicon::get(), "");
            assert_eq!(read.as_ref().map(|period| &*period.term), term, "{text}");
        }
    }
}
