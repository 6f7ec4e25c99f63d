//! How long data are kept, in words. Art. 13(2)(a), 30(1)(f).

use crate::{
    register::{
        answers::{Case, Cell, Processing},
        purposes::Retained,
        retention::{self, StageTable},
        shape::Several,
        term::{Keep, Term},
        uses::{Relation, Use},
        value::Field,
    },
    view::{
        Only, Retention, Said, Stage,
        build::{Builder, wording::Gap},
    },
};

impl<'r> Builder<'r> {
    /// The retentions of a purpose or a service.
    pub(super) fn retentions(
        &self,
        of: impl Into<Processing<'r>>,
        field: &'r Field<Retained>,
        cells: &[Cell<'r>],
    ) -> Said<Retention> {
        let resolution = self.answers.retentions(of, cells);
        let answers = resolution.answers.iter().filter(|answer| self.is_told_of(answer));
        let items = answers.map(|answer| {
            let only = self.only(cells, &answer.cells, answer.case);
            self.retention(answer.member, only)
        });
        let items = items.collect();
        let gap = Gap::of_relation(field);
        let gap = gap.and_of_data(&resolution.declared, |datum| &datum.retention, cells.len());
        self.said("retention", &gap, items, |retention| &retention.words)
    }

    /// The retentions of a recipient, by the case alone.
    pub(super) fn kept_by_others(&self, field: &'r Field<Retained>) -> Said<Retention> {
        let members = field.get().into_iter().flat_map(Relation::entries);
        let items = members.map(|member| {
            let case: Case<'_> = self.answers.region(&self.register.retentions, member).case;
            self.retention(member, self.only_case(case))
        });
        let items = items.collect();
        self.said("retention", &Gap::of_relation(field), items, |retention| &retention.words)
    }

    fn retention(&self, member: &Use<retention::Retention>, only: Option<Only>) -> Retention {
        let used = self.register.retentions.used(member);
        let declared = self.register.retentions.get(member.id());
        let stages: Vec<_> = used
            .stages
            .get()
            .into_iter()
            .flat_map(|stages| stages.written().collect::<Vec<_>>())
            .map(|(name, stage)| self.stage(name, stage))
            .collect();
        let (limits, first, kept) = match used.keep.get() {
            Some(keep) => {
                let (limits, first, words) = self.limits(keep);
                (limits, first, Some(words))
            }
            None => (Vec::new(), false, None),
        };
        let not_stored =
            used.keep.is_none() || matches!(used.keep.get(), Some(Keep::Term(Term::NotStored)));
        let gap = Gap::of(&used.keep);
        let unsaid = || match (not_stored, gap.is_open()) {
            (true, _) => Some(self.say("term.none", &[])),
            (false, true) if self.internal => {
                let unknown = self.said::<Stage>("retention", &gap, Vec::new(), |_| "");
                unknown.words
            }
            (false, true) => Some(self.say("retention-words.unknown", &[])),
            (false, false) => None,
        };
        let then = used.then.get().map(|then| {
            let then: Vec<_> = then.iter().map(|then| self.own_name("then", then.word())).collect();
            self.say("retention-words.then", &[("then", &self.alternatives(&then))])
        });
        let mut retention = Retention {
            entry: declared.map(|entry| format!("retention.{}", entry.id)),
            name: used.name.get().map(|name| self.words(name)),
            words: String::new(),
            limits,
            first,
            not_stored,
            unknown: gap.is_open(),
            stages,
            then,
            laws: self.laws(&used.laws),
            backups: self.backups(&used.backups),
            paused_while: self.phrase(&used.paused_while),
            description: self.phrase(&used.shared.description),
            only,
            practice: self.inside(&used.practice),
        };
        let kept = kept.or_else(unsaid);
        retention.words = self.retention_words(&retention, kept);
        retention
    }

    fn retention_words(&self, retention: &Retention, kept: Option<String>) -> String {
        // The stages lead to the end that `keep` names, so they come first.
        let stages = retention.stages.iter().map(|stage| stage.words.clone());
        let mut parts: Vec<String> = stages.chain(kept).collect();
        if let Some(then) = &retention.then {
            parts.push(then.clone());
        }
        if !retention.laws.is_empty() {
            let laws: Vec<_> = retention.laws.iter().map(|law| &*law.words).collect();
            let laws = self.language.list(&laws);
            parts.push(self.say("retention-words.laws", &[("laws", &laws)]));
        }
        parts.extend(retention.backups.clone());
        if let Some(case) = &retention.paused_while {
            parts.push(self.say("retention-words.paused", &[("case", case)]));
        }
        let mut parts = parts.into_iter();
        let words = parts.next().unwrap_or_else(|| {
            retention.name.clone().or_else(|| retention.entry.clone()).unwrap_or_default()
        });
        let words = parts.fold(words, |words, part| self.and_also(words, Some(&part)));
        let words = self.detailed(words, retention.description.as_deref());
        self.narrowed_words(words, retention.only.as_ref())
    }

    fn stage(&self, name: &str, stage: &StageTable) -> Stage {
        let keep = stage.keep.get().map(|term| self.term(term));
        let name = self.own_name("stage", name);
        let term = keep.as_ref().map(|keep| &*keep.words);
        let mut words = self.with("join.after-colon", name.clone(), "detail", term);
        let access = self.phrase(&stage.access);
        words = self.with("retention-words.access", words, "access", access.as_deref());
        let laws = self.laws(&stage.laws);
        if !laws.is_empty() {
            let laws: Vec<_> = laws.iter().map(|law| &*law.words).collect();
            let laws = self.say("retention-words.laws", &[("laws", &self.language.list(&laws))]);
            words = self.say("join.with", &[("words", &words), ("more", &laws)]);
        }
        Stage { name, keep, access, laws, words }
    }

    fn backups(&self, field: &'r Field<Several<Term>>) -> Option<String>
    where
        'r: 'r,
    {
        let terms = field.get().into_iter().flat_map(Several::iter);
        let kept = terms.filter(|term| !matches!(term, Term::NotStored));
        let terms: Vec<_> = kept.map(|term| self.term(term).words).collect();
        if !terms.is_empty() {
            let terms = self.language.list(&terms);
            return Some(self.say("retention-words.backups", &[("backups", &terms)]));
        }
        let gap = Gap::of_list(field);
        gap.is_open().then(|| self.say("retention-words.backups-unknown", &[]))
    }

    /// Several things of which one holds.
    fn alternatives(&self, things: &[String]) -> String {
        let or = self.say("list.or", &[]);
        things.join(&or)
    }
}
