//! See `system-abroad.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    register::{parties::Recipient, shape::Several, transfers::Area, uses::Relation},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "system-abroad", Warning, ["44", "30(1)(e)"], since "0.1",
    "a system in a third country that its operator does not name",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let own = cx.register.organisation().contact.country.get().map(|country| &country.id);
    for used in facts.purpose.systems.get().into_iter().flat_map(Relation::entries) {
        let system = cx.register.systems.used(used);
        // A server of one's own is nobody else's: no transfer.
        let operators: Vec<_> =
            system.recipient.get().into_iter().flat_map(Relation::entries).collect();
        for value in system.countries.get().into_iter().flat_map(|areas| &areas.0) {
            let Some(area) = value.get() else { continue };
            let abroad = Some(&area.0) != own && law::reaches_third_countries(cx.register, area);
            let Some(operator) = operators.first().filter(|_| abroad) else { continue };
            if operators.iter().any(|one| names(&cx.register.recipients.used(one), area)) {
                continue;
            }
            findings.push(
                RULE.at(value.span, format!("`{}` runs this system in `{}`, and does not say so of itself", operator.id(), area.0))
                    .help(format!(
                        "add `{place}` to the `countries` of `[recipient.{id}]`, and what allows it: `transfers.{place}.… = …`",
                        place = area.0,
                        id = operator.id()
                    )),
            );
        }
    }
}

/// Whether a recipient says of itself that it has data in a place, or that it can't tell where.
fn names(recipient: &Recipient, place: &Area) -> bool {
    let listed = [&recipient.countries, &recipient.access_from];
    let mut listed = listed.into_iter().filter_map(|field| field.get()).flat_map(Several::iter);
    let mut destinations = recipient.transfers.get().into_iter().flat_map(|places| &places.0);
    let at_its_seat = recipient.countries.is_silent()
        && recipient.contact.country.get().is_some_and(|seat| seat.id == place.0);
    recipient.countries.is_unknown()
        || recipient.countries.is_undecided()
        || at_its_seat
        || listed.any(|area| area == place || area.0 == "worldwide")
        || destinations.any(|(at, _)| *at == place.0 || at == "worldwide" || at == "unknown")
}
