//! See `marketing-list.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        keys::Keys,
        parties::Role,
        purposes::{Channel, DirectMarketing},
        shape::Several,
        text::Text,
        uses::{Kind, Relation},
        value::Field,
    },
    rules::{Context, PurposeFacts},
    settings::Jurisdiction,
};

declare_rule! {
    "marketing-list", Note, ["DK MFL 10", "DK DBL 13"], since "0.1",
    "letters that advertise, or addresses passed on for that, and no word of the Robinson list",
}

const HELP: &str = "look people up in the list first, and say that you do: name it as a source or a measure, for example\n\
                    `source.robinson-list`, or write it in `description`";

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    let marketing = &purpose.direct_marketing;
    if !cx.judges_by(Jurisdiction::Dk) || !purpose.advertises() || speaks_of_list(facts) {
        return;
    }
    if let (Some(DirectMarketing::So(how)), Some(span)) = (marketing.get(), marketing.span()) {
        let mut channels = how.channels.get().into_iter().flat_map(Several::iter);
        if channels.any(|channel| *channel == Channel::Post) {
            let message = "whoever is on the Robinson list gets no letters that advertise";
            findings.push(RULE.at(how.channels.span().unwrap_or(span), message).help(HELP));
        }
    }
    // Those that a default gives to every purpose need not advertise themselves.
    for recipient in purpose.own.recipients.get().into_iter().flat_map(Relation::entries) {
        let used = cx.register.recipients.used(recipient);
        let for_itself = matches!(used.role.get(), Some(Role::Controller | Role::ThirdParty));
        if for_itself && used.group_company.get() != Some(&true) {
            let message = "before data are passed on to advertise, the Robinson list is looked at";
            findings.push(RULE.at(recipient.span, message).help(HELP));
        }
    }
}

/// Whether anything about the purpose names the list.
fn speaks_of_list(facts: &PurposeFacts<'_>) -> bool {
    let purpose = facts.purpose;
    let in_words = |text: &Field<Text>| {
        let mut wordings = text.get().into_iter().flat_map(Text::wordings);
        wordings.any(|wording| names_list(&wording.words))
    };
    names(&purpose.measures)
        || names(&purpose.source)
        || in_words(&purpose.shared.description)
        || in_words(&purpose.shared.internal)
}

fn names<K: Kind, O: Keys>(field: &Field<Relation<K, O>>) -> bool {
    let mut uses = field.get().into_iter().flat_map(Relation::entries);
    uses.any(|one| names_list(one.id()))
}

fn names_list(words: &str) -> bool {
    words.to_lowercase().contains("robinson")
}
