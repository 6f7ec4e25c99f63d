//! See `transfer-without-instrument.md`.

use crate::{
    finding::{Finding, declare_rule},
    law::{self, Adequacy},
    register::{
        transfers::{Area, Scope, Transfers},
        value::{Field, Id},
    },
    rules::Context,
};

declare_rule! {
    "transfer-without-instrument", Error, ["13(1)(f)", "44"], since "0.1",
    "data in a third country, and nothing that allows the transfer",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // Whoever sits in that country sends nothing away.
    let own = cx.register.organisation().contact.country.get().map(|own| &own.id);
    for used in cx.recipients() {
        for (place, span) in used.recipient.places().filter(|(place, _)| Some(*place) != own) {
            let above = used.taken_on.as_ref();
            let says_nothing = |transfers: &Field<Transfers>| !speaks_of(transfers, place);
            if law::reaches_third_countries(cx.register, &Area(place.clone()))
                && says_nothing(&used.recipient.transfers)
                && above.is_none_or(says_nothing)
            {
                findings.push(
                    RULE.at(
                        span,
                        format!("data reach the third country `{place}`, and nothing allows it"),
                    )
                    .help(help(cx, place)),
                );
            }
        }
    }
}

fn help(cx: &Context<'_>, place: &Id) -> String {
    let clauses = "standard-contractual-clauses = { module = 2, assessment = \"…\" }";
    let example = match law::adequacy(cx.register, place.as_str(), cx.today) {
        Adequacy::InForce(_, decision) => match decision.get().and_then(|one| one.scope.get()) {
            Some(Scope::Listed) => "adequacy.certified = \"…\"",
            Some(Scope::Partial) => "adequacy.checked-on = …",
            _ => "adequacy = {}",
        },
        _ => clauses,
    };
    format!(
        "name the instrument, for example `transfers.{place}.{example}`;\n\
         if no data go there: `transfers.{place} = {{ none = \"…\" }}`"
    )
}

/// Whether a relation to instruments says anything about a place: an instrument, "none", or that nobody knows.
fn speaks_of(transfers: &Field<Transfers>, place: &Id) -> bool {
    let Some(places) = transfers.get() else {
        // "none" wants a reason where there is something to explain.
        return !transfers.is_silent()
            && (!transfers.is_none() || transfers.none_reason().is_some());
    };
    places.0.iter().any(|(key, _)| key == place || key == "worldwide")
}
