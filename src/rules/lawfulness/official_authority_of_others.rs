//! See `official-authority-of-others.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "official-authority-of-others", Warning, ["10"], since "0.1",
    "data on offences under official authority, in the register of a private organisation",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let authority = &cx.register.organisation().public_authority;
    let open = authority.is_unknown() || authority.is_undecided();
    if authority.get() == Some(&true) || open || !facts.purpose.controller.is_silent() {
        return;
    }
    for condition in &facts.conditions.answers {
        let member = condition.member;
        let explained = member.instead.is_some();
        if member.is_entry() && member.id() == "official-authority" && !explained {
            findings.push(
                RULE.at(member.span, "a private organisation has no official authority of its own")
                    .help(
                        "name the law that lets you: `condition.authorised-by-law.laws = \"…\"`, or a condition of national law;\n\
                         if an authority watches over it, say which: `condition.official-authority.description = \"…\"`;\n\
                         if the organisation is one: `public-authority = true` in `[organisation]`",
                    ),
            );
        }
    }
}
