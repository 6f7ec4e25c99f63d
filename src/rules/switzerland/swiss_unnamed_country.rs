//! See `swiss-unnamed-country.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    register::value::Field,
    rules::Context,
    settings::Jurisdiction,
};

declare_rule! {
    "swiss-unnamed-country", Error, ["CH FADP 19"], since "0.1",
    "data go abroad, and the country is not named",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    if !cx.judges_by(Jurisdiction::Ch) {
        return;
    }
    // Processors tell nobody; their controllers do.
    for used in cx.recipients().iter().filter(|used| used.is_told) {
        let listed = [&used.recipient.countries, &used.recipient.access_from];
        for value in listed.into_iter().filter_map(Field::get).flat_map(|areas| &areas.0) {
            let Some(area) = value.get() else { continue };
            // `worldwide` is found by a rule for everybody.
            if law::is_inside(area.0.as_str()) {
                findings.push(
                    RULE.at(
                        value.span,
                        format!("Swiss law has every country named, and `{}` are many", area.0),
                    )
                    .help("name each one: `countries = [\"DE\", \"IE\"]`"),
                );
            }
        }
    }
}
