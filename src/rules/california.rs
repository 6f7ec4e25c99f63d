//! The California Consumer Privacy Act: only where the settings name California among the jurisdictions, and the register does
//! not say that the Act does not apply.

mod california_applies;
mod california_lists;
mod california_methods;
mod stale_for_california;
mod unmapped_category;

use crate::{
    finding::Level,
    register::policy::California,
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
        (&california_methods::RULE, Check::Register(california_methods::check)),
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
}
