//! See `clauses-without-date.md`.

use chrono::NaiveDate;

use crate::{
    finding::{Finding, Level, declare_rule},
    register::value::Field,
    rules::Context,
};

declare_rule! {
    "clauses-without-date", Note, ["46(2)(c)"], since "0.1",
    "standard contractual clauses without a date, or with one on which they did not exist",
}

/// The day on which the clauses of Decision (EU) 2021/914 came into force: whatever was signed before is older.
const FIRST: NaiveDate = NaiveDate::from_ymd_opt(2021, 6, 27).expect("a day");

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    for used in cx.recipients() {
        let contract = used.recipient.contract.get().map(|contract| &contract.date);
        let clauses = used.instruments().map(|(_, member)| member);
        for member in clauses.filter(|member| member.id() == "standard-contractual-clauses") {
            let date = &member.own.date;
            // They are signed with the contract as a rule; what lies in reserve is signed when it is needed, and
            // what somebody taken on has signed lies with the one that took it on.
            let dated_elsewhere = contract.is_some_and(|date| !date.is_silent());
            let in_reserve = member.own.fallback.get() == Some(&true);
            if date.is_silent() && used.is_own() && !dated_elsewhere && !in_reserve {
                findings.push(
                    RULE.at(member.span, "nothing says when these clauses were signed").help(
                        "write `date = …`, or the `date` of the `contract` with which they were",
                    ),
                );
            } else if let Some((day, span)) = Field::get(date).zip(date.span())
                && *day < FIRST
            {
                findings.push(
                    RULE.at(span, format!("clauses of {day} are of an older kind, which ended on 27 December 2022"))
                        .weighing(Level::Error)
                        .help("sign the clauses of Decision (EU) 2021/914, or write the day on which you did"),
                );
            }
        }
    }
}
