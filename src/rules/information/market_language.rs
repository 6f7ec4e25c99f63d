//! See `market-language.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{mistakes::quoted, text::Text, uses::Relation},
    rules::Context,
};

declare_rule! {
    "market-language", Note, ["12(1)"], since "0.1",
    "markets in whose languages there is no document",
}

/// They read what their trade is done in.
const BUSINESS: &[&str] = &["business-contact", "supplier-contact"];

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let markets = &cx.register.organisation().markets;
    let (Some(countries), Some(place)) = (markets.get(), markets.span()) else { return };
    let languages = cx.settings.languages();
    let unread: Vec<&str> = countries
        .iter()
        .map(|country| country.id.as_str())
        .filter(|country| {
            let spoken = spoken_in(cx, country);
            !spoken.is_empty() && !spoken.iter().any(|language| languages.contains(language))
        })
        .collect();
    if !unread.is_empty() && !is_among_businesses(cx) {
        findings.push(
            RULE.at(place, format!("no document is in a language of these markets: {}", quoted(&unread)))
                .help("add the language to `languages` in `ropa.toml`, or take out the countries whose people you do not address"),
        );
    }
}

/// The languages in which a country's supervisory authorities have their names; empty if that is not known.
fn spoken_in<'r>(cx: &Context<'r>, country: &str) -> Vec<&'r str> {
    let authorities = cx.register.authorities.all();
    let its = authorities
        .filter(|one| one.contact.country.get().is_some_and(|its| its.id == *country))
        .filter(|one| one.level.get().is_none_or(|level| &**level != "union"));
    its.filter_map(|one| one.own_name.get())
        .flat_map(Text::wordings)
        .filter_map(|wording| wording.language.as_deref())
        .collect()
}

/// Whether nobody is concerned but people of other firms.
fn is_among_businesses(cx: &Context<'_>) -> bool {
    let is_business = |id: &str| {
        let same = cx.register.data_subjects.get(id).and_then(|person| person.same_as.get());
        BUSINESS.contains(&same.map_or(id, |same| same.id.as_str()))
    };
    let mut people = cx
        .purposes()
        .filter_map(|purpose| purpose.data_subjects.get())
        .flat_map(Relation::entries)
        .flat_map(|member| cx.answers.people_in(member.id()))
        .peekable();
    people.peek().is_some() && people.all(is_business)
}
