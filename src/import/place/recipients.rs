//! Who gets the data: names and kinds, what they do, in which role, and where they are.

use indexmap::IndexMap;
use toml::{Table, Value};

use crate::{
    import::{
        draft::{list, relation},
        found::{Activity, Cell, Party, Says},
        place::{
            Home, Placer,
            items::{brackets, is_link, items, remark, sentence, split},
        },
    },
    register::parties::Role,
    view::layouts::Fact,
};

/// By what the name of a company is told from a kind of recipient: its legal form.
const LEGAL_FORMS: &[&str] = &[
    "inc",
    "llc",
    "ltd",
    "limited",
    "plc",
    "corp",
    "corporation",
    "pbc",
    "gmbh",
    "ag",
    "kg",
    "se",
    "ug",
    "a/s",
    "aps",
    "ivs",
    "ab",
    "as",
    "asa",
    "oy",
    "oyj",
    "bv",
    "b.v",
    "nv",
    "n.v",
    "sa",
    "s.a",
    "sas",
    "sarl",
    "srl",
    "s.r.l",
    "spa",
    "s.p.a",
    "sl",
    "s.l",
    "e.v",
    "co",
    "lp",
    "llp",
    "pte",
    "pty",
    "k.k",
];

impl Placer<'_> {
    pub(super) fn recipients(&mut self, home: Home<'_>, activity: &Activity) {
        let mut uses = self.before(home, "recipients");
        let mut is_none = false;
        for (says, cell) in activity.rows.iter().flatten() {
            let Says::Fact(fact) = says else { continue };
            let role = match fact {
                Fact::Recipients | Fact::ExternalRecipients => None,
                Fact::InternalRecipients => Some("internal"),
                Fact::Processors => Some("processor"),
                Fact::JointControllers => Some("joint-controller"),
                _ => continue,
            };
            if let Some(open) = self.open(&cell.text) {
                uses.insert(open.to_owned(), Table::new());
                self.report.place(cell.leaf, home.path("recipients"));
                continue;
            }
            if self.is_none(&cell.text) {
                // "None" to one question of several is no answer to all.
                if *fact == Fact::Recipients {
                    is_none = true;
                    self.report.place(cell.leaf, home.path("recipients"));
                }
                continue;
            }
            let (list, rest) = sentence(&cell.text);
            if !rest.is_empty() {
                self.keep(home, cell.leaf);
            }
            for item in items(list) {
                if self.is_none(&item) {
                    self.keep(home, cell.leaf);
                    continue;
                }
                let (id, facts) = self.recipient(home, &item, role, cell);
                let before = uses.entry(id).or_insert_with(|| facts.clone());
                self.report.place(cell.leaf, home.path("recipients"));
                // Said before of the same recipient, and otherwise.
                if *before != facts {
                    self.keep(home, cell.leaf);
                }
            }
        }
        for party in &activity.parties {
            self.report.place(party.name.leaf, home.path("recipients"));
            let id = self.party(party.clone());
            uses.entry(id).or_default();
        }
        if uses.is_empty() && is_none {
            self.draft.say(home.kind, home.id, "recipients", "none");
        } else if !uses.is_empty() {
            self.draft.entry(home.kind, home.id).insert("recipients".to_owned(), relation(uses));
        }
        self.contracts(home, activity);
    }

    /// The one contract of the one processor.
    fn contracts(&mut self, home: Home<'_>, activity: &Activity) {
        let cells = activity.rows.iter().flatten();
        for (_, cell) in cells.filter(|(says, _)| *says == Says::Fact(Fact::Contracts)) {
            let processors: Vec<String> = self
                .before(home, "recipients")
                .into_keys()
                .filter(|id| {
                    let role = self.draft.get("recipient", id).and_then(|entry| entry.get("role"));
                    role.and_then(Value::as_str) == Some("processor")
                })
                .collect();
            if let [id] = &*processors
                && is_link(&cell.text)
            {
                self.say(
                    Home { kind: "recipient", id },
                    "contract.document",
                    cell.text.as_str(),
                    cell.leaf,
                );
            }
        }
    }

    /// A recipient as a cell names it: `Postkit Inc. (USA) – sends our letters`, `carriers`.
    fn recipient(
        &mut self,
        home: Home<'_>,
        item: &str,
        role: Option<&'static str>,
        cell: &Cell,
    ) -> (String, Table) {
        let mut used = Table::new();
        let (item, only) = self.only(home, item);
        // What is said behind a semicolon: where the data are, or else what it does with them.
        let (item, said) =
            item.split_once("; ").map_or((item, None), |(item, said)| (item, Some(said)));
        let (before, told) = remark(item);
        // A remark may stand inside of brackets, and then is none of the whole.
        let (text, told) = if before.matches('(').count() == before.matches(')').count() {
            (before, told)
        } else {
            (item, None)
        };
        let (name, inner) = brackets(text);
        let (mut roles, mut countries, mut others) = (Vec::from_iter(role), Vec::new(), Vec::new());
        for part in inner.iter().flat_map(|inner| split(inner, &[',', ';'])) {
            let meant = self.lexicon.find("role", &part, &self.language);
            if let Some(role) = meant.and_then(Role::from_word).filter(|_| roles.is_empty()) {
                roles.push(role.word());
            } else if let Some(country) = self.country(&part) {
                countries.push(country);
            } else {
                others.push(part);
            }
        }
        let is_name = has_legal_form(name) || role == Some("processor") || !countries.is_empty();
        let name = if name.is_empty() { item } else { name };
        let id = self.own("recipient", name);
        let purpose = home;
        let home = Home { kind: "recipient", id: &id };
        if let Some(said) = said {
            let places = said.split_once(": ").map_or(said, |(_, places)| places);
            let there: Option<Vec<String>> = split(places, &[','])
                .iter()
                .flat_map(|place| self.parts(place))
                .map(|place| self.country(place))
                .collect();
            match there {
                Some(there) if countries.is_empty() => countries = there,
                _ => self.keep(purpose, cell.leaf),
            }
        }
        if let Some(only) = only {
            used.insert("only".to_owned(), only);
        }
        self.say(home, if is_name { "name" } else { "category" }, name, cell.leaf);
        if let Some(role) = roles.first() {
            self.say(home, "role", *role, cell.leaf);
        }
        if !countries.is_empty() {
            let countries =
                relation(countries.into_iter().map(|country| (country, Table::new())).collect());
            self.say(home, "countries", countries, cell.leaf);
        }
        let others = Some(others.join(", ")).filter(|others| !others.is_empty());
        let said: Vec<String> = others.into_iter().chain(told.map(str::to_owned)).collect();
        if !said.is_empty() {
            used.insert("for".to_owned(), said.join(" – ").into());
        }
        (id, used)
    }

    /// Both sides of an "and", if there is one.
    fn parts<'t>(&self, text: &'t str) -> Vec<&'t str> {
        self.joined(text).map_or_else(|| vec![text], |(before, after)| vec![before, after])
    }

    /// A text, and for which of a purpose's data it holds, if it ends in saying so: `… – for these data: Name, address`.
    pub(super) fn only<'t>(&self, home: Home<'_>, text: &'t str) -> (&'t str, Option<Value>) {
        let Some((before, after)) = text.rsplit_once(" – ") else { return (text, None) };
        let Some((_, data)) = after.split_once(": ") else { return (text, None) };
        let known = self.before(home, "personal-data");
        let named = split(data, &[',']);
        let ids: Option<Vec<String>> = named
            .iter()
            .flat_map(|item| {
                if self.datum(home, item).is_some() { vec![&**item] } else { self.parts(item) }
            })
            .map(|item| self.datum(home, item).filter(|id| known.contains_key(id)))
            .collect();
        match ids {
            Some(ids) if !ids.is_empty() => {
                let only: Table = [("personal-data".to_owned(), list(ids))].into_iter().collect();
                (before, Some(Value::Table(only)))
            }
            _ => (text, None),
        }
    }

    /// A recipient of which the source says more; its id.
    pub(super) fn party(&mut self, party: Party) -> String {
        let id = self.own("recipient", &party.name.text);
        let home = Home { kind: "recipient", id: &id };
        let key = if party.is_category { "category" } else { "name" };
        self.say(home, key, party.name.text.as_str(), party.name.leaf);
        for (key, value, leaf) in party.stated {
            if key.is_empty() {
                self.keep(home, leaf);
            } else if self
                .draft
                .get("recipient", &id)
                .is_some_and(|entry| entry.get(key) == Some(&value))
            {
                self.report.place(leaf, home.path(key));
            } else {
                self.say(home, key, value, leaf);
            }
        }
        self.rest(home, party.whole);
        id
    }

    /// The code of a country, by its name or by itself.
    pub(super) fn country(&self, text: &str) -> Option<String> {
        let text = text.trim();
        let is_code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let known = self.lexicon.find("country", text, &self.language);
        let known = known
            .or_else(|| Some(text).filter(|_| is_code && self.known.declares("country", text)))?;
        self.known.declares("country", known).then(|| known.to_owned())
    }
}

pub(in crate::import) fn has_legal_form(name: &str) -> bool {
    name.split_whitespace().skip(1).any(|word| {
        let word = word.trim_matches([',', '.', '(', ')']).to_lowercase();
        LEGAL_FORMS.contains(&&*word)
    })
}

/// The uses of a purpose's recipients, by whom.
pub(super) type Uses = IndexMap<String, Table>;
