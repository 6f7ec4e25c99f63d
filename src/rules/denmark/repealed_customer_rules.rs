//! See `repealed-customer-rules.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{
        keys::Seen,
        shape::Leaf,
        text::{Text, Wording},
    },
    rules::{Context, Written},
    settings::Jurisdiction,
};

declare_rule! {
    "repealed-customer-rules", Error, ["DK DBL 13"], since "0.1",
    "the rules on customers' data that Danish law no longer has",
}

/// How a text cites a subsection of s. 13, in small letters; its number follows.
const CITATIONS: &[&str] = &[
    "databeskyttelseslovens § 13, stk. ",
    "databeskyttelsesloven § 13, stk. ",
    "danish data protection act s. 13(",
    "danish data protection act, s. 13(",
    "danish data protection act, section 13(",
];

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    // The history of the policy may tell of what once held.
    if !cx.judges_by(Jurisdiction::Dk) || written.seen == Seen::Nowhere || written.kind == "version"
    {
        return;
    }
    let found = match leaf {
        Leaf::Name(section) => {
            let of_the_act = written.id == "dk-data-protection-act"
                || written.path.iter().any(|key| key == "dk-data-protection-act");
            let is_section = written.path.last().is_some_and(|key| key == "section");
            let mut sections = section.wordings().iter().map(|wording| &*wording.words);
            let is_gone = |section: &str| section.strip_prefix("13(").is_some_and(is_repealed);
            of_the_act && is_section && sections.any(is_gone)
        }
        Leaf::Text(text) => Text::wordings(text).iter().any(cites),
        _ => false,
    };
    if found {
        findings.push(
            RULE.at(written.place.span, "this part of section 13 was repealed on 1 January 2024").help(
                "rest on Art. 6(1) alone; what is left is the look at the Robinson list before consumers' data are passed on",
            ),
        );
    }
}

fn cites(wording: &Wording) -> bool {
    let words = wording.words.to_lowercase();
    CITATIONS.iter().any(|citation| {
        words.match_indices(citation).any(|(at, found)| is_repealed(&words[at + found.len()..]))
    })
}

/// Whether a subsection, whose number the words begin with, is gone: all but the fourth.
fn is_repealed(subsection: &str) -> bool {
    subsection.starts_with(|number: char| matches!(number, '1'..='3' | '5'..='9'))
        && !subsection[1..].starts_with(|next: char| next.is_ascii_digit())
}
