//! See `unlikely-role.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        parties::{Recipient, Role},
        text::Text,
    },
    rules::{
        Context,
        phrases::{Phrases, Words},
    },
};

declare_rule! {
    "unlikely-role", Note, ["4(7)", "4(8)", "28(3)"], since "0.1",
    "a recipient in a role that its trade seldom has",
}

/// The lists that speak for a role.
type Trades = fn(&Words) -> &Phrases;

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients().iter().filter(|used| used.is_own()) {
        let recipient = &used.recipient;
        // Whoever says why has thought about it.
        if !recipient.shared.internal.is_silent() {
            continue;
        }
        let (trades, others, message): (Trades, Trades, _) = match recipient.role.get() {
            Some(Role::Processor) => (
                |lists| &lists.controllers,
                |lists| &lists.processors,
                "who does this seldom acts on others' instructions",
            ),
            Some(Role::Controller) => (
                |lists| &lists.processors,
                |lists| &lists.controllers,
                "who does this seldom decides itself what the data are for",
            ),
            _ => continue,
        };
        if let (true, Some(place)) =
            (speaks_for(cx, recipient, trades, others), recipient.role.span())
        {
            let finding = RULE.at(place, message).help(
                "look into the contract: who decides why the data are used? If it is right as it stands, say why in `internal`",
            );
            findings.push(match recipient.category.span() {
                Some(category) => finding.also(category, "what it does"),
                None => finding,
            });
        }
    }
}

/// Whether the category names such a trade, and none of the other kind: a bank may also do payrolls.
fn speaks_for(cx: &Context<'_>, recipient: &Recipient, trades: Trades, others: Trades) -> bool {
    let wordings = recipient.category.get().map_or(&[][..], Text::wordings);
    wordings.iter().any(|wording| {
        let language = wording.language.as_deref().unwrap_or_else(|| cx.settings.first_language());
        Words::of(language).is_some_and(|lists| {
            trades(lists).is_in(&wording.words) && !others(lists).is_in(&wording.words)
        })
    })
}
