//! What others call what an entry stands for: the terms of their vocabularies, from ropa's own data, from what an entry
//! says it is the same as, or from what its author wrote.

use std::sync::LazyLock;

use crate::{
    law,
    register::{
        self, Register,
        entry::{Shared, Vocabulary},
        uses::{Kind, Ref},
        value::Field,
    },
};

/// ropa's own data alone, which everybody may read.
static LAW: LazyLock<Register> = LazyLock::new(|| register::read(&law::sources()).0);

/// The parts of the Data Privacy Vocabulary 2.3 that ropa's documents speak in, by the prefixes of their terms.
pub const VOCABULARIES: [(&str, &str); 5] = [
    ("dpv", "https://w3id.org/dpv#"),
    ("eu-gdpr", "https://w3id.org/dpv/legal/eu/gdpr#"),
    ("legal-eu", "https://w3id.org/dpv/legal/eu#"),
    ("loc", "https://w3id.org/dpv/loc#"),
    ("pd", "https://w3id.org/dpv/pd#"),
];

/// Where the terms of entries are looked up.
#[derive(Clone, Copy, Debug)]
pub struct Known<'r> {
    register: &'r Register,
}

impl<'r> Known<'r> {
    /// For insiders by the register; for the public by ropa's own data alone, as what an author says of vocabularies is
    /// for insiders.
    pub fn new(register: &'r Register, internal: bool) -> Self {
        Self { register: if internal { register } else { &LAW } }
    }

    /// The IRI in DPV of what an entry stands for: `legal-basis.consent`.
    pub fn dpv(self, entry: &str) -> Option<String> {
        term(self.written(entry)?)
    }

    /// What was written to be its term in DPV, be it one or not.
    pub fn written(self, entry: &str) -> Option<&'r str> {
        self.vocabulary(entry, |vocabulary| &vocabulary.dpv)
    }

    /// The key in the taxonomy of Fides.
    pub fn fides(self, entry: &str) -> Option<&'r str> {
        self.vocabulary(entry, |vocabulary| &vocabulary.fides)
    }

    fn vocabulary(
        self,
        entry: &str,
        which: fn(&Vocabulary) -> &Field<Box<str>>,
    ) -> Option<&'r str> {
        let register = self.register;
        let (kind, id) = entry.split_once('.')?;
        let mut same = None;
        let shared = match kind {
            "purpose" => &register.purposes.get(id)?.shared,
            "data-subject" => {
                let one = register.data_subjects.get(id)?;
                same = named(&one.same_as)
                    .and_then(|id| register.data_subjects.get(id))
                    .map(|one| &one.shared);
                &one.shared
            }
            "personal-data" => {
                let one = register.personal_data.get(id)?;
                same = named(&one.same_as)
                    .and_then(|id| register.personal_data.get(id))
                    .map(|one| &one.shared);
                &one.shared
            }
            "legal-basis" => &register.legal_bases.get(id)?.shared,
            "condition" => &register.conditions.get(id)?.shared,
            "instrument" => &register.instruments.get(id)?.shared,
            "right" => &register.rights.get(id)?.shared,
            "measure" => &register.measures.get(id)?.shared,
            "source" => &register.sources.get(id)?.shared,
            "system" => &register.systems.get(id)?.shared,
            "recipient" => &register.recipients.get(id)?.shared,
            _ => return None,
        };
        said(shared, which).or_else(|| said(same?, which))
    }
}

fn named<K: Kind>(same: &Field<Ref<K>>) -> Option<&str> {
    same.get().map(|same| same.id.as_str())
}

fn said(shared: &Shared, which: fn(&Vocabulary) -> &Field<Box<str>>) -> Option<&str> {
    which(shared.vocabulary.get()?).get().map(|term| &**term)
}

/// The IRI of a term of DPV that is written in full or with a prefix; `None` if it is none of the vocabulary's.
pub fn term(written: &str) -> Option<String> {
    let in_full = |(prefix, iri): &(&str, &str)| {
        Some(format!("{iri}{}", written.strip_prefix(prefix)?.strip_prefix(':')?))
    };
    let iri = VOCABULARIES.iter().find_map(in_full).unwrap_or_else(|| written.to_owned());
    let (vocabulary, name) = iri.split_once('#')?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'/');
    let is_of_dpv = vocabulary.strip_prefix("https://w3id.org/dpv")?.bytes().all(is_plain);
    (is_of_dpv && !name.is_empty() && name.bytes().all(is_plain)).then_some(iri)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_known_in_full_and_by_its_prefix_and_nothing_else_is_one() {
        let consent = "https://w3id.org/dpv/legal/eu/gdpr#A6-1-a";
        for written in ["eu-gdpr:A6-1-a", consent] {
            assert_eq!(term(written).as_deref(), Some(consent));
        }
        for written in [
            "no term",
            "dct:title",
            "dpv:",
            "dpv:<a>",
            "https://w3id.org/dpvs.example#a\"b",
            "https://a.example#b",
        ] {
            assert_eq!(term(written), None, "{written}");
        }
    }

    #[test]
    fn the_public_is_told_what_is_ropas_own() {
        let mut sources = law::sources();
        let text = "[personal-data.mail]\nname = \"Mail\"\nsame-as = \"email\"\n";
        sources.add("a.toml", text.as_bytes().to_vec(), crate::source::Layer::Register);
        let (register, _) = register::read(&sources);
        let (inside, outside) = (Known::new(&register, true), Known::new(&register, false));
        assert_eq!(inside.dpv("personal-data.mail"), inside.dpv("personal-data.email"));
        assert!(outside.dpv("personal-data.email").is_some());
        assert_eq!(outside.dpv("personal-data.mail"), None);
    }
}
