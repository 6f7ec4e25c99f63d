//! What the register says of a statement that ropa knows: what speaks against it, and what leaves it open.
//! Only active purposes are asked.

use std::{borrow::Cow, collections::BTreeSet};

use indexmap::IndexSet;

use crate::{
    law,
    register::{
        answers::Cell,
        entry::Entry,
        legal_bases::Class,
        parties::{Form, Recipient, Role},
        personal_data::PersonalData,
        policy::{CaliforniaList, KnownStatement},
        purposes::Purpose,
        shape::Several,
        transfers::Area,
        uses::{Kind, Member, Relation},
        value::{Field, Said},
    },
    rules::Context,
    source::Span,
};

/// One fact and where it stands.
pub(super) struct Fact {
    pub(super) span: Span,
    pub(super) says: Cow<'static, str>,
}

/// The first facts of either kind: enough to show what is meant.
#[derive(Default)]
pub(super) struct Facts {
    /// They speak against the statement.
    pub(super) against: Vec<Fact>,
    /// As long as these are not known, nobody can tell.
    pub(super) open: Vec<Fact>,
}

/// More places than this say nothing new.
const SHOWN: usize = 3;

impl Facts {
    fn against(&mut self, span: Option<Span>, says: impl Into<Cow<'static, str>>) {
        add(&mut self.against, span, says.into());
    }

    fn open(&mut self, span: Option<Span>, says: impl Into<Cow<'static, str>>) {
        add(&mut self.open, span, says.into());
    }

    /// A value that says neither yes nor no, where silence does not either.
    fn open_if_unsaid<T>(&mut self, field: &Field<T>, entry: Span, silent: &'static str) {
        if field.is_silent() {
            self.open(Some(entry), silent);
        } else if field.is_unknown() || field.is_undecided() {
            self.open(field.span(), "it is not known");
        }
    }
}

fn add(facts: &mut Vec<Fact>, span: Option<Span>, says: Cow<'static, str>) {
    let Some(span) = span else { return };
    // A default is written once, however many purposes have it.
    if facts.len() < SHOWN && facts.iter().all(|fact| fact.span != span) {
        facts.push(Fact { span, says });
    }
}

/// What the register says of a statement.
pub(super) fn facts(cx: &Context<'_>, statement: KnownStatement) -> Facts {
    let mut facts = Facts::default();
    match statement {
        KnownStatement::OnlyOrdinaryData => classes(cx, &mut facts),
        KnownStatement::NoSale => {
            let list = cx.register.california.as_deref().map(|california| &california.sold);
            disclosed_for_value(cx, list, |recipient| &recipient.sells, &mut facts);
        }
        KnownStatement::NoSharingForAdvertising => {
            let list = cx.register.california.as_deref().map(|california| &california.shared_data);
            disclosed_for_value(cx, list, |recipient| &recipient.shares, &mut facts);
        }
        KnownStatement::NoAutomatedDecisions => {
            for purpose in cx.purposes() {
                let decisions = &purpose.automated_decisions;
                if decisions.get().is_some_and(|table| !table.0.is_empty()) {
                    facts.against(decisions.span(), "here is one");
                }
                facts.open_if_unsaid(
                    decisions,
                    purpose.span,
                    "says nothing of `automated-decisions`",
                );
            }
        }
        KnownStatement::NoProfiling => {
            for purpose in cx.purposes() {
                if purpose.profiling.get().is_some() {
                    facts.against(purpose.profiling.span(), "here is some");
                }
                facts.open_if_unsaid(
                    &purpose.profiling,
                    purpose.span,
                    "says nothing of `profiling`",
                );
            }
        }
        KnownStatement::InsideEea | KnownStatement::NoTransfers => places(cx, &mut facts),
        KnownStatement::NoChildren => children(cx, &mut facts),
        KnownStatement::NoDisclosureOutsideThisPolicy => {
            for purpose in cx.purposes().filter(|purpose| purpose.not_public.get().is_some()) {
                if purpose.recipients.get().is_some_and(|them| them.entries().next().is_some()) {
                    facts.against(
                        purpose.not_public.span(),
                        "it has recipients, and no public document tells of it",
                    );
                }
            }
        }
    }
    facts
}

