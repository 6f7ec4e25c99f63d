//! See `missing-officer.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        legal_bases::Class,
        purposes::{Purpose, RiskCriterion},
    },
    rules::Context,
    source::Span,
};

declare_rule! {
    "missing-officer", Warning, ["13(1)(b)", "37(1)"], asks ["organisation.data-protection-officer"], since "0.1",
    "nothing says whether there is a data protection officer, or why there is none",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    let Some(organisation) = &cx.register.organisation else { return };
    let officer = &organisation.data_protection_officer;
    let Some(span) = officer.span() else {
        findings.push(
            RULE.at(organisation.span, "nothing says whether there is a data protection officer").help(
                "write `data-protection-officer.email = \"…\"`, or, if none has to be designated,\n\
                 `data-protection-officer = { none = \"nothing on a large scale\" }`",
            ),
        );
        return;
    };
    if !officer.is_none() {
        return;
    }
    let authority = &organisation.public_authority;
    if let Some(is_one) = authority.span().filter(|_| authority.get().copied() == Some(true)) {
        findings.push(
            RULE.at(span, "a public authority without a data protection officer")
                .weighing(Level::Error)
                .also(is_one, "the organisation is a public authority")
                .help("designate one, perhaps together with other authorities"),
        );
    } else if officer.none_reason().is_none()
        && let Some(signs) = cx.purposes().find_map(|purpose| on_a_large_scale(cx, purpose))
    {
        findings.push(
            RULE.at(span, "no data protection officer, and nothing says why, though people are watched or their sensitive data used on a large scale")
                .also(signs, "on a large scale")
                .help("designate one if that is at the core of what you do (Art. 37(1)(b), (c)); else write why it is not: `data-protection-officer = { none = \"…\" }`"),
        );
    } else if officer.none_reason().is_none() {
        findings.push(
            RULE.at(span, "nothing says why there is no data protection officer")
                .weighing(Level::Note)
                .help("write the reason: `data-protection-officer = { none = \"nothing on a large scale\" }`"),
        );
    }
}

/// Where a purpose says that it watches people, or uses data of Art. 9 or 10, on a large scale. Art. 37(1)(b), (c).
fn on_a_large_scale(cx: &Context<'_>, purpose: &Purpose) -> Option<Span> {
    let criteria = purpose.risk_criteria.get()?;
    let is_met = |criterion| criteria.iter().any(|one| *one == criterion);
    if !is_met(RiskCriterion::LargeScale) {
        return None;
    }
    let sensitive =
        |datum| matches!(cx.answers.class(datum), Some(Class::Special | Class::Criminal));
    let concerned = is_met(RiskCriterion::SystematicMonitoring)
        || cx.answers.cells(purpose).iter().any(|cell| sensitive(cell.datum));
    purpose.risk_criteria.span().filter(|_| concerned)
}
