//! Which lines of a register state a fact.

use crate::{
    coverage::judge::Scope,
    law,
    register::{
        answers::Resolution,
        articles::Fact,
        keys::Keys,
        parties::{Contact, Role},
        personal_data::PersonalData,
        purposes::Recipients,
        text::Text,
        transfers::Area,
        uses::{Kind, Member, Relation, Use},
        value::{Field, Id, Said, Value},
    },
    rules::{Context, PurposeFacts, recipients::InUse},
    source::Span,
};

/// What a line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Says {
    /// The fact.
    Fact,
    /// Something from which the fact follows.
    Derived,
    /// That there is none: a fact too.
    None,
    /// That nobody knows.
    Unknown,
    /// That it is still to be decided.
    Undecided,
}

impl Says {
    /// As printed.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fact => "fact",
            Self::Derived => "derived",
            Self::None => "none",
            Self::Unknown => "unknown",
            Self::Undecided => "undecided",
        }
    }

    /// Whether a question is left.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Unknown | Self::Undecided)
    }
}

/// A line of the register that speaks of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub says: Says,
}

/// The lines that state a fact; none, if nothing does.
pub(super) fn evidence(cx: &Context<'_>, fact: Fact, scope: Scope<'_, '_>) -> Vec<Evidence> {
    match scope {
        Scope::Organisation => of_organisation(cx, fact),
        Scope::Purpose(facts) => of_purpose(cx, fact, facts),
        Scope::Service(service) => match fact {
            Fact::Controllers if service.controllers.says_nothing() => {
                field(&service.controller_list).collect()
            }
            Fact::Controllers => relation(&service.controllers),
            Fact::Processing => field(&service.processing).collect(),
            Fact::Measures => {
                let systems = service.systems.get().into_iter().flat_map(Relation::entries);
                let of_systems =
                    systems.flat_map(|one| relation(&cx.register.systems.used(one).measures));
                relation(&service.measures).into_iter().chain(of_systems).collect()
            }
            Fact::Destinations => destinations(cx, &service.recipients),
            _ => Vec::new(),
        },
    }
}

/// The key that states a fact first of all.
pub(super) fn key(fact: Fact, scope: Scope<'_, '_>) -> &'static str {
    match (fact, scope) {
        (Fact::Controllers, _) => "service.controllers",
        (Fact::Processing, _) => "service.processing",
        (Fact::Measures, Scope::Service(_)) => "service.measures",
        (_, Scope::Service(_)) => "service.recipients",
        (Fact::Controller, _) => "organisation.name",
        (Fact::Representative, _) => "organisation.representatives",
        (Fact::Officer, _) => "organisation.data-protection-officer",
        (Fact::Authority, _) => "organisation.supervisory-authority",
        (Fact::Purpose, _) => "purpose.name",
        (Fact::LegalBasis | Fact::Interests | Fact::Rights | Fact::Withdrawal, _) => {
            "purpose.legal-basis"
        }
        (Fact::DataSubjects, _) => "purpose.data-subjects",
        (Fact::PersonalData, _) => "purpose.personal-data",
        (Fact::Source, _) => "purpose.source",
        (Fact::Provision, _) => "purpose.provision",
        (Fact::Retention, _) => "purpose.retention",
        (Fact::AutomatedDecisions, _) => "purpose.automated-decisions",
        (Fact::Measures, _) => "purpose.measures",
        _ => "purpose.recipients",
    }
}

/// Where what is judged is written.
pub(super) fn place(cx: &Context<'_>, scope: Scope<'_, '_>) -> Option<Span> {
    match scope {
        Scope::Organisation => cx.register.organisation.as_ref().map(|one| one.span),
        Scope::Purpose(facts) => Some(facts.purpose.span),
        Scope::Service(service) => Some(service.span),
    }
}

/// Each line once.
pub(super) fn tidy(evidence: &mut Vec<Evidence>) {
    let mut seen = std::collections::BTreeSet::new();
    evidence.retain(|one| seen.insert(one.span));
}

fn of_organisation(cx: &Context<'_>, fact: Fact) -> Vec<Evidence> {
    let organisation = cx.register.organisation();
    match fact {
        Fact::Controller => {
            let Contact { name, address, email, phone, website, contact_form, .. } =
                &organisation.contact;
            let ways = field(address)
                .chain([email, phone, website, contact_form].into_iter().flat_map(field));
            let ways: Vec<_> = ways.collect();
            // One without the other tells nobody whom to turn to.
            let name = field(name).filter(|_| !ways.is_empty());
            name.flat_map(|name| std::iter::once(name).chain(ways.iter().copied())).collect()
        }
        Fact::JointControllers => {
            let joint =
                |used: &&InUse<'_>| used.recipient.role.get() == Some(&Role::JointController);
            cx.recipients()
                .iter()
                .filter(joint)
                .flat_map(|used| field(&used.recipient.role))
                .collect()
        }
        Fact::Representative => field(&organisation.representatives).collect(),
        Fact::Officer => field(&organisation.data_protection_officer).collect(),
        Fact::Authority if organisation.supervisory_authority.says_nothing() => {
            let country = organisation.contact.country.value();
            let known = country.filter(|country| {
                country
                    .get()
                    .is_some_and(|one| law::authority_of(cx.register, one.id.as_str()).is_some())
            });
            known
                .map(|country| Evidence { span: country.span, says: Says::Derived })
                .into_iter()
                .collect()
        }
        Fact::Authority => relation(&organisation.supervisory_authority),
        _ => Vec::new(),
    }
}

