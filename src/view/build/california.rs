//! What residents of California are told. CCPA 1798.130(a)(5).

use crate::{
    register::{
        entry::Entry,
        policy::{self, CaliforniaList},
        purposes,
        shape::Several,
        text::Text,
        uses::Relation,
        value::Field,
    },
    view::{
        California, CaliforniaCategory, CaliforniaUse, Link, Right, Said,
        build::{Builder, wording::Gap},
    },
};

/// The rights of the CCPA, in the law's order.
const RIGHTS: [&str; 6] = ["know", "delete", "correct", "opt-out", "limit", "no-retaliation"];

impl<'r> Builder<'r> {
    pub(super) fn california(&self, purposes: &[&'r Entry<purposes::Purpose>]) -> California {
        let (collected, not_collected) = self.categories(purposes);
        let Some(entry) = &self.register.california else {
            return California { collected, not_collected, ..California::default() };
        };
        let of: &'r policy::California = entry;
        let methods = of.methods.get().into_iter().flat_map(Several::iter);
        let methods = methods.map(|method| self.words(method)).collect();
        let text = |key: &str, field: &'r Field<Text>| self.said_text(key, field);
        let opt_out = self.phrase(&of.opt_out_link);
        California {
            collected,
            not_collected,
            sold: self.uses(&of.sold),
            shared: self.uses(&of.shared_data),
            disclosed: self.uses(&of.disclosed),
            methods: self.said(
                "methods",
                &Gap::of_list(&of.methods),
                methods,
                |method: &String| method,
            ),
            sensitive_use: text("california", &of.sensitive_use),
            minors: text("california", &of.minors),
            incentives: text("california", &of.incentives),
            signals: text("california", &of.signals),
            verification: self.sentence(&of.verification),
            agents: self.sentence(&of.agents),
            opt_out_link: opt_out.as_deref().and_then(Link::page),
            opt_out,
            rights: match of.applies.get() {
                Some(false) => Vec::new(),
                None if of.applies.is_silent() => Vec::new(),
                _ => RIGHTS.iter().map(|id| self.californian_right(id)).collect(),
            },
        }
    }

    fn californian_right(&self, id: &str) -> Right {
        let words = self.own_name("california-right", id);
        Right { entry: format!("california-right.{id}"), words, ..Right::default() }
    }

    /// The categories of what is collected with the data in each, and the names of the others.
    fn categories(
        &self,
        purposes: &[&'r Entry<purposes::Purpose>],
    ) -> (Vec<CaliforniaCategory>, Vec<String>) {
        let mut data: indexmap::IndexSet<&str> = indexmap::IndexSet::new();
        for purpose in purposes {
            let purpose: &'r purposes::Purpose = purpose;
            data.extend(self.answers.cells(purpose).iter().map(|cell| cell.datum));
        }
        // A datum that nobody has placed may be of any category: then nothing is said of the others.
        let placed = data.iter().all(|id| self.letters(id).is_some());
        let (mut collected, mut not_collected) = (Vec::new(), Vec::new());
        for category in self.register.california_categories.all() {
            let Some(letter) = category.letter.get() else { continue };
            let name = self.name("california-category", category.id.as_str(), &category.name);
            let within = data.iter().filter(|id| {
                let letters = self.letters(id).into_iter().flat_map(Several::iter);
                letters.into_iter().any(|one| one == letter)
            });
            let personal_data: Vec<_> = within.map(|id| self.datum_name(id)).collect();
            if personal_data.is_empty() {
                not_collected.extend(placed.then_some(name));
                continue;
            }
            let listed = self.language.list(&personal_data);
            let gaps = [("letter", &**letter), ("name", &name), ("data", &listed)];
            let words = self.say("policy.california.category", &gaps);
            collected.push(CaliforniaCategory {
                letter: letter.to_string(),
                name,
                personal_data,
                words,
            });
        }
        (collected, not_collected)
    }

    /// By the datum's own letters, else by those of the catalogue's entry that it is the same as.
    fn letters(&self, id: &str) -> Option<&Several<Box<str>>> {
        let entry = self.register.personal_data.get(id)?;
        entry.california.get().or_else(|| {
            let same = entry.same_as.get()?;
            self.register.personal_data.get(same.id.as_str())?.california.get()
        })
    }

    fn uses(&self, field: &'r Field<CaliforniaList>) -> Said<CaliforniaUse> {
        let members = field.get().into_iter().flat_map(Relation::entries);
        let items = members.map(|member| {
            let name = self.datum_name(member.id());
            let recipients = member.own.recipients.get().into_iter().flat_map(Relation::entries);
            let recipients: Vec<_> = recipients.map(|one| self.recipient_name(one)).collect();
            let task = self.phrase(&member.own.for_what);
            let to = (!recipients.is_empty()).then(|| self.language.list(&recipients));
            let words = self.with("california-words.to", name.clone(), "recipients", to.as_deref());
            let words = self.detailed(words, task.as_deref());
            let entry = format!("personal-data.{}", member.id());
            CaliforniaUse { entry, name, recipients, task, words }
        });
        self.said("california", &Gap::of_relation(field), items.collect(), |one| &one.words)
    }
}
