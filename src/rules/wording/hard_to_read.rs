//! See `hard-to-read.md`.

use crate::{
    finding::{Finding, declare_rule},
    register::shape::Leaf,
    rules::{
        Context, Written,
        phrases::sentences,
        wording::{lists, told},
    },
};

declare_rule! {
    "hard-to-read", Note, ["12(1)"], since "0.1",
    "a text that is hard to read throughout",
}

/// Of fewer words nothing can be measured.
const ENOUGH: usize = 60;

/// Words of more letters are long ones.
const LONG: usize = 6;

pub(super) fn check(
    cx: &Context<'_>,
    written: &Written<'_>,
    leaf: Leaf<'_>,
    findings: &mut Vec<Finding>,
) {
    for wording in told(written, leaf) {
        // No word is shorter than a letter and a space.
        if wording.words.len() < 2 * ENOUGH {
            continue;
        }
        let Some(hardest) = lists(cx, wording).and_then(|lists| lists.hardest_lix) else {
            continue;
        };
        if let Some(found) = lix(&wording.words).filter(|found| *found > hardest) {
            let key = written.place.key.name;
            findings.push(
                RULE.at(wording.span, format!("`{key}` is hard to read: LIX {found}, where {hardest} is hard already"))
                    .help("write shorter sentences and shorter words: who does what, with which data, and why"),
            );
        }
    }
}

/// Words a sentence, plus long words in a hundred. Citations and names are left out, for no author can shorten them.
fn lix(text: &str) -> Option<usize> {
    let (mut words, mut long, mut ends) = (0, 0, 0);
    for sentence in sentences(text) {
        let counted = words;
        for (at, word) in sentence.split_whitespace().enumerate() {
            let word = word.trim_matches(|char: char| !char.is_alphanumeric());
            let is_name = at > 0 && word.starts_with(char::is_uppercase);
            if word.is_empty() || is_name || word.contains(|char: char| char.is_ascii_digit()) {
                continue;
            }
            words += 1;
            long += usize::from(word.chars().count() > LONG);
        }
        ends += usize::from(words > counted);
    }
    (words >= ENOUGH && ends > 0).then(|| words / ends + long * 100 / words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_author_can_shorten_does_not_count() {
        let plain = "We keep it a year. ".repeat(12);
        assert_eq!(lix(&plain), Some(5));
        let cited = "We keep it a year under Regulation 2016/679. ".repeat(12);
        assert_eq!(lix(&cited), Some(6));
        let long = "Considerable organisational precautions accompany everything. ".repeat(12);
        assert_eq!(lix(&long), Some(105));
        assert_eq!(lix("Considerable organisational precautions."), None);
    }
}
