//! See `arrangement-not-told.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::Role,
    rules::Context,
};

declare_rule! {
    "arrangement-not-told", Warning, ["26(2)"], since "0.1",
    "an arrangement of joint controllers whose essence people are not told",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        let recipient = &used.recipient;
        let joint = recipient.role.get() == Some(&Role::JointController);
        let Some(arrangement) = recipient.arrangement.get().filter(|_| joint) else { continue };
        if arrangement.essence.is_silent() {
            let place =
                used.place(|stated| !stated.role.is_silent() || !stated.arrangement.is_silent());
            findings.push(
                RULE.at(
                    place,
                    format!("people are not told what was arranged with `{}`", used.id()),
                )
                .help("say in a sentence who answers for what: `arrangement.essence = \"…\"`"),
            );
        }
    }
}
