//! See `derogation-for-supplier.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::parties::Role,
    rules::Context,
};

declare_rule! {
    "derogation-for-supplier", Error, ["49(1)"], since "0.1",
    "an exception of Art. 49 for a supplier in daily use",
}

/// The exceptions that recital 111 and Art. 49(1), second subparagraph, keep for transfers that do not recur.
const OCCASIONAL: &[&str] =
    &["contract", "contract-in-interest", "legal-claims", "compelling-interests"];

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients() {
        let role = &used.recipient.role;
        if role.get() != Some(&Role::Processor) {
            continue;
        }
        for (place, member) in used.instruments() {
            let level = match member.id() {
                id if OCCASIONAL.contains(&id) => Level::Error,
                "explicit-consent" => Level::Warning,
                _ => continue,
            };
            let finding = RULE
                .at(member.span, format!("an exception can't carry what `{}` does day by day", used.id()))
                .weighing(level)
                .help(format!(
                    "sign the standard clauses: `transfers.{place}.standard-contractual-clauses = {{ module = 2, assessment = \"…\" }}`,\n\
                     or keep the data where the Regulation applies"
                ));
            findings.push(match role.span() {
                Some(role) => finding.also(role, "it works for you, time and again"),
                None => finding,
            });
        }
    }
}
