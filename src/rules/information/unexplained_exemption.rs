//! See `unexplained-exemption.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::purposes::{Exemption, ExemptionGround},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "unexplained-exemption", Error, ["13(4)", "14(5)"], since "0.1",
    "people are not told, and what allows that is not shown",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    let exemption = &purpose.notice_exemption;
    let (Some(said), Some(place)) = (exemption.get(), exemption.span()) else { return };
    if !cx.is_whole(purpose) {
        return;
    }
    if let Some((message, help)) = lack(said) {
        findings.push(RULE.at(place, message).help(help));
    }
    if said.ground.get() == Some(&ExemptionGround::ImpossibleOrDisproportionate)
        && let Some(hidden) = purpose.not_public.span()
    {
        findings.push(
            RULE.at(place, "whoever can't tell each person must tell the public, and this purpose is told in no public document")
                .weighing(Level::Warning)
                .also(hidden, "told to nobody")
                .help("take out `not-public`, so that the policy tells of it (Art. 14(5)(b))"),
        );
    }
}

/// What is missing, and what to write.
fn lack(said: &Exemption) -> Option<(&'static str, &'static str)> {
    let by_law = matches!(
        said.ground.get(),
        Some(ExemptionGround::LaidDownByLaw | ExemptionGround::ProfessionalSecrecy)
    );
    if said.ground.is_silent() {
        Some((
            "nothing says which exemption this is",
            "name it: `ground = \"already-informed\"`, `impossible-or-disproportionate`, `laid-down-by-law` or `professional-secrecy`",
        ))
    } else if said.reason.is_silent() {
        Some((
            "nothing says why this exemption holds",
            "write it, so that an authority can follow: `reason = \"…\"`",
        ))
    } else if by_law && said.laws.says_nothing() {
        Some((
            "this exemption rests on a law, and none is named",
            "name it: `laws = \"ID\"`, with its `[law.ID]`",
        ))
    } else {
        None
    }
}
