//! See `contradicted-statement.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::policy::KnownStatement,
    rules::{Context, statements::facts},
};

declare_rule! {
    "contradicted-statement", Error, ["5(1)(a)", "12(1)"], since "0.1",
    "a statement that the register speaks against",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in cx.register.statements.iter() {
        let Some(known) = KnownStatement::from_word(statement.id.as_str()) else { continue };
        let facts = facts(cx, known);
        if facts.against.is_empty() {
            continue;
        }
        let mut finding = RULE
            .at(statement.span, format!("the register says otherwise than `{}`", statement.id))
            .help("take the statement out, or correct the fact if it is wrong");
        for fact in facts.against {
            finding = finding.also(fact.span, fact.says);
        }
        findings.push(finding);
    }
}
