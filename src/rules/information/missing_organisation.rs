//! See `missing-organisation.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::Context,
    source::{Layer, Span},
};

declare_rule! {
    "missing-organisation", Error, ["13(1)(a)", "30(1)(a)"], since "0.1",
    "a register that does not say whose it is",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // A broken file may hold it.
    if cx.register.organisation.is_some() || !cx.register.broken_files.is_empty() {
        return;
    }
    let spans = cx.register.spans(|layer| layer == Layer::Register);
    let Some(first) = spans.iter().map(|(.., span)| span.file).min() else { return };
    findings.push(
        RULE.at(Span::start_of(first), "the register does not say whose it is").help(
            "add `[organisation]` with `name`, `address`, `country` and `email`, in any file",
        ),
    );
}
