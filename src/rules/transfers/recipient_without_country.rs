//! See `recipient-without-country.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::Role,
    rules::Context,
};

declare_rule! {
    "recipient-without-country", Warning, ["13(1)(f)", "30(1)(e)"], asks ["recipient.countries"], since "0.1",
    "a recipient of which nothing says where the data are",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients() {
        let recipient = &used.recipient;
        // These have no place of their own; an authority's is its state's.
        let somewhere = !matches!(
            recipient.role.get(),
            Some(Role::Internal | Role::ThePublic | Role::TheDataSubject | Role::Authority)
        );
        let silent = recipient.countries.is_silent() && recipient.contact.country.is_silent();
        if somewhere && silent && !recipient.transfers.is_none() {
            findings.push(
                RULE.at(
                    used.place(|_| false),
                    format!("nothing says where `{}` has the data", used.id()),
                )
                .help("write `countries = \"DK\"`, or `\"EU\"` or `\"EEA\"` for a place somewhere within"),
            );
        }
    }
}
