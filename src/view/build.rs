//! Register, law and language to View: every join, order, grouping and yes-or-no of the documents.
//! The public edition is a whitelist: each of its fields is asked for by name, and drafts are left out.

mod california;
mod coverage;
mod grounds;
mod narrowing;
mod open;
mod organisation;
mod policy;
mod processing;
mod purpose;
mod recipient;
mod retention;
mod rights;
mod transfer;
mod wording;

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use crate::{
    coverage::Letter,
    language::Language,
    law::known::Known,
    register::{
        Register,
        answers::Answers,
        answers::Cell,
        entry::Entry,
        purposes::{self, Status},
        shape::Several,
        uses::Relation,
    },
    settings::{Edition, Jurisdiction, Settings},
    view::{Common, Purpose, Said, Source, Topic, VERSION, View, number},
};

/// For which document a View is built.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'s> {
    /// The document's id: sections of one's own may be for some documents only.
    pub document: &'s str,
    /// For whom.
    pub edition: Edition,
    /// The audience whose notice it is; all if none is named.
    pub audience: Option<&'s str>,
    /// Whether it tells only of data that come from elsewhere: a notice of Art. 14.
    pub indirect: bool,
    /// Whether it tells how each purpose was screened for a high risk. Art. 35.
    pub screening: bool,
    /// The letters of Art. 13, 14, 15 and 30 as they were judged, for a document that tells of them.
    pub coverage: &'s [Letter<'s>],
    /// The people whom it answers: it tells of them alone, and names every recipient. Art. 15.
    pub subject: Option<&'s str>,
    /// The sections that the settings list, in their order; all if they list none.
    pub sections: Option<&'s Several<Box<str>>>,
}

impl Asked<'_> {
    /// A document as it is without any settings of its own.
    pub fn plain(document: &'static str, edition: Edition) -> Self {
        Self {
            document,
            edition,
            audience: None,
            indirect: false,
            screening: false,
            coverage: &[],
            subject: None,
            sections: None,
        }
    }
}

/// What a document may say.
pub fn build<'r>(
    register: &'r Register,
    settings: &'r Settings,
    language: &'r Language,
    asked: &Asked<'r>,
) -> View {
    let builder = Builder {
        register,
        answers: Answers::new(register),
        settings,
        language,
        first: settings.first_language(),
        internal: asked.edition == Edition::Internal,
        known: Known::new(register, asked.edition == Edition::Internal),
        subject: asked.subject,
        screening: asked.screening,
    };
    builder.view(asked)
}

/// What every part of the View is built from.
struct Builder<'r> {
    register: &'r Register,
    answers: Answers<'r>,
    settings: &'r Settings,
    language: &'r Language,
    /// The language of plain strings.
    first: &'r str,
    internal: bool,
    /// The terms of vocabularies that this edition may tell.
    known: Known<'r>,
    /// Whom alone it is about.
    subject: Option<&'r str>,
    /// Whether purposes are screened.
    screening: bool,
}

impl<'r> Builder<'r> {
    fn view(&self, asked: &Asked<'_>) -> View {
        let told = self.told(asked).into_iter().map(|purpose| (purpose, self.purpose(purpose)));
        let is_asked = |purpose: &Purpose| !asked.indirect || may_be_indirect(&purpose.sources);
        let (purposes, built): (Vec<_>, Vec<_>) =
            told.filter(|(_, purpose)| is_asked(purpose)).unzip();
        let mut view = View {
            version: VERSION,
            language: self.language.code().into(),
            internal: self.internal,
            indirect: asked.indirect,
            subject: asked.subject.map(|subject| self.subject_name(subject)),
            laws: self.laws_of_the_land(),
            organisation: self.organisation(),
            officer: self.officer(&self.register.organisation().data_protection_officer),
            representatives: self.representatives(&self.register.organisation().representatives),
            authorities: self.authorities(),
            services: if self.subject.is_some() { Vec::new() } else { self.services() },
            controllers: self.controllers_worked_for(),
            common: common(&built),
            recipients: self.recipient_groups(&purposes),
            transfers: self.transfers_of(purposes.iter().flat_map(|purpose| {
                let cells = self.subject.map(|_| self.cells(purpose));
                self.who_gets(&purpose.recipients, cells.as_deref().unwrap_or_default())
            })),
            measures: self.all_measures(&purposes),
            rights: self.rights(&purposes),
            trackers: self.trackers(&purposes),
            versions: self.versions(),
            ..View::default()
        };
        view.coverage = self.coverage(asked.coverage);
        // A notice for one audience opens with whom it speaks to.
        let audience = asked.audience.and_then(|audience| self.register.audiences.get(audience));
        if let Some(scope) = audience.and_then(|one| self.sentence(&one.shared.description)) {
            view.organisation.scope = Some(scope);
        }
        let copies = view.transfers.items.iter().filter_map(|transfer| transfer.copy.clone());
        view.transfer_copies = copies.collect::<IndexSet<_>>().into_iter().collect();
        view.changed = view.versions.first().map(|version| version.date.clone());
        view.decisions = self.all_decisions(&built);
        if self.settings.judges_by(Jurisdiction::California, None) {
            view.california = Some(self.california(&purposes));
        }
        view.topics = Arc::new(self.under_topics(&purposes, built));
        view.sections = self.sections(&view, asked);
        if self.internal {
            let undecided;
            (view.open, undecided) = self.open_facts();
            view.draft = undecided
                || view.purposes().any(|purpose| purpose.draft)
                || view.services.iter().any(|service| service.draft);
        }
        let editions = (std::mem::take(&mut view.versions), view.changed.take());
        view.content_hash = number::of_content(asked.document, &view);
        (view.versions, view.changed) = editions;
        view
    }

