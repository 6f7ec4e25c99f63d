//! See `tracker-without-consent.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        purposes::{Purpose, Status},
        uses::Relation,
    },
    rules::Context,
};

declare_rule! {
    "tracker-without-consent", Error, ["ePrivacy 5(3)", "6(1)(a)"], since "0.1",
    "a tracker that needs consent, for a purpose that rests on none",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for tracker in cx.register.trackers.iter().filter(|tracker| tracker.necessary.is_none()) {
        for member in tracker.purpose.get().into_iter().flat_map(Relation::entries) {
            let purpose = cx.register.purposes.used(member);
            if !rests_on_something_else(&purpose) {
                continue;
            }
            let mut finding = RULE
                .at(member.span, "this tracker needs consent, and its purpose rests on none")
                .help("add `consent` to the purpose's `legal-basis`, or say in `necessary` why none is needed");
            if let Some(span) = purpose.legal_basis.span() {
                finding = finding.also(span, "no consent here");
            }
            findings.push(finding);
        }
    }
}

/// Whether an active purpose names its bases, all of them, and consent is not among them.
fn rests_on_something_else(purpose: &Purpose) -> bool {
    let active = purpose.status.get().is_none_or(|status| *status == Status::Active);
    let bases = purpose.legal_basis.get();
    active
        && bases.is_some_and(|bases| {
            bases.uses.iter().all(|basis| basis.is_entry() && basis.id() != "consent")
        })
}
