//! See `two-roles.md`.

use indexmap::IndexMap;

use crate::{
    finding::{Finding, declare_rule},
    register::{parties::Role, uses::Relation},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "two-roles", Warning, ["4(7)", "4(8)", "28(10)"], since "0.1",
    "a recipient that is processor and controller of the same thing",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    let mut firsts = IndexMap::new();
    for member in purpose.recipients.get().into_iter().flat_map(Relation::entries) {
        // What tells the two uses apart explains the two roles.
        if !member.only.is_silent() || !member.own.for_what.is_silent() {
            continue;
        }
        let recipient = cx.register.recipients.used(member);
        let Some(role) = recipient.role.get() else { continue };
        let acts_for_us = *role == Role::Processor;
        let (first, was_ours) = *firsts.entry(member.id()).or_insert((member.span, acts_for_us));
        if acts_for_us != was_ours {
            findings.push(
                RULE.at(member.span, format!("`{}` has two roles for the same data", member.id()))
                    .also(first, "another role here")
                    .help("say by `for` or `only` which role is for what, or keep the one that is right"),
            );
        }
    }
}
