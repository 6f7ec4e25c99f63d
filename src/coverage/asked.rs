//! Whether an article asks: most do in some cases alone, and the register says in which case it is.

use crate::{
    coverage::{
        facts::{self, Evidence, Says},
        judge::Scope,
    },
    register::{
        articles::Case,
        parties::Role,
        purposes::{Exemption, ExemptionGround, Recipients},
        value::Field,
    },
    rules::{Context, PurposeFacts, information},
};

/// Whether something is asked.
#[derive(Clone, Debug)]
pub(super) enum Asked {
    /// It is.
    Yes,
    /// It is not, as these lines say.
    No(Why, Vec<Evidence>),
    /// These lines leave it open.
    Perhaps(Why, Vec<Evidence>),
}

impl Asked {
    /// Whether one or the other asks.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Yes, _) | (_, Self::Yes) => Self::Yes,
            (perhaps @ Self::Perhaps(..), _) | (_, perhaps @ Self::Perhaps(..)) => perhaps,
            (no, _) => no,
        }
    }
}

/// Declares the reasons: a name for programs, and a sentence.
macro_rules! reasons {
    ($($(#[$meta:meta])* $reason:ident = $name:literal, $words:literal;)+) => {
        /// Why something is not asked, or why it can't be told whether it is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Why { $($(#[$meta])* $reason,)+ }

        impl Why {
            /// Stable for programs, and for the sentences of other languages.
            pub fn name(self) -> &'static str {
                match self { $(Self::$reason => $name,)+ }
            }

            /// In words.
            pub fn words(self) -> &'static str {
                match self { $(Self::$reason => $words,)+ }
            }
        }
    };
}

reasons! {
    /// No purpose is active.
    NoPurpose = "no-purpose", "the register has no purpose of which it is asked";
    /// `personal-data = "none"`.
    NoPersonalData = "no-personal-data", "no personal data are used";
    /// All sources are others.
    NotFromThePerson = "not-from-the-person", "no data come from the person";
    /// All data come from the person or the organisation.
    NotFromElsewhere = "not-from-elsewhere", "all data come from the person or the organisation itself";
    /// It is not known which source there is.
    SourceOpen = "source-open", "nothing says for sure where the data come from";
    /// Art. 13(4), 14(5)(a).
    AlreadyInformed = "already-informed", "people have the information already (Art. 13(4), 14(5)(a))";
    /// Art. 14(5)(b)–(d).
    Exempt = "exempt", "an exemption of Art. 14(5) is relied on";
    /// `data-protection-officer = "none"`.
    NoOfficer = "no-officer", "there is no data protection officer";
    /// It is not known whether there is one.
    OfficerOpen = "officer-open", "nothing says for sure whether there is a data protection officer";
    /// Other bases.
    NoInterests = "no-interests", "the basis is not legitimate interests";
    /// No consent among the grounds.
    NoConsent = "no-consent", "nothing rests on consent";
    /// It is not known which basis there is.
    BasisOpen = "basis-open", "nothing says for sure on which legal basis";
    /// All recipients are inside.
    NoThirdCountry = "no-third-country", "no data leave the European Economic Area";
    /// It is not known who gets the data, or where they are.
    DestinationsOpen = "destinations-open", "nothing says for sure who gets the data, and where";
    /// Adequacy or derogations alone.
    NoSafeguards = "no-safeguards", "the transfers rest on no safeguard of Art. 46";
    /// A transfer without any instrument.
    InstrumentOpen = "instrument-open", "nothing says what allows the transfer";
    /// Observed or made data.
    NothingGiven = "nothing-given", "people give none of these data themselves";
    /// Consent is the only basis.
    NobodyMust = "nobody-must", "these data rest on consent alone, so nobody must give them";
}

/// Whether a case holds.
pub(super) fn asked(cx: &Context<'_>, case: Case, scope: Scope<'_, '_>) -> Asked {
    match (case, scope) {
        (Case::Officer, _) => officer(cx),
        (Case::ThirdCountries, Scope::Service(service)) => third_countries(cx, &service.recipients),
        (_, Scope::Purpose(facts)) => of_purpose(cx, case, facts),
        _ => Asked::Yes,
    }
}

fn of_purpose(cx: &Context<'_>, case: Case, facts: &PurposeFacts<'_>) -> Asked {
    let purpose = facts.purpose;
    match case {
        Case::PersonalData if purpose.personal_data.is_none() => {
            Asked::No(Why::NoPersonalData, facts::relation(&purpose.personal_data))
        }
        Case::DataFromThePerson => Origins::of(cx, facts).from(true),
        Case::DataFromElsewhere => Origins::of(cx, facts).from(false),
        Case::PersonNotInformed | Case::NoExemption => exemption(case, &purpose.notice_exemption),
        Case::DataThatMustBeGiven => must_be_given(cx, facts),
        Case::LegitimateInterests if facts.has_basis("legitimate-interests") => Asked::Yes,
        Case::LegitimateInterests => hangs_on_basis(facts, Why::NoInterests),
        Case::Consent if !facts::consents(cx, facts).is_empty() => Asked::Yes,
        Case::Consent => hangs_on_basis(facts, Why::NoConsent),
        Case::ThirdCountries => third_countries(cx, &purpose.recipients),
        Case::Safeguards => safeguards(cx, &purpose.recipients),
        Case::PersonalData | Case::Officer => Asked::Yes,
    }
}

