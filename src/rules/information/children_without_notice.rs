//! See `children-without-notice.md`.

use std::collections::BTreeSet;

use crate::{
    finding::{Finding, declare_rule},
    register::uses::Relation,
    rules::Context,
};

declare_rule! {
    "children-without-notice", Note, ["12(1)"], since "0.1",
    "children, and no notice that speaks to them",
}

/// Where these are concerned too, they read the notice, and for their children.
const PARENT: &str = "parent";

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let is_parent = |id: &str| {
        let same = cx.register.data_subjects.get(id).and_then(|person| person.same_as.get());
        id == PARENT || same.is_some_and(|same| same.id == PARENT)
    };
    let concerned = cx.purposes().filter_map(|purpose| purpose.data_subjects.get());
    if concerned.flat_map(Relation::entries).any(|member| is_parent(member.id())) {
        return;
    }
    let audiences = cx.register.audiences.iter().filter_map(|one| one.data_subjects.get());
    let spoken_to = audiences.flat_map(Relation::entries);
    let mut seen: BTreeSet<&str> =
        spoken_to.flat_map(|member| cx.answers.people_in(member.id())).collect();
    for purpose in cx.purposes().filter(|purpose| purpose.not_public.is_silent()) {
        for member in purpose.data_subjects.get().into_iter().flat_map(Relation::entries) {
            for person in cx.answers.people_in(member.id()) {
                let is_child = || cx.answers.person_is(person, |who| &who.children);
                if seen.insert(person) && is_child() {
                    findings.push(
                        RULE.at(member.span, format!("`{person}` are children, and no notice speaks to them"))
                            .help(format!(
                                "if they read it themselves, make one that they understand: an `[audience.children]` with\n\
                                 `data-subjects = \"{person}\"`, and in `ropa.toml` a document with `audiences = \"children\"`"
                            )),
                    );
                }
            }
        }
    }
}
