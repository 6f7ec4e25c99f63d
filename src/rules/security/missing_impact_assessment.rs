//! See `missing-impact-assessment.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        answers::Screening,
        purposes::RiskCriterion::{
            AutomatedDecision, Evaluation, LargeScale, SensitiveData, SystematicMonitoring,
            VulnerablePeople,
        },
        security::Level as Risk,
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "missing-impact-assessment", Error, ["35(1)", "35(3)"], asks ["purpose.impact-assessment"], since "0.1",
    "high risk, and its impact was not assessed",
}

/// From so many criteria on, an assessment is due in most cases (WP248 rev.01).
const ENOUGH: usize = 2;

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    let purpose = facts.purpose;
    let assessment = &purpose.impact_assessment;
    let unexplained = assessment.is_none() && assessment.none_reason().is_none();
    if !assessment.is_silent() && !unexplained {
        return;
    }
    let Some((level, signs)) = weigh(cx, facts) else { return };
    let finding = if unexplained {
        RULE.at(
            assessment.span().unwrap_or(purpose.span),
            "nothing says why the impact was not assessed",
        )
        .weighing(level.min(Level::Warning))
        .help("write the reason: `impact-assessment = { none = \"…\" }`")
    } else {
        RULE.at(purpose.span, format!("the impact of purpose `{}` was not assessed", purpose.id))
            .weighing(level)
            .help(
                "assess it before you begin: `impact-assessment = \"ID\"`, with `[assessment.ID]`, `kind = \"impact\"`,\n\
                 `date` and `outcome`; or say why none is needed: `impact-assessment = { none = \"…\" }`",
            )
    };
    let high = purpose.risk.span().filter(|_| purpose.risk.get() == Some(&Risk::High));
    findings.push(match high {
        Some(span) => finding.also(span, "the risk is high"),
        None => tell(finding, facts, &signs),
    });
}

/// How sure it is that an assessment is due; `None` where it is not.
fn weigh<'r>(cx: &Context<'r>, facts: &PurposeFacts<'r>) -> Option<(Level, Screening<'r>)> {
    let stated = facts.purpose.risk.get();
    let declared = facts.purpose.risk_criteria.get().map_or(0, |criteria| criteria.iter().count());
    let signs = cx.answers.screening(facts.purpose, &facts.cells);
    let met = |criterion| signs.contains_key(&criterion);
    if stated == Some(&Risk::High) || declared >= ENOUGH || is_in_the_law(&signs) {
        return Some((Level::Error, signs));
    }
    if signs.len() < ENOUGH {
        return None;
    }
    // What every employer and every doctor does is not always of high risk: recital 91, and whoever weighed it says so.
    let ordinary = signs.len() == ENOUGH && met(SensitiveData) && met(VulnerablePeople);
    match (ordinary, stated) {
        (true, Some(_)) => None,
        (true, None) | (false, Some(_)) => Some((Level::Note, signs)),
        (false, None) => Some((Level::Warning, signs)),
    }
}

/// Art. 35(3): evaluation that decides, sensitive data or monitoring on a large scale.
fn is_in_the_law(signs: &Screening<'_>) -> bool {
    let both = |one, other| signs.contains_key(&one) && signs.contains_key(&other);
    both(Evaluation, AutomatedDecision)
        || both(LargeScale, SensitiveData)
        || both(LargeScale, SystematicMonitoring)
}

fn tell(finding: Finding, facts: &PurposeFacts<'_>, signs: &Screening<'_>) -> Finding {
    let derived: Vec<String> = signs
        .iter()
        .filter_map(|(criterion, by)| Some(format!("{} (`{}`)", criterion.word(), (*by)?)))
        .collect();
    let declared = signs.len() - derived.len();
    let finding = match facts.purpose.risk_criteria.span() {
        Some(span) if declared == 1 => finding.also(span, "a criterion of high risk is met"),
        Some(span) => finding.also(span, format!("{declared} criteria of high risk are met")),
        None => finding,
    };
    if derived.is_empty() {
        return finding;
    }
    finding.label(format!("met, by what is written: {}", derived.join(", ")))
}
