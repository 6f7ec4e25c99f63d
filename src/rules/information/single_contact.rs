//! See `single-contact.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "single-contact", Note, ["13(1)(a)"], since "0.1",
    "an organisation that can be reached in one way only",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let organisation = cx.register.organisation.as_ref().filter(|one| cx.is_whole(one));
    let Some(organisation) = organisation else { return };
    let contact = &organisation.contact;
    let ways = [
        ("address", contact.address.span()),
        ("email", contact.email.span()),
        ("phone", contact.phone.span()),
        ("contact-form", contact.contact_form.span()),
    ];
    let mut told = ways.into_iter().filter_map(|(key, span)| Some((key, span?)));
    if let (Some((key, span)), None) = (told.next(), told.next()) {
        findings.push(
            RULE.at(span, format!("`{key}` is the only way to reach the organisation")).help(
                "add another one: `address = [\"…\", \"…\"]`, `email = \"…\"` or `phone = \"…\"`",
            ),
        );
    }
}
