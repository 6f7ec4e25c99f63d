//! See `missing-authority.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    rules::Context,
};

declare_rule! {
    "missing-authority", Error, ["13(2)(d)", "77"], asks ["organisation.supervisory-authority"], since "0.1",
    "no supervisory authority to complain to",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let country = &organisation.contact.country;
    if !organisation.supervisory_authority.says_nothing() {
        return;
    }
    let Some(id) = country.get().map(|country| country.id.as_str()) else {
        if country.is_silent() {
            findings.push(
                RULE.at(organisation.span, "nothing says which authority people can complain to")
                    .help("add the organisation's country, as `country = \"DK\"`: its authority follows"),
            );
        }
        return;
    };
    if law::authority_of(cx.register, id).is_none() {
        findings.push(
            RULE.at(organisation.span, "nothing says which authority people can complain to")
                .also(
                    country.span().unwrap_or(organisation.span),
                    "there is not exactly one for this country",
                )
                .help("name it: `supervisory-authority = \"…\"`"),
        );
    }
}
