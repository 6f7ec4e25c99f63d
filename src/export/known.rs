//! What others call what an entry stands for: the terms of their vocabularies, from ropa's own data, from what an entry
//! says it is the same as, or from what its author wrote.

use std::{fmt::Write as _, sync::LazyLock};

use sha2::{Digest as _, Sha256};

use crate::{
    law,
    register::{
        self, Register,
        entry::{Shared, Vocabulary},
        uses::{Kind, Ref},
        value::Field,
    },
    view::View,
};

/// ropa's own data alone, which everybody may read.
static LAW: LazyLock<Register> = LazyLock::new(|| register::read(&law::sources()).0);

/// Where the terms of entries are looked up.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Known<'r> {
    register: &'r Register,
}

impl<'r> Known<'r> {
    /// For insiders by the register; for the public by ropa's own data alone, as what an author says of vocabularies is
    /// for insiders.
    pub(crate) fn new(register: &'r Register, internal: bool) -> Self {
        Self { register: if internal { register } else { &LAW } }
    }

    /// The IRI in DPV of what an entry stands for: `legal-basis.consent`.
    pub(crate) fn dpv(self, entry: &str) -> Option<&'r str> {
        self.vocabulary(entry, |vocabulary| &vocabulary.dpv)
    }

    /// The key in the taxonomy of Fides.
    pub(crate) fn fides(self, entry: &str) -> Option<&'r str> {
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

/// An ISO 8601 length without weeks, which neither XML Schema nor TILT knows.
pub(crate) fn in_days(iso: &str) -> String {
    let weeks = iso.strip_prefix('P').and_then(|rest| rest.strip_suffix('W'));
    let days = weeks.and_then(|weeks| weeks.parse::<u64>().ok()?.checked_mul(7));
    days.map_or_else(|| iso.to_owned(), |days| format!("P{days}D"))
}

/// Bytes as they are written in a hash.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("a string takes all that is written to it");
        text
    })
}

/// A UUID of version 8 for the documents of an organisation: the same for the same name, so that an export of the same
/// register is the same.
pub(crate) fn number(view: &View) -> String {
    let mut bytes: [u8; 16] = Sha256::digest(view.organisation.name.as_bytes())[..16]
        .try_into()
        .expect("a hash is longer");
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = hexadecimal(&bytes);
    format!("{}-{}-{}-{}-{}", &hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..])
}
