//! See `contradicted-words.md`.

use std::collections::BTreeMap;

use crate::{
    finding::{Finding, declare_rule},
    register::policy::KnownStatement,
    rules::{
        Context,
        statements::{Facts, facts},
        wording::{lists, of_the_policy},
    },
};

declare_rule! {
    "contradicted-words", Warning, ["5(1)(a)", "12(1)"], since "0.1",
    "a text that claims what the register speaks against",
}

pub(super) fn check(cx: &Context<'_>, findings: &mut Vec<Finding>) {
    // The facts are the same for every text that claims the same.
    let mut known: BTreeMap<KnownStatement, Facts> = BTreeMap::new();
    for (key, text) in of_the_policy(cx) {
        for wording in text.wordings() {
            let Some(lists) = lists(cx, wording) else { continue };
            for (claim, range) in lists.claims_in(&wording.words) {
                let facts = known.entry(claim).or_insert_with(|| facts(cx, claim));
                if facts.against.is_empty() {
                    continue;
                }
                let words = &wording.words[range];
                let mut finding = RULE
                    .at(wording.span, format!("`{key}` says `{words}`, and the register says otherwise"))
                    .help("take the words out, say for which data they hold, or correct the fact if it is wrong");
                for fact in &facts.against {
                    finding = finding.also(fact.span, fact.says.clone());
                }
                findings.push(finding);
            }
        }
    }
}
