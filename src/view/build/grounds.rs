//! Legal bases, further grounds, laws. Art. 6, 9, 10, 87.

use crate::{
    register::{
        answers::{Answer, Cell},
        legal_bases::{self, ConditionGrounds, Grounds, LegalBasis, Whose},
        purposes, retention,
        security::Assessment,
        uses::Relation,
        value::Field,
    },
    view::{
        Basis, Condition, Law, Link, Said,
        build::{
            Builder,
            wording::{Gap, one_line},
        },
    },
};

impl<'r> Builder<'r> {
    pub(super) fn bases(&self, purpose: &'r purposes::Purpose, cells: &[Cell<'r>]) -> Said<Basis> {
        let resolution = self.answers.legal_bases(purpose, cells);
        let answers = resolution.answers.iter().filter(|answer| self.is_told_of(answer));
        let items = answers.map(|answer| self.basis(answer, cells)).collect();
        let gap = Gap::of_relation(&purpose.legal_basis);
        self.said("basis", &gap, items, |basis| &basis.words)
    }

    fn basis(&self, answer: &Answer<'r, LegalBasis, Grounds>, cells: &[Cell<'r>]) -> Basis {
        let member = answer.member;
        let id = member.id();
        let used = self.register.legal_bases.used(member);
        let own = &member.own;
        let consent = used.withdrawal.get().copied() == Some(true);
        let assessment = self.assessment(&own.assessment);
        let weighed = own.assessment.get().and_then(|members| members.entries().next());
        let weighed = weighed.and_then(|one| self.register.assessments.get(one.id()));
        let withdrawal = self.phrase(&own.withdrawal);
        let mut basis = Basis {
            entry: format!("legal-basis.{id}"),
            dpv: self.known.dpv(&format!("legal-basis.{id}")),
            name: self.name("legal-basis", id, &used.name),
            article: used.article.get().map(ToString::to_string),
            words: String::new(),
            interest: self
                .phrase(&own.interest)
                .or_else(|| weighed.and_then(|weighed| self.phrase(&weighed.interest))),
            third_party: own.whose.get() == Some(&Whose::ThirdParty),
            agreement: self.phrase(&own.agreement),
            before_contract: own.before_contract.get().copied() == Some(true),
            laws: self.laws(&own.laws),
            given: self.phrase(&own.given),
            withdrawal: withdrawal.or_else(|| consent.then(|| self.general_withdrawal()).flatten()),
            age: own.age.get().and_then(|age| u64::try_from(*age).ok()),
            parental_consent: self.phrase(&own.parental_consent),
            task: self.phrase(&own.task),
            emergency: self.phrase(&own.emergency),
            description: self.phrase(&used.shared.description),
            only: self.only(cells, &answer.cells, answer.case),
            assessment: assessment.filter(|_| self.internal),
            proof: self.inside(&own.proof),
            internal: self.inside(&used.shared.internal),
        };
        basis.words = self.basis_words(&basis);
        basis
    }

    fn basis_words(&self, basis: &Basis) -> String {
        let mut words = basis.name.clone();
        if basis.before_contract {
            words = self.say("basis-words.before-contract", &[("name", &words)]);
        }
        if let Some(article) = &basis.article {
            words = self.say(
                "join.article",
                &[("name", &words), ("article", &self.language.cite(article))],
            );
        }
        let laws: Vec<_> = basis.laws.iter().map(|law| &*law.words).collect();
        let laws = (!laws.is_empty()).then(|| self.language.list(&laws));
        let subjects = [&basis.agreement, &basis.interest, &basis.task, &basis.emergency];
        let subjects: Vec<&str> = subjects.into_iter().flatten().map(|part| &**part).collect();
        // Where nothing says what it is about, the law does.
        let (subject, laws) = if subjects.is_empty() {
            (laws, None)
        } else {
            (Some(self.language.list(&subjects)), laws)
        };
        words = self.with("join.after-colon", words, "detail", subject.as_deref());
        if let Some(laws) = laws {
            let laws = self.say("basis-words.laws", &[("laws", &laws)]);
            words = self.and_also(words, Some(&laws));
        }
        words = self.detailed(words, basis.description.as_deref());
        let mut also = |key: &str, gaps: &[(&str, &str)]| {
            let more = self.say(&format!("basis-words.{key}"), gaps);
            words = self.and_also(std::mem::take(&mut words), Some(&more));
        };
        if basis.third_party {
            also("third-party", &[]);
        }
        if let Some(given) = &basis.given {
            also("given", &[("given", given)]);
        }
        if let Some(withdrawal) = &basis.withdrawal {
            also("withdrawal", &[("withdrawal", withdrawal)]);
        }
        if let Some(age) = basis.age {
            also("age", &[("age", &age.to_string())]);
        }
        if let Some(parental) = &basis.parental_consent {
            also("parental-consent", &[("parental_consent", parental)]);
        }
        self.narrowed_words(words, basis.only.as_ref())
    }

    pub(super) fn conditions(
        &self,
        purpose: &'r purposes::Purpose,
        cells: &[Cell<'r>],
    ) -> Said<Condition> {
        let resolution = self.answers.conditions(purpose, cells);
        let answers = resolution.answers.iter().filter(|answer| self.is_told_of(answer));
        let withdrawal = self.withdrawal_of_consent(purpose);
        let withdrawal = withdrawal.as_deref();
        let items = answers.map(|answer| self.condition(answer, cells, withdrawal)).collect();
        let gap = Gap::of_relation(&purpose.condition);
        self.said("condition", &gap, items, |condition| &condition.words)
    }

    fn condition(
        &self,
        answer: &Answer<'r, legal_bases::Condition, ConditionGrounds>,
        cells: &[Cell<'r>],
        withdrawal: Option<&str>,
    ) -> Condition {
        let member = answer.member;
        let id = member.id();
        let used = self.register.conditions.used(member);
        let own = &member.own;
        let consent = used.withdrawal.get().copied() == Some(true);
        let citation = match (used.article.get(), used.cite.get()) {
            (Some(article), _) => {
                Some(self.say("join.gdpr", &[("article", &self.language.cite(article))]))
            }
            (None, Some(cite)) => Some(self.words(cite)),
            (None, None) => self.language.name("citation", id).map(str::to_owned),
        };
        // That it holds for the data of its own class alone is what it is, and no narrowing.
        let class = used.class.get().copied();
        let of_class: Vec<_> = (0..cells.len())
            .filter(|cell| self.answers.class(cells[*cell].datum) == class)
            .collect();
        let whole = of_class.iter().all(|cell| answer.cells.contains(cell));
        let only = if whole {
            self.only_case(answer.case)
        } else {
            self.only(cells, &answer.cells, answer.case)
        };
        let laws = if own.laws.is_silent() { &used.laws } else { &own.laws };
        let mut condition = Condition {
            entry: format!("condition.{id}"),
            dpv: self.known.dpv(&format!("condition.{id}")),
            name: self.name("condition", id, &used.name),
            citation,
            class: class.map(|class| class.word().to_owned()),
            words: String::new(),
            laws: self.laws(laws),
            secrecy: self.phrase(&own.secrecy),
            given: self.phrase(&own.given),
            withdrawal: self
                .phrase(&own.withdrawal)
                .or_else(|| withdrawal.filter(|_| consent).map(str::to_owned)),
            only,
            proof: self.inside(&own.proof),
            internal: self.inside(&used.shared.internal),
        };
        let mut words = match &condition.citation {
            Some(citation) => {
                self.say("join.cited", &[("name", &condition.name), ("citation", citation)])
            }
            None => condition.name.clone(),
        };
        if !condition.laws.is_empty() {
            let laws: Vec<_> = condition.laws.iter().map(|law| &*law.words).collect();
            let laws = self.language.list(&laws);
            words = self.say("join.after-colon", &[("words", &words), ("detail", &laws)]);
        }
        words = self.detailed(words, self.phrase(&used.shared.description).as_deref());
        for (key, part) in [
            ("secrecy", &condition.secrecy),
            ("given", &condition.given),
            ("withdrawal", &condition.withdrawal),
        ] {
            let more =
                part.as_ref().map(|part| self.say(&format!("basis-words.{key}"), &[(key, part)]));
            words = self.and_also(words, more.as_deref());
        }
        condition.words = self.narrowed_words(words, condition.only.as_ref());
        condition
    }

    /// How the consent that a purpose rests on is withdrawn: explicit consent beside it goes the same way.
    fn withdrawal_of_consent(&self, purpose: &purposes::Purpose) -> Option<String> {
        let mut bases = purpose.legal_basis.get().into_iter().flat_map(Relation::entries);
        let own = bases.find_map(|basis| self.phrase(&basis.own.withdrawal));
        own.or_else(|| self.general_withdrawal())
    }

    /// How consent is withdrawn where nothing else is said.
    fn general_withdrawal(&self) -> Option<String> {
        self.phrase(&self.register.organisation().rights.get()?.withdraw_consent)
    }

    pub(super) fn laws(&self, field: &Field<Relation<retention::Law>>) -> Vec<Law> {
        let members = field.get().into_iter().flat_map(Relation::entries);
        let laws = members.map(|member| {
            let law = self.register.laws.used(member);
            let name = self.proper_name("law", member.id(), &law.name);
            let section = law.section.get().map(|section| self.in_language(section));
            let words = match &section {
                Some(section) => {
                    let union = law.country.get().is_some_and(|place| place.0.as_str() == "EU");
                    let key = match (union, self.language.is_several(section)) {
                        (false, false) => "join.section",
                        (false, true) => "join.sections",
                        (true, false) => "join.union-section",
                        (true, true) => "join.union-sections",
                    };
                    self.say(key, &[("law", &name), ("section", &self.language.cite(section))])
                }
                None => name.clone(),
            };
            let link = law.link.get().and_then(|link| Link::page(link));
            Law { entry: format!("law.{}", member.id()), name, section, link, words }
        });
        laws.collect()
    }

    /// An assessment in words: kind, date, outcome, where it is. For insiders.
    pub(super) fn assessment(&self, field: &Field<Relation<Assessment>>) -> Option<String> {
        let members = field.get().into_iter().flat_map(Relation::entries);
        let assessments: Vec<_> = members
            .map(|member| {
                let used = self.register.assessments.used(member);
                let kind = used.kind.get().map(|kind| self.own_name("assessment", kind.word()));
                let name = used.name.get().map(|name| self.words(name));
                let day = used.date.get().map(|date| self.language.date(*date));
                let outcome =
                    used.outcome.get().map(|outcome| self.own_name("outcome", outcome.word()));
                let document = used.document.get().map(|document| one_line(document));
                let named = name.or(kind).unwrap_or_else(|| member.id().to_owned());
                let parts: Vec<_> = [day, outcome, document].into_iter().flatten().collect();
                let about = (!parts.is_empty()).then(|| parts.join(", "));
                self.with("join.with", named, "more", about.as_deref())
            })
            .collect();
        (!assessments.is_empty()).then(|| self.language.list(&assessments))
    }
}
