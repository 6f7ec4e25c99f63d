//! See `transfer-without-assessment.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "transfer-without-assessment", Warning, ["46(1)", "C-311/18"], since "0.1",
    "safeguards, and the law of the country was not assessed",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients() {
        for (place, member) in used.instruments() {
            // What lies in reserve is assessed when it is needed.
            let in_reserve = member.own.fallback.get().copied() == Some(true);
            // What a customer outside gets back is its own: clause 14 asks nothing, unless the processor adds data of its own.
            let given_back = member.own.module.get() == Some(&4);
            let needed =
                super::instrument_is(cx, member, |instrument| &instrument.assessment_needed);
            if !needed
                || in_reserve
                || given_back
                || !member.own.assessment.is_silent()
                || super::is_adequate(cx, used, place)
            {
                continue;
            }
            findings.push(
                RULE.at(
                    member.span,
                    "nothing shows that these safeguards hold under the law of the country",
                )
                .help(format!(
                    "assess it, and name the result: `transfers.{place}.{}.assessment = \"ID\"`, with\n\
                     `[assessment.ID]`, `kind = \"transfer\"`, `date` and `outcome`",
                    member.key
                )),
            );
        }
    }
}
