//! See `unnamed-third-country.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        transfers::{Instrument, TransferTerms},
        uses::Relation,
        value::Field,
    },
    rules::Context,
};

declare_rule! {
    "unnamed-third-country", Error, ["13(1)(f)", "14(1)(f)", "30(1)(e)"], since "0.1",
    "data go to third countries that are not named",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    const HELP: &str = "name each country, in `countries` and as `transfers.US = …`";
    for used in cx.recipients() {
        let recipient = &used.recipient;
        let mut told = false;
        for (place, value) in recipient.transfers.get().into_iter().flat_map(|places| &places.0) {
            let Some(instruments) =
                value.get().filter(|_| place == "unknown" || place == "worldwide")
            else {
                continue;
            };
            told = true;
            // Where a court will sit, nobody can say beforehand.
            if !only_exceptions(cx, instruments) {
                findings.push(
                    RULE.at(value.key, "the countries to which data go are not named").help(HELP),
                );
            }
        }
        let listed = [&recipient.countries, &recipient.access_from];
        let areas = listed.into_iter().filter_map(Field::get).flat_map(|areas| &areas.0);
        let everywhere = areas.filter(|area| area.get().is_some_and(|area| area.0 == "worldwide"));
        for area in everywhere.filter(|_| !told) {
            findings.push(RULE.at(area.span, "`worldwide` names no country").help(HELP));
        }
    }
}

fn only_exceptions(cx: &Context<'_>, instruments: &Relation<Instrument, TransferTerms>) -> bool {
    let mut entries = instruments.entries().peekable();
    entries.peek().is_some()
        && entries
            .all(|member| super::instrument_is(cx, member, |instrument| &instrument.derogation))
}
