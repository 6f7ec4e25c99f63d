//! See `transfer-without-copy.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "transfer-without-copy", Error, ["13(1)(f)", "14(1)(f)"], since "0.1",
    "safeguards, and nothing says how people have a copy of them",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // Controllers tell people, processors do not; what a sub-processor signed is had through its processor.
    let told = cx.recipients().iter().filter(|used| used.is_own() && used.is_told);
    for used in told.filter(|used| used.recipient.transfer_copy.is_silent()) {
        let mut instruments = used.instruments();
        let safeguard = instruments.find(|(_, member)| {
            super::instrument_is(cx, member, |instrument| &instrument.copy_needed)
        });
        if let Some((_, member)) = safeguard {
            findings.push(
                RULE.at(member.span, "nothing says how people have a copy of these safeguards")
                    .help("write `transfer-copy = \"write to us\"`, or where it can be read"),
            );
        }
    }
}