fn of_purpose(cx: &Context<'_>, fact: Fact, facts: &PurposeFacts<'_>) -> Vec<Evidence> {
    let purpose = facts.purpose;
    match fact {
        Fact::Purpose => field(&purpose.name).collect(),
        Fact::LegalBasis => bases(facts),
        Fact::Interests => interests(cx, facts),
        Fact::DataSubjects => relation(&purpose.data_subjects),
        Fact::PersonalData if purpose.personal_data.says_nothing() => {
            let people = purpose.data_subjects.get().into_iter().flat_map(Relation::entries);
            people
                .filter_map(|one| one.only.get())
                .flat_map(|only| field(&only.personal_data))
                .collect()
        }
        Fact::PersonalData => relation(&purpose.personal_data),
        Fact::Source => sources(facts),
        Fact::Provision => {
            resolved(&purpose.provision, &facts.provisions, |datum| &datum.provision)
        }
        Fact::Recipients => relation(&purpose.recipients),
        Fact::Destinations => destinations(cx, &purpose.recipients),
        Fact::Transfers => instruments(cx, &purpose.recipients, false),
        Fact::Safeguards => instruments(cx, &purpose.recipients, true),
        Fact::Retention => {
            resolved(&purpose.retention, &facts.retentions, |datum| &datum.retention)
        }
        // ropa's documents tell those that come with the basis.
        Fact::Rights => {
            let derived = |one| match one {
                Evidence { says: Says::Fact, span } => Evidence { span, says: Says::Derived },
                other => other,
            };
            bases(facts).into_iter().map(derived).collect()
        }
        Fact::Withdrawal => withdrawal(cx, facts),
        Fact::AutomatedDecisions => field(&purpose.automated_decisions).collect(),
        Fact::Measures => {
            let systems = purpose.systems.get().into_iter().flat_map(Relation::entries);
            let of_systems =
                systems.flat_map(|one| relation(&cx.register.systems.used(one).measures));
            relation(&purpose.measures).into_iter().chain(of_systems).collect()
        }
        _ => Vec::new(),
    }
}

/// What a key says; nothing, if nobody wrote it or nobody can read it.
pub(super) fn field<T>(field: &Field<T>) -> impl Iterator<Item = Evidence> + use<T> {
    field.value().and_then(said).into_iter()
}

fn said<T>(value: &Value<T>) -> Option<Evidence> {
    let says = match value.said {
        Said::Is(_) => Says::Fact,
        Said::None(_) => Says::None,
        Said::Unknown(_) => Says::Unknown,
        Said::Undecided(_) => Says::Undecided,
        Said::Default | Said::Unreadable => return None,
    };
    Some(Evidence { span: value.span, says })
}

/// What one member says.
fn member<K, O>(member: &Use<K, O>) -> Option<Evidence> {
    let says = match member.member {
        Member::Entry | Member::All => Says::Fact,
        Member::Unknown(_) => Says::Unknown,
        Member::Undecided(_) => Says::Undecided,
        Member::Default | Member::Unreadable => return None,
    };
    Some(Evidence { span: member.span, says })
}

/// What a relation says, and which of its members are open.
pub(super) fn relation<K: Kind, O: Keys>(relation: &Field<Relation<K, O>>) -> Vec<Evidence> {
    let Some(uses) = relation.get().map(|relation| &relation.uses) else {
        return field(relation).collect();
    };
    let members: Vec<_> = uses.iter().filter_map(|one| member(one)).collect();
    let names_any = members.iter().any(|one| one.says == Says::Fact);
    let open = members.into_iter().filter(|one| one.says.is_open());
    field(relation).filter(|_| names_any).chain(open).collect()
}

/// The members that answer for some of the data, what data declare for themselves, and what the purpose declares
/// instead of members.
fn resolved<K: Kind, O: Keys>(
    own: &Field<Relation<K, O>>,
    resolution: &Resolution<'_, K, O>,
    of_datum: fn(&PersonalData) -> &Field<Relation<K, O>>,
) -> Vec<Evidence> {
    let answers = resolution.answers.iter().filter_map(|answer| member(answer.member));
    let declared = resolution.declared.iter().flat_map(|one| field(of_datum(one.datum)));
    let instead = field(own).filter(|_| own.get().is_none());
    answers.chain(declared).chain(instead).collect()
}

/// The legal bases that answer, or what is declared instead.
pub(super) fn bases(facts: &PurposeFacts<'_>) -> Vec<Evidence> {
    let answers = facts.legal_bases.answers.iter().filter_map(|answer| member(answer.member));
    let own = &facts.purpose.legal_basis;
    answers.chain(field(own).filter(|_| own.get().is_none())).collect()
}

