//! See `consent-age.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::answers::Case,
    rules::{Context, PurposeFacts},
    source::Span,
};

declare_rule! {
    "consent-age", Error, ["8(1)"], since "0.1",
    "consent taken from children below the age that the country sets",
}

/// Below this age no member state may go. Art. 8(1), second subparagraph.
const FLOOR: i64 = 13;

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for answer in &facts.legal_bases.answers {
        let age = &answer.member.own.age;
        let (Some(stated), Some(span)) = (age.get(), age.span()) else { continue };
        let (least, law) = least(cx, answer.case);
        if *stated >= least {
            continue;
        }
        let finding = RULE
            .at(span, format!("consent from the age of {stated}, where the law says {least}"))
            .help(format!(
                "write `age = {least}`, and in `parental-consent` how parents decide for younger children"
            ));
        findings.push(match law {
            Some(law) => finding.also(law, "the country's age"),
            None => finding,
        });
    }
}

/// The age that holds for a case, and where it stands: that of the one country to which the use is narrowed, else the
/// organisation's. Where the country's is not known, what holds everywhere.
fn least(cx: &Context<'_>, case: Case<'_>) -> (i64, Option<Span>) {
    let narrowed = case.countries();
    let own = cx.register.organisation().contact.country.get();
    let country = match (&narrowed[..], own) {
        ([country], _) => Some(*country),
        ([], Some(own)) => Some(own.id.as_str()),
        _ => None,
    };
    let country = country.and_then(|country| cx.register.countries.get(country));
    let set = country.and_then(|country| country.child_consent_age.value());
    set.and_then(|set| Some((*set.get()?, Some(set.span)))).unwrap_or((FLOOR, None))
}
