//! See `missing-impact-assessment.md`.

use std::collections::BTreeMap;

use crate::{
    finding::{Finding, Level, declare_rule},
    register::{
        legal_bases::Class,
        purposes::RiskCriterion::{
            self, AutomatedDecision, Evaluation, InnovativeUse, LargeScale, SensitiveData,
            SystematicMonitoring, VulnerablePeople,
        },
        security::Level as Risk,
        shape::Several,
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

/// The criteria that are met, with what of the register meets them; none where the register says so itself.
type Signs<'r> = BTreeMap<RiskCriterion, Option<&'r str>>;

/// How sure it is that an assessment is due; `None` where it is not.
fn weigh<'r>(cx: &Context<'r>, facts: &PurposeFacts<'r>) -> Option<(Level, Signs<'r>)> {
    let stated = facts.purpose.risk.get();
    let declared = facts.purpose.risk_criteria.get().map_or(0, |criteria| criteria.iter().count());
    let signs = signs(cx, facts);
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
fn is_in_the_law(signs: &Signs<'_>) -> bool {
    let both = |one, other| signs.contains_key(&one) && signs.contains_key(&other);
    both(Evaluation, AutomatedDecision)
        || both(LargeScale, SensitiveData)
        || both(LargeScale, SystematicMonitoring)
}

/// What is declared, and what follows from other facts. Scale, matching and what is blocked follow from none.
fn signs<'r>(cx: &Context<'r>, facts: &PurposeFacts<'r>) -> Signs<'r> {
    let purpose = facts.purpose;
    let mut signs = Signs::new();
    let mut add = |criterion, by| {
        signs.entry(criterion).or_insert(Some(by));
    };
    for cell in &facts.cells {
        if !matches!(cx.answers.class(cell.datum), None | Some(Class::Ordinary)) {
            add(SensitiveData, cell.datum);
        }
        for criterion in of_datum(cx, cell.datum).into_iter().flat_map(Several::iter) {
            add(*criterion, cell.datum);
        }
        if cx.answers.person_is(cell.person, |who| &who.vulnerable)
            || cx.answers.person_is(cell.person, |who| &who.children)
        {
            add(VulnerablePeople, cell.person);
        }
    }
    if purpose.automated_decisions.get().is_some() {
        add(AutomatedDecision, "automated-decisions");
    }
    if purpose.profiling.get().is_some() {
        add(Evaluation, "profiling");
    }
    if purpose.ai_use.get().is_some() {
        add(InnovativeUse, "ai-use");
    }
    for criterion in purpose.risk_criteria.get().into_iter().flat_map(Several::iter) {
        signs.insert(*criterion, None);
    }
    signs
}

/// The criteria that a datum meets by its own word, or that of the catalogue's entry that it is the same as.
fn of_datum<'r>(cx: &Context<'r>, datum: &str) -> Option<&'r Several<RiskCriterion>> {
    let data = &cx.register.personal_data;
    let entry = data.get(datum)?;
    let same = || data.get(entry.same_as.get()?.id.as_str())?.risk_criteria.get();
    if entry.risk_criteria.is_silent() { same() } else { entry.risk_criteria.get() }
}

fn tell(finding: Finding, facts: &PurposeFacts<'_>, signs: &Signs<'_>) -> Finding {
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
