//! See `service-without-processing.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "service-without-processing", Error, ["30(2)(b)"], asks ["service.processing"], since "0.1",
    "a service without the categories of its processing",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for service in cx.services().filter(|service| service.processing.is_silent()) {
        findings.push(
            RULE.at(
                service.span,
                format!("nothing says what is done with the data in the service `{}`", service.id),
            )
            .help(
                "write `processing = [\"storing photos of parcels\", \"sending text messages\"]`",
            ),
        );
    }
}
