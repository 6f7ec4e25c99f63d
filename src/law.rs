//! The law's data, embedded, and the questions put to them for a day.
//! They are read by the register's reader and lie under the user's entries.

pub mod known;

use chrono::NaiveDate;

use crate::{
    register::{
        Register,
        entry::Entry,
        parties::Authority,
        transfers::{AdequacyDecision, Area},
        value::{Id, Value},
    },
    source::{Layer, Sources},
};

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// ropa's own files, by name.
        pub static FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("law/", $name)))),*];
    };
}

files![
    "articles.toml",
    "authorities.toml",
    "california-categories.toml",
    "conditions.toml",
    "countries.toml",
    "data-subjects.toml",
    "events.toml",
    "instruments.toml",
    "international-organisations.toml",
    "laws.toml",
    "legal-bases.toml",
    "measures.toml",
    "obsolete-instruments.toml",
    "personal-data.toml",
    "provisions.toml",
    "rights.toml",
    "sources.toml",
];

/// Adds ropa's own files, shown as `<ropa>/countries.toml`.
pub fn add_to(sources: &mut Sources) {
    for (name, text) in FILES {
        sources.add(format!("<ropa>/{name}"), text.as_bytes().to_vec(), Layer::Law);
    }
}

/// ropa's own files, to which a register's are added.
pub fn sources() -> Sources {
    let mut sources = Sources::default();
    add_to(&mut sources);
    sources
}

/// The supervisory authority of a country, if it is the only one there: where several share the work
/// (as in Germany), the register has to name its own. Art. 55(1).
pub fn authority_of<'r>(register: &'r Register, country: &str) -> Option<&'r Entry<Authority>> {
    let mut found = register.authorities.all().filter(|authority| {
        authority.contact.country.get().is_some_and(|its| its.id == *country)
            && authority.level.get().is_none_or(|level| &**level != "union")
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// How a country protects data, on one day.
#[derive(Clone, Copy, Debug)]
pub enum Adequacy<'r> {
    /// A decision holds.
    InForce(&'r Id, &'r Value<AdequacyDecision>),
    /// The last decision has ended, or the first has not begun.
    NotInForce(&'r Id, &'r Value<AdequacyDecision>),
    /// There has never been one.
    Never,
}

/// Whether a country is outside the Regulation's territory: `None` for a country that nobody knows.
pub fn is_third_country(register: &Register, country: &str) -> Option<bool> {
    let country = register.countries.get(country)?;
    let yes = |field: &crate::register::value::Field<bool>| field.get().copied() == Some(true);
    // A territory may belong to a member state and yet lie outside (Art. 355 TFEU), so its own word counts first.
    Some(!country.gdpr.get().copied().unwrap_or(yes(&country.eu) || yes(&country.eea)))
}

/// Whether an area, read as all its countries, lies inside the Regulation's territory.
pub fn is_inside(area: &str) -> bool {
    matches!(area, "EU" | "EEA")
}

/// Whether an area has places outside the Regulation's territory.
pub fn reaches_third_countries(register: &Register, area: &Area) -> bool {
    match area.0.as_str() {
        area if is_inside(area) => false,
        "worldwide" => true,
        country => is_third_country(register, country).unwrap_or(false),
    }
}

/// The adequacy of a country on a day. Art. 45(3).
pub fn adequacy<'r>(register: &'r Register, country: &str, today: NaiveDate) -> Adequacy<'r> {
    let decisions = register.countries.get(country).and_then(|country| country.adequacy.get());
    let Some(decisions) = decisions else {
        return Adequacy::Never;
    };
    let holds = |decision: &AdequacyDecision| {
        decision.from.get().is_none_or(|from| *from <= today)
            && decision.until.get().is_none_or(|until| today <= *until)
    };
    let mut last = None;
    for (id, value) in &decisions.0 {
        match value.get() {
            Some(decision) if holds(decision) => return Adequacy::InForce(id, value),
            Some(_) => last = Some((id, value)),
            None => {}
        }
    }
    last.map_or(Adequacy::Never, |(id, value)| Adequacy::NotInForce(id, value))
}
