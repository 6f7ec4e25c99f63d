//! See `nothing-left.md`.

use std::collections::BTreeSet;

use crate::{
    finding::{Finding, declare_rule},
    register::{
        Register,
        answers::{Answers, Cell},
        entry::Table,
        keys::Keys,
        shape::Several,
        uses::{Kind, Only, Ref, Relation, Use},
        value::Field,
    },
    rules::{Context, PurposeFacts},
};

declare_rule! {
    "nothing-left", Error, ["30(1)(c)"], since "0.1",
    "an `only` that names what its purpose does not have",
}

pub(super) fn check(cx: &Context<'_>, facts: &PurposeFacts<'_>, findings: &mut Vec<Finding>) {
    // Without people or data there is nothing to narrow: rules of their own ask for these.
    if facts.cells.is_empty() {
        return;
    }
    // What a misspelt id stands for is not known, so that an `only` may well mean it.
    let purpose = facts.purpose;
    if names_unknown(cx.register, &purpose.data_subjects)
        || names_unknown(cx.register, &purpose.personal_data)
    {
        return;
    }
    // Only what the purpose says itself: a default is written for many, and is cut to what each of them has.
    let (own, register) = (&purpose.own, cx.register);
    let mut look = Look { answers: &cx.answers, facts, has: None, findings };
    look.at(&register.data_subjects, &own.data_subjects);
    look.at(&register.personal_data, &own.personal_data);
    look.at(&register.legal_bases, &own.legal_basis);
    look.at(&register.conditions, &own.condition);
    look.at(&register.sources, &own.source);
    look.at(&register.provisions, &own.provision);
    look.at(&register.recipients, &own.recipients);
    look.at(&register.retentions, &own.retention);
    look.at(&register.measures, &own.measures);
    look.at(&register.systems, &own.systems);
}

/// Whether people or data are named that no entry declares; each is a mistake of its own.
fn names_unknown<K: Kind, O: Keys>(register: &Register, named: &Field<Relation<K, O>>) -> bool {
    let unknown_data = |only: &Only| {
        let ids = only.personal_data.get().into_iter().flat_map(Several::iter);
        ids.into_iter().any(|datum| register.personal_data.get(datum.id.as_str()).is_none())
    };
    named.get().into_iter().flat_map(Relation::entries).any(|member| {
        !register.declares(K::NAME, member.id()) || member.only.get().is_some_and(unknown_data)
    })
}

struct Look<'l, 'r> {
    answers: &'l Answers<'r>,
    facts: &'l PurposeFacts<'r>,
    /// The data and people of the purpose, groups and members, once something is narrowed.
    has: Option<[BTreeSet<&'r str>; 2]>,
    findings: &'l mut Vec<Finding>,
}

impl<'r> Look<'_, 'r> {
    fn at<K: Kind, O: Keys>(&mut self, table: &'r Table<K>, own: &'r Field<Relation<K, O>>) {
        for member in own.get().into_iter().flat_map(Relation::entries) {
            let lacks = member.only.get().is_some_and(|only| self.lacks(only));
            if !lacks && self.reaches_nothing(table, member) {
                self.report_nothing(member);
            }
        }
    }

    fn reaches_nothing<K: Kind, O: Keys>(
        &self,
        table: &'r Table<K>,
        member: &'r Use<K, O>,
    ) -> bool {
        let region = self.answers.region(table, member);
        region.is_narrowed() && !self.facts.cells.iter().any(|cell| region.holds(cell))
    }

    fn report_nothing<K: Kind, O: Keys>(&mut self, member: &Use<K, O>) {
        let entry = member.only.is_silent();
        let finding = RULE
            .at(
                member.span,
                format!(
                    "nothing is left of {} `{}` in purpose `{}`",
                    K::NAME,
                    member.id(),
                    self.facts.purpose.id
                ),
            )
            .label(if entry {
                "narrowed to what this purpose does not have"
            } else {
                "nobody here has these data"
            });
        self.findings.push(finding.help(if entry {
            "take it out here, or let this use say `only` for itself"
        } else {
            "correct `only`: its data must be those of its people here"
        }));
    }

    /// Whether an id of a use's `only` is nothing that the purpose has; each is reported.
    fn lacks(&mut self, only: &'r Only) -> bool {
        let cells = &self.facts.cells;
        let [data, people] = self.has.get_or_insert_with(|| {
            let both = |of: fn(&Cell<'r>) -> [&'r str; 2]| cells.iter().flat_map(of).collect();
            [
                both(|cell| [cell.datum, cell.datum_named]),
                both(|cell| [cell.person, cell.person_named]),
            ]
        });
        let (answers, register) = (self.answers, self.answers.register());
        let id = self.facts.purpose.id.as_str();
        let before = self.findings.len();
        report_lacking(
            &only.personal_data,
            id,
            "does not have these data",
            self.findings,
            |datum| {
                register.personal_data.get(datum).is_none()
                    || data.contains(datum)
                    || answers.data_in(datum).iter().any(|one| data.contains(one))
            },
        );
        report_lacking(
            &only.data_subjects,
            id,
            "is not about these people",
            self.findings,
            |person| {
                register.data_subjects.get(person).is_none()
                    || people.contains(person)
                    || answers.people_in(person).iter().any(|one| people.contains(one))
            },
        );
        self.findings.len() > before
    }
}

/// An id that is declared nowhere is a mistake of its own, and reported by the reader.
fn report_lacking<'r, K: Kind>(
    ids: &'r Field<Several<Ref<K>>>,
    purpose: &str,
    lacks: &str,
    findings: &mut Vec<Finding>,
    has: impl Fn(&'r str) -> bool,
) {
    for value in ids.get().into_iter().flat_map(|ids| &ids.0) {
        if let Some(id) = value.get().map(|id| id.id.as_str())
            && !has(id)
        {
            findings.push(
                RULE.at(value.span, format!("purpose `{purpose}` {lacks}: `{id}`"))
                    .help("add it to the purpose, or take it out of `only`"),
            );
        }
    }
}
