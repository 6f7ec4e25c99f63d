//! See `derogation-by-authority.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "derogation-by-authority", Warning, ["49(3)"], since "0.1",
    "a public authority that rests a transfer on consent, a contract or compelling interests",
}

const CLOSED: &[&str] =
    &["explicit-consent", "contract", "contract-in-interest", "compelling-interests"];

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let authority = &cx.register.organisation().public_authority;
    if authority.get() != Some(&true) {
        return;
    }
    for (_, member) in super::instruments(cx).filter(|(_, member)| CLOSED.contains(&member.id())) {
        let finding = RULE
            .at(member.span, "this exception is closed to authorities in the exercise of their powers")
            .help("name `public-interest`, if a law recognises one, or safeguards such as `administrative-arrangement`");
        findings.push(match authority.span() {
            Some(span) => finding.also(span, "the organisation is one"),
            None => finding,
        });
    }
}
