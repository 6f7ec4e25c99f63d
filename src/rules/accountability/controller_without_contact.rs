//! See `controller-without-contact.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::uses::Relation,
    rules::Context,
};

declare_rule! {
    "controller-without-contact", Error, ["30(1)(a)", "30(2)(a)"], since "0.1",
    "a controller in the record whom nobody can reach",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let of_services = cx.services().map(|service| &service.controllers);
    let of_purposes = cx.purposes().map(|purpose| &purpose.controller);
    for field in of_services.chain(of_purposes) {
        for member in field.get().into_iter().flat_map(Relation::entries) {
            let Some(entry) = cx.register.controllers.get(member.id()) else { continue };
            let controller = cx.register.controllers.used(member);
            let contact = &controller.contact;
            let channels =
                [&contact.email, &contact.phone, &contact.website, &contact.contact_form];
            // Of those who are known as a kind only, nobody has an address.
            let named = !contact.name.is_silent() && cx.is_whole(entry);
            if named && contact.address.is_silent() && channels.iter().all(|one| one.is_silent()) {
                findings.push(
                    RULE.at(
                        entry.span,
                        format!("nothing says how the controller `{}` is reached", entry.id),
                    )
                    .help("add `address = [\"…\", \"…\"]` or `email = \"…\"`"),
                );
            }
        }
    }
}
