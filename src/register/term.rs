//! The grammar of periods: `5 years after financial-year-end`, `at most 30 days`, `until consent-withdrawn`.

use std::fmt;

use chrono::{Days, Months, NaiveDate};
use serde_json::{Value as Json, json};
use toml::de::DeValue;

use crate::register::{
    keys::keys,
    read::{Node, Reader},
    schema::Book,
    shape::{Leaf, Place, Several, Shape, Visitor},
    value::{Id, Said, Value},
};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    const NAMES: [(Unit, &'static str, &'static str); 6] = [
        (Unit::Minute, "minute", "minutes"),
        (Unit::Hour, "hour", "hours"),
        (Unit::Day, "day", "days"),
        (Unit::Week, "week", "weeks"),
        (Unit::Month, "month", "months"),
        (Unit::Year, "year", "years"),
    ];

    fn from_word(word: &str) -> Option<Self> {
        Self::NAMES
            .iter()
            .find(|(_, one, many)| word == *one || word == *many)
            .map(|(unit, ..)| *unit)
    }

    /// The name for one of it, which is also its id in the languages.
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    /// Minutes in it, a month reckoned as 30 days and a year as 365: for comparing across units only.
    fn minutes(self) -> u64 {
        match self {
            Unit::Minute => 1,
            Unit::Hour => 60,
            Unit::Day => 24 * 60,
            Unit::Week => 7 * 24 * 60,
            Unit::Month => 30 * 24 * 60,
            Unit::Year => 365 * 24 * 60,
        }
    }
}

/// A number of units, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Duration {
    /// How many.
    pub amount: u32,
    /// Of what.
    pub unit: Unit,
}

impl Duration {
    /// Whether this is longer: exactly within minutes to weeks and within months and years;
    /// across, a difference below a tenth counts as none.
    pub fn is_longer_than(self, other: Duration) -> bool {
        let calendar = |duration: Duration| match duration.unit {
            Unit::Month => Some(u64::from(duration.amount)),
            Unit::Year => Some(u64::from(duration.amount) * 12),
            _ => None,
        };
        match (calendar(self), calendar(other)) {
            (Some(own), Some(others)) => own > others,
            (None, None) => self.minutes() > other.minutes(),
            _ => self.minutes() * 10 >= other.minutes() * 11,
        }
    }

    /// The day on which it ends if it begins on a day; less than a day is none. `None` beyond the calendar.
    pub fn after(self, day: NaiveDate) -> Option<NaiveDate> {
        match self.unit {
            Unit::Month => day.checked_add_months(Months::new(self.amount)),
            Unit::Year => day.checked_add_months(Months::new(self.amount.checked_mul(12)?)),
            _ => day.checked_add_days(Days::new(self.minutes() / Unit::Day.minutes())),
        }
    }

    fn minutes(self) -> u64 {
        u64::from(self.amount) * self.unit.minutes()
    }

    /// ISO 8601: `PT15M`, `P14D`, `P6M`, `P5Y`. Weeks are told in days: XML Schema knows none, and so neither DPV nor TILT.
    pub fn iso(self) -> String {
        let Duration { amount, unit } = self;
        match unit {
            Unit::Minute => format!("PT{amount}M"),
            Unit::Hour => format!("PT{amount}H"),
            Unit::Day => format!("P{amount}D"),
            Unit::Week => format!("P{}D", u64::from(amount) * 7),
            Unit::Month => format!("P{amount}M"),
            Unit::Year => format!("P{amount}Y"),
        }
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (_, one, many) = Unit::NAMES[self.unit as usize];
        write!(out, "{} {}", self.amount, if self.amount == 1 { one } else { many })
    }
}

/// What a length is: itself, a floor or a ceiling. Neither is printed as the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Bound {
    /// This long.
    Exactly,
    /// A floor.
    AtLeast,
    /// A ceiling.
    AtMost,
}

/// How long something is kept.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// Not stored.
    NotStored,
    /// Without an end.
    Indefinite,
    /// Until an event.
    Until(Id),
    /// For a length, perhaps counted from an event.
    For {
        /// Whether the length is a floor or a ceiling.
        bound: Bound,
        /// The length, or the shorter end of a range.
        length: Duration,
        /// The longer end of a range.
        to: Option<Duration>,
        /// The event after which it is counted.
        after: Option<Id>,
    },
}

impl Term {
    /// The event that ends or starts it.
    pub fn event(&self) -> Option<&Id> {
        match self {
            Term::Until(event) | Term::For { after: Some(event), .. } => Some(event),
            _ => None,
        }
    }

    /// The longest it can last, if it has a length that is no floor.
    pub fn ceiling(&self) -> Option<Duration> {
        match self {
            Term::For { bound: Bound::Exactly | Bound::AtMost, length, to, .. } => {
                Some(to.unwrap_or(*length))
            }
            _ => None,
        }
    }

