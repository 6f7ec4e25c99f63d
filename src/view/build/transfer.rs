//! Transfers out of the Union and the EEA: judged from where recipients are, told with what they rest on.

use std::collections::BTreeSet;

use indexmap::IndexMap;

use crate::{
    law,
    register::{
        entry::Entry,
        parties::{Disclosure, Recipient, Role},
        purposes,
        shape::Several,
        transfers::{Area, Instrument, TransferTerms},
        uses::{Relation, Use},
        value::{Field, Said as Told, Value},
    },
    view::{
        self, Said, Transfer,
        build::{Builder, wording::Gap},
    },
};

type Instruments = Relation<Instrument, TransferTerms>;

/// Transfers by what tells them apart: place, instruments, and how a copy is had.
type Found = IndexMap<[Option<String>; 3], Transfer>;

/// Where data of one recipient may go, and what is said of that place.
struct Way<'r> {
    /// `None` where nobody knows the place.
    place: Option<&'r str>,
    instruments: Option<&'r Value<Instruments>>,
}

impl<'r> Builder<'r> {
    /// The transfers to some recipients, those with the same place and instruments together.
    pub(super) fn transfers_of(
        &self,
        recipients: impl IntoIterator<Item = &'r Use<Recipient, Disclosure>>,
    ) -> Said<Transfer> {
        let mut found = Found::new();
        let mut seen = BTreeSet::new();
        for member in recipients {
            if member.instead.is_none() && !seen.insert(member.id()) {
                continue;
            }
            for (id, recipient) in self.answers.recipients_in(member) {
                self.add_transfers(&mut found, id, &recipient, None);
                for (id, taken_on) in self.taken_on(&recipient) {
                    self.add_transfers(&mut found, id, taken_on, Some(&recipient));
                }
            }
        }
        let items = found.into_values().map(|mut transfer| {
            transfer.words = self.transfer_words(&transfer);
            transfer
        });
        self.said("transfers", &Gap::default(), items.collect(), |transfer| &transfer.words)
    }

    /// Adds the transfers to one recipient; what it does not say of a place, whoever takes it on does.
    fn add_transfers(
        &self,
        found: &mut Found,
        id: &str,
        to: &Recipient,
        above: Option<&Recipient>,
    ) {
        let name = self.printed_name(id, to);
        for way in ways(self.register, to, above) {
            let instruments = self.instruments(way.instruments);
            let place = way.place.map(|place| self.transfer_place(place));
            let copy = self.phrase(&to.transfer_copy);
            let transfer = found
                .entry([place.clone(), instruments.words.clone(), copy.clone()])
                .or_insert_with(|| Transfer {
                    entry: way.place.map(|place| self.entry_of_place(place)),
                    place,
                    instruments,
                    copy,
                    ..Transfer::default()
                });
            if !transfer.recipients.contains(&name) {
                transfer.recipients.push(name.clone());
            }
        }
    }

