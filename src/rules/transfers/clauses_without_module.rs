//! See `clauses-without-module.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    rules::Context,
};

declare_rule! {
    "clauses-without-module", Warning, ["46(2)(c)"], since "0.1",
    "standard contractual clauses, and nothing says which module",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    const HELP: &str = "1 from controller to controller, 2 from controller to processor,\n\
                        3 from processor to processor, 4 from processor to controller";
    for (_, member) in super::instruments(cx) {
        if member.id() != "standard-contractual-clauses" {
            continue;
        }
        let module = &member.own.module;
        if module.is_silent() {
            findings.push(
                RULE.at(member.span, "nothing says which module of the clauses was signed")
                    .help(format!("write `module = 2` or another:\n{HELP}")),
            );
        } else if let (Some(number), Some(span)) = (module.get(), module.span())
            && !(1..=4).contains(number)
        {
            findings.push(
                RULE.at(span, format!("the clauses have no module {number}"))
                    .weighing(Level::Error)
                    .help(HELP),
            );
        }
    }
}
