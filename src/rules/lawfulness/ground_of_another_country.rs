//! See `ground-of-another-country.md`.

use std::collections::BTreeSet;

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        answers::Answer,
        uses::{Kind, Relation, Use},
        value::Field,
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "ground-of-another-country", Warning, ["6(1)", "9(4)", "87"], since "0.1",
    "a basis or condition that only another country's law knows",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for answer in facts.legal_bases.answers.iter().filter(|answer| answer.member.is_entry()) {
        let basis = cx.register.legal_bases.get(answer.member.id());
        let country =
            basis.and_then(|basis| basis.country.get()).map(|country| country.id.as_str());
        let Some(country) = country.filter(|country| is_elsewhere(cx, facts, answer, country))
        else {
            continue;
        };
        findings.push(
            RULE.at(answer.member.span, format!("only the law of `{country}` knows this basis"))
                .weighing(Level::Error)
                .help(format!(
                    "name a basis of Art. 6(1); or, for people there, narrow it: `legal-basis.{}.only.countries = \"{country}\"`",
                    answer.member.key
                )),
        );
    }
    for answer in facts.conditions.answers.iter().filter(|answer| answer.member.is_entry()) {
        let condition = cx.register.conditions.get(answer.member.id());
        let country = condition.and_then(|one| one.country.get()).filter(|area| area.is_country());
        let country = country.map(|area| area.0.as_str());
        let Some(country) = country.filter(|country| is_elsewhere(cx, facts, answer, country))
        else {
            continue;
        };
        findings.push(
            RULE.at(answer.member.span, format!("only the law of `{country}` knows this condition"))
                .help(format!(
                    "name one that holds where you are; or, for people there, narrow it: `condition.{}.only.countries = \"{country}\"`",
                    answer.member.key
                )),
        );
    }
}

/// Whether neither the organisation nor the people are in a country, nor its law is one to judge by.
fn is_elsewhere<K, O>(
    cx: &Context<'_>,
    facts: &PurposeFacts<'_>,
    answer: &Answer<'_, K, O>,
    country: &str,
) -> bool {
    let own = cx.register.organisation().contact.country.get();
    !cx.judges_by_law_of(country)
        && !answer.case.countries().contains(&country)
        && own.is_some_and(|own| own.id != *country)
        && !are_there(facts, &answer.cells, country)
}

/// Whether the purpose has all of these people, or uses all of these data, in a country alone.
fn are_there(facts: &PurposeFacts<'_>, cells: &[usize], country: &str) -> bool {
    let people = used_there(&facts.purpose.data_subjects, country);
    let data = used_there(&facts.purpose.personal_data, country);
    let mut cells = cells.iter().map(|cell| &facts.cells[*cell]).peekable();
    cells.peek().is_some()
        && cells.all(|cell| people.contains(cell.person_named) || data.contains(cell.datum_named))
}

/// What is used in a country alone.
fn used_there<'u, K: Kind>(uses: &'u Field<Relation<K>>, country: &str) -> BTreeSet<&'u str> {
    let members = uses.get().into_iter().flat_map(Relation::entries);
    let there = members.filter(|member| {
        let only = member.only.get().and_then(|only| only.countries.get());
        only.is_some_and(|places| places.iter().all(|place| place.0 == *country))
    });
    there.map(Use::id).collect()
}
