//! Whose data, which, from where; with which measures, in which systems.

use indexmap::IndexMap;
use toml::Table;

use crate::{
    import::{
        draft::{list, relation},
        found::{Activity, Cell, Says},
        lexicon::normal,
        place::{
            Home, Placer,
            items::{brackets, items, remark, sentence, split},
        },
    },
    view::layouts::Fact,
};

impl Placer<'_> {
    pub(super) fn lists(&mut self, home: Home<'_>, activity: &Activity) {
        let is_purpose = home.kind == "purpose";
        for (fact, key, kind) in [
            (Fact::DataSubjects, "data-subjects", "data-subject"),
            (Fact::PersonalData, "personal-data", "personal-data"),
            (Fact::SensitiveData, "personal-data", "personal-data"),
            (Fact::Source, "source", "source"),
            (Fact::Measures, "measures", "measure"),
            (Fact::Systems, "systems", "system"),
        ] {
            let says = Says::Fact(fact);
            let cells = activity
                .rows
                .iter()
                .flatten()
                .filter(|(one, _)| *one == says)
                .map(|(_, cell)| cell);
            if fact == Fact::Source && !is_purpose {
                continue;
            }
            let mut uses = self.before(home, key);
            for cell in cells {
                if let Some(open) = self.open(&cell.text) {
                    uses.insert(open.to_owned(), Table::new());
                    self.report.place(cell.leaf, home.path(key));
                } else if !self.is_none(&cell.text) && !self.is_only_an_answer(&cell.text) {
                    let (list, rest) = sentence(&cell.text);
                    if !rest.is_empty() {
                        self.keep(home, cell.leaf);
                    }
                    for item in items(list) {
                        if self.is_none(&item) {
                            self.keep(home, cell.leaf);
                            continue;
                        }
                        for id in self.members(kind, &item, cell) {
                            uses.entry(id).or_default();
                            self.report.place(cell.leaf, home.path(key));
                        }
                    }
                }
            }
            if !uses.is_empty() {
                self.draft.entry(home.kind, home.id).insert(key.to_owned(), relation(uses));
            }
        }
    }

    /// What a purpose names already.
    pub(super) fn before(&self, home: Home<'_>, key: &str) -> IndexMap<String, Table> {
        match self.draft.get(home.kind, home.id).and_then(|entry| entry.get(key)) {
            Some(toml::Value::String(one)) => [(one.clone(), Table::new())].into(),
            Some(toml::Value::Array(several)) => {
                let ids = several.iter().filter_map(toml::Value::as_str);
                ids.map(|id| (id.to_owned(), Table::new())).collect()
            }
            Some(toml::Value::Table(uses)) => uses
                .iter()
                .map(|(id, used)| (id.clone(), used.as_table().cloned().unwrap_or_default()))
                .collect(),
            _ => IndexMap::new(),
        }
    }

    /// A yes to a question says nothing of what.
    fn is_only_an_answer(&self, text: &str) -> bool {
        self.lexicon.find("word", text, &self.language) == Some("yes")
    }

    /// The entries of a member of a list: of the catalogue, by any of its names; or one of its own.
    pub(super) fn members(&mut self, kind: &'static str, item: &str, cell: &Cell) -> Vec<String> {
        let item = item.trim().trim_end_matches('.');
        if self.is_none(item) {
            return Vec::new();
        }
        if let Some(id) = self.catalogued(kind, item) {
            return vec![id];
        }
        // "name and address", where both are known, and nothing else is meant.
        if let Some((before, after)) = self.joined(item)
            && let (Some(one), Some(other)) =
                (self.catalogued(kind, before), self.catalogued(kind, after))
        {
            return vec![one, other];
        }
        let is_group = matches!(kind, "personal-data" | "data-subject" | "measure");
        if let (name, Some(inner)) = brackets(item)
            && is_group
        {
            // Of words in brackets a group is made only where one of them is known for what it is.
            let inner = split(inner, &[',', ';']);
            let is_known = |one: &String| self.lexicon.find(kind, one, &self.language).is_some();
            if inner.len() > 1 && inner.iter().any(is_known) {
                let mut members: Vec<String> = Vec::new();
                for one in &inner {
                    let one = one.trim_start_matches("e.g.").trim();
                    members.extend(self.members(kind, one, cell));
                }
                members.dedup();
                let id = self.named(kind, name, cell);
                members.retain(|member| *member != id);
                if !members.is_empty() && !self.draft.say(kind, &id, "includes", list(members)) {
                    self.keep(Home { kind, id: &id }, cell.leaf);
                }
                return vec![id];
            }
        }
        // A measure may be told: "Encryption: TLS 1.3".
        if let (name, Some(told)) = remark(item)
            && kind == "measure"
            && let Some(id) = self.catalogued(kind, name)
        {
            self.say(Home { kind, id: &id }, "description", told, cell.leaf);
            return vec![id];
        }
        vec![self.named(kind, item, cell)]
    }

    /// An entry of the catalogue; where ropa has no name for it in the language, it is called as the source does.
    fn catalogued(&mut self, kind: &'static str, item: &str) -> Option<String> {
        let id =
            self.lexicon.find(kind, item, &self.language).map(str::to_owned).or_else(|| {
                let (before, inner) = brackets(item);
                inner?;
                let id = self.lexicon.find(kind, before, &self.language)?;
                // Brackets that only name the thing again.
                let same = self.lexicon.find(kind, inner?, &self.language) == Some(id);
                same.then(|| id.to_owned())
            })?;
        let is_word = item.contains(' ') || !item.contains(['.', '_', '/', ':']);
        if self.speaks.is_none() && is_word && !self.draft.has(kind, &id) {
            self.draft.say(kind, &id, "name", item.trim());
        }
        Some(id)
    }

    pub(super) fn joined<'t>(&self, item: &'t str) -> Option<(&'t str, &'t str)> {
        item.match_indices(' ').find_map(|(at, _)| {
            let after = self.lexicon.after("and", item[at..].trim_start(), &self.language)?;
            Some((item[..at].trim(), after.trim()))
        })
    }

    /// An entry of the source's own.
    pub(super) fn named(&mut self, kind: &'static str, name: &str, cell: &Cell) -> String {
        let name = name.trim();
        let id = self.own(kind, name);
        if self.draft.is_closed(kind, &id) {
            self.report.place(cell.leaf, format!("{kind}.{id}"));
        } else if !self.known.declares(kind, &id) || self.draft.has(kind, &id) {
            let key = if kind == "source" { "category" } else { "name" };
            self.draft.say(kind, &id, key, name);
            self.report.place(cell.leaf, format!("{kind}.{id}"));
        }
        id
    }

    pub(super) fn processing(&mut self, home: Home<'_>, cell: &Cell) {
        self.say(home, "processing", list(items(&cell.text)), cell.leaf);
    }

    /// For whom a service is done.
    pub(super) fn controllers(&mut self, home: Home<'_>, cell: &Cell) {
        let mut uses = self.before(home, "controllers");
        for item in items(&cell.text) {
            if self.is_none(&item) {
                continue;
            }
            let id = self.named("controller", &item, cell);
            uses.insert(id, Table::new());
        }
        self.draft.entry(home.kind, home.id).insert("controllers".to_owned(), relation(uses));
        self.report.place(cell.leaf, home.path("controllers"));
    }

    /// The controller of a purpose, unless it is the organisation.
    pub(super) fn controller(&mut self, home: Home<'_>, cell: &Cell) {
        let own =
            self.draft.get("organisation", "organisation").and_then(|entry| entry.get("name"));
        let is_own = own
            .and_then(toml::Value::as_str)
            .is_some_and(|name| normal(name) == normal(&cell.text));
        if is_own {
            self.report.place(cell.leaf, "organisation.name");
        } else if !self.is_none(&cell.text) && cell.text.lines().count() == 1 {
            let id = self.named("controller", &cell.text, cell);
            self.say(home, "controller", id, cell.leaf);
        }
    }
}
