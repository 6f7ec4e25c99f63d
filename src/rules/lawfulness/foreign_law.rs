//! See `foreign-law.md`.

use crate::{
    finding::{Finding, declare_rule},
    law,
    register::uses::Relation,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "foreign-law", Error, ["6(1)(c)", "6(3)"], since "0.1",
    "an obligation or a task that rests on the law of a third country",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for basis in ["legal-obligation", "public-task"].into_iter().flat_map(|id| facts.bases(id)) {
        for named in basis.member.own.laws.get().into_iter().flat_map(Relation::entries) {
            let law = cx.register.laws.used(named);
            let Some(country) = law.country.get().map(|area| area.0.as_str()) else { continue };
            if cx.judges_by_law_of(country)
                || law::is_third_country(cx.register, country) != Some(true)
            {
                continue;
            }
            findings.push(
                RULE.at(
                    named.span,
                    format!("a law of `{country}` is neither the Union's nor a member state's"),
                )
                .also(basis.member.span, "the basis that rests on it")
                .help(
                    "name the law of the Union or a member state that asks for it; if only the other country does,\n\
                     what is left is as a rule `legal-basis.legitimate-interests`: to abide by its law",
                ),
            );
        }
    }
}
