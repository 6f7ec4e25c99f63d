//! See `cpr-made-public.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{legal_bases::Class, parties::Role, uses::Relation},
    rules::{Context, PurposeFacts},
    settings::Jurisdiction,
};

declare_rule! {
    "cpr-made-public", Error, ["DK DBL 11(3)"], since "0.1",
    "a Danish personal number that is shown to the public without consent",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !cx.judges_by(Jurisdiction::Dk) {
        return;
    }
    let number = |cell: &usize| {
        cx.answers.class(facts.cells[*cell].datum) == Some(Class::NationalIdentifier)
    };
    let by_consent =
        || facts.conditions.answers.iter().any(|one| one.member.id() == "dk-cpr-consent");
    for recipient in facts.purpose.recipients.get().into_iter().flat_map(Relation::entries) {
        let used = cx.register.recipients.used(recipient);
        if used.role.get() != Some(&Role::ThePublic) || by_consent() {
            continue;
        }
        let reached = cx.answers.reached(&cx.register.recipients, recipient, &facts.cells);
        if let Some(cell) = reached.into_iter().find(|cell| number(cell)) {
            let datum = facts.cells[cell].datum;
            findings.push(
                RULE.at(recipient.span, format!("`{datum}` may be made public only with consent"))
                    .help(format!(
                        "keep it from them: `recipients.{}.only.personal-data = [\"…\"]`; or ask people, and name the condition\n\
                         `dk-cpr-consent`",
                        recipient.key
                    )),
            );
        }
    }
}
