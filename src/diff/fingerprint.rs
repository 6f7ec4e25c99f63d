//! What an entry says, as one number: two that say the same, in whatever order and layout, have the same.
//! Most entries of two revisions are equal, and are told apart from the others by this alone.

use std::hash::{BuildHasher, Hash, Hasher, RandomState};

use crate::{
    diff::Renames,
    register::{
        Register,
        shape::{Leaf, Place, Visitor},
        text::Wording,
        value::Id,
    },
};

/// Makes fingerprints that can be compared with each other. The hash is keyed at random: nobody can write two
/// registers that differ and look the same, and no number of it ever leaves the process.
pub(super) struct Fingerprints {
    state: RandomState,
}

struct Walk<'f> {
    state: &'f RandomState,
    renames: &'f Renames,
    first_language: &'f str,
    /// The name of each part that is open, and the sum of what it says so far.
    open: Vec<(u64, u64)>,
    sum: u64,
}

impl Fingerprints {
    pub(super) fn new() -> Self {
        Self { state: RandomState::new() }
    }

    /// Of one entry with its defaults, references read as these renames say; `None` if there is no such entry.
    pub(super) fn of(
        &self,
        register: &Register,
        first_language: &str,
        (kind, id): (&str, &str),
        renames: &Renames,
    ) -> Option<u64> {
        let mut walk =
            Walk { state: &self.state, renames, first_language, open: Vec::new(), sum: 0 };
        register.visit_entry(kind, id, &mut walk)?;
        Some(walk.sum)
    }
}

impl Walk<'_> {
    fn hash(&self, value: impl Hash) -> u64 {
        self.state.hash_one(value)
    }

    /// Members are added up: their order is no difference.
    fn add(&mut self, hash: u64) {
        let sum = self.open.last_mut().map_or(&mut self.sum, |(_, sum)| sum);
        *sum = sum.wrapping_add(hash);
    }

    fn words(&self, wordings: &[Wording]) -> u64 {
        let one = |wording: &Wording| {
            let language = wording.language.as_deref().unwrap_or(self.first_language);
            self.hash((language, &wording.words))
        };
        wordings.iter().map(one).fold(0, u64::wrapping_add)
    }

    fn instead(&self, word: &str, reason: &crate::register::value::Reason) -> u64 {
        let reason = reason.as_ref().map_or(0, |reason| self.words(reason.wordings()));
        self.hash((word, reason))
    }

    fn renamed<'a>(&'a self, kind: &'static str, id: &'a Id) -> &'a Id {
        if self.renames.is_empty() {
            return id;
        }
        self.renames.get(&(kind, id.clone())).unwrap_or(id)
    }
}

impl Visitor for Walk<'_> {
    fn open(&mut self, name: &str, _place: Place) {
        self.open.push((self.hash(name), 0));
    }

    fn open_list(&mut self) {
        self.open.push((0, 0));
    }

    fn close(&mut self) {
        let (name, sum) = self.open.pop().expect("every end has a beginning");
        self.add(self.hash((name, sum)));
    }

    fn stated(&mut self, _place: Place, kind: &'static str, name: &Id) {
        self.add(self.hash((kind, name)));
    }

    fn leaf(&mut self, _place: Place, leaf: Leaf<'_>) {
        let mut hasher = self.state.build_hasher();
        std::mem::discriminant(&leaf).hash(&mut hasher);
        match leaf {
            Leaf::Text(text) => self.words(text.wordings()).hash(&mut hasher),
            Leaf::Name(name) => self.words(name.wordings()).hash(&mut hasher),
            Leaf::String(text) => text.hash(&mut hasher),
            Leaf::Bool(value) => value.hash(&mut hasher),
            Leaf::Number(value) => value.hash(&mut hasher),
            Leaf::Date(date) => date.hash(&mut hasher),
            Leaf::Term(term) => term.hash(&mut hasher),
            Leaf::Word(word) => word.hash(&mut hasher),
            Leaf::Reference(kind, id) => {
                let own = self.hash(id.as_str());
                let id = self.renamed(kind, id).clone();
                (kind, &id).hash(&mut hasher);
                // A use stands under the id of its entry: a renamed one under the new id.
                let renamed = self.hash(id.as_str());
                if let Some((name, _)) = self.open.last_mut()
                    && *name == own
                {
                    *name = renamed;
                }
            }
            Leaf::None(reason) => self.instead("none", reason).hash(&mut hasher),
            Leaf::Unknown(reason) => self.instead("unknown", reason).hash(&mut hasher),
            Leaf::Undecided(reason) => self.instead("undecided", reason).hash(&mut hasher),
        }
        self.add(hasher.finish());
    }
}
