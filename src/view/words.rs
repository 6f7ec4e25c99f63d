//! The small shapes that recur in the View: answers, days, terms, links, narrowings.

use std::fmt::Write;

use serde::{Deserialize, Serialize};

/// An answer to something that the law asks about.
/// Silence is all fields empty, and then a document says nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "a template tests each by its name")]
pub struct Said<T> {
    /// The whole answer in words: a list, "none" and its reason, or the careful sentence about
    /// something that is not known. Absent if nothing is said.
    pub words: Option<String>,
    /// What is stated, in the author's order.
    pub items: Vec<T>,
    /// Whether a document lists the items: they are several, and the whole answer. Else `words` says it all.
    pub listed: bool,
    /// It is declared that there is none.
    pub none: bool,
    /// It was asked and is not known, or not wholly.
    pub unknown: bool,
    /// A decision is pending; only in the internal edition.
    pub undecided: bool,
    /// Why there is none; in the internal edition also why it is not known or not decided.
    pub reason: Option<String>,
}

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self {
            words: None,
            items: Vec::new(),
            listed: false,
            none: false,
            unknown: false,
            undecided: false,
            reason: None,
        }
    }
}

impl<T> Said<T> {
    /// An answer that is a list.
    pub fn stated(items: Vec<T>, words: impl Into<String>) -> Self {
        Self { words: Some(words.into()), listed: items.len() > 1, items, ..Self::default() }
    }

    /// Whether nothing is said.
    pub fn is_silent(&self) -> bool {
        self.words.is_none() && self.items.is_empty()
    }
}

/// A text and the entry that it comes from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The entry or key: `statement.no-sale`, `purpose.account.source`.
    pub entry: String,
    /// The text.
    pub words: String,
}

/// A day.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    /// ISO 8601: `2024-02-20`.
    pub iso: String,
    /// As the language writes it: `20 February 2024`.
    pub words: String,
}

/// How long something lasts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// In words: `5 years after the end of the financial year`.
    pub words: String,
    /// The length alone in ISO 8601, of a range the longer end: `P5Y`. Absent if there is no length.
    pub iso: Option<String>,
}

/// To what something is narrowed. Several lists hold together; in a list one member is enough.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Only {
    /// The whole narrowing in words.
    pub words: String,
    /// These data.
    pub personal_data: Vec<String>,
    /// These people.
    pub data_subjects: Vec<String>,
    /// People in these countries.
    pub countries: Vec<String>,
    /// Data in these stages of their retention.
    pub stages: Vec<String>,
    /// For these controllers.
    pub controllers: Vec<String>,
    /// The case, in the author's words.
    pub when: Option<String>,
}

/// The target of a link: `https:`, `http:`, `mailto:` or `tel:`, and no character that could end
/// a link in Markdown or HTML. It can't be made otherwise, not even from a stored View.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct Link(String);

impl Link {
    /// To a mailbox, if it looks like one.
    pub fn mailbox(address: &str) -> Option<Self> {
        let (name, host) = address.split_once('@')?;
        let plain = |part: &str| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_+".contains(&byte))
        };
        (plain(name) && plain(host)).then(|| Self(format!("mailto:{address}")))
    }

    /// To a telephone, if it is a number with the country's prefix.
    pub fn telephone(number: &str) -> Option<Self> {
        let digits: String =
            number.chars().filter(|sign| !matches!(sign, ' ' | '-' | '(' | ')')).collect();
        let rest = digits.strip_prefix('+')?;
        (rest.len() >= 5 && rest.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| Self(format!("tel:{digits}")))
    }

    /// To a page; without a scheme `https` is meant. Other schemes are no pages.
    pub fn page(address: &str) -> Option<Self> {
        let address = address.trim();
        let (scheme, rest) = match address.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            None => ("https".into(), address),
        };
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let is_host = host.contains('.') && !host.contains(['@', ' ', ':']);
        (matches!(&*scheme, "http" | "https") && is_host)
            .then(|| Self(format!("{scheme}://{}", percent_encoded(rest))))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Link {
    type Error = &'static str;

    fn try_from(address: String) -> Result<Self, Self::Error> {
        if let Some(mailbox) = address.strip_prefix("mailto:") {
            Self::mailbox(mailbox)
        } else if let Some(number) = address.strip_prefix("tel:") {
            Self::telephone(number)
        } else {
            Self::page(&address)
        }
        .ok_or("a link is to a page, a mailbox or a telephone")
    }
}

/// Leaves what a URL may hold, except what could end a link in Markdown.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/?#:@!$&+,;=%".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").expect("a string takes all that is written to it");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_goes_to_pages_mailboxes_and_telephones_only() {
        let page = |address| Link::page(address).map(|link| link.0);
        assert_eq!(page("www.example.org/a_b").as_deref(), Some("https://www.example.org/a_b"));
        assert_eq!(
            page("http://example.org/ä (1)>").as_deref(),
            Some("http://example.org/%C3%A4%20%281%29%3E")
        );
        for hostile in [
            "javascript://example.org/%0aalert(1)",
            "data:text/html,x",
            "",
            "x y.org",
            "https://a.org@b.org",
        ] {
            assert_eq!(page(hostile), None, "{hostile}");
            assert!(Link::try_from(hostile.to_owned()).is_err(), "{hostile}");
        }
        assert_eq!(
            Link::mailbox("a.b@example.org").map(|link| link.0).as_deref(),
            Some("mailto:a.b@example.org")
        );
        assert_eq!(Link::mailbox("a@b?bcc=c@d"), None);
        assert_eq!(
            Link::telephone("+45 33 19 32 00").map(|link| link.0).as_deref(),
            Some("tel:+4533193200")
        );
        assert_eq!(Link::telephone("33 19 32 00"), None, "no prefix, no link that works abroad");
    }
}