fn classes<'r>(cx: &Context<'r>, facts: &mut Facts) {
    let mut judged: BTreeSet<&'r str> = BTreeSet::new();
    for purpose in cx.purposes() {
        let cells = cx.answers.cells(&**purpose);
        if cells.is_empty() && !purpose.personal_data.is_none() {
            facts.open(Some(purpose.span), "says nothing of its data");
        }
        for cell in cells {
            if !judged.insert(cell.datum) {
                continue;
            }
            let Some(datum) = cx.register.personal_data.get(cell.datum) else { continue };
            let place = named_at(purpose, &cell);
            match cx.answers.class(cell.datum) {
                Some(Class::Ordinary) => {}
                Some(class) => {
                    facts.against(place, format!("`{}` is of class `{}`", datum.id, class.word()));
                }
                None => facts.open(place, format!("nothing says of what class `{}` is", datum.id)),
            }
            if let Some(hidden) = hidden(cx, datum) {
                facts.open(place, format!("`{}` may contain `{hidden}`", datum.id));
            }
        }
    }
}

/// What a datum can reveal by chance and is not ordinary.
fn hidden<'r>(cx: &Context<'r>, datum: &'r Entry<PersonalData>) -> Option<&'r str> {
    let may = datum.may_contain.get()?;
    let mut may = may.iter().map(|id| id.id.as_str());
    may.find(|id| cx.answers.class(id).is_some_and(|class| class != Class::Ordinary))
}

/// Where a purpose names a datum.
fn named_at(purpose: &Entry<Purpose>, cell: &Cell<'_>) -> Option<Span> {
    let named = purpose.personal_data.get().into_iter().flat_map(|data| &data.uses);
    let mut named = named.filter(|member| member.id() == cell.datum_named);
    let narrowed = || {
        let people = purpose.data_subjects.get()?;
        let person = people.uses.iter().find(|member| member.id() == cell.person_named)?;
        Some(person.span)
    };
    named.next().map(|member| member.span).or_else(narrowed).or(Some(purpose.span))
}

/// California's two lists, and what each recipient says of itself.
fn disclosed_for_value(
    cx: &Context<'_>,
    list: Option<&Field<CaliforniaList>>,
    of_recipient: fn(&Recipient) -> &Field<bool>,
    facts: &mut Facts,
) {
    if let Some(list) = list {
        if list.get().is_some_and(|list| list.entries().next().is_some()) {
            facts.against(list.span(), "here is what");
        }
        if list.is_unknown() || list.is_undecided() {
            facts.open(list.span(), "it is not known");
        }
    }
    let said_none = list.is_some_and(Field::is_none);
    each_recipient(cx, facts, !said_none, &mut |recipient, place, facts| {
        let field = of_recipient(recipient);
        if field.get() == Some(&true) {
            facts.against(field.span(), "to this recipient");
        }
        if !said_none {
            facts.open_if_unsaid(field, place, "nothing says whether it gets data so");
        }
    });
}

/// Where data are, and from where they can be reached.
fn places(cx: &Context<'_>, facts: &mut Facts) {
    each_recipient(cx, facts, true, &mut |recipient, place, facts| {
        if matches!(recipient.role.get(), Some(Role::TheDataSubject | Role::ThePublic)) {
            return;
        }
        if recipient.countries.is_silent() {
            match recipient.contact.country.get() {
                Some(country) => {
                    if law::is_third_country(cx.register, country.id.as_str()) == Some(true) {
                        facts.against(recipient.contact.country.span(), "outside");
                    }
                }
                None => facts.open_if_unsaid(
                    &recipient.contact.country,
                    place,
                    "nothing says where the data are",
                ),
            }
        }
        areas(cx, &recipient.countries, facts);
        areas(cx, &recipient.access_from, facts);
        for (at, relation) in recipient.transfers.get().into_iter().flat_map(|table| &table.0) {
            let outside = match at.as_str() {
                "unknown" | "worldwide" | "international-organisation" => true,
                country => law::is_third_country(cx.register, country) == Some(true),
            };
            if outside && relation.get().is_some() {
                facts.against(Some(relation.key), "a transfer");
            }
        }
    });
    for purpose in cx.purposes() {
        for system in purpose.systems.get().into_iter().flat_map(Relation::entries) {
            areas(cx, &cx.register.systems.used(system).countries, facts);
        }
    }
}

