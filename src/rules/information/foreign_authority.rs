//! See `foreign-authority.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    register::uses::Relation,
    rules::Context,
};

declare_rule! {
    "foreign-authority", Warning, ["13(2)(d)", "77"], since "0.1",
    "a supervisory authority of another country than the organisation's",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let organisation = cx.register.organisation();
    let own = organisation.contact.country.get().map(|country| &country.id);
    // Outside the Regulation's territory there is none of one's own.
    let Some(own) =
        own.filter(|own| law::is_third_country(cx.register, own.as_str()) == Some(false))
    else {
        return;
    };
    let named = organisation.supervisory_authority.get().into_iter().flat_map(Relation::entries);
    let mut foreign = None;
    for authority in named {
        let entry = cx.register.authorities.used(authority);
        match entry.contact.country.get() {
            Some(country) if country.id != *own => {
                foreign = foreign.or(Some((authority, country.id.clone())));
            }
            // One of the own country, or one of which nothing is known: nothing certain is wrong.
            _ => return,
        }
    }
    if let Some((authority, country)) = foreign {
        findings.push(
            RULE.at(authority.span, format!("`{}` watches over `{country}`, and the organisation is in `{own}`", authority.id()))
                .help(
                    "take it out: the authority of your own country follows from `country`; others may stand beside it",
                ),
        );
    }
}
