//! See `public-interest-permit.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{retention::Law, uses::Relation, value::Field},
    rules::{Context, PurposeFacts},
    settings::Jurisdiction,
};

declare_rule! {
    "public-interest-permit", Note, ["DK DBL 7", "9(2)(g)"], since "0.1",
    "a private organisation in Denmark that rests special data on a substantial public interest",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let authority = &cx.register.organisation().public_authority;
    if !cx.judges_by(Jurisdiction::Dk) || authority.get() == Some(&true) {
        return;
    }
    for condition in &facts.conditions.answers {
        let member = condition.member;
        // What is special about it, in words, is where the permission stands.
        let explained = member.instead.as_ref().is_some_and(|instead| {
            !instead.shared.internal.is_silent() || !instead.shared.description.is_silent()
        });
        let permitted = explained || allows_by_itself(&member.own.laws);
        if member.is_entry() && member.id() == "substantial-public-interest" && !permitted {
            findings.push(
                RULE.at(member.span, "in Denmark a private organisation needs Datatilsynet's permission for this")
                    .help(format!(
                        "name it: `condition.{}.internal = \"permission of 3 May 2025, no. …\"`, or the law that makes it needless",
                        member.key
                    )),
            );
        }
    }
}

/// Whether a law beside the Data Protection Act is named: the permission is asked by that act alone.
fn allows_by_itself(laws: &Field<Relation<Law>>) -> bool {
    laws.get()
        .into_iter()
        .flat_map(Relation::entries)
        .any(|law| law.id() != "dk-data-protection-act")
}
