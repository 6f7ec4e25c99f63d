//! See `consent-age.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{answers::Case, value::Field},
    rules::{Context, PurposeFacts},
    settings::Jurisdiction,
};

declare_rule! {
    "consent-age", Error, ["8(1)", "DK DBL 6"], since "0.1",
    "consent taken from children below the age that the country sets",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    if !cx.judges_by(Jurisdiction::Dk) {
        return;
    }
    for answer in &facts.legal_bases.answers {
        judge(cx, answer.case, &answer.member.own.age, findings);
    }
}

fn judge(cx: &Context<'_>, case: Case<'_>, age: &Field<i64>, findings: &mut Vec<Finding>) {
    let (Some(stated), Some(span)) = (age.get(), age.span()) else { return };
    // Which country's children these are: those the use is narrowed to, else the organisation's.
    let narrowed = case.countries();
    let own = cx.register.organisation().contact.country.get();
    let country = match (&narrowed[..], own) {
        ([country], _) => *country,
        ([], Some(own)) => own.id.as_str(),
        _ => return,
    };
    let Some(country) = cx.register.countries.get(country) else { return };
    let Some(least) = country.child_consent_age.get().filter(|least| stated < least) else {
        return;
    };
    let mut finding = RULE
        .at(span, format!("consent from the age of {stated}, where the law says {least}"))
        .help(format!(
            "write `age = {least}`, and in `parental-consent` how parents decide for younger children"
        ));
    if let Some(law) = country.child_consent_age.span() {
        finding = finding.also(law, "the country's age");
    }
    findings.push(finding);
}
