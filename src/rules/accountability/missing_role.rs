//! See `missing-role.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-role", Warning, ["4(7)", "4(8)", "26(1)", "28(3)"], asks ["recipient.role"], since "0.1",
    "a recipient of which nothing says what it is to the organisation",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // What a sub-processor is, its place says.
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        if used.recipient.role.is_silent() {
            findings.push(
                RULE.at(used.place(|_| false), format!("nothing says what the recipient `{}` is", used.id()))
                    .help(
                        "write `role = \"processor\"` if it acts on your instructions,\n\
                         `role = \"controller\"` if it decides itself, `role = \"joint-controller\"` if you decide together",
                    ),
            );
        }
    }
}
