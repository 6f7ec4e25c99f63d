//! See `indefinite-retention.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
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

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for answer in facts.retentions.answers.iter().filter(|one| one.member.is_entry()) {
        let retention = cx.register.retentions.used(answer.member);
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
                RULE.at(place, "these data are kept without an end").help(
                    "set an end, as \"5 years after last-contact\", or say that people can't be recognised any more: `then = \"anonymise\"`",
                ),
            );
        }
    }
}
