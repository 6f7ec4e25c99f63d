//! See `service-without-controllers.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::mistakes::quoted,
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
        if let (Some(list), Some(place)) =
            (service.controller_list.get(), service.controller_list.span())
        {
            let asked = [("where", list.place.is_silent()), ("count", list.count.is_silent())];
            let lacking: Vec<&str> =
                asked.into_iter().filter_map(|(key, silent)| silent.then_some(key)).collect();
            if !lacking.is_empty() && cx.is_whole(service) {
                findings.push(
                    RULE.at(place, format!("this stands for a list of controllers, and lacks {}", quoted(&lacking)))
                        .weighing(Level::Warning)
                        .help("say where the list is kept and how many are in it, so that the record can be completed at once"),
                );
            }
        }
    }
}
