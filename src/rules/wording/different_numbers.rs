//! See `different-numbers.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::{shape::Leaf, text::Wording},
    rules::{Context, Written, wording::told},
};

declare_rule! {
    "different-numbers", Warning, ["12(1)"], since "0.1",
    "two languages of one text with different numbers",
}

/// Longer ones are those of telephones, companies or cases, and each language may have its own.
const DIGITS: usize = 4;

pub(super) fn check(
    _cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    let Some((first, others)) = told(written, leaf).split_first() else { return };
    for other in others {
        let (mut ours, mut theirs) = (numbers(first), numbers(other));
        let Some((our, their)) = ours.iter().zip(&theirs).find(|(our, their)| our != their) else {
            continue;
        };
        let (our, their) = (our.clone(), their.clone());
        // A date may have a name for the month in one language and a number in the other: then the counts differ.
        let comparable = ours.len() == theirs.len();
        ours.sort_unstable();
        theirs.sort_unstable();
        if comparable && ours != theirs {
            let key = written.place.key.name;
            findings.push(
                RULE.at(
                    other.span,
                    format!("`{key}` has other numbers in one language than in another"),
                )
                .label(format!("`{their}`"))
                .also(first.span, format!("`{our}`"))
                .help("correct the one that is wrong: people are told the same in each language"),
            );
        }
    }
}

/// The numbers of a wording, in order, each without what parts its digits. None at all if it tells the time of day or a sum of
/// money, which languages tell differently.
fn numbers(wording: &Wording) -> Vec<String> {
    const APART: [&str; 12] =
        ["am", "pm", "a.m.", "p.m.", "kl.", "kl", "o'clock", "kr", "kr.", "dkk", "eur", "usd"];
    let words = &*wording.words;
    let is_apart = |word: &str| APART.contains(&word.to_lowercase().as_str());
    if words.contains([':', '€', '$', '£']) || words.split_whitespace().any(is_apart) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut number = String::new();
    let mut letters = words.chars().peekable();
    while let Some(letter) = letters.next() {
        let parts_digits = matches!(letter, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}')
            && letters.peek().is_some_and(char::is_ascii_digit);
        if letter.is_ascii_digit() {
            number.push(letter);
        } else if !number.is_empty() && !parts_digits {
            found.push(std::mem::take(&mut number));
        }
    }
    found.push(number);
    found.retain(|number| (1..=DIGITS).contains(&number.len()));
    found
}
