//! What can be wrong with a register that is well written: a rule is two sibling files, a family a folder.
//! Rules see values and give findings; at which level these count is `lint`'s business.

pub mod accountability;
pub mod california;
pub mod consistency;
pub mod contradictions;
pub mod denmark;
pub mod eprivacy;
pub mod information;
pub mod lawfulness;
pub(crate) mod limits;
pub mod officer;
mod phrases;
mod placeholders;
pub(crate) mod recipients;
pub mod rights;
pub mod security;
mod statements;
pub mod switzerland;
pub mod transfers;
pub mod united_kingdom;
pub mod waivers;
pub mod wording;

use chrono::NaiveDate;
use indexmap::IndexSet;

use crate::{
    finding::{Finding, Rule},
    register::{
        Register,
        answers::{Answer, Answers, Cell, Resolution},
        entry::Entry,
        keys::Seen,
        legal_bases::{Condition, ConditionGrounds, Grounds, LegalBasis},
        personal_data::{Origin, ProvidedHow, Provision},
        purposes::{Informing, Purpose, Recipients, Service, Status},
        retention::Retention,
        shape::{Leaf, Place},
        uses::NoOwn,
        value::Field,
    },
    rules::recipients::InUse,
    settings::{Jurisdiction, Settings},
    source::Span,
};

/// Everything that a rule may look at.
#[derive(Debug)]
pub struct Context<'r> {
    /// What the files say, over the law's data.
    pub register: &'r Register,
    /// What holds where.
    pub answers: Answers<'r>,
    /// The settings.
    pub settings: &'r Settings,
    /// The day of judgement.
    pub today: NaiveDate,
    /// Every rule's keys: those whose absence it reports.
    pub(crate) asked: Vec<(&'static str, &'static Rule)>,
    recipients: Vec<InUse<'r>>,
}

impl<'r> Context<'r> {
    /// A context of one run.
    pub fn new(register: &'r Register, settings: &'r Settings, today: NaiveDate) -> Self {
        let asked = FAMILIES
            .iter()
            .flat_map(|family| family.checks)
            .flat_map(|(rule, _)| rule.asks.iter().map(|key| (*key, *rule)))
            .collect();
        let answers = Answers::new(register);
        let mut cx = Self { register, answers, settings, today, asked, recipients: Vec::new() };
        cx.recipients = recipients::in_use(&cx);
        cx
    }

    /// Whether a jurisdiction's rules apply.
    pub fn judges_by(&self, jurisdiction: Jurisdiction) -> bool {
        let country = self.register.organisation().contact.country.get();
        self.settings.judges_by(jurisdiction, country.map(|country| country.id.as_str()))
    }

    /// Whether the law of a country itself is one to judge by.
    pub fn judges_by_law_of(&self, country: &str) -> bool {
        Jurisdiction::of(country).is_some_and(|jurisdiction| self.judges_by(jurisdiction))
    }

    /// The purposes that are told as active: those whose facts are judged.
    pub fn purposes(&self) -> impl Iterator<Item = &'r Entry<Purpose>> {
        self.register.purposes.iter().filter(|purpose| {
            purpose.status.get().copied().unwrap_or(Status::Active) == Status::Active
        })
    }

    /// The services that are offered: those whose facts are judged.
    pub fn services(&self) -> impl Iterator<Item = &'r Entry<Service>> {
        self.register.services.iter().filter(|service| {
            service.status.get().copied().unwrap_or(Status::Active) == Status::Active
        })
    }

    /// The recipients of active purposes and services, with those that they take on.
    pub(crate) fn recipients(&self) -> &[InUse<'r>] {
        &self.recipients
    }

    /// The recipients of one purpose or service, with those that they take on.
    pub(crate) fn recipients_of(&self, field: &Field<Recipients>) -> Vec<InUse<'r>> {
        recipients::collect(self, std::iter::once((field, true)))
    }

    /// Whether an entry was read without a mistake: what a mistaken one lacks is not known.
    pub(crate) fn is_whole<T>(&self, entry: &Entry<T>) -> bool {
        !self.register.mistaken.contains(&entry.span)
    }
}

/// An active purpose, with what holds in it.
#[derive(Debug)]
pub struct PurposeFacts<'r> {
    /// The purpose, with its defaults.
    pub purpose: &'r Entry<Purpose>,
    /// Every datum of every person.
    pub cells: Vec<Cell<'r>>,
    /// On which basis.
    pub legal_bases: Resolution<'r, LegalBasis, Grounds>,
    /// By which further ground.
    pub conditions: Resolution<'r, Condition, ConditionGrounds>,
    /// How long.
    pub retentions: Resolution<'r, Retention, NoOwn>,
    /// Whether they must be given.
    pub provisions: Resolution<'r, Provision, ProvidedHow>,
    /// Where they come from.
    pub sources: Resolution<'r, Origin, Informing>,
}

impl<'r> PurposeFacts<'r> {
    /// Resolves what holds in a purpose.
    pub fn of(answers: &Answers<'r>, purpose: &'r Entry<Purpose>) -> Self {
        let value: &'r Purpose = purpose;
        let cells = answers.cells(value);
        Self {
            purpose,
            legal_bases: answers.legal_bases(value, &cells),
            conditions: answers.conditions(value, &cells),
            retentions: answers.retentions(value, &cells),
            provisions: answers.provisions(value, &cells),
            sources: answers.sources(value, &cells),
            cells,
        }
    }

