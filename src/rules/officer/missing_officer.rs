//! See `missing-officer.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-officer", Warning, ["13(1)(b)", "37(1)"], asks ["organisation.data-protection-officer"], since "0.1",
    "nothing says whether there is a data protection officer, or why there is none",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let officer = &organisation.data_protection_officer;
    let Some(span) = officer.span() else {
        findings.push(
            RULE.at(organisation.span, "nothing says whether there is a data protection officer").help(
                "write `data-protection-officer.email = \"…\"`, or, if none has to be designated,\n\
                 `data-protection-officer = { none = \"nothing on a large scale\" }`",
            ),
        );
        return;
    };
    if !officer.is_none() {
        return;
    }
    let authority = &organisation.public_authority;
    if let Some(is_one) = authority.span().filter(|_| authority.get().copied() == Some(true)) {
        findings.push(
            RULE.at(span, "a public authority without a data protection officer")
                .weighing(Level::Error)
                .also(is_one, "the organisation is a public authority")
                .help("designate one, perhaps together with other authorities"),
        );
    } else if officer.none_reason().is_none() {
        findings.push(
            RULE.at(span, "nothing says why there is no data protection officer")
                .weighing(Level::Note)
                .help("write the reason: `data-protection-officer = { none = \"nothing on a large scale\" }`"),
        );
    }
}
