//! See `unnamed-recipient.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::parties::Role,
    rules::Context,
};

declare_rule! {
    "unnamed-recipient", Error, ["13(1)(e)", "30(1)(d)"], since "0.1",
    "a recipient with neither a name nor a category",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for recipient in cx.register.recipients.iter() {
        // The public and the person are named by their role, a group by its members.
        let told_by_role =
            matches!(recipient.role.get(), Some(Role::ThePublic | Role::TheDataSubject));
        if recipient.contact.name.is_silent()
            && recipient.category.is_silent()
            && recipient.includes.is_silent()
            && !told_by_role
        {
            findings.push(
                RULE.at(
                    recipient.span,
                    format!("recipient `{}` has neither a name nor a category", recipient.id),
                )
                .help("add `name = \"…\"`, or at least `category = \"…\"`"),
            );
        }
    }
}
