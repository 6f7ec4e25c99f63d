//! See `vague-transfer.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    register::{parties::Recipient, shape::Several, text::Text},
    rules::{
        Context,
        phrases::{Phrases, Words},
        wording::{lists, of_the_policy},
    },
};

declare_rule! {
    "vague-transfer", Warning, ["13(1)(f)", "12(1)"], since "0.1",
    "words about a transfer that name no country, or no safeguard",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // What the register names, the documents print: then such words only introduce it.
    let told = || cx.recipients().iter().filter(|used| used.is_told);
    if !told().any(|used| names_country(cx, &used.recipient)) {
        for (key, text) in of_the_policy(cx) {
            report(cx, key, text, |lists| &lists.vague_transfers, COUNTRY, findings);
        }
    }
    for used in told() {
        let recipient = &used.recipient;
        let texts = [
            ("category", &recipient.category),
            ("description", &recipient.shared.description),
            ("transfer-copy", &recipient.transfer_copy),
        ];
        for (key, field) in texts {
            let Some(text) = field.get() else { continue };
            if !names_country(cx, recipient) {
                report(cx, key, text, |lists| &lists.vague_transfers, COUNTRY, findings);
            }
            if used.instruments().next().is_none() {
                report(cx, key, text, |lists| &lists.vague_safeguards, SAFEGUARD, findings);
            }
        }
    }
}

/// What is wrong, and what to write.
type Advice = (&'static str, &'static str);

const COUNTRY: Advice = (
    "speaks of a transfer and names no country",
    "name each country in the recipient's `countries` or `access-from`: the documents print them",
);
const SAFEGUARD: Advice = (
    "speaks of safeguards and names none",
    "name the instrument in the recipient's `transfers`, as `transfers.US = \"standard-contractual-clauses\"`",
);

/// Whether it says of a recipient to which third country its data go.
fn names_country(cx: &Context<'_>, recipient: &Recipient) -> bool {
    let third = |country: &str| law::is_third_country(cx.register, country) == Some(true);
    let areas = [&recipient.countries, &recipient.access_from];
    let mut areas = areas.into_iter().filter_map(|field| field.get()).flat_map(Several::iter);
    let seat = recipient.contact.country.get();
    areas.any(|area| third(area.0.as_str()))
        || seat.is_some_and(|seat| third(seat.id.as_str()))
        || recipient
            .transfers
            .get()
            .is_some_and(|all| all.0.iter().any(|(at, _)| third(at.as_str())))
}

fn report(
    cx: &Context<'_>,
    key: &str,
    text: &Text,
    list: fn(&Words) -> &Phrases,
    (wrong, help): Advice,
    findings: &mut Vec<Finding>,
) {
    for wording in text.wordings() {
        let found = lists(cx, wording).and_then(|lists| list(lists).first_in(&wording.words));
        if let Some(range) = found {
            findings.push(
                RULE.at(wording.span, format!("`{key}` {wrong}"))
                    .label(format!("`{}`", &wording.words[range]))
                    .help(help),
            );
        }
    }
}