/// Where the data come from.
pub(super) fn sources(facts: &PurposeFacts<'_>) -> Vec<Evidence> {
    resolved(&facts.purpose.source, &facts.sources, |datum| &datum.source)
}

/// The interest of each basis of Art. 6(1)(f), its own or the assessment's.
fn interests(cx: &Context<'_>, facts: &PurposeFacts<'_>) -> Vec<Evidence> {
    let of_basis = facts.bases("legitimate-interests").flat_map(|answer| {
        let own = &answer.member.own;
        let weighed = own.assessment.get().into_iter().flat_map(Relation::entries);
        let weighed = weighed.flat_map(|one| field(&cx.register.assessments.used(one).interest));
        let stated: Vec<_> = field(&own.interest).collect();
        if stated.is_empty() { weighed.collect() } else { stated }
    });
    of_basis.collect()
}

/// How each consent is withdrawn, in its own way or in that of all.
fn withdrawal(cx: &Context<'_>, facts: &PurposeFacts<'_>) -> Vec<Evidence> {
    let in_general = cx.register.organisation().rights.get().map(|rights| &rights.withdraw_consent);
    let ways = consents(cx, facts).into_iter().flat_map(|own| {
        let own = Some(own).filter(|own| !own.is_silent());
        own.or(in_general).into_iter().flat_map(field)
    });
    ways.collect()
}

/// For each ground that can be withdrawn, Art. 6(1)(a) and 9(2)(a), how that is done.
pub(super) fn consents<'f>(cx: &Context<'_>, facts: &'f PurposeFacts<'_>) -> Vec<&'f Field<Text>> {
    let bases = facts.legal_bases.answers.iter().map(|answer| answer.member).filter(|member| {
        let can_be = cx.register.legal_bases.used(member).withdrawal.get() == Some(&true);
        member.is_entry() && can_be
    });
    let conditions = facts.conditions.answers.iter().map(|answer| answer.member).filter(|member| {
        let can_be = cx.register.conditions.used(member).withdrawal.get() == Some(&true);
        member.is_entry() && can_be
    });
    let bases = bases.map(|member| &member.own.withdrawal);
    bases.chain(conditions.map(|member| &member.own.withdrawal)).collect()
}

/// The third countries to which the data go, and the recipients of which nobody knows where they are.
pub(super) fn destinations(cx: &Context<'_>, recipients: &Field<Recipients>) -> Vec<Evidence> {
    let recipients = cx.recipients_of(recipients);
    recipients
        .iter()
        .flat_map(|used| abroad(cx, used).into_iter().chain(unknown_places(used)))
        .collect()
}

/// Places in third countries that a recipient is said to have the data in, and that are not excepted.
fn abroad(cx: &Context<'_>, used: &InUse<'_>) -> Vec<Evidence> {
    // Whoever sits in that country sends nothing away.
    let own = cx.register.organisation().contact.country.get().map(|own| &own.id);
    let field = &used.recipient.transfers;
    let excepted = |place: &Id| {
        let here =
            field.get().into_iter().flat_map(|places| &places.0).find(|(key, _)| key == place);
        let nothing_goes = here.is_some_and(|(_, value)| matches!(value.said, Said::None(_)));
        nothing_goes || field.none_reason().is_some()
    };
    let is_abroad = |place: &Id| {
        Some(place) != own && law::reaches_third_countries(cx.register, &Area(place.clone()))
    };
    let seats = used.recipient.places().filter(|(place, _)| is_abroad(place) && !excepted(place));
    let seats = seats.map(|(_, span)| span);
    let named = field.get().into_iter().flat_map(|places| &places.0);
    let named = named.filter(|(place, value)| {
        let nowhere =
            matches!(place.as_str(), "unknown" | "worldwide" | "international-organisation");
        value.get().is_some() && (nowhere || is_abroad(place))
    });
    let named = named.map(|(_, value)| value.key);
    seats.chain(named).map(|span| Evidence { span, says: Says::Fact }).collect()
}

/// That nobody knows where a recipient has the data.
fn unknown_places(used: &InUse<'_>) -> impl Iterator<Item = Evidence> {
    let listed = [&used.recipient.countries, &used.recipient.access_from];
    listed.into_iter().flat_map(field).filter(|one| one.says.is_open())
}

/// The instruments of transfers, or those alone of which people may have a copy, and the places that nobody knows.
pub(super) fn instruments(
    cx: &Context<'_>,
    recipients: &Field<Recipients>,
    safeguards: bool,
) -> Vec<Evidence> {
    let recipients = cx.recipients_of(recipients);
    let mut found = Vec::new();
    for used in recipients.iter().filter(|used| !abroad(cx, used).is_empty()) {
        let of_interest = used.instruments().filter(|(_, one)| {
            let known = cx.register.instruments.get(one.id());
            !safeguards || known.is_some_and(|known| known.copy_needed.get() == Some(&true))
        });
        found.extend(of_interest.filter_map(|(_, one)| member(one)));
    }
    if !safeguards {
        found.extend(recipients.iter().flat_map(unknown_places));
    }
    found
}
