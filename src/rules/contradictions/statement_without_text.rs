//! See `statement-without-text.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{mistakes::meant, policy::KnownStatement},
    rules::Context,
};

declare_rule! {
    "statement-without-text", Error, ["12(1)"], since "0.1",
    "a statement that ropa has no sentence for, and that brings none",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for statement in cx.register.statements.iter() {
        let id = statement.id.as_str();
        if !statement.text.is_silent() || KnownStatement::from_word(id).is_some() {
            continue;
        }
        let finding = RULE.at(statement.span, format!("statement `{id}` says nothing"));
        findings.push(match meant(id, KnownStatement::WORDS.iter().copied()) {
            Some(meant) => {
                finding.label(format!("did you mean `{meant}`?")).fix(statement.span, meant)
            }
            None => finding.help("add what it says: `text = \"…\"`"),
        });
    }
}
