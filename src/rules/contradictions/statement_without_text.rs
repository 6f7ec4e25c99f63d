//! See `statement-without-text.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        mistakes::meant,
        policy::KnownStatement,
        slip::{Whose, suggest},
    },
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
        let known = || KnownStatement::WORDS.iter().copied();
        findings.push(match meant(id, known()) {
            // An id of the user's may be near one of ours, and say something else.
            Some(meant) => suggest(finding, id, meant, known(), Whose::Users, false),
            None => finding.help("add what it says: `text = \"…\"`"),
        });
    }
}
