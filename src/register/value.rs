//! A value as it is written: what it says, where, and whether it says "none", "unknown" or "undecided" instead.

use std::{borrow::Borrow, fmt, sync::Arc};

use crate::{register::text::Text, source::Span};

/// An entry's name for ever, or a reference to one.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The id as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Id {
    fn from(id: &str) -> Self {
        Self(id.into())
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Id {
    fn eq(&self, other: &str) -> bool {
        &*self.0 == other
    }
}

impl PartialEq<&str> for Id {
    fn eq(&self, other: &&str) -> bool {
        &*self.0 == *other
    }
}

/// The words behind "none", "unknown" or "undecided", where there are any.
pub type Reason = Option<Box<Text>>;

/// What a value says.
#[derive(Clone, Debug)]
pub enum Said<T> {
    /// A fact.
    Is(T),
    /// There is none: a fact too. Its reason is public where the key is.
    None(Reason),
    /// Asked, and not found out. The reason is internal.
    Unknown(Reason),
    /// A decision is pending. The reason is internal.
    Undecided(Reason),
    /// What the default lists; only in a list, and gone once defaults are resolved.
    Default,
    /// Written, but not readable; reported by the reader, so nobody else says more about it.
    Unreadable,
}

/// Something written, with its places.
#[derive(Clone, Debug)]
pub struct Value<T> {
    /// Where its key is written; the value's own place for a member of a list.
    pub key: Span,
    /// Where it is written.
    pub span: Span,
    /// What it says.
    pub said: Said<T>,
}

impl<T> Value<T> {
    /// The fact, if one is stated.
    pub fn get(&self) -> Option<&T> {
        match &self.said {
            Said::Is(value) => Some(value),
            _ => None,
        }
    }
}

/// A key of an entry: silent, or written once. Cloning shares the value, as entries share their defaults.
pub struct Field<T>(Option<Arc<Value<T>>>);

impl<T> Field<T> {
    pub(crate) fn written(value: Value<T>) -> Self {
        Self(Some(Arc::new(value)))
    }

    /// The fact, if one is stated.
    pub fn get(&self) -> Option<&T> {
        self.0.as_ref().and_then(|value| value.get())
    }

    /// What is written, if anything is.
    pub fn value(&self) -> Option<&Value<T>> {
        self.0.as_deref()
    }

    /// Where the value is written, or the key if the value is spread over several lines.
    pub fn span(&self) -> Option<Span> {
        self.0.as_ref().map(|value| value.span)
    }

    /// Nothing is written: nothing may be asserted.
    pub fn is_silent(&self) -> bool {
        self.0.is_none()
    }

    /// "none" is declared.
    pub fn is_none(&self) -> bool {
        matches!(self.0.as_deref(), Some(Value { said: Said::None(_), .. }))
    }

    /// "unknown" is declared.
    pub fn is_unknown(&self) -> bool {
        matches!(self.0.as_deref(), Some(Value { said: Said::Unknown(_), .. }))
    }

    /// "undecided" is declared.
    pub fn is_undecided(&self) -> bool {
        matches!(self.0.as_deref(), Some(Value { said: Said::Undecided(_), .. }))
    }

    /// The reason behind "none".
    pub fn none_reason(&self) -> Option<&Text> {
        match &self.0.as_deref()?.said {
            Said::None(reason) => reason.as_deref(),
            _ => None,
        }
    }
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for Field<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: fmt::Debug> fmt::Debug for Field<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.as_ref().map(|value| &value.said).fmt(f)
    }
}

impl<T: crate::register::shape::Shape> Field<T> {
    /// Takes the value of a farther layer, or a default, where this one is silent or asks for it.
    pub(crate) fn lay_over(&mut self, lower: &Self, lower_is_default: bool) {
        match &self.0 {
            None => self.0.clone_from(&lower.0),
            Some(value) if lower_is_default => {
                if let (Some(own), Some(lower)) = (value.get(), lower.value())
                    && let Some(said) = own.with_default(lower)
                {
                    self.0 = Some(Arc::new(Value { said, ..**value }));
                }
            }
            Some(_) => {}
        }
    }
}
