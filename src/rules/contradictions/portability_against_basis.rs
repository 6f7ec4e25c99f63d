//! See `portability-against-basis.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        keys::Keys,
        uses::{Kind, Relation},
        value::Field,
    },
    rules::Context,
};

declare_rule! {
    "portability-against-basis", Warning, ["20(1)"], since "0.1",
    "a way to take data along, where no basis gives that right",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let rights = cx.register.organisation().rights.get();
    let Some(told) = rights.and_then(|rights| rights.portability.value()) else { return };
    if told.get().is_none() {
        return;
    }
    let basis = |id: &str| {
        let basis = cx.register.legal_bases.get(id);
        basis.is_none_or(|basis| basis.portability.get() == Some(&true))
    };
    let condition = |id: &str| {
        let condition = cx.register.conditions.get(id);
        condition.is_none_or(|condition| condition.portability.get() == Some(&true))
    };
    let gives_it = cx.purposes().any(|purpose| {
        may_be(&purpose.legal_basis, true, &basis) || may_be(&purpose.condition, false, &condition)
    });
    if !gives_it {
        findings.push(
            RULE.at(
                told.span,
                "it tells how to take data along, and no purpose rests on consent or a contract",
            )
            .help("take it out: that right goes with consent and with a contract only"),
        );
    }
}

/// Whether a relation names one of which the question is true, or may: what is not known could be it.
fn may_be<K: Kind, O: Keys>(
    field: &Field<Relation<K, O>>,
    if_silent: bool,
    is: &dyn Fn(&str) -> bool,
) -> bool {
    match field.get() {
        Some(relation) => relation.uses.iter().any(|one| !one.is_entry() || is(one.id())),
        None if field.is_silent() => if_silent,
        None => !field.is_none(),
    }
}