    /// Whom a recipient takes on, and whom these take on in their turn, each once.
    fn taken_on(&self, recipient: &Recipient) -> IndexMap<&'r str, &'r Entry<Recipient>> {
        let subs = |of: &Recipient| -> Vec<&'r Entry<Recipient>> {
            let members = of.sub_processors.get().into_iter().flat_map(Relation::entries);
            members.filter_map(|member| self.register.recipients.get(member.id())).collect()
        };
        let mut found: IndexMap<_, _> =
            subs(recipient).into_iter().map(|sub| (sub.id.as_str(), sub)).collect();
        let mut at = 0;
        while let Some((_, &of)) = found.get_index(at) {
            found.extend(subs(of).into_iter().map(|sub| (sub.id.as_str(), sub)));
            at += 1;
        }
        found
    }

    /// Whether it is declared of every recipient where the data are and who reaches them: then no transfer found is none.
    pub(super) fn places_are_known(&self, of: &'r purposes::Purpose) -> bool {
        let Some(recipients) = of.recipients.get() else { return of.recipients.is_none() };
        let known = |member: &'r Use<Recipient, _>| {
            self.answers.recipients_in(member).into_iter().all(|(_, recipient)| {
                is_placed(&recipient)
                    && self.taken_on(&recipient).values().all(|taken_on| is_placed(taken_on))
            })
        };
        !recipients.uses.is_empty()
            && recipients.uses.iter().all(|member| member.is_entry() && known(member))
    }

    fn entry_of_place(&self, id: &str) -> String {
        let is_organisation = self.register.declares("international-organisation", id);
        let is_country = self.register.declares("country", id);
        let kind = match (is_country, is_organisation) {
            (true, _) => "country",
            (_, true) => "international-organisation",
            _ => "area",
        };
        format!("{kind}.{id}")
    }

    fn transfer_place(&self, id: &str) -> String {
        match id {
            "international-organisation" => self.say("transfer-words.organisation", &[]),
            id => self.place(id),
        }
    }

    fn transfer_words(&self, transfer: &Transfer) -> String {
        let recipients = self.language.list(&transfer.recipients);
        let unnamed = || self.say("transfer-words.unnamed", &[]);
        let place = transfer.place.clone().unwrap_or_else(unnamed);
        let to = [("recipients", &*recipients), ("place", &*place)];
        let words = self.say("transfer-words.to", &to);
        let instruments = transfer.instruments.words.as_deref();
        self.with("join.after-colon", words, "detail", instruments)
    }

    fn instruments(&self, value: Option<&Value<Instruments>>) -> Said<view::Instrument> {
        let Some(value) = value else { return Said::default() };
        let items: Vec<_> = match value.get() {
            Some(relation) => relation.entries().map(|member| self.instrument(member)).collect(),
            None => Vec::new(),
        };
        let words: Vec<_> = items.iter().map(|instrument| &*instrument.words).collect();
        let words = match &value.said {
            Told::None(reason) => {
                let reason = reason.as_deref().map(|reason| self.words(reason));
                Some(match reason {
                    Some(reason) => self.say("transfer-words.none", &[("reason", &reason)]),
                    None => self.say("open.none", &[]),
                })
            }
            _ => (!words.is_empty()).then(|| self.language.list(&words)),
        };
        Said {
            words,
            listed: items.len() > 1,
            none: matches!(value.said, Told::None(_)),
            items,
            ..Said::default()
        }
    }

    fn instrument(&self, member: &Use<Instrument, TransferTerms>) -> view::Instrument {
        let used = self.register.instruments.used(member);
        let own = &member.own;
        let name = self.name("instrument", member.id(), &used.name);
        let mut words = match used.article.get() {
            Some(article) => self
                .say("join.article", &[("name", &name), ("article", &self.language.cite(article))]),
            None => name.clone(),
        };
        words = self.detailed(words, self.phrase(&own.reason).as_deref());
        let fallback = own.fallback.get().copied() == Some(true);
        if fallback {
            words = self.say("transfer-words.fallback", &[("words", &words)]);
        }
        let record = self.internal.then(|| self.transfer_record(own)).flatten();
        let words = self.with("join.with", words, "more", record.as_deref());
        view::Instrument {
            entry: format!("instrument.{}", member.id()),
            dpv: self.known.dpv(&format!("instrument.{}", member.id())),
            name,
            article: used.article.get().map(ToString::to_string),
            words,
            fallback,
            record,
        }
    }

    /// What insiders keep on record with an instrument.
    fn transfer_record(&self, own: &TransferTerms) -> Option<String> {
        let mut parts = Vec::new();
        if let Some(module) = own.module.get() {
            parts.push(self.say("transfer-words.module", &[("module", &module.to_string())]));
        }
        if let Some(certified) = own.certified.get() {
            parts.push(self.say("transfer-words.certified", &[("name", certified)]));
        }
        if let Some(day) = own.checked_on.get() {
            parts.push(self.say("transfer-words.checked", &[("day", &self.language.date(*day))]));
        }
        if let Some(day) = own.date.get() {
            parts.push(self.language.date(*day));
        }
        parts.extend(self.assessment(&own.assessment));
        parts.extend(own.approval.get().map(ToString::to_string));
        parts.extend(own.document.get().map(ToString::to_string));
        (!parts.is_empty()).then(|| parts.join("; "))
    }
}

/// Where data of a recipient may go that is outside: by where they are and from where they can be reached,
/// and by what is said of transfers, by itself or by the one above that takes it on.
fn ways<'w>(
    register: &crate::register::Register,
    recipient: &'w Recipient,
    above: Option<&'w Recipient>,
) -> Vec<Way<'w>> {
    let stated = |place: &str| -> Option<&'w Value<Instruments>> {
        let both = [Some(recipient), above].into_iter().flatten();
        both.filter_map(|of| of.transfers.get()).find_map(|places| {
            places.0.iter().find(|(key, _)| key == place).map(|(_, value)| value)
        })
    };
    let mut ways: Vec<Way<'w>> = Vec::new();
    let areas = |field: &'w Field<Several<Area>>| {
        field.get().into_iter().flat_map(Several::iter).map(|area| area.0.as_str())
    };
    let seat = recipient.contact.country.get().filter(|_| recipient.countries.is_silent());
    let places = areas(&recipient.countries)
        .chain(areas(&recipient.access_from))
        .chain(seat.map(|country| country.id.as_str()));
    for place in places {
        let outside = law::reaches_third_countries(register, &Area(place.into()));
        if outside && !ways.iter().any(|way| way.place == Some(place)) {
            ways.push(Way {
                place: Some(place),
                instruments: stated(place).or_else(|| stated("worldwide")),
            });
        }
    }
    for (key, value) in recipient.transfers.get().into_iter().flat_map(|table| &table.0) {
        let place = (key.as_str() != "unknown").then_some(key.as_str());
        let no_transfer = matches!(value.said, Told::None(_));
        if !no_transfer && !ways.iter().any(|way| way.place == place) {
            ways.push(Way { place, instruments: Some(value) });
        }
    }
    // A place that is known to be no transfer of ours is none.
    ways.retain(|way| !way.instruments.is_some_and(|value| matches!(value.said, Told::None(_))));
    ways
}

/// Whether a recipient's places are all declared, and whoever it takes on has none of its own.
fn is_placed(recipient: &Recipient) -> bool {
    let all_stated = |areas: &Field<Several<Area>>| {
        areas.get().is_some_and(|areas| areas.0.iter().all(|area| area.get().is_some()))
    };
    let takes_on_nobody = recipient.sub_processors.is_none()
        || (recipient.sub_processors.is_silent() && recipient.role.get() != Some(&Role::Processor));
    all_stated(&recipient.countries)
        && (recipient.access_from.is_none() || all_stated(&recipient.access_from))
        && takes_on_nobody
}
