//! Judges letters: what the rules say against them first, then what the register states.

use std::{collections::BTreeMap, ptr};

use crate::{
    coverage::{
        Evidence, Judged, Lack, Letter, Of, State, Why,
        asked::{Asked, asked},
        facts::{self, evidence},
        found::Found,
    },
    finding::{Finding, Level},
    register::{
        articles::{Case, Fact, Per},
        entry::Entry,
        purposes::{Purpose, Service},
        shape::Several,
        value::Field,
    },
    rules::{Context, PurposeFacts},
};

/// What a letter is judged for, with what holds there.
#[derive(Clone, Copy)]
pub(super) enum Scope<'a, 'c> {
    Organisation,
    Purpose(&'a PurposeFacts<'c>),
    Service(&'c Entry<Service>),
}

impl<'c> Scope<'_, 'c> {
    fn of(self) -> Of<'c> {
        match self {
            Self::Organisation => Of::Organisation,
            Self::Purpose(facts) => Of::Purpose(facts.purpose),
            Self::Service(service) => Of::Service(service),
        }
    }
}

/// All letters, being judged.
pub(super) struct Judging<'c> {
    cx: &'c Context<'c>,
    findings: &'c [Finding],
    found: Found<'c>,
    letters: Vec<Letter<'c>>,
    /// Whether the article around a letter of the organisation asks for any purpose: then it asks the organisation.
    asked: BTreeMap<&'c str, Asked>,
}

impl<'c> Judging<'c> {
    pub(super) fn new(
        cx: &'c Context<'c>,
        findings: &'c [Finding],
        letters: Vec<Letter<'c>>,
    ) -> Self {
        Self { cx, findings, found: Found::new(cx, findings), letters, asked: BTreeMap::new() }
    }

    pub(super) fn purpose(&mut self, purpose: &'c Entry<Purpose>) {
        let facts = PurposeFacts::of(&self.cx.answers, purpose);
        let scope = Scope::Purpose(&facts);
        let findings = self.found.of_purpose(&facts);
        for letter in self.letters.iter().filter(|letter| letter.is_per(Per::Organisation)) {
            let here = letter.asked_around(self.cx, scope);
            let before = self.asked.remove(letter.cite);
            self.asked.insert(letter.cite, before.map_or(here.clone(), |before| before.or(here)));
        }
        self.judge_all(Per::Purpose, scope, &findings);
    }

    pub(super) fn service(&mut self, service: &'c Entry<Service>) {
        let findings = self.found.of_service(service);
        self.judge_all(Per::Service, Scope::Service(service), &findings);
    }

    pub(super) fn organisation(mut self) -> Vec<Letter<'c>> {
        let findings: Vec<_> = self.findings.iter().collect();
        self.judge_all(Per::Organisation, Scope::Organisation, &findings);
        self.letters
    }

    fn judge_all(&mut self, per: Per, scope: Scope<'_, 'c>, findings: &[&'c Finding]) {
        let mut letters = std::mem::take(&mut self.letters);
        for letter in letters.iter_mut().filter(|letter| letter.is_per(per)) {
            let around = match scope {
                Scope::Organisation => self.asked.remove(letter.cite),
                _ => Some(letter.asked_around(self.cx, scope)),
            };
            let around = around.unwrap_or(Asked::No(Why::NoPurpose, Vec::new()));
            let judged = match around {
                Asked::No(why, by) => not_asked(scope, why, by),
                Asked::Yes => self.judge(letter, scope, findings),
                Asked::Perhaps(why, _) => {
                    Judged { supposed: Some(why), ..self.judge(letter, scope, findings) }
                }
            };
            letter.judged.push(judged);
        }
        self.letters = letters;
    }

    /// Judges one letter for one thing, whose findings are given.
    fn judge(
        &self,
        letter: &Letter<'c>,
        scope: Scope<'_, 'c>,
        findings: &[&'c Finding],
    ) -> Judged<'c> {
        let answered = letter.answered;
        let violations =
            citing(findings, |article| letter.cite == article || names(&answered.like, article));
        let doubts = citing(findings, |article| names(&answered.doubted_by, article));
        let is_violated = violations.iter().any(|finding| finding.level == Level::Error);
        let asked = all(self.cx, several(&answered.when), scope);
        if let (false, Asked::No(why, by)) = (is_violated, &asked) {
            return not_asked(scope, *why, by.clone());
        }
        let stated = Stated::of(self.cx, letter, scope, asked);
        let state = match () {
            () if is_violated => State::Missing,
            () if stated.hangs_on.is_some() => State::Open,
            () if stated.unsaid.is_some() => State::Missing,
            () if stated.is_open() => State::Open,
            () if violations.is_empty() && doubts.is_empty() => State::Met,
            () => State::Doubtful,
        };
        let mut against = [violations, doubts].concat();
        let open = stated.by.iter().filter(|one| one.says.is_open());
        against.extend(open.flat_map(|one| self.found.open_at(one.span)));
        let unsaid = stated.unsaid.filter(|_| !is_violated);
        let lacks = self.lacks(against, unsaid, scope, findings);
        let why = stated.hangs_on.filter(|_| state == State::Open);
        Judged { of: scope.of(), state, by: stated.by, why, supposed: None, lacks }
    }

    /// What stands against a letter, each finding once; if a fact is not stated, who asks for it.
    fn lacks(
        &self,
        mut against: Vec<&'c Finding>,
        unsaid: Option<Fact>,
        scope: Scope<'_, 'c>,
        findings: &[&'c Finding],
    ) -> Vec<Lack<'c>> {
        if let Some(key) = unsaid.map(|fact| facts::key(fact, scope)) {
            let asks = |finding: &&Finding| finding.rule.asks.contains(&key);
            against.extend(findings.iter().copied().filter(asks));
            if against.is_empty() {
                let rule = self.cx.asked.iter().find(|(asked, _)| *asked == key);
                let rule = rule.map(|(_, rule)| *rule);
                return vec![Lack::Unsaid { key, rule, span: facts::place(self.cx, scope) }];
            }
        }
        let mut lacks: Vec<Lack<'c>> = Vec::new();
        for (at, finding) in against.iter().enumerate() {
            if !against[..at].iter().any(|before| ptr::eq(*before, *finding)) {
                lacks.push(self.found.lack(finding));
            }
        }
        lacks
    }
}