    /// Reads the words of a term; the error says what was expected, and at which word's byte.
    pub(crate) fn parse(text: &str) -> Result<Self, (usize, &'static str)> {
        let mut words = Words { text, at: 0 };
        match words.peek() {
            "none" | "indefinite" => words.take(),
            "until" => {
                words.take();
                let event = words.event()?;
                words.end()?;
                return Ok(Term::Until(event));
            }
            _ => {
                let term = words.length()?;
                words.end()?;
                return Ok(term);
            }
        };
        words.end()?;
        Ok(if text.trim() == "none" { Term::NotStored } else { Term::Indefinite })
    }
}

/// The words of a term, taken one by one.
struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    fn peek(&mut self) -> &'t str {
        self.at += self.text[self.at..].len() - self.text[self.at..].trim_start().len();
        self.text[self.at..].split_whitespace().next().unwrap_or("")
    }

    fn take(&mut self) -> &'t str {
        let word = self.peek();
        self.at += word.len();
        word
    }

    fn end(&mut self) -> Result<(), (usize, &'static str)> {
        if self.peek().is_empty() {
            Ok(())
        } else {
            Err((self.at, "nothing more, or `after` and an event"))
        }
    }

    fn event(&mut self) -> Result<Id, (usize, &'static str)> {
        match self.peek() {
            "" => Err((self.at, "an event, as `contract-end`")),
            _ => Ok(self.take().into()),
        }
    }

    fn amount(&mut self) -> Result<u32, (usize, &'static str)> {
        let word = self.peek();
        match word.parse::<u32>() {
            Ok(amount) if amount > 0 && word.bytes().all(|byte| byte.is_ascii_digit()) => {
                self.take();
                Ok(amount)
            }
            _ => Err((self.at, "a whole number from 1 and a unit, as `5 years`")),
        }
    }

    fn unit(&mut self) -> Result<Unit, (usize, &'static str)> {
        let unit = Unit::from_word(self.peek())
            .ok_or((self.at, "a unit: minutes, hours, days, weeks, months or years"))?;
        self.take();
        Ok(unit)
    }

    fn length(&mut self) -> Result<Term, (usize, &'static str)> {
        let mut bound = Bound::Exactly;
        if self.peek() == "at" {
            self.take();
            bound = match self.peek() {
                "least" => Bound::AtLeast,
                "most" => Bound::AtMost,
                _ => return Err((self.at, "`at least` or `at most`")),
            };
            self.take();
        }
        let amount = self.amount()?;
        let mut unit = None;
        if self.peek() != "to" {
            unit = Some(self.unit()?);
        }
        let mut to = None;
        if self.peek() == "to" {
            if bound != Bound::Exactly {
                return Err((self.at, "a range without `at least` or `at most`"));
            }
            self.take();
            to = Some(Duration { amount: self.amount()?, unit: self.unit()? });
        }
        let unit = match (unit, to) {
            (Some(unit), _) => unit,
            (None, Some(to)) => to.unit,
            (None, None) => {
                return Err((self.at, "a unit: minutes, hours, days, weeks, months or years"));
            }
        };
        let mut after = None;
        if self.peek() == "after" {
            self.take();
            after = Some(self.event()?);
        }
        Ok(Term::For { bound, length: Duration { amount, unit }, to, after })
    }
}

/// The grammar as a regular expression, without whose help an editor can't check it.
fn pattern() -> String {
    let units: Vec<_> = Unit::NAMES.iter().map(|(_, one, many)| format!("{one}|{many}")).collect();
    let length = format!(r"[1-9][0-9]*\s+({})", units.join("|"));
    let range = format!(r"[1-9][0-9]*(\s+({}))?\s+to\s+{length}", units.join("|"));
    let lasts = format!(r"((at\s+(least|most)\s+)?{length}|{range})(\s+after\s+\S+)?");
    format!(r"^\s*(none|indefinite|until\s+\S+|{lasts})\s*$")
}

impl Shape for Term {
    const HAS_NONE: bool = true;

    fn shape() -> String {
        "term".into()
    }

    fn schema(book: &mut Book) -> Json {
        book.define("term", |_| json!({
            "type": "string",
            "pattern": pattern(),
            "description": "how long: a length, a range, a floor or a ceiling, perhaps after an event; or until an event",
            "examples": ["5 years after contract-end", "at most 30 days", "until consent-withdrawn", "10 to 20 years", "none", "indefinite"],
        }))
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        let DeValue::String(text) = node.value else {
            reader.wrong_shape(node, "a term, as \"5 years after contract-end\"");
            return None;
        };
        match Term::parse(text) {
            Ok(term) => Some(term),
            Err((_, expected)) => {
                reader.unreadable_term(node, text, expected);
                None
            }
        }
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        visitor.leaf(place, Leaf::Term(self));
        if let Some(event) = self.event() {
            visitor.leaf(place, Leaf::Reference("event", event));
        }
    }
}

