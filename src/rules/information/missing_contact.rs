//! See `missing-contact.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-contact", Error, ["13(1)(a)", "30(1)(a)"], asks ["organisation.name"], since "0.1",
    "an organisation without a name, or without a way to reach it",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let contact = &organisation.contact;
    if contact.name.is_silent() {
        findings.push(
            RULE.at(organisation.span, "the organisation has no name")
                .help("add its legal name: `name = \"…\"`"),
        );
    }
    let channels = [&contact.email, &contact.phone, &contact.website, &contact.contact_form];
    if contact.address.is_silent() && channels.iter().all(|channel| channel.is_silent()) {
        findings
            .push(RULE.at(organisation.span, "nothing says how the organisation is reached").help(
            "add `address = [\"…\", \"…\"]` and `email = \"…\"`: several ways are better than one",
        ));
    }
}
