//! See `transfer-without-approval.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "transfer-without-approval", Error, ["46(3)", "47(1)"], since "0.1",
    "rules or clauses that an authority must have approved, and no approval is named",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for (place, member) in super::instruments(cx) {
        let needed = super::instrument_is(cx, member, |instrument| &instrument.approval_needed);
        if needed && member.own.approval.is_silent() {
            findings.push(
                RULE.at(member.span, "nothing says which authority approved this, and when").help(format!(
                    "write `transfers.{place}.{}.approval = \"Datatilsynet, 3 May 2025, no. …\"`, and where it is in `document`",
                    member.key
                )),
            );
        }
    }
}
