//! See `offences-ground-against-basis.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{Context, PurposeFacts},
    settings::Jurisdiction,
};

declare_rule! {
    "offences-ground-against-basis", Warning, ["DK DBL 8", "6(1)"], since "0.1",
    "a Danish ground for data on offences beside a basis that tells another story",
}

/// Each ground of Databeskyttelsesloven § 8, stk. 3, with the basis beside which it stands.
const PAIRS: &[(&str, &str)] = &[
    ("dk-offences-consent", "consent"),
    ("dk-offences-overriding-interest", "legitimate-interests"),
];

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !cx.judges_by(Jurisdiction::Dk) {
        return;
    }
    for condition in &facts.conditions.answers {
        let pair = PAIRS.iter().find(|(ground, _)| condition.member.id() == *ground);
        let Some((_, expected)) = pair else { continue };
        let mut bases =
            facts.legal_bases.answers.iter().filter(|basis| basis.meets(condition)).peekable();
        let Some(first) = bases.peek().map(|basis| basis.member) else { continue };
        if bases.any(|basis| !basis.member.is_entry() || basis.member.id() == *expected) {
            continue;
        }
        findings.push(
            RULE.at(condition.member.span, format!("this ground goes with the basis `{expected}`"))
                .also(first.span, "the basis of the same data")
                .help(format!("name `legal-basis.{expected}` for them, or another ground")),
        );
    }
}
