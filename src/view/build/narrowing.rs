//! To what a use is narrowed, in words.

use crate::{
    register::{
        answers::{Case, Cell},
        shape::Several,
        uses,
    },
    view::{Only, build::Builder},
};

impl<'r> Builder<'r> {
    /// The narrowing of a use that holds for some of the cells, in some case. `None` if it holds for all, always.
    pub(super) fn only(&self, cells: &[Cell<'r>], part: &[usize], case: Case<'r>) -> Option<Only> {
        let narrowed = self.answers.narrowed(cells, part);
        if narrowed.data.is_none() && narrowed.people.is_none() && case.is_always() {
            return None;
        }
        let data = narrowed.data.iter().flatten().map(|id| self.datum_name(id));
        let people = narrowed.people.iter().flatten().map(|id| self.subject_name(id));
        Some(self.worded(Only {
            personal_data: data.collect(),
            data_subjects: people.collect(),
            ..self.of_case(case)
        }))
    }

    /// The narrowing of a use where no purpose gives the cells: by the case alone.
    pub(super) fn only_case(&self, case: Case<'r>) -> Option<Only> {
        (!case.is_always()).then(|| self.worded(self.of_case(case)))
    }

    /// What an entry is narrowed to in every use.
    pub(super) fn only_of_entry(&self, only: &uses::Only) -> Option<Only> {
        let data = only.personal_data.get().into_iter().flat_map(Several::iter);
        let people = only.data_subjects.get().into_iter().flat_map(Several::iter);
        let countries = only.countries.get().into_iter().flat_map(Several::iter);
        let only = self.worded(Only {
            personal_data: data.map(|datum| self.datum_name(datum.id.as_str())).collect(),
            data_subjects: people.map(|person| self.subject_name(person.id.as_str())).collect(),
            countries: countries.map(|place| self.place(place.0.as_str())).collect(),
            when: only.when.get().map(|when| self.words(when)),
            ..Only::default()
        });
        (!only.words.is_empty()).then_some(only)
    }

    fn of_case(&self, case: Case<'r>) -> Only {
        let stages = case.stages().into_iter().map(|stage| self.own_name("stage", stage.word()));
        let controllers = case.controllers().into_iter().map(|id| self.controller_name(id));
        Only {
            countries: case.countries().into_iter().map(|id| self.place(id)).collect(),
            stages: stages.collect(),
            controllers: controllers.collect(),
            when: case.when().map(|when| self.words(when)),
            ..Only::default()
        }
    }

    /// The same with all of it in words.
    fn worded(&self, mut only: Only) -> Only {
        let mut parts = Vec::new();
        for (key, things) in [
            ("only.personal-data", &only.personal_data),
            ("only.data-subjects", &only.data_subjects),
            ("only.countries", &only.countries),
            ("only.stage", &only.stages),
            ("only.controllers", &only.controllers),
        ] {
            if !things.is_empty() {
                parts.push(self.say(key, &[("things", &self.language.list(things))]));
            }
        }
        if let Some(when) = &only.when {
            parts.push(self.say("only.when", &[("when", when)]));
        }
        let mut parts = parts.into_iter();
        let first = parts.next().unwrap_or_default();
        only.words = parts.fold(first, |words, part| self.and_also(words, Some(&part)));
        only
    }

    /// `words`, and to what they are narrowed.
    pub(super) fn narrowed_words(&self, words: String, only: Option<&Only>) -> String {
        self.with("only.narrowed", words, "only", only.map(|only| &*only.words))
    }
}
