//! See `cctv-period.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{term::Term, uses::Relation},
    rules::{Context, PurposeFacts},
    settings::Jurisdiction,
};

declare_rule! {
    "cctv-period", Warning, ["DK TV 4 c"], since "0.1",
    "camera recordings that are kept longer than Danish law allows",
}

/// The law with the time that it allows.
const ACT: &str = "dk-cctv-act";

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !cx.judges_by(Jurisdiction::Dk) {
        return;
    }
    let allowed = cx.register.laws.get(ACT).and_then(|law| law.at_most.value());
    let Some((Term::For { length: longest, .. }, place)) =
        allowed.and_then(|value| Some((value.get()?, value.span)))
    else {
        return;
    };
    for answer in facts.retentions.answers.iter().filter(|answer| answer.member.is_entry()) {
        let retention = cx.register.retentions.used(answer.member);
        // A given offence or dispute may take longer: s. 4 c(5).
        if !answer.case.is_always() || !retention.is_longer_than(*longest) {
            continue;
        }
        // Where the law is named, what is longer than it allows is another finding.
        let mut laws = retention.laws.get().into_iter().flat_map(Relation::entries);
        let mut data = answer.cells.iter().map(|cell| facts.cells[*cell].datum);
        if !laws.any(|law| law.id() == ACT)
            && data.any(|datum| cx.answers.datum_is_one_of(datum, &["cctv"]))
        {
            let span = retention.keep.span().unwrap_or(answer.member.span);
            findings.push(
                RULE.at(span, "recordings against crime are erased after 30 days at the latest")
                    .also(place, "what the law allows")
                    .help(
                        "write `keep = \"at most 30 days after collection\"`; for a given offence or dispute, add a longer retention with\n\
                         `only.when = \"as long as a reported offence is being looked into\"`",
                    ),
            );
        }
    }
}
