//! See `public-authority-interests.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        answers::Answer,
        legal_bases::{Grounds, LegalBasis},
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "public-authority-interests", Error, ["6(1)"], since "0.1",
    "a public authority that rests on legitimate interests",
}

/// Whether interests can't be the basis here at all, so that nothing else has to be asked of them.
pub(super) fn rules_out(
    cx: &Context<'_>,
    facts: &PurposeFacts<'_>,
    interests: &Answer<'_, LegalBasis, Grounds>,
) -> bool {
    cx.register.organisation().public_authority.get() == Some(&true)
        && facts.purpose.controller.is_silent()
        // A case in words tells what the authority does beside its tasks.
        && interests.case.when().is_none()
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let authority = &cx.register.organisation().public_authority;
    let bases = facts.bases("legitimate-interests");
    for interests in bases.filter(|interests| rules_out(cx, facts, interests)) {
        let finding = RULE
            .at(
                interests.member.span,
                "a public authority can't rest on legitimate interests for its tasks",
            )
            .help(format!(
                "name the basis of the task, for example `legal-basis.public-task.laws = \"…\"`;\n\
                 if it is none of the tasks, say so: `legal-basis.{}.only.when = \"in the canteen, which anybody could run\"`",
                interests.member.key
            ));
        findings.push(match authority.span() {
            Some(span) => finding.also(span, "the organisation is one"),
            None => finding,
        });
    }
}