    /// The purposes that a document tells, in the register's order.
    fn told(&self, asked: &Asked<'_>) -> Vec<&'r Entry<purposes::Purpose>> {
        let told = self.register.purposes.iter().filter(|purpose| {
            self.may_tell(purpose)
                && (self.subject.is_none() || !self.cells(purpose).is_empty())
                && asked.audience.is_none_or(|audience| self.concerns(purpose, audience))
        });
        told.collect()
    }

    /// Whether this edition may say that there is such a purpose.
    fn may_tell(&self, purpose: &purposes::Purpose) -> bool {
        match purpose.status.get() {
            Some(Status::Retired) => false,
            Some(Status::Draft) => self.internal,
            // Whoever asks is told of everything that is about them, whatever stands in public documents.
            _ => self.internal || self.subject.is_some() || purpose.not_public.is_silent(),
        }
    }

    /// The data of a purpose that the document is about: of all people, or of those alone whom it answers.
    fn cells(&self, purpose: &'r purposes::Purpose) -> Vec<Cell<'r>> {
        let mut cells = self.answers.cells(purpose);
        if let Some(subject) = self.subject {
            let theirs = self.answers.people_in(subject);
            cells.retain(|cell| cell.person_named == subject || theirs.contains(&cell.person));
        }
        cells
    }

    /// Whether an audience's notice tells a purpose: the purpose or its topic says so, or its people are theirs.
    fn concerns(&self, purpose: &purposes::Purpose, audience: &str) -> bool {
        if let Some(audiences) = purpose.audience.get() {
            return audiences.entries().any(|one| one.id() == audience);
        }
        let topic = purpose.topic.get().and_then(|topic| topic.entries().next());
        let topic = topic.and_then(|topic| self.register.topics.get(topic.id()));
        if let Some(audiences) = topic.and_then(|topic| topic.audience.get()) {
            return audiences.entries().any(|one| one.id() == audience);
        }
        let people = |relation: Option<&'r Relation<_>>| {
            relation
                .into_iter()
                .flat_map(Relation::entries)
                .flat_map(|one| self.answers.people_in(one.id()))
                .collect::<Vec<_>>()
        };
        let theirs = self.register.audiences.get(audience);
        let theirs = people(theirs.and_then(|audience| audience.data_subjects.get()));
        let cells = self.answers.cells(purpose);
        cells.iter().any(|cell| theirs.contains(&cell.person))
    }

    /// The purposes under the headings of their topics, each topic where its first purpose stands.
    fn under_topics(
        &self,
        purposes: &[&'r Entry<purposes::Purpose>],
        built: Vec<Purpose>,
    ) -> Vec<Topic> {
        let mut topics: IndexMap<&str, Topic> = IndexMap::new();
        for (purpose, built) in purposes.iter().zip(built) {
            let id = purpose.topic.get().and_then(|topic| topic.entries().next());
            let id = id.map_or("", |topic| topic.id());
            let topic = topics.entry(id).or_insert_with(|| match self.register.topics.get(id) {
                Some(topic) => Topic {
                    entry: Some(format!("topic.{id}")),
                    name: Some(self.name("topic", id, &topic.name)),
                    description: self.sentence(&topic.shared.description),
                    purposes: Vec::new(),
                },
                None => Topic::default(),
            });
            topic.purposes.push(built);
        }
        topics.into_values().collect()
    }
}

/// Whether data come from somebody else, or might: nobody knows from where. Art. 14.
fn may_be_indirect(sources: &Said<Source>) -> bool {
    sources.unknown || sources.undecided || sources.items.iter().any(|source| source.indirect)
}

/// What all purposes have in common, if there are several.
fn common(purposes: &[Purpose]) -> Common {
    fn same<T: Clone>(
        purposes: &[Purpose],
        of: fn(&Purpose) -> &Said<T>,
        plain: fn(&T) -> bool,
    ) -> Option<Said<T>> {
        let (first, rest) = purposes.split_first()?;
        let first = of(first);
        let same = first.words.is_some()
            && first.items.iter().all(plain)
            && rest.iter().all(|purpose| of(purpose).words == first.words);
        same.then(|| first.clone())
    }
    // One block says it all; but automated decisions have a section of their own.
    if purposes.len() < 2 {
        let decisions = same(purposes, |purpose| &purpose.decisions, |_| true);
        return Common { decisions, ..Common::default() };
    }
    Common {
        sources: same(purposes, |purpose| &purpose.sources, |_| true),
        provisions: same(purposes, |purpose| &purpose.provisions, |_| true),
        recipients: same(purposes, |purpose| &purpose.recipients, |one| one.is_plain),
        retention: same(purposes, |purpose| &purpose.retention, |_| true),
        decisions: same(purposes, |purpose| &purpose.decisions, |_| true),
    }
}