keys! {
    /// Several limits at once.
    pub struct Limits {
        /// whichever ends first
        first_of: Several<Term> = "first-of", Public, ["13(2)(a)"];
        /// whichever ends last
        last_of: Several<Term> = "last-of", Public, ["13(2)(a)"];
    }
}

/// What a retention keeps: one term, or several limits.
#[derive(Clone, Debug)]
pub enum Keep {
    /// One term.
    Term(Term),
    /// Several.
    Limits(Limits),
}

impl Keep {
    /// Its terms: one, or each of the limits.
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Keep::Term(term) => vec![term],
            Keep::Limits(limits) => [&limits.first_of, &limits.last_of]
                .into_iter()
                .filter_map(|field| field.get())
                .flat_map(Several::iter)
                .collect(),
        }
    }

    /// The value of a term that is stated in place of an id.
    pub(crate) fn stated(term: Term, node: Node<'_>) -> Value<Self> {
        Value { key: node.key, span: node.span, said: Said::Is(Keep::Term(term)) }
    }
}

impl Shape for Keep {
    const HAS_NONE: bool = true;

    fn shape() -> String {
        "term, or table limits".into()
    }

    fn schema(book: &mut Book) -> Json {
        json!({ "anyOf": [Term::schema(book), Limits::schema(book)] })
    }

    fn read(node: Node<'_>, reader: &mut Reader<'_>) -> Option<Self> {
        match node.value {
            DeValue::Table(_) => Limits::read(node, reader).map(Keep::Limits),
            _ => Term::read(node, reader).map(Keep::Term),
        }
    }

    fn visit(&self, place: Place, visitor: &mut dyn Visitor) {
        match self {
            Keep::Term(term) => term.visit(place, visitor),
            Keep::Limits(limits) => Shape::visit(limits, place, visitor),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(amount: u32) -> Duration {
        Duration { amount, unit: Unit::Year }
    }

    #[test]
    fn every_form_of_the_grammar_is_read() {
        let for_ = |bound, length, to, after: Option<&str>| Term::For {
            bound,
            length,
            to,
            after: after.map(Id::from),
        };
        let day = |amount| Duration { amount, unit: Unit::Day };
        for (text, term) in [
            ("none", Term::NotStored),
            ("indefinite", Term::Indefinite),
            ("until consent-withdrawn", Term::Until("consent-withdrawn".into())),
            ("30 days", for_(Bound::Exactly, day(30), None, None)),
            (
                "5 years after contract-end",
                for_(Bound::Exactly, years(5), None, Some("contract-end")),
            ),
            ("at least 1 year", for_(Bound::AtLeast, years(1), None, None)),
            ("at most 1 day after upload", for_(Bound::AtMost, day(1), None, Some("upload"))),
            ("10 to 20 years", for_(Bound::Exactly, years(10), Some(years(20)), None)),
            ("2 days to 1 year after x", for_(Bound::Exactly, day(2), Some(years(1)), Some("x"))),
        ] {
            assert_eq!(Term::parse(text), Ok(term), "{text}");
        }
        for text in [
            "",
            "5",
            "0 days",
            "five years",
            "5 yeers",
            "until",
            "5 years after",
            "-1 days",
            "5 years x",
            "at 5 days",
            "at most 1 to 2 days",
            "+5 days",
            "none x",
        ] {
            assert!(Term::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn lengths_are_counted_from_a_day() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        for (amount, unit, end) in [
            (18, Unit::Month, "2027-07-31"),
            (1, Unit::Year, "2027-01-31"),
            (2, Unit::Week, "2026-02-14"),
            (49, Unit::Hour, "2026-02-02"),
        ] {
            assert_eq!(Duration { amount, unit }.after(day("2026-01-31")), Some(day(end)));
        }
        assert_eq!(years(u32::MAX).after(day("2026-01-31")), None);
        assert_eq!(years(1).to_string(), "1 year");
        assert_eq!(years(2).to_string(), "2 years");
    }

    #[test]
    fn lengths_compare_across_units_with_a_tenth_of_grace() {
        let of = |amount, unit| Duration { amount, unit };
        assert!(of(13, Unit::Month).is_longer_than(years(1)));
        assert!(!of(12, Unit::Month).is_longer_than(years(1)));
        assert!(of(8, Unit::Day).is_longer_than(of(1, Unit::Week)));
        assert!(!of(31, Unit::Day).is_longer_than(of(1, Unit::Month)));
        assert!(of(34, Unit::Day).is_longer_than(of(1, Unit::Month)));
    }
}
