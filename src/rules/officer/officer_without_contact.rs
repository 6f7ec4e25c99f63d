//! See `officer-without-contact.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "officer-without-contact", Error, ["13(1)(b)", "37(7)"], since "0.1",
    "a data protection officer whom nobody can reach",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let officer = &organisation.data_protection_officer;
    let (Some(span), Some(contact)) = (officer.span(), officer.get().map(|one| &one.contact))
    else {
        return;
    };
    let channels = [&contact.email, &contact.phone, &contact.website, &contact.contact_form];
    let silent = contact.address.is_silent() && channels.iter().all(|channel| channel.is_silent());
    if silent && cx.is_whole(organisation) {
        findings.push(
            RULE.at(span, "nothing says how the data protection officer is reached")
                .help("one way is enough: `data-protection-officer.email = \"…\"`"),
        );
    }
}
