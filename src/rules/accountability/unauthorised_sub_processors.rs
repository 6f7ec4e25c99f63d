//! See `unauthorised-sub-processors.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{parties::Role, uses::Relation},
    rules::Context,
};

declare_rule! {
    "unauthorised-sub-processors", Warning, ["28(2)", "28(4)"], since "0.1",
    "a processor that takes on others, and nothing says who allowed that",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        let recipient = &used.recipient;
        let mut named = recipient.sub_processors.get().into_iter().flat_map(Relation::entries);
        let takes_on_others =
            named.next().is_some() || recipient.sub_processor_list.get().is_some();
        if recipient.role.get() == Some(&Role::Processor)
            && takes_on_others
            && recipient.authorisation.is_silent()
        {
            let place = used.place(|stated| {
                !stated.sub_processors.is_silent() || !stated.sub_processor_list.is_silent()
            });
            findings.push(
                RULE.at(place, format!("`{}` takes on further processors, and nothing says that it may", used.id()))
                    .help(
                        "look into the contract, and write `authorisation = \"general\"` if it may with notice of each change,\n\
                         `authorisation = \"specific\"` if you allow them one by one",
                    ),
            );
        }
    }
}
