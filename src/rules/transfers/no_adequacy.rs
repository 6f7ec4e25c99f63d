//! See `no-adequacy.md`.

use crate::{
    finding::{Finding, declare_rule},
    law::Adequacy,
    rules::Context,
};

declare_rule! {
    "no-adequacy", Error, ["44", "45(3)"], since "0.1",
    "a country that is said to be adequate, and never was found to be",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for claim in super::claims(cx) {
        if matches!(claim.adequacy, Adequacy::Never) {
            let country = claim.country;
            findings.push(
                RULE.at(claim.member.span, format!("there is no adequacy decision on `{country}`"))
                    .help(format!(
                        "name what allows the transfer, for example\n\
                         `transfers.{country}.standard-contractual-clauses = {{ module = 2, assessment = \"…\" }}`;\n\
                         if there is a newer decision, add it: `[country.{country}.adequacy.…]`"
                    )),
            );
        }
    }
}
