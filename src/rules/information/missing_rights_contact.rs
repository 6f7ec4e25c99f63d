//! See `missing-rights-contact.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-rights-contact", Warning, ["12(2)"], since "0.1",
    "no way for people to use their rights",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let said = match organisation.rights.value() {
        None => false,
        Some(value) => value.get().is_none_or(|rights| !rights.contact.is_silent()),
    };
    let contact = &organisation.contact;
    // A website alone is nothing to write to.
    let ways = [&contact.email, &contact.phone, &contact.contact_form];
    if !said && contact.address.is_silent() && ways.iter().all(|way| way.is_silent()) {
        findings.push(RULE.at(organisation.span, "nothing says how people use their rights").help(
            "add `rights.contact = \"…\"`, or an address or e-mail address of the organisation",
        ));
    }
}
