//! See `certification-without-staff.md`.

use crate::{
    finding::{Finding, declare_rule},
    law::{self, Adequacy},
    register::{transfers::Scope, uses::Relation},
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "certification-without-staff", Warning, ["45(1)"], since "0.1",
    "data on staff under a listing that is not known to cover them",
}

const STAFF: &[&str] = &["applicant", "employee", "former-employee"];

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let is_staff = |cell: &usize| cx.answers.person_is_one_of(facts.cells[*cell].person, STAFF);
    for recipient in facts.purpose.recipients.get().into_iter().flat_map(Relation::entries) {
        let used = cx.register.recipients.used(recipient);
        for (place, instruments) in used.transfers.get().into_iter().flat_map(|places| &places.0) {
            let Adequacy::InForce(_, decision) =
                law::adequacy(cx.register, place.as_str(), cx.today)
            else {
                continue;
            };
            let listed = decision.get().is_some_and(|one| one.scope.get() == Some(&Scope::Listed));
            let mut named = instruments.get().into_iter().flat_map(Relation::entries);
            let (Some(adequacy), None, true) = (named.next(), named.next(), listed) else {
                continue;
            };
            let uncovered = adequacy.id() == "adequacy"
                && adequacy.own.covers_hr_data.get().copied() != Some(true)
                && !adequacy.own.covers_hr_data.is_unknown()
                && !adequacy.own.covers_hr_data.is_undecided();
            let reached = || cx.answers.reached(&cx.register.recipients, recipient, &facts.cells);
            if uncovered && reached().iter().any(is_staff) {
                findings.push(
                    RULE.at(adequacy.span, "nothing shows that this listing covers data on staff")
                        .also(recipient.span, "the recipient gets such data here")
                        .help(format!(
                            "look at the list, and write `transfers.{place}.adequacy.covers-hr-data = true`; if it does not cover them,\n\
                             another instrument is needed, such as `standard-contractual-clauses`"
                        )),
                );
            }
        }
    }
}
