//! See `withdrawal-by-letter.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{text::Text, value::Field},
    rules::{
        Context, PurposeFacts,
        phrases::{Phrases, Words},
    },
};

declare_rule! {
    "withdrawal-by-letter", Warning, ["7(3)"], since "0.1",
    "consent given by a click, and withdrawn by letter",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let rights = cx.register.organisation().rights.get();
    let for_all = rights.map(|rights| &rights.withdraw_consent);
    for consent in super::consents(cx, facts) {
        let own = Some(consent.withdrawal).filter(|own| !own.is_silent());
        let Some(withdrawal) = own.or(for_all) else { continue };
        let (Some(given), Some(letter)) = (consent.given.span(), withdrawal.span()) else {
            continue;
        };
        if speaks(cx, consent.given, |words| &words.by_click)
            && speaks(cx, withdrawal, |words| &words.by_letter)
        {
            findings.push(
                RULE.at(letter, "withdrawing this consent takes more than giving it")
                    .also(given, "how it is given")
                    .help("let people withdraw the way they agreed: a link, a switch, a button; a letter may stand beside it"),
            );
        }
    }
}

fn speaks(cx: &Context<'_>, text: &Field<Text>, of: fn(&Words) -> &Phrases) -> bool {
    text.get().into_iter().flat_map(Text::wordings).any(|wording| {
        let language = wording.language.as_deref().unwrap_or(cx.settings.first_language());
        Words::of(language).is_some_and(|lists| of(lists).is_in(&wording.words))
    })
}
