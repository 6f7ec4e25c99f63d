//! See `missing-personal-data.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::uses::Relation,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-personal-data", Error, ["30(1)(c)", "14(1)(d)"], asks ["purpose.personal-data"], since "0.1",
    "a purpose that does not say which data it uses",
}

pub(super) fn check(_cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    // The people may be narrowed to their data: then those are the purpose's.
    let people = purpose.data_subjects.get();
    let narrowed = people
        .into_iter()
        .flat_map(Relation::entries)
        .any(|member| member.only.get().is_some_and(|only| !only.personal_data.is_silent()));
    if purpose.personal_data.says_nothing() && !narrowed {
        findings.push(
            RULE.at(
                purpose.span,
                format!("purpose `{}` does not say which data it uses", purpose.id),
            )
            .help("list them, for example `personal-data = [\"name\", \"email\"]`"),
        );
    }
}
