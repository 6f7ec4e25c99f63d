//! See `california-methods.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    rules::{Context, california::Chosen},
};

declare_rule! {
    "california-methods", Warning, ["CCPA 1798.130(a)(1)"], asks ["california.methods"], since "0.1",
    "no way told by which Californians make requests",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Chosen::of(cx).filter(|california| california.weight().is_some()) else {
        return;
    };
    let methods = california.said.and_then(|said| said.methods.value());
    let alone = methods.filter(|value| value.get().is_some_and(|methods| methods.0.len() == 1));
    if let Some(alone) = alone {
        findings.push(
            RULE.at(alone.span, "one way alone is named by which Californians reach you")
                .weighing(Level::Note)
                .help("add a second, unless you are online only and know your customers: then an e-mail address will do"),
        );
    } else if methods.is_none() {
        findings.push(
            RULE.at(california.place, "nothing says how requests of Californians reach you").help(
                "add two ways to `[california]`: `methods = [\"the form on our site\", \"a call to …\"]`",
            ),
        );
    }
}
