//! Where data go, and on what that rests: said of the recipient that is there, where the source lets one know which it is.

use toml::{Table, Value};

use crate::{
    import::{
        draft::{list, relation},
        found::{Activity, Cell, Says},
        lexicon::normal,
        place::{Home, Placer, recipients::Uses},
    },
    law,
    view::layouts::Fact,
};

/// The instruments of Art. 45 and 46 by what cites them.
const CITED: &[(&str, &str)] = &[
    ("45", "adequacy"),
    ("46(2)(a)", "public-instrument"),
    ("46(2)(b)", "binding-corporate-rules"),
    ("46(2)(c)", "standard-contractual-clauses"),
    ("46(2)(d)", "authority-clauses"),
    ("46(2)(e)", "code-of-conduct"),
    ("46(2)(f)", "certification"),
    ("47", "binding-corporate-rules"),
];

impl Placer<'_> {
    pub(super) fn transfers(&mut self, home: Home<'_>, activity: &Activity) {
        let of = |wanted: &[Fact]| -> Vec<&Cell> {
            let cells = activity.rows.iter().flatten();
            let cells =
                cells.filter(|(says, _)| matches!(says, Says::Fact(fact) if wanted.contains(fact)));
            cells.map(|(_, cell)| cell).collect()
        };
        let safeguards = of(&[Fact::Safeguards, Fact::ExceptionalSafeguards]);
        let uses = self.before(home, "recipients");
        for cell in of(&[Fact::Transfers]) {
            if self.is_none(&cell.text) {
                continue;
            }
            let (mut there, is_whole) = self.destinations(&cell.text);
            // A safeguard in a column of its own is that of the one country.
            if let [(_, instruments)] = &mut *there {
                for safeguard in &safeguards {
                    instruments.extend(self.instruments(&safeguard.text).0);
                }
                instruments.dedup();
            }
            let is_one = there.len() == 1;
            let is_placed = !there.is_empty() && self.destined(&uses, cell, &there);
            if is_placed && is_one {
                for safeguard in &safeguards {
                    let (found, is_whole) = self.instruments(&safeguard.text);
                    if !found.is_empty() {
                        self.report.place(safeguard.leaf, "recipient: transfers");
                    }
                    if !is_whole {
                        self.keep(home, safeguard.leaf);
                    }
                }
            }
            if !is_placed || !is_whole {
                self.keep(home, cell.leaf);
            }
        }
    }

    /// States countries of the recipient that is meant: the one whose name stands in the text or that is known to be
    /// there, or else the only one.
    fn destined(&mut self, uses: &Uses, cell: &Cell, there: &[(String, Vec<String>)]) -> bool {
        let countries: Vec<String> = there.iter().map(|(country, _)| country.clone()).collect();
        let outside: Vec<&String> = uses
            .keys()
            .filter(|id| {
                let entry = self.draft.get("recipient", id);
                let role = entry.and_then(|entry| entry.get("role")).and_then(Value::as_str);
                entry.is_some() && role != Some("internal")
            })
            .collect();
        let text = normal(&cell.text);
        let says = |id: &&&String, key: &str| {
            self.draft.get("recipient", id).and_then(|entry| entry.get(key)).cloned()
        };
        let is_named = |id: &&&String| {
            let name = says(id, "name").and_then(|name| name.as_str().map(normal));
            name.is_some_and(|name| text.contains(&name))
        };
        let is_there = |id: &&&String| match says(id, "countries") {
            Some(Value::String(one)) => countries.contains(&one),
            Some(Value::Array(several)) => several
                .iter()
                .filter_map(Value::as_str)
                .any(|one| countries.iter().any(|country| country == one)),
            _ => false,
        };
        let mut meant: Vec<String> =
            outside.iter().filter(is_named).map(|id| (*id).clone()).collect();
        if meant.is_empty() {
            meant = outside.iter().filter(is_there).map(|id| (*id).clone()).collect();
        }
        if meant.is_empty()
            && let ([only], [_]) = (&*outside, there)
        {
            meant = vec![(*only).clone()];
        }
        for id in &meant {
            let home = Home { kind: "recipient", id };
            let has_places = self
                .draft
                .get("recipient", id)
                .is_some_and(|entry| entry.contains_key("countries"));
            if !has_places {
                self.say(home, "countries", list(countries.clone()), cell.leaf);
            }
            let outside: Vec<&(String, Vec<String>)> =
                there.iter().filter(|(country, _)| self.is_outside(country)).collect();
            for (country, instruments) in outside {
                let there =
                    relation(instruments.iter().map(|one| (one.clone(), Table::new())).collect());
                if !instruments.is_empty() {
                    self.say(home, &format!("transfers.{country}"), there, cell.leaf);
                }
                self.report.place(cell.leaf, home.path("countries"));
            }
        }
        !meant.is_empty()
    }

    /// Whether a country is a third one by ropa's data.
    fn is_outside(&self, country: &str) -> bool {
        law::is_third_country(self.known, country) == Some(true)
    }

    /// The countries of a text, each with the instruments that follow it before the next, and whether that is all it says.
    fn destinations(&self, text: &str) -> (Vec<(String, Vec<String>)>, bool) {
        let mut there: Vec<(String, Vec<String>)> = Vec::new();
        let mut open = 0;
        let (found, is_whole) = self.places(text);
        for place in found {
            match place {
                Place::Country(country) => {
                    // A new group of countries begins behind the instruments of the last.
                    if there.last().is_some_and(|(_, instruments)| !instruments.is_empty()) {
                        open = there.len();
                    }
                    if there.iter().all(|(known, _)| *known != country) {
                        there.push((country, Vec::new()));
                    }
                }
                Place::Instrument(instrument) => {
                    for (_, instruments) in there.iter_mut().skip(open) {
                        if !instruments.contains(&instrument) {
                            instruments.push(instrument.clone());
                        }
                    }
                }
            }
        }
        (there, is_whole)
    }

    /// The instruments of a text alone.
    fn instruments(&self, text: &str) -> (Vec<String>, bool) {
        let (found, is_whole) = self.places(text);
        let instruments = found.into_iter().filter_map(|place| match place {
            Place::Instrument(id) => Some(id),
            Place::Country(_) => None,
        });
        (instruments.collect(), is_whole)
    }

    fn places(&self, text: &str) -> (Vec<Place>, bool) {
        let (mut found, mut is_whole) = (Vec::new(), true);
        let parts =
            text.split(|char: char| ",;:\n()–—".contains(char)).flat_map(|part| part.split(". "));
        for part in parts {
            let part = part.trim().trim_matches('.').trim();
            if part.is_empty() {
                continue;
            }
            if let Some(country) = self.country(part) {
                found.push(Place::Country(country));
            } else if let Some(id) = self.lexicon.find("instrument", part, &self.language) {
                found.push(Place::Instrument(id.to_owned()));
            } else {
                is_whole = false;
                if let Some(id) = cited(part) {
                    found.push(Place::Instrument(id.to_owned()));
                    continue;
                }
                // A longer part may name a country or an instrument among its words.
                for run in runs(part) {
                    if let Some(country) = self.country(run).filter(|_| run.chars().count() > 2) {
                        found.push(Place::Country(country));
                    } else if let Some(id) = self.lexicon.find("instrument", run, &self.language) {
                        found.push(Place::Instrument(id.to_owned()));
                    }
                }
            }
        }
        (found, is_whole)
    }
}

