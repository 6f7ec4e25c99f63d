//! See `unappointed-officer.md`.

use crate::{
    finding::{Finding, declare_rule},
    rules::{
        Context,
        wording::{lists, of_the_policy},
    },
};

declare_rule! {
    "unappointed-officer", Warning, ["13(1)(b)", "37(1)"], since "0.1",
    "a text that speaks of an officer, where there is none",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let officer = &cx.register.organisation().data_protection_officer;
    let Some(none) = officer.span().filter(|_| officer.is_none()) else { return };
    for (key, text) in of_the_policy(cx) {
        for wording in text.wordings() {
            let found = lists(cx, wording).and_then(|lists| lists.officer.first_in(&wording.words));
            if let Some(range) = found {
                findings.push(
                    RULE.at(wording.span, format!("`{key}` speaks of an officer, and there is none"))
                        .label(format!("`{}`", &wording.words[range]))
                        .also(none, "none here")
                        .help("name the officer in `data-protection-officer`, or call the person otherwise: the word is that of Art. 37"),
                );
            }
        }
    }
}
