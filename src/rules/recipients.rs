//! The recipients that active purposes and services have, each once, with those that they take on in their turn:
//! what the rules about recipients look at. It judges nothing.

use std::sync::Arc;

use indexmap::IndexSet;

use crate::{
    register::{
        entry::{AsUsed, Entry},
        keys::Keys,
        parties::Recipient,
        purposes::Recipients,
        transfers::{Instrument, TransferTerms, Transfers},
        uses::{Relation, Use},
        value::{Field, Id},
    },
    rules::Context,
    source::Span,
};

/// A recipient as it is used: the entry, or the entry with what one use states instead.
#[derive(Debug)]
pub(crate) struct InUse<'r> {
    /// The entry, with what the use states instead.
    pub(crate) recipient: AsUsed<'r, Recipient>,
    /// The transfers of the processor that takes it on; `None` for our own recipients.
    pub(crate) taken_on: Option<Field<Transfers>>,
    /// Whether a purpose has it, so that people are told of it; else only services do.
    pub(crate) is_told: bool,
    entry: &'r Entry<Recipient>,
    /// What a use states instead, and where that use stands.
    stated: Option<(Arc<Recipient>, Span)>,
}

impl<'r> InUse<'r> {
    /// Its id.
    pub(crate) fn id(&self) -> &'r Id {
        &self.entry.id
    }

    /// Whether it is ours, and nobody else's sub-processor.
    pub(crate) fn is_own(&self) -> bool {
        self.taken_on.is_none()
    }

    /// Where a lack is shown: at the use, if that states any of the keys in question, else at the entry,
    /// so that what the entry lacks is found once, however many use it.
    pub(crate) fn place(&self, states: impl Fn(&Recipient) -> bool) -> Span {
        match &self.stated {
            Some((instead, span)) if states(instead) => *span,
            _ => self.entry.span,
        }
    }

    /// Every use of an instrument, with the place that it is for: a country, or `unknown` and the like.
    pub(crate) fn instruments(
        &self,
    ) -> impl Iterator<Item = (&Id, &Use<Instrument, TransferTerms>)> {
        let places = self.recipient.transfers.get().into_iter().flat_map(|places| &places.0);
        places.flat_map(|(place, value)| {
            let uses = value.get().into_iter().flat_map(Relation::entries);
            uses.map(move |member| (place, member))
        })
    }
}

/// Collects all of them.
pub(super) fn in_use<'r>(cx: &Context<'r>) -> Vec<InUse<'r>> {
    // Purposes come first: what they have is told, whatever services do with it besides.
    let of_purposes = cx.purposes().map(|purpose| (&purpose.recipients, true));
    let of_services = cx.services().map(|service| (&service.recipients, false));
    collect(cx, of_purposes.chain(of_services))
}

/// Collects those that some purposes (`true`) and services have. An entry with a mistake is left out: what it
/// lacks is not known.
pub(super) fn collect<'r, 'f>(
    cx: &Context<'r>,
    fields: impl Iterator<Item = (&'f Field<Recipients>, bool)>,
) -> Vec<InUse<'r>> {
    let mut collected = Collected { cx, seen: IndexSet::new(), found: Vec::new() };
    for (field, is_told) in fields {
        for member in field.get().into_iter().flat_map(Relation::entries) {
            collected.add(member, None, is_told);
        }
    }
    // Those that are taken on are appended, and may take on others.
    let mut at = 0;
    while at < collected.found.len() {
        let InUse { recipient, is_told, .. } = &collected.found[at];
        let (subs, transfers) = (recipient.sub_processors.clone(), recipient.transfers.clone());
        let is_told = *is_told;
        for member in subs.get().into_iter().flat_map(Relation::entries) {
            collected.add(member, Some(&transfers), is_told);
        }
        at += 1;
    }
    collected.found
}

struct Collected<'c, 'r> {
    cx: &'c Context<'r>,
    /// Entries by id; uses that state something instead, and those taken on by somebody, by their place too.
    seen: IndexSet<(&'r str, Option<Span>)>,
    found: Vec<InUse<'r>>,
}

impl Collected<'_, '_> {
    fn add<O>(
        &mut self,
        member: &Use<Recipient, O>,
        taken_on: Option<&Field<Transfers>>,
        is_told: bool,
    ) {
        let stated = member.instead.clone().map(|instead| (instead, member.span));
        let place = (stated.is_some() || taken_on.is_some()).then_some(member.span);
        self.add_entry(member.id(), place, stated, taken_on, is_told);
    }

    fn add_entry(
        &mut self,
        id: &str,
        place: Option<Span>,
        stated: Option<(Arc<Recipient>, Span)>,
        taken_on: Option<&Field<Transfers>>,
        is_told: bool,
    ) {
        let Some(entry) = self.cx.register.recipients.get(id) else { return };
        if !self.seen.insert((entry.id.as_str(), place)) || !self.cx.is_whole(entry) {
            return;
        }
        // A group stands for its members.
        if let Some(members) = entry.includes.get() {
            for member in members.iter() {
                self.add_entry(member.id.as_str(), place, None, taken_on, is_told);
            }
            return;
        }
        let recipient = match &stated {
            None => AsUsed::Plain(entry),
            Some((instead, _)) => {
                let mut used = Recipient::clone(instead);
                used.lay_over(entry, false);
                AsUsed::Instead(Box::new(used))
            }
        };
        self.found.push(InUse { recipient, taken_on: taken_on.cloned(), is_told, entry, stated });
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{
        register,
        settings::Settings,
        source::{Layer, Sources},
    };

    /// The recipients in use as `id`, with `!` for those that only services have, and `+` for those taken on.
    fn used(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        sources.add("register.toml", text.into(), Layer::Register);
        let (register, _) = register::read(&sources);
        let settings = Settings::default();
        let cx = Context::new(&register, &settings, NaiveDate::default());
        let marked = |used: &InUse<'_>| {
            let told = if used.is_told { "" } else { "!" };
            let own = if used.is_own() { "" } else { "+" };
            format!("{}{told}{own}", used.id())
        };
        cx.recipients().iter().map(marked).collect()
    }

    #[test]
    fn each_recipient_once_with_those_taken_on() {
        let text = "
            purpose.a.recipients = [\"host\", \"banks\"]
            purpose.b.recipients = \"host\"
            purpose.c = { status = \"draft\", recipients = \"idle\" }
            service.d.recipients = [\"host\", \"reader\"]
            [recipient]
            host.sub-processors = \"cellar\"
            cellar.sub-processors = \"host\"
            banks.includes = [\"bank\", \"banks\"]
            bank = {}
            reader.sub-processors = \"cellar\"
            idle = {}
        ";
        // `host` stands twice: as ours, and as taken on by the one that it takes on.
        assert_eq!(used(text), ["host", "bank", "reader!", "cellar+", "cellar!+", "host+"]);
    }

    #[test]
    fn a_use_that_states_something_stands_by_itself() {
        let text = "
            purpose.a.recipients = \"net\"
            purpose.b.recipients.net.role = \"controller\"
            [recipient]
            net.role = \"processor\"
        ";
        assert_eq!(used(text), ["net", "net"]);
    }

    #[test]
    fn of_a_mistaken_entry_nothing_is_asked() {
        assert!(used("purpose.a.recipients = \"x\"\nrecipient.x.rolle = \"processor\"").is_empty());
    }
}