/// What a text about transfers names.
enum Place {
    Country(String),
    Instrument(String),
}

/// Every run of up to five words.
fn runs(text: &str) -> Vec<&str> {
    let mut starts: Vec<usize> = Vec::new();
    let mut ends: Vec<usize> = Vec::new();
    let mut before = ' ';
    for (at, char) in text.char_indices() {
        if before.is_whitespace() && !char.is_whitespace() {
            starts.push(at);
        }
        if !before.is_whitespace() && char.is_whitespace() {
            ends.push(at);
        }
        before = char;
    }
    if !before.is_whitespace() {
        ends.push(text.len());
    }
    let mut runs = Vec::new();
    for (at, start) in starts.iter().enumerate() {
        for end in ends.iter().skip(at).take(5) {
            runs.push(&text[*start..*end]);
        }
    }
    runs
}

/// The instrument that a text cites: `Art. 46(2)(c)`, `Art. 46 Abs. 2 lit. c`.
fn cited(text: &str) -> Option<&'static str> {
    let pieces: String = text
        .split(|char: char| !char.is_alphanumeric())
        .filter(|piece| piece.chars().all(|char| char.is_ascii_digit()) || piece.len() == 1)
        .filter(|piece| !piece.is_empty())
        .enumerate()
        .map(
            |(at, piece)| {
                if at == 0 { piece.to_owned() } else { format!("({})", piece.to_lowercase()) }
            },
        )
        .collect();
    let mut known = CITED
        .iter()
        .filter(|(article, _)| pieces == *article || pieces.starts_with(&format!("{article}(")));
    known.next_back().map(|(_, id)| *id)
}
