//! See `withdraw-without-consent.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        keys::Keys,
        purposes::{DirectMarketing, Permission, Purpose, Status},
        uses::{Kind, Relation},
        value::Field,
    },
    rules::Context,
};

declare_rule! {
    "withdraw-without-consent", Warning, ["7(3)", "13(2)(c)"], since "0.1",
    "a way to withdraw consent, where nothing rests on consent",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let rights = cx.register.organisation().rights.get();
    let Some(told) = rights.map(|rights| &rights.withdraw_consent) else { return };
    if told.get().is_none() {
        return;
    }
    let asks = cx.register.purposes.iter().any(|purpose| {
        purpose.status.get() != Some(&Status::Retired) && may_ask_for_consent(cx, purpose)
    });
    let for_trackers = cx.register.trackers.iter().any(|tracker| tracker.necessary.is_none());
    if let (false, false, Some(span)) = (asks, for_trackers, told.span()) {
        findings.push(
            RULE.at(span, "it tells how to withdraw a consent that nobody is asked for")
                .help("take it out, or name `consent` where you ask for it"),
        );
    }
}

/// Whether a purpose asks for any consent, or may: what is not known could be it.
fn may_ask_for_consent(cx: &Context<'_>, purpose: &Purpose) -> bool {
    let basis = |id: &str| {
        let basis = cx.register.legal_bases.get(id);
        basis.is_none_or(|basis| basis.withdrawal.get() != Some(&false))
    };
    let condition = |id: &str| {
        let condition = cx.register.conditions.get(id);
        condition.is_none_or(|condition| condition.withdrawal.get() != Some(&false))
    };
    let for_marketing = match purpose.direct_marketing.get() {
        Some(DirectMarketing::So(how)) => how.permission.get() == Some(&Permission::Consent),
        _ => false,
    };
    let mut recipients = purpose.recipients.get().into_iter().flat_map(Relation::entries);
    may_be(&purpose.legal_basis, &basis)
        || may_be(&purpose.condition, &condition)
        || recipients.any(|recipient| may_be(&recipient.own.legal_basis, &basis))
        || for_marketing
}

/// Whether a relation names one of which the question is true, or is not known.
fn may_be<K: Kind, O: Keys>(field: &Field<Relation<K, O>>, is: &dyn Fn(&str) -> bool) -> bool {
    match field.get() {
        Some(relation) => relation.uses.iter().any(|one| !one.is_entry() || is(one.id())),
        None => !field.is_silent() && !field.is_none(),
    }
}
