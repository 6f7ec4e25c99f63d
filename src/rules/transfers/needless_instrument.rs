//! See `needless-instrument.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    rules::Context,
};

declare_rule! {
    "needless-instrument", Warning, ["44"], since "0.1",
    "an instrument of transfer for a place where the Regulation applies",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients() {
        for (place, value) in
            used.recipient.transfers.get().into_iter().flat_map(|places| &places.0)
        {
            let inside = law::is_third_country(cx.register, place.as_str()) == Some(false)
                || law::is_inside(place.as_str());
            if inside && value.get().is_some() {
                findings.push(
                    RULE.at(value.key, format!("`{place}` is no third country, so there is nothing to allow"))
                        .help(format!("take `transfers.{place}` out, or name the country that the data really reach")),
                );
            }
        }
    }
}
