//! See `missing-instructions.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-instructions", Note, ["28(3)(a)", "29"], asks ["service.instructions"], since "0.1",
    "a service of which nothing says by what instructions it is done",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for service in cx.services().filter(|service| service.instructions.is_silent()) {
        findings.push(
            RULE.at(service.span, format!("nothing says by what instructions the service `{}` is done", service.id))
                .help(
                    "write `instructions = \"the agreement, and what the customer sets in the console\"`;\n\
                     what all services have in common stands once in `[default.service]`",
                ),
        );
    }
}
