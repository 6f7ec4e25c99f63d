//! See `second-word.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{
        Context, Written,
        wording::{lists, told},
    },
    settings::Jurisdiction,
};

declare_rule! {
    "second-word", Note, ["12(1)"], since "0.1",
    "a second word for what the documents call otherwise",
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for wording in told(written, leaf) {
        let Some(lists) = lists(cx, wording) else { continue };
        let Some((range, instead)) = lists.called_otherwise.first_in(&wording.words) else {
            continue;
        };
        // California's law has words of its own, and a policy for Californians uses them.
        if cx.judges_by(Jurisdiction::California) {
            return;
        }
        let key = written.place.key.name;
        findings.push(
            RULE.at(wording.span, format!("`{key}` has a second word for one thing"))
                .label(format!("`{}`, elsewhere `{instead}`", &wording.words[range]))
                .help(format!("write `{instead}`, as the documents do")),
        );
    }
}
