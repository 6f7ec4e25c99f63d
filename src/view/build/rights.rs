//! The rights that follow from the bases in use: no right is promised that does not apply, and none left out.

use crate::{
    register::{
        entry::Entry,
        legal_bases::LegalBasis,
        parties::RightsInWords,
        purposes::{self, DirectMarketing, Permission},
        shape::Several,
        text::Text,
        uses::{Ref, Relation},
        value::Field,
    },
    view::{Objection, Right, Rights, Withdrawal, build::Builder},
};

/// The rights that are listed; to object and to withdraw stand apart, to complain has its own section.
const LISTED: [&str; 5] = ["access", "rectification", "erasure", "restriction", "portability"];

type Told<'a, 'r> = &'a [&'r Entry<purposes::Purpose>];

impl<'r> Builder<'r> {
    pub(super) fn rights(&self, purposes: Told<'_, 'r>) -> Rights {
        if purposes.is_empty() {
            return Rights::default();
        }
        let own = self.register.organisation().rights.get();
        let way = |key: fn(&RightsInWords) -> &Field<Text>| {
            own.and_then(|rights| self.phrase(key(rights)))
        };
        let listed = LISTED.iter().filter_map(|id| self.right(id, purposes));
        let mut items: Vec<Right> = listed.collect();
        if purposes.iter().any(|purpose| purpose.automated_decisions.get().is_some()) {
            items.push(self.named_right("automated-decisions", Vec::new()));
        }
        Rights {
            contact: way(|rights| &rights.contact),
            description: own.and_then(|rights| self.sentence(&rights.description)),
            items,
            withdrawal: self.withdrawal(purposes, way(|rights| &rights.withdraw_consent)),
            objection: self.objection(purposes, way(|rights| &rights.object)),
            complaint: own.and_then(|rights| self.sentence(&rights.complaint)),
            limits: purposes
                .iter()
                .flat_map(|purpose| self.limits_of_rights(purpose))
                .map(|mut limit| {
                    let gaps = [("words", &*limit.words), ("purpose", &*limit.purpose)];
                    limit.words = self.say("right-words.limited", &gaps);
                    limit
                })
                .collect(),
        }
    }

    /// A right, if it applies to anything. It applies to all unless it depends on the basis.
    fn right(&self, id: &str, purposes: Told<'_, 'r>) -> Option<Right> {
        let entry = self.register.rights.get(id)?;
        let names = |field: &Field<Several<Ref<LegalBasis>>>| -> Vec<String> {
            let bases = field.get().into_iter().flat_map(Several::iter);
            bases.map(|basis| basis.id.as_str().to_owned()).collect()
        };
        let bases = [names(&entry.bases), names(&entry.conditional)].concat();
        let depends = self
            .register
            .legal_bases
            .all()
            .any(|basis| !bases.iter().any(|known| basis.id == **known));
        if !depends {
            return Some(self.named_right(id, Vec::new()));
        }
        let applies: Vec<_> =
            purposes.iter().filter(|purpose| Self::rests_on(purpose, &bases)).copied().collect();
        (!applies.is_empty()).then(|| self.named_right(id, self.names_of(&applies, purposes)))
    }

    fn named_right(&self, id: &str, purposes: Vec<String>) -> Right {
        let entry = self.register.rights.get(id);
        let silent = Field::default();
        let name = self.name("right", id, entry.map_or(&silent, |entry| &entry.name));
        let article = entry.and_then(|entry| entry.article.get()).map(ToString::to_string);
        let title = match &article {
            Some(article) => self.say(
                "policy.right.title-article",
                &[("name", &name), ("article", &self.language.cite(article))],
            ),
            None => self.say("policy.right.title", &[("name", &name)]),
        };
        let own = self.register.organisation().rights.get();
        let way = own.and_then(|rights| {
            self.phrase(match id {
                "access" => &rights.access,
                "rectification" => &rights.rectification,
                "erasure" => &rights.erasure,
                "restriction" => &rights.restriction,
                "portability" => &rights.portability,
                "automated-decisions" => &rights.automated_decisions,
                _ => return None,
            })
        });
        let words = self.say(&format!("right-words.{id}"), &[]);
        let dpv = self.known.dpv(&format!("right.{id}"));
        Right { entry: format!("right.{id}"), dpv, name, article, title, words, purposes, way }
    }

    /// The names of some purposes; none if it is all of them.
    fn names_of(&self, some: &[&Entry<purposes::Purpose>], all: Told<'_, 'r>) -> Vec<String> {
        if some.len() == all.len() {
            return Vec::new();
        }
        some.iter().map(|purpose| self.purpose_name(purpose)).collect()
    }

    fn rests_on(purpose: &purposes::Purpose, bases: &[String]) -> bool {
        let mut members = purpose.legal_basis.get().into_iter().flat_map(Relation::entries);
        members.any(|one| bases.iter().any(|basis| basis == one.id()))
    }

    /// Consent under Art. 6 or 9, or to being reached by advertising.
    fn withdrawal(&self, purposes: Told<'_, 'r>, way: Option<String>) -> Option<Withdrawal> {
        let consents = |purpose: &purposes::Purpose| {
            let mut bases = purpose.legal_basis.get().into_iter().flat_map(Relation::entries);
            let mut further = purpose.condition.get().into_iter().flat_map(Relation::entries);
            let yes = |field: &Field<bool>| field.get().copied() == Some(true);
            bases.any(|one| yes(&self.register.legal_bases.used(one).withdrawal))
                || further.any(|one| yes(&self.register.conditions.used(one).withdrawal))
                || matches!(purpose.direct_marketing.get(), Some(DirectMarketing::So(marketing))
                    if marketing.permission.get() == Some(&Permission::Consent))
        };
        let some: Vec<_> = purposes.iter().filter(|purpose| consents(purpose)).copied().collect();
        (!some.is_empty()).then(|| Withdrawal { purposes: self.names_of(&some, purposes), way })
    }

    /// Art. 21(1) and (2).
    fn objection(&self, purposes: Told<'_, 'r>, way: Option<String>) -> Option<Objection> {
        let object = self.register.rights.get("object")?;
        let bases = object.bases.get().into_iter().flat_map(Several::iter);
        let bases: Vec<_> = bases.map(|basis| basis.id.as_str().to_owned()).collect();
        let situation: Vec<_> =
            purposes.iter().filter(|purpose| Self::rests_on(purpose, &bases)).copied().collect();
        let is_marketing = |purpose: &&&Entry<purposes::Purpose>| {
            !matches!(purpose.direct_marketing.get(), None | Some(DirectMarketing::Is(false)))
        };
        let marketing: Vec<_> = purposes.iter().filter(is_marketing).copied().collect();
        (!situation.is_empty() || !marketing.is_empty()).then(|| Objection {
            situation: !situation.is_empty(),
            purposes: self.names_of(&situation, purposes),
            marketing: !marketing.is_empty(),
            marketing_purposes: self.names_of(&marketing, purposes),
            way,
        })
    }
}
