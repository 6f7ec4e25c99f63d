//! See `further-use-not-told.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::uses::Relation,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "further-use-not-told", Warning, ["13(3)", "14(4)"], since "0.1",
    "a further use of data, and nothing says that people were told before it began",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    // Whoever asks for consent tells what it is for.
    if !purpose.notice_exemption.is_silent() || facts.has_basis("consent") || !cx.is_whole(purpose)
    {
        return;
    }
    let starts = purpose.starts.get();
    for origin in purpose.further_processing_of.get().into_iter().flat_map(Relation::entries) {
        let told_on = &origin.own.told_on;
        if told_on.is_silent() {
            findings.push(
                RULE.at(
                    origin.span,
                    format!("nothing says when people were told of this further use of data from `{}`", origin.id()),
                )
                .help(format!(
                    "tell them before it begins, and write `further-processing-of.{}.told-on = 2026-03-01`",
                    origin.key
                )),
            );
        } else if let (Some(told), Some(place)) = (told_on.get(), told_on.span())
            && starts.is_some_and(|starts| starts < told)
        {
            let finding = RULE.at(place, "people were told after this use had begun").help(
                "let it begin when people have been told: change `starts`, or tell them sooner",
            );
            findings.push(match purpose.starts.span() {
                Some(starts) => finding.also(starts, "when it begins"),
                None => finding,
            });
        }
    }
}
