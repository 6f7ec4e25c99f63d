//! What a register answers of the articles that list what people must be told (Art. 13, 14, 15) and what must be on
//! record (Art. 30), letter by letter: met by which line, not applicable and why, open, missing and who says so.
//!
//! What each letter asks, and what answers it, is data (`law/articles.toml`). What is missing is judged by the rules
//! alone: where a finding cites a letter, that letter is not met, waived or not.

mod asked;
mod facts;
mod found;
mod judge;

use std::borrow::Cow;

use chrono::NaiveDate;

pub use asked::Why;
pub use facts::{Evidence, Says};

use crate::{
    coverage::judge::Judging,
    finding::{Finding, Rule},
    register::{
        articles::{Answered, Article, Per},
        entry::Entry,
        purposes::{Purpose, Service},
        text::Text,
    },
    rules::Context,
    source::Span,
};

/// How a letter stands. Later ones outweigh those before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// The law does not ask it here.
    NotApplicable,
    /// It is answered.
    Met,
    /// It is answered, and a warning says that the answer may not do.
    Doubtful,
    /// It is said to be unknown or undecided, or hangs on something that is.
    Open,
    /// It is not answered, or an error says that the answer does not do.
    Missing,
}

impl State {
    /// All, the best first.
    pub const ALL: [Self; 5] =
        [Self::Met, Self::Doubtful, Self::Open, Self::Missing, Self::NotApplicable];

    /// As printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotApplicable => "not applicable",
            Self::Met => "met",
            Self::Doubtful => "doubtful",
            Self::Open => "open",
            Self::Missing => "missing",
        }
    }
}

/// For what a letter is judged.
#[derive(Clone, Copy, Debug)]
pub enum Of<'c> {
    /// Once for the organisation.
    Organisation,
    /// A purpose.
    Purpose(&'c Entry<Purpose>),
    /// A service.
    Service(&'c Entry<Service>),
}

impl Of<'_> {
    /// Its path in the register: `purpose.newsletter`.
    pub fn path(self) -> String {
        match self {
            Self::Organisation => "organisation".to_owned(),
            Self::Purpose(purpose) => format!("purpose.{}", purpose.id),
            Self::Service(service) => format!("service.{}", service.id),
        }
    }
}

/// What stands between a letter and its answer.
#[derive(Clone, Debug)]
pub enum Lack<'c> {
    /// A rule says so.
    Found {
        /// What it says, as `lint` weighs it.
        finding: &'c Finding,
        /// The last day of its waiver, if it is waived.
        until: Option<NaiveDate>,
    },
    /// Nothing is said, and the rule that would say so, if there is one, does not: it is turned off.
    Unsaid {
        /// The key that would answer: `purpose.retention`.
        key: &'static str,
        /// The rule that asks for it.
        rule: Option<&'static Rule>,
        /// Where it would stand.
        span: Option<Span>,
    },
}

impl<'c> Lack<'c> {
    /// The rule behind it.
    pub fn rule(&self) -> Option<&'static Rule> {
        match self {
            Self::Found { finding, .. } => Some(finding.rule),
            Self::Unsaid { rule, .. } => *rule,
        }
    }

    /// What is wrong.
    pub fn message(&self) -> Cow<'c, str> {
        match self {
            Self::Found { finding, .. } => (&*finding.message).into(),
            Self::Unsaid { key, .. } => format!("nothing says `{}`", name_of(key)).into(),
        }
    }

    /// What to write.
    pub fn help(&self) -> Option<Cow<'c, str>> {
        match self {
            Self::Found { finding, .. } => finding.help.as_deref().map(Cow::Borrowed),
            Self::Unsaid { key, .. } => Some(format!("write `{} = …`", name_of(key)).into()),
        }
    }

    /// Where.
    pub fn span(&self) -> Option<Span> {
        match self {
            Self::Found { finding, .. } => Some(finding.span()),
            Self::Unsaid { span, .. } => *span,
        }
    }

    /// By which waiver it does not count for now, and until when.
    pub fn waived(&self) -> Option<(&'c str, Option<NaiveDate>)> {
        match self {
            Self::Found { finding, until } => {
                finding.waived.as_ref().map(|waived| (&*waived.by, *until))
            }
            Self::Unsaid { .. } => None,
        }
    }
}

fn name_of(key: &str) -> &str {
    key.split_once('.').map_or(key, |(_, name)| name)
}

/// A letter, judged for one thing.
#[derive(Clone, Debug)]
pub struct Judged<'c> {
    /// For what.
    pub of: Of<'c>,
    /// How it stands.
    pub state: State,
    /// The lines that answer it, leave it open, or say why it is not asked.
    pub by: Vec<Evidence>,
    /// Why it is not asked, or on what it hangs.
    pub why: Option<Why>,
    /// Why it can't be told whether the whole article asks: the letter is judged as if it did.
    pub supposed: Option<Why>,
    /// What stands in the way.
    pub lacks: Vec<Lack<'c>>,
}

/// One letter of an article.
#[derive(Clone, Debug)]
pub struct Letter<'c> {
    /// `13(1)(c)`.
    pub cite: &'c str,
    /// What it asks, in plain words.
    pub asks: Option<&'c Text>,
    /// How it stands, for each thing that has to answer it.
    pub judged: Vec<Judged<'c>>,
    answered: &'c Answered,
    /// The articles that stand around it and ask in some cases alone.
    around: Vec<&'c Answered>,
}

impl Letter<'_> {
    /// How it stands on the whole: as its worst part.
    pub fn state(&self) -> State {
        self.judged.iter().map(|judged| judged.state).max().unwrap_or(State::NotApplicable)
    }

    /// The article that it is part of, as a summary counts: `13`, `30(1)`.
    pub fn article(&self) -> &str {
        // Art. 30 lists once for controllers and once for processors.
        let end = if self.cite.starts_with("30") { self.cite.find(")(") } else { None };
        match end {
            Some(end) => &self.cite[..=end],
            None => self.cite.split('(').next().unwrap_or(self.cite),
        }
    }
}

/// Judges every letter. `findings` are those of [`crate::lint::run`]; with `only`, of all purposes only that one is
/// looked at, and no service.
pub fn of<'c>(cx: &'c Context<'c>, findings: &'c [Finding], only: Option<&str>) -> Vec<Letter<'c>> {
    let mut letters = letters(cx);
    if only.is_some() {
        letters.retain(|letter| letter.answered.per.get() != Some(&Per::Service));
    }
    let mut judging = Judging::new(cx, findings, letters);
    for purpose in cx.purposes().filter(|one| only.is_none_or(|only| one.id == *only)) {
        judging.purpose(purpose);
    }
    for service in cx.services().filter(|_| only.is_none()) {
        judging.service(service);
    }
    judging.organisation()
}

/// The letters of the law's data, in its order.
fn letters<'c>(cx: &'c Context<'c>) -> Vec<Letter<'c>> {
    let answered =
        |article: &'c Entry<Article>| Some((&**article.cite.get()?, article.answered.get()?));
    let known: Vec<(&str, &Answered)> = cx.register.articles.all().filter_map(answered).collect();
    let stands_around = |outer: &str, inner: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('('))
    };
    let letters = cx.register.articles.all().filter_map(|article| {
        let (cite, answered) = answered(article)?;
        answered.per.get()?;
        let around = known.iter().filter(|(outer, _)| stands_around(outer, cite));
        Some(Letter {
            cite,
            asks: article.asks.get(),
            judged: Vec::new(),
            answered,
            around: around.map(|(_, answered)| *answered).collect(),
        })
    });
    letters.collect()
}
