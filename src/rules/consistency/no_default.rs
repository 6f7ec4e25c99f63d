//! See `no-default.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::{Leaf, Place, Visitor},
    rules::{Context, Written},
    source::Span,
};

declare_rule! {
    "no-default", Error, ["5(2)"], since "0.1",
    "a `default` that stands for nothing",
}

/// Whether `default` still stands at a place when all defaults are taken.
struct Left {
    at: Span,
    found: bool,
}

impl Visitor for Left {
    fn leaf(&mut self, place: Place, leaf: Leaf<'_>) {
        self.found |= matches!(leaf, Leaf::Word("default")) && place.span == self.at;
    }
}

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    if !matches!(leaf, Leaf::Word("default")) {
        return;
    }
    let key = written.path.first().map_or("", String::as_str);
    // What a topic's purposes have in common may ask for what all purposes have.
    if written.kind == "topic" && key == "default" {
        return;
    }
    let mut left = Left { at: written.place.span, found: written.entry.is_none() };
    if !left.found {
        cx.register.visit_with_defaults(written.kind, written.id, &mut left);
    }
    if left.found {
        findings.push(RULE.at(written.place.span, "there is no default to take here").help(
            format!(
                "list them in `[default.{}]`, as `{key} = [\"…\"]`, or take `default` out",
                written.kind
            ),
        ));
    }
}