/// What a register states of the facts of a letter.
struct Stated {
    by: Vec<Evidence>,
    /// The first fact that nothing states.
    unsaid: Option<Fact>,
    /// What leaves it open whether they are asked at all.
    hangs_on: Option<Why>,
}

impl Stated {
    fn of(cx: &Context<'_>, letter: &Letter<'_>, scope: Scope<'_, '_>, asked: Asked) -> Self {
        let mut stated = Self { by: Vec::new(), unsaid: None, hangs_on: None };
        for fact in several(&letter.answered.by) {
            let found = evidence(cx, fact, scope);
            if found.is_empty() {
                stated.unsaid.get_or_insert(fact);
            }
            stated.by.extend(found);
        }
        let also = several(&letter.answered.also);
        stated.by.extend(also.flat_map(|fact| evidence(cx, fact, scope)));
        if let Asked::Perhaps(why, places) = asked
            && (stated.unsaid.is_some() || stated.is_open())
        {
            stated.hangs_on = Some(why);
            stated.by.extend(places);
        }
        facts::tidy(&mut stated.by);
        stated
    }

    fn is_open(&self) -> bool {
        self.by.iter().any(|one| one.says.is_open())
    }
}

impl Letter<'_> {
    fn is_per(&self, per: Per) -> bool {
        self.answered.per.get() == Some(&per)
    }

    /// Whether the articles around it ask.
    fn asked_around(&self, cx: &Context<'_>, scope: Scope<'_, '_>) -> Asked {
        all(cx, self.around.iter().flat_map(|around| several(&around.when)), scope)
    }
}

fn not_asked<'c>(scope: Scope<'_, 'c>, why: Why, by: Vec<Evidence>) -> Judged<'c> {
    let state = State::NotApplicable;
    Judged { of: scope.of(), state, by, why: Some(why), supposed: None, lacks: Vec::new() }
}

/// Whether all of some cases hold: the first that does not decides.
fn all(cx: &Context<'_>, cases: impl Iterator<Item = Case>, scope: Scope<'_, '_>) -> Asked {
    let mut found = Asked::Yes;
    for case in cases {
        match asked(cx, case, scope) {
            no @ Asked::No(..) => return no,
            perhaps @ Asked::Perhaps(..) => found = perhaps,
            Asked::Yes => {}
        }
    }
    found
}

/// The findings of rules that cite an article. A note is a judgement and stands against nothing.
fn citing<'c>(findings: &[&'c Finding], is_meant: impl Fn(&str) -> bool) -> Vec<&'c Finding> {
    let weighty = findings.iter().copied().filter(|finding| finding.level >= Level::Warning);
    weighty.filter(|finding| finding.rule.articles.iter().any(|one| is_meant(one))).collect()
}

fn several<T: Copy>(field: &Field<Several<T>>) -> impl Iterator<Item = T> {
    field.get().into_iter().flat_map(Several::iter).copied()
}

fn names(field: &Field<Several<Box<str>>>, article: &str) -> bool {
    field.get().is_some_and(|several| several.iter().any(|one| **one == *article))
}