fn officer(cx: &Context<'_>) -> Asked {
    let officer = &cx.register.organisation().data_protection_officer;
    let by = facts::field(officer).collect();
    match officer {
        officer if officer.is_none() => Asked::No(Why::NoOfficer, by),
        officer if officer.get().is_none() => Asked::Perhaps(Why::OfficerOpen, by),
        _ => Asked::Yes,
    }
}

fn exemption(case: Case, exemption: &Field<Exemption>) -> Asked {
    let by = || facts::field(exemption).collect();
    let ground = exemption.get().and_then(|exemption| exemption.ground.get().copied());
    match (ground, case) {
        (Some(ExemptionGround::AlreadyInformed), _) => Asked::No(Why::AlreadyInformed, by()),
        (Some(_), Case::NoExemption) => Asked::No(Why::Exempt, by()),
        _ => Asked::Yes,
    }
}

/// Where the data of a purpose come from.
struct Origins {
    /// From the person or the organisation itself.
    direct: Vec<Evidence>,
    elsewhere: Vec<Evidence>,
    open: Vec<Evidence>,
    /// Whether every datum's source is known.
    is_known: bool,
}

impl Origins {
    fn of(cx: &Context<'_>, facts: &PurposeFacts<'_>) -> Self {
        let (mut direct, mut elsewhere) = (Vec::new(), Vec::new());
        for member in facts.sources.answers.iter().map(|answer| answer.member) {
            let line = Evidence { span: member.span, says: Says::Fact };
            if member.is_entry() && cx.register.sources.used(member).direct.get() == Some(&true) {
                direct.push(line);
            } else if member.is_entry() {
                elsewhere.push(line);
            }
        }
        let open: Vec<_> =
            facts::sources(facts).into_iter().filter(|one| one.says.is_open()).collect();
        let is_answered =
            facts.sources.unanswered.is_empty() && !(direct.is_empty() && elsewhere.is_empty());
        Self { is_known: is_answered && open.is_empty(), direct, elsewhere, open }
    }

    /// Whether any come from the person, or from elsewhere.
    fn from(self, the_person: bool) -> Asked {
        let (here, there, why) = if the_person {
            (self.direct, self.elsewhere, Why::NotFromThePerson)
        } else {
            (self.elsewhere, self.direct, Why::NotFromElsewhere)
        };
        match () {
            () if !here.is_empty() => Asked::Yes,
            () if self.is_known => Asked::No(why, there),
            () => Asked::Perhaps(Why::SourceOpen, self.open),
        }
    }
}

fn must_be_given(cx: &Context<'_>, facts: &PurposeFacts<'_>) -> Asked {
    if information::provision_asked(cx, facts).contains(&true) {
        return Asked::Yes;
    }
    let origins = Origins::of(cx, facts);
    if !origins.is_known {
        return Asked::Perhaps(Why::SourceOpen, origins.open);
    }
    let gives = |one: &&_| cx.register.sources.used(one).given.get() == Some(&true);
    let members: Vec<_> = facts.sources.answers.iter().map(|answer| answer.member).collect();
    if !members.iter().any(gives) {
        return Asked::No(Why::NothingGiven, origins.direct);
    }
    hangs_on_basis(facts, Why::NobodyMust)
}

/// Not asked, if the basis is known.
fn hangs_on_basis(facts: &PurposeFacts<'_>, why: Why) -> Asked {
    let bases = facts::bases(facts);
    let open: Vec<_> = bases.iter().copied().filter(|one| one.says.is_open()).collect();
    if bases.is_empty() || !open.is_empty() {
        return Asked::Perhaps(Why::BasisOpen, open);
    }
    Asked::No(why, bases)
}

fn third_countries(cx: &Context<'_>, recipients: &Field<Recipients>) -> Asked {
    let stated = facts::relation(recipients);
    let open = |found: &[Evidence]| -> Vec<_> {
        found.iter().copied().filter(|one| one.says.is_open()).collect()
    };
    let places = facts::destinations(cx, recipients);
    if places.iter().any(|one| one.says == Says::Fact) {
        return Asked::Yes;
    }
    let open = [open(&stated), open(&places)].concat();
    let is_somewhere_silent = cx.recipients_of(recipients).iter().any(|used| {
        let recipient = &used.recipient;
        // These have no place of their own; an authority's is its state's.
        let has_none = matches!(
            recipient.role.get(),
            Some(Role::Internal | Role::ThePublic | Role::TheDataSubject | Role::Authority)
        );
        let silent = recipient.countries.is_silent() && recipient.contact.country.is_silent();
        silent && !has_none && !recipient.transfers.is_none()
    });
    if stated.is_empty() || !open.is_empty() || is_somewhere_silent {
        return Asked::Perhaps(Why::DestinationsOpen, open);
    }
    Asked::No(Why::NoThirdCountry, stated)
}

fn safeguards(cx: &Context<'_>, recipients: &Field<Recipients>) -> Asked {
    let abroad = third_countries(cx, recipients);
    if !matches!(abroad, Asked::Yes) {
        return abroad;
    }
    if !facts::instruments(cx, recipients, true).is_empty() {
        return Asked::Yes;
    }
    let others = facts::instruments(cx, recipients, false);
    if others.is_empty() {
        Asked::Perhaps(Why::InstrumentOpen, others)
    } else {
        Asked::No(Why::NoSafeguards, others)
    }
}
