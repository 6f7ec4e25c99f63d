//! See `joint-controller-without-arrangement.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::Role,
    rules::Context,
};

declare_rule! {
    "joint-controller-without-arrangement", Error, ["26(1)"], since "0.1",
    "a joint controller, and no arrangement with it",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        let recipient = &used.recipient;
        if recipient.role.get() == Some(&Role::JointController) && recipient.arrangement.is_silent()
        {
            let place = used.place(|stated| !stated.role.is_silent());
            findings.push(
                RULE.at(
                    place,
                    format!("nothing was arranged with the joint controller `{}`", used.id()),
                )
                .help(
                    "arrange who does what, and write `arrangement.date`, `arrangement.document` \
                         and `arrangement.essence`",
                ),
            );
        }
    }
}
