//! See `unnamed-interest.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{legal_bases::Grounds, text::Text, uses::Relation},
    rules::{Context, PurposeFacts, phrases::Words},
};

declare_rule! {
    "unnamed-interest", Error, ["13(1)(d)", "14(2)(b)"], since "0.1",
    "legitimate interests, and nothing says which",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    for interests in facts.bases("legitimate-interests") {
        let member = interests.member;
        let help = format!(
            "say it in plain words: `legal-basis.{}.interest = \"keeping our network safe from attacks\"`",
            member.key
        );
        let Some(interest) = member.own.interest.get() else {
            if member.own.interest.is_silent()
                && !assessment_names_one(cx, &member.own)
                && cx.is_whole(facts.purpose)
            {
                findings.push(
                    RULE.at(member.span, "nothing says which interest is pursued").help(help),
                );
            }
            continue;
        };
        let place = member.own.interest.span().unwrap_or(member.span);
        if names_none(interest, cx.settings.first_language()) {
            findings.push(RULE.at(place, "these words name no interest").help(help));
        } else if facts.purpose.name.get().is_some_and(|name| says_the_same(interest, name)) {
            findings.push(
                RULE.at(place, "the interest is no more than the name of the purpose").help(help),
            );
        }
    }
}

/// Whether the balancing says which interest was weighed, or is not known itself.
fn assessment_names_one(cx: &Context<'_>, grounds: &Grounds) -> bool {
    let assessments = grounds.assessment.get().into_iter().flat_map(Relation::entries);
    let mut interests = assessments.map(|member| cx.register.assessments.used(member));
    interests.any(|assessment| !assessment.interest.is_silent())
}

/// Whether the words repeat the law, or fit any interest.
fn names_none(interest: &Text, first_language: &str) -> bool {
    interest.wordings().iter().any(|wording| {
        let words = wording.words.trim().trim_end_matches('.').to_lowercase();
        let lists = Words::of(wording.language.as_deref().unwrap_or(first_language));
        lists.is_some_and(|lists| lists.no_interest.contains(&words))
    })
}

fn says_the_same(one: &Text, other: &Text) -> bool {
    one.wordings().iter().any(|wording| {
        other.wordings().iter().any(|name| {
            name.language == wording.language
                && name.words.trim().to_lowercase() == wording.words.trim().to_lowercase()
        })
    })
}
