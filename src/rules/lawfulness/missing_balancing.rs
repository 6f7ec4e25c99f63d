//! See `missing-balancing.md`.

use crate::{
    finding::{Finding, Level, declare_rule},
    register::uses::Relation,
    rules::{Context, PurposeFacts, lawfulness::public_authority_interests},
};

declare_rule! {
    "missing-balancing", Warning, ["5(2)", "6(1)(f)"], since "0.1",
    "legitimate interests that were not weighed on record",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for interests in facts.bases("legitimate-interests") {
        let member = interests.member;
        if !cx.is_whole(facts.purpose) {
            return;
        }
        if public_authority_interests::rules_out(cx, facts, interests) {
            continue;
        }
        if !member.own.assessment.is_silent() {
            let undated =
                member.own.assessment.get().into_iter().flat_map(Relation::entries).find(|named| {
                    let known = cx.register.assessments.get(named.id());
                    known.is_some_and(|known| cx.is_whole(known))
                        && cx.register.assessments.used(named).date.is_silent()
                });
            findings.extend(undated.map(|named| {
                RULE.at(named.span, format!("nothing says when `{}` was weighed", named.id()))
                    .weighing(Level::Note)
                    .help(format!(
                        "add the day to `[assessment.{}]`: `date = 2026-05-02`",
                        named.id()
                    ))
            }));
            continue;
        }
        let finding = RULE
            .at(
                member.span,
                "nothing shows that the interest was weighed against those of the people",
            )
            .help(format!(
                "weigh them, and name the result: `legal-basis.{}.assessment = \"ID\"`, with\n\
                 `[assessment.ID]`, `kind = \"legitimate-interests\"`, `date` and `outcome`",
                member.key
            ));
        let mut people = interests.cells.iter().map(|cell| facts.cells[*cell].person);
        // The Regulation names them: their interests weigh most.
        let child = people.find(|id| cx.answers.person_is(id, |who| &who.children));
        findings.push(match child {
            Some(child) => finding.weighing(Level::Error).label(format!("`{child}` are children")),
            None => finding,
        });
    }
}
