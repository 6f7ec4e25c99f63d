//! Slips of the pen: a word that is nearly one that there is. Where it is sure what was meant, a machine may write it.

use crate::finding::Finding;

/// Whose words they are among which one was meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whose {
    /// ropa's keys, kinds, words and rules: there are no others, so whatever is near one was meant for it.
    Ropas,
    /// The user's ids: `supplier-a` is near `supplier-b`, and another supplier.
    Users,
}

/// Says what was probably meant, at the finding's place, and offers to write it if that is sure.
pub(crate) fn suggest<'c>(
    finding: Finding,
    written: &str,
    meant: &str,
    words: impl IntoIterator<Item = &'c str>,
    whose: Whose,
    quotes: bool,
) -> Finding {
    let span = finding.span();
    let finding = finding.label(format!("did you mean `{meant}`?"));
    if !is_sure(written, meant, words, whose) {
        return finding;
    }
    finding.fix(span, if quotes { format!("\"{meant}\"") } else { meant.to_owned() })
}

/// Whether it is this word, and no other, that the hand slipped over.
fn is_sure<'c>(
    written: &str,
    meant: &str,
    words: impl IntoIterator<Item = &'c str>,
    whose: Whose,
) -> bool {
    is_slip(written, meant, whose)
        && !words.into_iter().any(|word| word != meant && is_slip(written, word, whose))
}

/// Ropa's words may lie two strokes away. A user's id only one, and that none which makes one name of
/// another: a letter added, lost or swapped with its neighbour, and the same digits.
fn is_slip(written: &str, meant: &str, whose: Whose) -> bool {
    // Of a few letters, one is a large part.
    if written.len().min(meant.len()) < 4 || written.len().abs_diff(meant.len()) > 2 {
        return false;
    }
    let strokes = strsim::osa_distance(written, meant);
    match whose {
        Whose::Ropas => strokes <= 2,
        Whose::Users => {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            let is_other_letter =
                strsim::levenshtein(written, meant) == 1 && written.len() == meant.len();
            strokes == 1 && !is_other_letter && digits(written) == digits(meant)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_mean_nothing_else_is_sure() {
        let ours = ["retention", "recipients", "direct", "indirect", "eu", "dk"];
        let theirs = ["email", "supplier-a", "supplier-1", "plan", "plans"];
        for (written, meant, sure) in [
            ("retension", "retention", true),
            ("recipeints", "recipients", true),
            ("ndirect", "indirect", false),
            ("en", "eu", false),
        ] {
            assert_eq!(is_sure(written, meant, ours, Whose::Ropas), sure, "{written}");
        }
        for (written, meant, sure) in [
            ("emial", "email", true),
            ("e-mail", "email", true),
            ("emal", "email", true),
            ("emaul", "email", false),
            ("supplier-b", "supplier-a", false),
            ("supplier-12", "supplier-1", false),
            ("plna", "plan", true),
            ("planss", "plans", true),
        ] {
            assert_eq!(is_sure(written, meant, theirs, Whose::Users), sure, "{written}");
        }
        assert!(!is_sure("plan-s", "plans", ["plans", "plan-a", "plan-is"], Whose::Users));
    }
}
