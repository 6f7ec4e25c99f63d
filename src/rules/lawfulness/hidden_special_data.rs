//! See `hidden-special-data.md`.

use indexmap::IndexSet;

use crate::{
    finding::{Finding, declare_rule},
    register::{
        entry::Entry, legal_bases::Class, personal_data::PersonalData, text::Wording,
        uses::Relation,
    },
    rules::{Context, phrases::Words},
    source::Layer,
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
                let message = format!("`{datum}` can reveal special categories of data");
                findings.push(RULE.at(member.span, message).help(format!(
                    "if it does here, name a condition;\n\
                     if not, write `reveals-special = false` in `[personal-data.{datum}]`"
                )));
            }
        }
    }
}

/// Whether a datum may reveal what is special, and nobody has said more about it.
fn is_open(cx: &Context<'_>, id: &str) -> bool {
    let Some(datum) = cx.register.personal_data.get(id) else { return false };
    datum.may_contain.is_silent()
        && cx.answers.class(id) != Some(Class::Special)
        && (cx.answers.datum_is(id, |datum| &datum.reveals_special) || is_named_so(cx, datum))
}

/// Whether a datum of the register's own has a name that speaks of such things, and nobody has looked.
fn is_named_so(cx: &Context<'_>, datum: &Entry<PersonalData>) -> bool {
    let speaks = |wording: &Wording| {
        let language = wording.language.as_deref().unwrap_or(cx.settings.first_language());
        Words::of(language).is_some_and(|lists| lists.special_data.is_in(&wording.words))
    };
    datum.reveals_special.is_silent()
        && datum.layer != Layer::Law
        && datum.name.get().is_some_and(|name| name.wordings().iter().any(speaks))
}
