//! What some rules count up to, as 12 months or 40 words: a setting can put another number of the same unit in its place.

use crate::{
    finding::Rule,
    register::term::{Bound, Duration, Term},
    rules::Context,
};

/// What a rule counts up to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// A length of time.
    Period(Duration),
    /// A number of words, as `40 words`.
    Words(u32),
}

impl Limit {
    /// Reads a limit as rules and settings write it.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if let Some(words) = text.trim().strip_suffix(" words") {
            return words.trim_end().parse().ok().filter(|words| *words > 0).map(Self::Words);
        }
        match Term::parse(text) {
            Ok(Term::For { bound: Bound::Exactly, length, to: None, after: None }) => {
                Some(Self::Period(length))
            }
            _ => None,
        }
    }

    /// Whether both count the same.
    pub(crate) fn counts_as(self, other: Self) -> bool {
        matches!(
            (self, other),
            (Self::Period(_), Self::Period(_)) | (Self::Words(_), Self::Words(_))
        )
    }
}

impl Context<'_> {
    /// What the settings say that a rule counts up to, if that can be meant, else its own number.
    fn limit(&self, rule: &'static Rule) -> Option<Limit> {
        let own = rule.limit.and_then(Limit::read)?;
        let set = self.settings.rule(rule.name).and_then(|setting| setting.limit.get());
        let set = set.and_then(|text| Limit::read(text)).filter(|set| set.counts_as(own));
        Some(set.unwrap_or(own))
    }

    /// The length of time of a rule that has one.
    pub(crate) fn period(&self, rule: &'static Rule) -> Duration {
        match self.limit(rule) {
            Some(Limit::Period(length)) => length,
            _ => unreachable!("`{}` counts no time", rule.name),
        }
    }

    /// The number of words of a rule that has one.
    pub(crate) fn words(&self, rule: &'static Rule) -> usize {
        match self.limit(rule) {
            Some(Limit::Words(words)) => usize::try_from(words).expect("a small number"),
            _ => unreachable!("`{}` counts no words", rule.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{register::term::Unit, rules};

    #[test]
    fn every_rule_can_read_its_own_limit() {
        let limits = rules::all().filter_map(|rule| rule.limit);
        let unread: Vec<_> = limits.filter(|text| Limit::read(text).is_none()).collect();
        assert!(unread.is_empty(), "{unread:?}");
    }

    #[test]
    fn a_limit_is_a_length_or_a_number_of_words() {
        let months = |amount| Limit::Period(Duration { amount, unit: Unit::Month });
        assert_eq!(Limit::read("18 months"), Some(months(18)));
        assert_eq!(Limit::read("60 words"), Some(Limit::Words(60)));
        for text in
            ["60", "0 words", "words", "at most 3 days", "3 days after x", "1 to 2 days", ""]
        {
            assert_eq!(Limit::read(text), None, "{text}");
        }
    }
}