fn areas(cx: &Context<'_>, field: &Field<Several<Area>>, facts: &mut Facts) {
    if field.is_unknown() || field.is_undecided() {
        facts.open(field.span(), "it is not known");
    }
    for value in field.get().into_iter().flat_map(|areas| &areas.0) {
        match &value.said {
            Said::Is(area) if law::reaches_third_countries(cx.register, area) => {
                facts.against(Some(value.span), "outside");
            }
            Said::Unknown(_) | Said::Undecided(_) => {
                facts.open(Some(value.span), "it is not known");
            }
            _ => {}
        }
    }
}

fn children(cx: &Context<'_>, facts: &mut Facts) {
    for purpose in cx.purposes() {
        // The children of those who work here are none that a service reaches.
        if concerns_staff(cx, purpose) {
            continue;
        }
        for member in purpose.data_subjects.get().into_iter().flat_map(|people| &people.uses) {
            match member.member {
                Member::Entry => {
                    let people = cx.answers.people_in(member.id());
                    if people.iter().any(|id| cx.answers.person_is(id, |person| &person.children)) {
                        facts.against(Some(member.span), "children are among them");
                    }
                }
                Member::Unknown(_) | Member::Undecided(_) => {
                    facts.open(Some(member.span), "it is not known");
                }
                _ => {}
            }
        }
    }
}

fn concerns_staff(cx: &Context<'_>, purpose: &Purpose) -> bool {
    let people = purpose.data_subjects.get().into_iter().flat_map(Relation::entries);
    people.into_iter().any(|member| {
        let people = cx.answers.people_in(member.id());
        people.iter().any(|id| cx.answers.person_is(id, |person| &person.dependent))
    })
}

/// Shows every recipient of an active purpose, groups by their members, with those that it takes on in its turn; each
/// entry once. `open`: a purpose that does not say who its recipients are leaves the statement open.
fn each_recipient<'r>(
    cx: &Context<'r>,
    facts: &mut Facts,
    open: bool,
    see: &mut dyn FnMut(&Recipient, Span, &mut Facts),
) {
    let recipients = &cx.register.recipients;
    let mut ids: IndexSet<&'r str> = IndexSet::new();
    for purpose in cx.purposes() {
        if open {
            facts.open_if_unsaid(&purpose.recipients, purpose.span, "says nothing of `recipients`");
            see_unknown(&purpose.recipients, facts);
        }
        for member in purpose.recipients.get().into_iter().flat_map(Relation::entries) {
            if member.own.form.get() == Some(&Form::Aggregated) {
                continue;
            }
            if member.instead.is_some() {
                see(&recipients.used(member), member.span, facts);
            } else {
                ids.insert(member.id());
            }
        }
    }
    // Whoever is found on the way is appended.
    let mut at = 0;
    while let Some(id) = ids.get_index(at) {
        at += 1;
        let Some(entry) = recipients.get(id) else { continue };
        if let Some(members) = entry.includes.get() {
            ids.extend(members.iter().map(|member| member.id.as_str()));
            continue;
        }
        if cx.register.mistaken.contains(&entry.span) {
            continue;
        }
        see(entry, entry.span, facts);
        if open {
            see_unknown(&entry.sub_processors, facts);
        }
        for member in entry.sub_processors.get().into_iter().flat_map(Relation::entries) {
            if member.instead.is_some() {
                see(&recipients.used(member), member.span, facts);
            } else {
                ids.insert(member.id());
            }
        }
    }
}

/// Members that stand for nobody yet.
fn see_unknown<K: Kind, O>(field: &Field<Relation<K, O>>, facts: &mut Facts) {
    for member in field.get().into_iter().flat_map(|relation| &relation.uses) {
        if matches!(member.member, Member::Unknown(_) | Member::Undecided(_)) {
            facts.open(Some(member.span), "it is not known");
        }
    }
}
