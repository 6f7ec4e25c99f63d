//! See `vague-source.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::entry::Entry,
    rules::{Context, PurposeFacts, information::from_elsewhere},
};

declare_rule! {
    "vague-source", Note, ["14(2)(f)"], since "0.1",
    "public sources of which people do not learn which they are",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for (member, source) in from_elsewhere(cx, facts) {
        // One of the register's own has a name, or another rule asks for it.
        let built_in = cx.register.sources.get(member.id()).is_some_and(Entry::is_built_in);
        let named = !source.name.is_silent()
            || !source.category.is_silent()
            || !source.recipient.is_silent()
            || !source.shared.description.is_silent();
        if built_in && !named {
            findings.push(
                RULE.at(member.span, "people do not learn which sources these are").help(format!(
                    "say which: `source.{}.description = \"the commercial register\"`",
                    member.key
                )),
            );
        }
    }
}
