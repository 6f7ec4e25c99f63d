//! See `children-without-notice.md`.

use std::{cell::LazyCell, collections::BTreeSet};

use crate::{
    finding::{Finding, declare_rule},
    register::{purposes::Purpose, uses::Relation},
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
        let told_by_others = LazyCell::new(|| told_by_others(cx, purpose));
        for member in purpose.data_subjects.get().into_iter().flat_map(Relation::entries) {
            for person in cx.answers.people_in(member.id()) {
                let is_child = cx.answers.person_is(person, |who| &who.children);
                // Where others tell of them, it is not they who are asked; they may be elsewhere.
                if is_child && !seen.contains(person) && !told_by_others.contains(person) {
                    seen.insert(person);
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

/// The people all of whose data others give.
fn told_by_others<'r>(cx: &Context<'r>, purpose: &'r Purpose) -> BTreeSet<&'r str> {
    let cells = cx.answers.cells(purpose);
    let mut by_others = vec![None; cells.len()];
    for answer in cx.answers.sources(purpose, &cells).answers {
        let source = cx.register.sources.get(answer.member.id());
        let other = source.is_some_and(|source| source.direct.get() != Some(&true));
        for cell in answer.cells {
            by_others[cell] = Some(other && by_others[cell] != Some(false));
        }
    }
    let (told, asked): (Vec<_>, Vec<_>) =
        cells.iter().zip(by_others).partition(|(_, by_others)| *by_others == Some(true));
    let asked: BTreeSet<&str> = asked.iter().map(|(cell, _)| cell.person).collect();
    told.iter().map(|(cell, _)| cell.person).filter(|person| !asked.contains(person)).collect()
}
