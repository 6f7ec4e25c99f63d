//! See `draft-in-use.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{purposes::Status, shape::Leaf},
    rules::{Context, Written},
};

declare_rule! {
    "draft-in-use", Error, ["5(1)(a)", "32"], since "0.1",
    "an active entry that refers to a draft",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    let Leaf::Reference(kind, id) = leaf else { return };
    if written.draft || written.retired {
        return;
    }
    let register = cx.register;
    let (status, place) = match kind {
        "measure" => match register.measures.get(id.as_str()) {
            Some(measure) => (&measure.status, measure.span),
            None => return,
        },
        "purpose" => match register.purposes.get(id.as_str()) {
            Some(purpose) => (&purpose.status, purpose.span),
            None => return,
        },
        _ => return,
    };
    if status.get() == Some(&Status::Draft) {
        findings.push(
            RULE.at(written.place.span, format!("{kind} `{id}` is a draft"))
                .label("named in an active entry")
                .also(status.span().unwrap_or(place), "a draft")
                .help("take it out until it is true, or make it active"),
        );
    }
}
