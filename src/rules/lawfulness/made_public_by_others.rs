//! See `made-public-by-others.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "made-public-by-others", Warning, ["9(2)(e)"], since "0.1",
    "special data that the person is said to have made public, and that come from somebody else",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let comes_from_others = |id: &str| {
        let source = cx.register.sources.get(id);
        source.is_some_and(|source| {
            source.direct.get().copied() != Some(true) && source.public.get().copied() != Some(true)
        })
    };
    let conditions = &facts.conditions.answers;
    let public =
        conditions.iter().filter(|one| one.member.id() == "made-public-by-the-data-subject");
    for condition in public {
        let mut sources = facts.sources.answers.iter();
        let other = sources.find(|source| {
            source.member.is_entry()
                && comes_from_others(source.member.id())
                && source.meets(condition)
        });
        let Some(other) = other else { continue };
        findings.push(
            RULE.at(condition.member.span, "these data come from somebody else, and nothing says that they were public")
                .also(other.member.span, "where they come from")
                .help(
                    "this condition is for what people themselves have shown to everybody: if they had, write `public = true` in the source,\n\
                     or name `public-source`; if not, name another condition",
                ),
        );
    }
}