    /// The data of some of the cells, as the purpose names them, each once.
    pub fn data_of(&self, cells: &[usize]) -> Vec<&'r str> {
        let data: IndexSet<_> = cells.iter().map(|cell| self.cells[*cell].datum_named).collect();
        data.into_iter().collect()
    }

    /// Whether people may leave a datum out.
    pub fn is_voluntary(&self, cell: usize) -> bool {
        let mut provisions = self.provisions.answers.iter();
        provisions.any(|one| one.member.id() == "voluntary" && one.holds_for(cell))
    }

    /// Whether a basis answers for any of the data.
    pub fn has_basis(&self, basis: &str) -> bool {
        self.bases(basis).next().is_some()
    }

    /// The answers of one basis.
    pub fn bases(&self, basis: &str) -> impl Iterator<Item = &Answer<'r, LegalBasis, Grounds>> {
        self.legal_bases
            .answers
            .iter()
            .filter(move |answer| answer.member.is_entry() && answer.member.id() == basis)
    }
}

/// Something written in an entry, as a rule for each of them sees it.
#[derive(Clone, Copy, Debug)]
pub struct Written<'w> {
    /// The kind of the entry.
    pub kind: &'static str,
    /// Its id; `default` for a default.
    pub id: &'w str,
    /// The names of the keys and members around it, outermost first: `["retention", "logs", "keep"]`.
    pub path: &'w [String],
    /// The innermost key and where the value stands.
    pub place: Place,
    /// Who may see it, all that is around it considered.
    pub seen: Seen,
    /// Whether the entry is a draft.
    pub draft: bool,
    /// Whether the entry is retired: no document tells it.
    pub retired: bool,
    /// Where the entry begins; `None` for a default.
    pub entry: Option<Span>,
}

impl Written<'_> {
    /// What is spoken of, from the entry inwards: `direct-marketing.channels`.
    pub fn key(&self) -> String {
        let speaks = |name: &&String| !matches!(name.as_str(), "" | "unknown" | "undecided");
        let names: Vec<&str> = self.path.iter().filter(speaks).map(String::as_str).collect();
        names.join(".")
    }

    /// The entry in a sentence: "purpose `newsletter`", "the organisation", "the default purpose".
    pub fn subject(&self) -> String {
        match (self.kind, self.entry) {
            ("organisation", _) => "the organisation".to_owned(),
            ("california", _) => "`[california]`".to_owned(),
            (kind, None) => format!("the default {kind}"),
            (kind, Some(_)) => format!("{kind} `{}`", self.id),
        }
    }
}

/// When a rule looks.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// Once over the register.
    Register(fn(&Context<'_>, &mut Vec<Finding>)),
    /// At each active purpose.
    Purpose(fn(&Context<'_>, &PurposeFacts<'_>, &mut Vec<Finding>)),
    /// At each of the smallest things written in the register and its shared layers, defaults once.
    Leaf(fn(&Context<'_>, &Written<'_>, Leaf<'_>, &mut Vec<Finding>)),
    /// Found by `lint` itself, which alone knows levels and waivers.
    Lint,
    /// Found where the history is known: what the register said under each edition of the policy.
    History,
}

/// The rules of one part of the law.
#[derive(Debug)]
pub struct Family {
    /// As settings name it.
    pub name: &'static str,
    /// What part of the law, in words.
    pub about: &'static str,
    /// The rules, sorted by name, and when each looks.
    pub checks: &'static [(&'static Rule, Check)],
}

/// All families, in the order of the Regulation's chapters.
pub static FAMILIES: &[&Family] = &[
    &consistency::FAMILY,
    &lawfulness::FAMILY,
    &information::FAMILY,
    &rights::FAMILY,
    &accountability::FAMILY,
    &security::FAMILY,
    &officer::FAMILY,
    &transfers::FAMILY,
    &contradictions::FAMILY,
    &wording::FAMILY,
    &eprivacy::FAMILY,
    &denmark::FAMILY,
    &united_kingdom::FAMILY,
    &switzerland::FAMILY,
    &california::FAMILY,
    &waivers::FAMILY,
];

/// Every rule there is, the reader's own first.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    let own = crate::register::mistakes::RULES.iter().copied();
    own.chain(FAMILIES.iter().flat_map(|family| family.checks).map(|(rule, _)| *rule))
}

/// The rule of a name.
pub fn named(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name)
}

/// The family of a rule; the reader's own have none.
pub fn family_of(rule: &Rule) -> Option<&'static Family> {
    FAMILIES
        .iter()
        .copied()
        .find(|family| family.checks.iter().any(|(one, _)| std::ptr::eq(*one, rule)))
}

/// Whether what the rule finds can only be known from the register's history.
pub(crate) fn is_by_history(rule: &Rule) -> bool {
    let mut checks = FAMILIES.iter().flat_map(|family| family.checks);
    checks.any(|(one, check)| std::ptr::eq(*one, rule) && matches!(check, Check::History))
}

/// A finding where an organisation addresses people in a country from outside, and says nothing of a representative there.
fn without_representative(
    cx: &Context<'_>,
    rule: &'static Rule,
    place: &'static str,
) -> Option<Finding> {
    let organisation = cx.register.organisation();
    let sits_there = organisation.contact.country.get().is_some_and(|own| own.id == *place);
    let markets = organisation.markets.get()?;
    let market =
        markets.0.iter().find(|market| market.get().is_some_and(|one| one.id == *place))?;
    let named = organisation
        .representatives
        .get()
        .map_or(!organisation.representatives.is_silent(), |named| {
            named.0.iter().any(|(key, _)| key == place)
        });
    (!sits_there && !named).then(|| {
        rule.at(market.span, format!("nobody represents the organisation in `{place}`")).help(
            format!(
                "name who does: `representatives.{place} = {{ name = \"…\", email = \"…\" }}`;\n\
             or why nobody need: `representatives = {{ none = \"…\" }}`"
            ),
        )
    })
}
