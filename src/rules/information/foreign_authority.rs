//! See `foreign-authority.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    register::uses::Relation,
    rules::Context,
};

declare_rule! {
    "foreign-authority", Warning, ["13(2)(d)", "55", "56"], since "0.1",
    "a supervisory authority that is another country's",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let organisation = cx.register.organisation();
    let named = &organisation.supervisory_authority;
    let Some(seat) = organisation.contact.country.value() else { return };
    let (Some(country), Some(place)) = (seat.get(), named.span()) else { return };
    let country = country.id.as_str();
    // Where there is none of its own, as outside the Union, the choice is another one.
    let mut of_seat =
        cx.register.authorities.all().filter(|authority| {
            authority.contact.country.get().is_some_and(|its| its.id == *country)
        });
    if law::is_third_country(cx.register, country) != Some(false) || of_seat.next().is_none() {
        return;
    }
    let mut members = named.get().into_iter().flat_map(Relation::entries).peekable();
    let elsewhere = |id: &str| {
        let authority = cx.register.authorities.get(id);
        authority.is_some_and(|one| {
            // That of the Union's own institutions sits in one country and supervises none.
            let national = one.level.get().is_none_or(|level| &**level != "union");
            national && one.contact.country.get().is_some_and(|its| its.id != *country)
        })
    };
    if members.peek().is_some() && members.all(|member| elsewhere(member.id())) {
        findings.push(
            RULE.at(place, "this is not the authority of the organisation's country")
                .also(seat.span, "where the organisation sits")
                .help("name that of the country too, or leave `supervisory-authority` out: it follows from `country`"),
        );
    }
}
