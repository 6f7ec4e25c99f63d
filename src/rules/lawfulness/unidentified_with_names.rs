//! See `unidentified-with-names.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::legal_bases::Class,
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "unidentified-with-names", Error, ["11(1)"], since "0.1",
    "nobody is said to be identified, and the data name people",
}

/// What says by itself who somebody is.
const NAMING: &[&str] = &[
    "email",
    "email-private",
    "email-work",
    "first-name",
    "id-copy",
    "last-name",
    "name",
    "passport",
    "phone",
    "postal-address",
];

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let identification = &facts.purpose.identification;
    let Some(claim) = identification.span().filter(|_| identification.get() == Some(&false)) else {
        return;
    };
    let naming = facts.cells.iter().map(|cell| cell.datum).find(|datum| {
        cx.answers.datum_is_one_of(datum, NAMING)
            || cx.answers.class(datum) == Some(Class::NationalIdentifier)
    });
    if let Some(datum) = naming {
        findings.push(
            RULE.at(claim, format!("`{datum}` says who somebody is"))
                .help("take `identification = false` out, or the data by which people are known"),
        );
    }
}
