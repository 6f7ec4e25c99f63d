//! One sentence of a language: words, and gaps written as `{{ name }}`.
//! Read once; filling it compiles nothing, which counts where a document holds 100,000 of them.

/// A part of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// The translator's words.
    Words(String),
    /// What is filled in.
    Gap(String),
}

/// Words with gaps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence(Vec<Piece>);

impl Sentence {
    /// Reads `Ask {{ name }}.`
    ///
    /// # Panics
    /// If a gap is not closed or is no plain name: languages are ropa's own, and a test reads them all.
    pub(super) fn read(text: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some((words, tail)) = rest.split_once("{{") {
            let (gap, tail) = tail.split_once("}}").expect("each gap is closed");
            let gap = gap.trim();
            let plain = |byte: u8| byte.is_ascii_lowercase() || byte == b'_';
            assert!(!gap.is_empty() && gap.bytes().all(plain), "a gap is a plain name: `{gap}`");
            if !words.is_empty() {
                pieces.push(Piece::Words(words.to_owned()));
            }
            pieces.push(Piece::Gap(gap.to_owned()));
            rest = tail;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Words(rest.to_owned()));
        }
        Self(pieces)
    }

    /// Its parts, in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_gaps_are_told_apart() {
        let gap = |name: &str| Piece::Gap(name.to_owned());
        let words = |words: &str| Piece::Words(words.to_owned());
        assert_eq!(
            Sentence::read("{{ a }} and {{b}}.").pieces(),
            [gap("a"), words(" and "), gap("b"), words(".")]
        );
        assert_eq!(Sentence::read("").pieces(), []);
    }
}
