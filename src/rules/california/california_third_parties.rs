//! See `california-third-parties.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::uses::Relation,
    rules::{Context, california::Bound},
};

declare_rule! {
    "california-third-parties", Warning, ["CCPA 1798.115(c)", "CCPA 1798.130(a)(5)(C)"], since "0.1",
    "data in a list of the last twelve months, and nobody who got them",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(california) = Bound::of(cx) else { return };
    let said = california.said;
    for list in [&said.sold, &said.shared_data, &said.disclosed] {
        let uses = list.get().into_iter().flat_map(Relation::entries);
        for member in uses.filter(|member| member.own.recipients.is_silent()) {
            findings.push(
                RULE.at(member.span, format!("nothing says who got `{}`", member.id())).help(
                    format!(
                        "add `{}.recipients = \"…\"`: a category of recipients will do",
                        member.key
                    ),
                ),
            );
        }
    }
}
