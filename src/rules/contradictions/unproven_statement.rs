//! See `unproven-statement.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::policy::KnownStatement,
    rules::{Context, statements::facts},
};

declare_rule! {
    "unproven-statement", Warning, ["5(1)(a)", "5(2)"], since "0.1",
    "a statement on which the register is silent",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in cx.register.statements.iter() {
        let Some(known) = KnownStatement::from_word(statement.id.as_str()) else { continue };
        let facts = facts(cx, known);
        if facts.open.is_empty() || !facts.against.is_empty() {
            continue;
        }
        let mut finding = RULE
            .at(statement.span, format!("the register does not bear out `{}`", statement.id))
            .help("write down what is open, or take the statement out until it is known");
        for fact in facts.open {
            finding = finding.also(fact.span, fact.says);
        }
        findings.push(finding);
    }
}
