//! See `undated-sub-processor-list.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{parties::Role, uses::Relation},
    rules::Context,
};

declare_rule! {
    "undated-sub-processor-list", Note, ["28(2)"], since "0.1",
    "a list of sub-processors of which nothing says when it was last looked at",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        let recipient = &used.recipient;
        let mut named = recipient.sub_processors.get().into_iter().flat_map(Relation::entries);
        if let (Some(_), Some(place)) =
            (recipient.sub_processor_list.get(), recipient.sub_processor_list.span())
            && recipient.role.get() == Some(&Role::Processor)
            && recipient.checked_on.is_silent()
            && named.next().is_none()
        {
            findings.push(
                RULE.at(place, "nothing says when somebody last looked at this list").help(
                    "read it, write `checked-on` with the day, and name those outside the Union in `sub-processors`: \
                     their countries count as yours",
                ),
            );
        }
    }
}
