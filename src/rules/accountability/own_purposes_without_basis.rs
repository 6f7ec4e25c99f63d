//! See `own-purposes-without-basis.md`.

use std::collections::BTreeSet;

use crate::{
    finding::{Finding, declare_rule},
    register::{parties::Role, shape::Several, uses::Relation},
    rules::Context,
};

declare_rule! {
    "own-purposes-without-basis", Warning, ["6(1)", "28(10)"], since "0.1",
    "a processor that uses the data for itself too, without a basis for that",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let settled = settled(cx);
    for used in cx.recipients().iter().filter(|used| used.is_told) {
        let own = &used.recipient.own_purposes;
        if let (Some(_), Some(place)) = (own.get(), own.span())
            && used.recipient.role.get() == Some(&Role::Processor)
            && !settled.contains(used.id().as_str())
        {
            findings.push(
                RULE.at(place, format!("for this `{}` is a controller, and nothing says on what basis it gets the data", used.id()))
                    .help(format!(
                        "name one where it is used: `recipients.{}.legal-basis = \"consent\"`; or forbid it that use, and take it out",
                        used.id()
                    )),
            );
        }
    }
}

/// Those of whom some purpose says on what basis they get the data, or that they are controllers there.
fn settled<'r>(cx: &Context<'r>) -> BTreeSet<&'r str> {
    let mut settled = BTreeSet::new();
    for purpose in cx.purposes() {
        for member in purpose.recipients.get().into_iter().flat_map(Relation::entries) {
            let instead = member.instead.as_ref().and_then(|instead| instead.role.get());
            if member.own.legal_basis.is_silent() && instead != Some(&Role::Controller) {
                continue;
            }
            settled.insert(member.id());
            let group = cx.register.recipients.get(member.id()).and_then(|one| one.includes.get());
            settled.extend(group.into_iter().flat_map(Several::iter).map(|one| one.id.as_str()));
        }
    }
    settled
}
