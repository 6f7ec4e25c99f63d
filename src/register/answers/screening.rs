//! Which criteria of high risk a purpose meets: Art. 35(3) and WP248 rev.01, from what is declared alone.

use std::collections::BTreeMap;

use crate::register::{
    answers::{Answers, Cell},
    legal_bases::Class,
    purposes::{
        Purpose,
        RiskCriterion::{
            self, AutomatedDecision, Evaluation, InnovativeUse, SensitiveData, VulnerablePeople,
        },
    },
    shape::Several,
};

/// The criteria that are met, with what of the register meets them: a datum, a person or a key; nothing where the register
/// says so itself.
pub type Screening<'r> = BTreeMap<RiskCriterion, Option<&'r str>>;

impl<'r> Answers<'r> {
    /// What is declared, and what follows from other facts. Monitoring, scale, matching and what is blocked follow from none:
    /// that they are not met can't be seen here.
    pub fn screening(&self, purpose: &'r Purpose, cells: &[Cell<'r>]) -> Screening<'r> {
        let mut met = Screening::new();
        let mut add = |criterion, by| {
            met.entry(criterion).or_insert(Some(by));
        };
        for cell in cells {
            if !matches!(self.class(cell.datum), None | Some(Class::Ordinary)) {
                add(SensitiveData, cell.datum);
            }
            for criterion in self.criteria_of(cell.datum).into_iter().flat_map(Several::iter) {
                add(*criterion, cell.datum);
            }
            if self.person_is(cell.person, |who| &who.vulnerable)
                || self.person_is(cell.person, |who| &who.children)
            {
                add(VulnerablePeople, cell.person);
            }
        }
        if purpose.automated_decisions.get().is_some() {
            add(AutomatedDecision, "automated-decisions");
        }
        if purpose.profiling.get().is_some() {
            add(Evaluation, "profiling");
        }
        if purpose.ai_use.get().is_some() {
            add(InnovativeUse, "ai-use");
        }
        for criterion in purpose.risk_criteria.get().into_iter().flat_map(Several::iter) {
            met.insert(*criterion, None);
        }
        met
    }

    /// The criteria that a datum meets by its own word, or that of the catalogue's entry that it is the same as.
    fn criteria_of(&self, datum: &str) -> Option<&'r Several<RiskCriterion>> {
        let data = &self.register.personal_data;
        let entry = data.get(datum)?;
        let same = || data.get(entry.same_as.get()?.id.as_str())?.risk_criteria.get();
        if entry.risk_criteria.is_silent() { same() } else { entry.risk_criteria.get() }
    }
}
