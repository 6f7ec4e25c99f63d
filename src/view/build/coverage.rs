//! The letters of Art. 13, 14, 15 and 30, those things together for which one stands alike.

use indexmap::IndexMap;

use crate::{
    coverage::{Letter, Of, State},
    view::{Covered, build::Builder},
};

impl Builder<'_> {
    pub(super) fn coverage(&self, letters: &[Letter<'_>]) -> Vec<Covered> {
        letters.iter().flat_map(|letter| self.covered(letter)).collect()
    }

    fn covered(&self, letter: &Letter<'_>) -> Vec<Covered> {
        let mut ways: IndexMap<State, Vec<String>> = IndexMap::new();
        for judged in &letter.judged {
            let of = ways.entry(judged.state).or_default();
            match judged.of {
                Of::Organisation => {}
                Of::Purpose(purpose) => of.push(self.purpose_name(purpose)),
                Of::Service(service) => {
                    of.push(self.name("service", service.id.as_str(), &service.name));
                }
            }
        }
        if ways.is_empty() {
            ways.insert(State::NotApplicable, Vec::new());
        }
        // The law's own questions stand in every language, by a test.
        let asks = letter.asks.and_then(|asks| asks.in_language(self.language.code(), "en"));
        let one = |(state, of): (State, Vec<String>)| Covered {
            article: self.say("coverage.cited", &[("article", &self.language.cite(letter.cite))]),
            asks: asks.unwrap_or_default().to_owned(),
            state: state.name().to_owned(),
            state_words: self.own_name("coverage-state", &state.name().replace(' ', "-")),
            of,
        };
        ways.into_iter().map(one).collect()
    }
}
