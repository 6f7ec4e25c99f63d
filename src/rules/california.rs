//! The California Consumer Privacy Act: only where the settings name California among the jurisdictions, and the register does
//! not say that the Act does not apply.

mod california_applies;
mod california_lists;
mod california_lists_contradicted;
mod california_methods;
mod california_minors;
mod california_opt_out;
mod california_requests;
mod california_sensitive_use;
mod california_signals;
mod california_third_parties;
mod stale_for_california;
mod unmapped_category;

use crate::{
    finding::Level,
    register::{policy::California, value::Field},
    rules::{Check, Context, Family},
    settings::Jurisdiction,
    source::Span,
};

pub(super) static FAMILY: Family = Family {
    name: "california",
    about: "what California's law asks of a policy",
    checks: &[
        (&california_applies::RULE, Check::Register(california_applies::check)),
        (&california_lists::RULE, Check::Register(california_lists::check)),
        (
            &california_lists_contradicted::RULE,
            Check::Register(california_lists_contradicted::check),
        ),
        (&california_methods::RULE, Check::Register(california_methods::check)),
        (&california_minors::RULE, Check::Register(california_minors::check)),
        (&california_opt_out::RULE, Check::Register(california_opt_out::check)),
        (&california_requests::RULE, Check::Register(california_requests::check)),
        (&california_sensitive_use::RULE, Check::Register(california_sensitive_use::check)),
        (&california_signals::RULE, Check::Register(california_signals::check)),
        (&california_third_parties::RULE, Check::Register(california_third_parties::check)),
        (&stale_for_california::RULE, Check::Register(stale_for_california::check)),
        (&unmapped_category::RULE, Check::Register(unmapped_category::check)),
    ],
};

/// California among the jurisdictions.
struct Chosen<'r> {
    /// What the register says of it: nothing, perhaps.
    said: Option<&'r California>,
    /// Where a lack is shown: at `[california]`, else where the settings choose it.
    place: Span,
}

impl<'r> Chosen<'r> {
    /// `None` where it is not chosen, or was read with a mistake.
    fn of(cx: &Context<'r>) -> Option<Self> {
        if !cx.judges_by(Jurisdiction::California) {
            return None;
        }
        let entry = cx.register.california.as_ref();
        let place = match entry {
            Some(entry) => entry.span,
            None => cx.settings.jurisdictions.span()?,
        };
        Some(Self { said: entry.map(|entry| &**entry), place })
    }

    /// How much a lack weighs that the Act forbids: less while nobody knows whether the Act applies, nothing if it does not.
    fn weight(&self) -> Option<Level> {
        let Some(applies) = self.said.map(|said| &said.applies) else { return Some(Level::Error) };
        match applies.get() {
            Some(false) => None,
            _ if applies.is_unknown() || applies.is_undecided() => Some(Level::Warning),
            _ => Some(Level::Error),
        }
    }

    /// What the Act has to say where it applies, or may; `None` where it does not.
    fn bound(self) -> Option<Bound<'r>> {
        let weight = self.weight()?;
        Some(Bound { said: self.said?, place: self.place, weight })
    }
}

/// A register that has a `[california]`, and to which the Act applies or may apply.
struct Bound<'r> {
    said: &'r California,
    place: Span,
    weight: Level,
}

impl<'r> Bound<'r> {
    fn of(cx: &Context<'r>) -> Option<Self> {
        Chosen::of(cx)?.bound()
    }

    /// Where it is said that data are sold or shared: in a list, or of a recipient of ours.
    fn sells(&self, cx: &Context<'_>) -> Option<Span> {
        let lists = [&self.said.sold, &self.said.shared_data];
        let mut listed = lists
            .into_iter()
            .filter(|list| list.get().is_some_and(|list| list.entries().next().is_some()));
        let recipients = cx.recipients().iter().filter(|used| used.is_told);
        listed.find_map(Field::span).or_else(|| {
            let flags = recipients.flat_map(|used| [&used.recipient.sells, &used.recipient.shares]);
            flags.filter(|flag| flag.get() == Some(&true)).find_map(Field::span)
        })
    }
}
