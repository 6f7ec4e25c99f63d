//! See `hidden-special-data.md`.

use indexmap::IndexSet;

use crate::{
    finding::{Finding, declare_rule},
    register::{legal_bases::Class, uses::Relation},
    rules::Context,
};

declare_rule! {
    "hidden-special-data", Note, ["9(1)"], since "0.1",
    "ordinary data that can reveal special categories, and no condition",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // Whoever names a condition has looked. Each datum is a question to be answered once.
    let mut seen = IndexSet::new();
    for purpose in cx.purposes().filter(|purpose| purpose.condition.is_silent()) {
        for member in purpose.personal_data.get().into_iter().flat_map(Relation::entries) {
            if !seen.insert(member.id()) {
                continue;
            }
            for datum in cx.answers.data_in(member.id()).into_iter().filter(|id| is_open(cx, id)) {
                findings.push(
                    RULE.at(
                        member.span,
                        format!("`{datum}` can reveal special categories of data"),
                    )
                    .help(format!(
                        "if it does here, name a condition;\n\
                             if not, write `reveals-special = false` in `[personal-data.{datum}]`"
                    )),
                );
            }
        }
    }
}

/// Whether a datum may reveal what is special, and nobody has said more about it.
fn is_open(cx: &Context<'_>, datum: &str) -> bool {
    let entry = cx.register.personal_data.get(datum);
    entry.is_some_and(|entry| entry.may_contain.is_silent())
        && cx.answers.datum_is(datum, |datum| &datum.reveals_special)
        && cx.answers.class(datum) != Some(Class::Special)
}
