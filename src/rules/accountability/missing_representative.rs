//! See `missing-representative.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    law,
    register::{parties::Organisation, transfers::Country, uses::Ref},
    rules::Context,
    settings::Jurisdiction,
    source::Span,
};

declare_rule! {
    "missing-representative", Error, ["3(2)", "27(1)", "UK GDPR 27", "CH FADP 14"], since "0.1",
    "people are addressed where the organisation has no seat, and nobody represents it there",
}

/// A place of a representative, and how sure it is that one is needed there.
struct Place {
    key: &'static str,
    name: &'static str,
    level: Level,
}

const UNION: Place = Place { key: "EU", name: "the Union", level: Level::Error };
const KINGDOM: Place = Place { key: "GB", name: "the United Kingdom", level: Level::Warning };
// Only for extensive, regular processing of high risk (FADP 14(1)).
const SWITZERLAND: Place = Place { key: "CH", name: "Switzerland", level: Level::Note };

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let (Some(seat), Some(markets)) =
        (organisation.contact.country.get(), organisation.markets.get())
    else {
        return;
    };
    let in_union = |country: &str| law::is_third_country(cx.register, country) == Some(false);
    let mut ask = |place: &Place, is_there: &dyn Fn(&str) -> bool| {
        let addressed: Vec<&Ref<Country>> =
            markets.iter().filter(|market| is_there(market.id.as_str())).collect();
        if !addressed.is_empty() && !is_there(seat.id.as_str()) {
            represented(organisation, organisation.span, place, &addressed, findings);
        }
    };
    // Art. 27(2)(b) spares authorities.
    if organisation.public_authority.get() != Some(&true) {
        ask(&UNION, &in_union);
    }
    if cx.judges_by(Jurisdiction::Uk) {
        ask(&KINGDOM, &|country| country == "GB");
    }
    if cx.judges_by(Jurisdiction::Ch) {
        ask(&SWITZERLAND, &|country| country == "CH");
    }
}

fn represented(
    organisation: &Organisation,
    span: Span,
    place: &Place,
    addressed: &[&Ref<Country>],
    findings: &mut Vec<Finding>,
) {
    let Place { key, name, level } = *place;
    let representatives = &organisation.representatives;
    if representatives.is_unknown() || representatives.is_undecided() {
        return;
    }
    let help = format!(
        "designate one in writing, and write `representatives.{key} = {{ name = \"…\", address = [\"…\"], country = \"…\" }}`;\n\
         if an exception holds: `representatives = {{ none = \"only now and then, and no risk\" }}`"
    );
    if representatives.is_none() {
        if representatives.none_reason().is_none() {
            findings.push(
                RULE.at(
                    representatives.span().unwrap_or(span),
                    format!("nothing says why nobody represents the organisation in {name}"),
                )
                .weighing(level.min(Level::Warning))
                .help(help),
            );
        }
        return;
    }
    let written = representatives.get().into_iter().flat_map(|table| &table.0);
    let Some((_, value)) = written.into_iter().find(|(place, _)| place == key) else {
        let finding = RULE
            .at(
                span,
                format!(
                    "people in {name} are addressed, and nobody represents the organisation there"
                ),
            )
            .weighing(level)
            .help(help);
        findings.push(match organisation.markets.span() {
            Some(markets) => finding.also(markets, "whose people it addresses"),
            None => finding,
        });
        return;
    };
    let country = value.get().map(|contact| &contact.country);
    if let Some(seat) = country.and_then(|country| country.value())
        && seat.get().is_some_and(|seat| addressed.iter().all(|market| market.id != seat.id))
    {
        findings.push(
            RULE.at(
                seat.span,
                "the representative sits in a country whose people are not addressed",
            )
            .weighing(Level::Warning)
            .help(
                "choose one in a country where the people are (Art. 27(3)), or add it to `markets`",
            ),
        );
    }
}
