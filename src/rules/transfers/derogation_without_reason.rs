//! See `derogation-without-reason.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "derogation-without-reason", Error, ["49(1)"], since "0.1",
    "a transfer by way of exception, and nothing says why",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for (place, member) in super::instruments(cx) {
        let derogation = super::instrument_is(cx, member, |instrument| &instrument.derogation);
        if derogation && member.own.reason.is_silent() {
            findings
                .push(RULE.at(member.span, "nothing says why this exception holds").help(format!(
                "write `transfers.{place}.{}.reason = \"…\"`;\nan exception is for single cases, \
                     never for a supplier in daily use",
                member.key
            )));
        }
    }
}
