//! See `missing-policy-url.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
};

declare_rule! {
    "missing-policy-url", Note, ["12(1)"], asks ["organisation.policy-url"], since "0.1",
    "a website, and nothing says where the policy stands on it",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let contact = &organisation.contact;
    let sites = [contact.website.span(), contact.contact_form.span()].into_iter().flatten();
    let trackers = cx.register.trackers.iter().map(|tracker| tracker.span);
    let mut signs = sites.chain(trackers);
    if let (true, Some(site)) = (organisation.policy_url.is_silent(), signs.next()) {
        findings.push(
            RULE.at(organisation.span, "nothing says where the policy stands")
                .also(site, "there is a website")
                .help("write its address: `policy-url = \"https://example.org/privacy\"`, and link it on every page"),
        );
    }
}
