//! See `indefinite-retention.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        purposes::{DirectMarketing, Purpose},
        retention::{Stages, Then},
        term::Term,
        uses::StageName,
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "indefinite-retention", Warning, ["5(1)(e)"], since "0.1",
    "personal data that are kept without an end",
}

/// The condition of archives, research and statistics.
const ARCHIVES: &str = "archiving-research-statistics";

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    // Archives and research in the public interest have conditions of their own. Art. 89(1).
    if facts.conditions.answers.iter().any(|one| one.member.id() == ARCHIVES) {
        return;
    }
    let weight = if advertises(facts.purpose) { Level::Error } else { Level::Warning };
    for answer in facts.retentions.answers.iter().filter(|one| one.member.is_entry()) {
        let retention = cx.register.retentions.used(answer.member);
        // A law may demand that they are kept for good.
        if !retention.laws.is_silent() {
            continue;
        }
        let anonymous =
            retention.then.get().is_some_and(|then| then.iter().any(|one| *one == Then::Anonymise));
        if anonymous {
            continue;
        }
        let kept = retention.keep.get().filter(|keep| keep.terms().contains(&&Term::Indefinite));
        let mut places: Vec<_> = kept.and_then(|_| retention.keep.span()).into_iter().collect();
        // A final archive is one for good: Art. 89(1) has conditions of its own for it.
        for (name, stage) in retention.stages.get().into_iter().flat_map(Stages::written) {
            if stage.keep.get() == Some(&Term::Indefinite) && name != StageName::FinalArchive.word()
            {
                places.extend(stage.keep.span());
            }
        }
        for place in places {
            findings.push(
                RULE.at(place, "these data are kept without an end").weighing(weight).help(
                    "set an end, as \"5 years after last-contact\", or say that people can't be recognised any more: `then = \"anonymise\"`",
                ),
            );
        }
    }
}

/// What people are shown as advertising is no ground to keep anything for good. C-446/21.
fn advertises(purpose: &Purpose) -> bool {
    match purpose.direct_marketing.get() {
        Some(DirectMarketing::Is(yes)) => *yes,
        Some(DirectMarketing::So(_)) => true,
        None => false,
    }
}
