//! See `missing-breach-register.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-breach-register", Note, ["33(5)"], asks ["organisation.breach-register"], since "0.1",
    "an organisation that names its policies, and not where it documents breaches",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    // Where no other paper is named, this one can lie beside them.
    let named = [organisation.security_policy.span(), organisation.retention_policy.span()];
    let other = named.into_iter().flatten().next();
    if let (true, Some(other)) = (organisation.breach_register.is_silent(), other) {
        findings.push(
            RULE.at(organisation.span, "nothing says where breaches are documented")
                .also(other, "where another paper is")
                .help("write where the list is, even if it is empty: `breach-register = \"intranet, security, breaches\"`"),
        );
    }
}
