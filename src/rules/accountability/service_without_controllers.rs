//! See `service-without-controllers.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "service-without-controllers", Error, ["30(2)(a)"], asks ["service.controllers"], since "0.1",
    "a service of which nothing says for whom it is done",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for service in cx.services() {
        if service.controllers.is_silent() && service.controller_list.is_silent() {
            findings.push(
                RULE.at(service.span, format!("nothing says for whom the service `{}` is done", service.id))
                    .help(
                        "name the controllers: `controllers = \"customer\"`; or say where they are listed:\n\
                         `controller-list = { where = \"contract file\", count = 41, as-of = 2026-08-14 }`",
                    ),
            );
        }
    }
}
