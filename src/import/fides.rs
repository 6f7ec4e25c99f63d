//! Manifests of Fides: its declarations are activities, its own systems are systems, those of others are recipients.

use std::collections::BTreeMap;

use toml::Value;

use crate::{
    import::{
        Refusal,
        draft::list,
        found::{Activity, Cell, Found, Party, Says, Stated},
        lexicon::Lexicon,
        place::FIELDS,
        report::Report,
        table::decode,
        tree::{Node, Tree},
    },
    view::layouts::Fact,
};

pub(super) fn fides(bytes: &[u8], report: &mut Report) -> Result<Found, Refusal> {
    let text = decode(bytes);
    let value = serde_yaml::from_str(&text)
        .map_err(|error| Refusal::new(format!("it can't be read as YAML: {error}")))?;
    let tree = Tree::new(value, report)?;
    let root = tree.root();
    let mut reader = Reader {
        names: BTreeMap::new(),
        activities: BTreeMap::new(),
        found: Found::default(),
        report,
    };
    for (list, kind) in [
        ("data_category", "personal-data"),
        ("data_subject", "data-subject"),
        ("data_use", "purpose"),
    ] {
        for term in root.each(list) {
            reader.term(&term, kind);
        }
    }
    for organisation in root.each("organization") {
        reader.organisation(&organisation);
    }
    for system in root.each("system") {
        reader.system(&system);
    }
    for dataset in root.each("dataset") {
        reader.dataset(&dataset);
    }
    reader.found.language = Some("en".to_owned());
    Ok(reader.found)
}

struct Reader<'r> {
    /// What the manifest's own terms are called.
    names: BTreeMap<String, String>,
    /// Where the activity of a declaration's name stands.
    activities: BTreeMap<String, usize>,
    found: Found,
    report: &'r mut Report,
}

/// What is declared as a person's contact.
const CONTACTS: [(&str, [Fact; 4]); 3] = [
    ("controller", [Fact::ContactPerson, Fact::Address, Fact::Email, Fact::Phone]),
    (
        "data_protection_officer",
        [Fact::OfficerName, Fact::OfficerAddress, Fact::OfficerEmail, Fact::OfficerPhone],
    ),
    (
        "representative",
        [
            Fact::RepresentativeName,
            Fact::RepresentativeAddress,
            Fact::RepresentativeEmail,
            Fact::RepresentativePhone,
        ],
    ),
];

impl Reader<'_> {
    /// A term that the manifest declares: its name is what an entry is called.
    fn term(&mut self, term: &Node<'_>, kind: &str) {
        let (Some(key), Some(name)) = (term.text("fides_key"), term.text("name")) else { return };
        for key in ["fides_key", "name", "parent_key", "description"] {
            let Some(cell) = term.text(key) else { continue };
            if key != "description" || cell.text == name.text {
                self.report.place(cell.leaf, format!("{kind}: {}", name.text));
            }
        }
        self.names.insert(key.text, name.text);
    }

    fn organisation(&mut self, organisation: &Node<'_>) {
        let name = organisation.text("name").or_else(|| organisation.text("fides_key"));
        let called = name.as_ref().map(|name| name.text.clone());
        self.found.organisation.extend(name.map(|cell| (Fact::OrganisationName, cell)));
        if let Some(cell) = organisation.text("fides_key") {
            self.report.place(cell.leaf, "organisation");
        }
        for (key, facts) in CONTACTS {
            let Some(contact) = organisation.get(key) else { continue };
            for (key, fact) in ["name", "address", "email", "phone"].into_iter().zip(facts) {
                let Some(cell) = contact.text(key) else { continue };
                if fact == Fact::ContactPerson && Some(&cell.text) == called.as_ref() {
                    self.report.place(cell.leaf, "organisation.name");
                } else {
                    self.found.organisation.push((fact, cell));
                }
            }
        }
        self.found
            .organisation
            .extend(organisation.text("security_policy").map(|cell| (Fact::SecurityPolicy, cell)));
    }

    fn system(&mut self, system: &Node<'_>) {
        let key = system.text("fides_key");
        let Some(name) = system.text("name").or_else(|| key.clone()) else { return };
        let roles = system.texts("responsibility");
        let is = |role: &str| roles.iter().any(|cell| cell.text == role);
        let kind = system.text("system_type");
        let is_of_other = is("Processor")
            || is("Sub-Processor")
            || kind.as_ref().is_some_and(|kind| kind.text.eq_ignore_ascii_case("third party"));
        let party = is_of_other.then(|| self.party(system, &name));
        let place = if is_of_other { "recipient" } else { "system" };
        let structural = [key, kind, system.text("organization_fides_key")];
        for cell in structural.into_iter().flatten().chain(roles) {
            self.report.place(cell.leaf, format!("{place}: {}", name.text));
        }
        let own = system.at(&["meta", "ropa"]);
        let is_controller = !is_of_other && own.is_some();
        if !is_of_other && !is_controller {
            for (key, ours) in [
                ("name", "name"),
                ("description", "description"),
                ("administrating_department", "owner"),
            ] {
                let Some(cell) = system.text(key) else { continue };
                // Fides' own word for a field that was left empty.
                let is_empty = cell.text.eq_ignore_ascii_case("not defined");
                if !is_empty {
                    self.found.stated.push(Stated {
                        kind: "system",
                        name: name.text.clone(),
                        key: ours,
                        value: cell.text.as_str().into(),
                        leaf: cell.leaf,
                    });
                }
            }
        }
        let declarations = system.each("privacy_declarations");
        for declaration in &declarations {
            let at = self.declaration(declaration, own.as_ref());
            let activity = &mut self.found.activities[at];
            if let Some(party) = &party {
                activity.parties.push(party.clone());
            } else if !is_controller {
                activity.rows[0].push((Says::Fact(Fact::Systems), name.clone()));
            }
            if let Some(cell) = system.text("data_security_practices") {
                activity.rows[0].push((Says::Fact(Fact::Measures), cell));
            }
        }
        if !is_of_other && !is_controller {
            self.found.whole.push(("system", name.text.clone(), system.leaves()));
        }
        if declarations.is_empty()
            && let Some(party) = party
        {
            self.found.parties.push(party);
        }
    }

    /// The system of somebody else.
    fn party(&mut self, system: &Node<'_>, name: &Cell) -> Party {
        let mut stated: Vec<(&'static str, Value, _)> = Vec::new();
        for cell in system.texts("responsibility") {
            let role = match &*cell.text {
                "Processor" | "Sub-Processor" => "processor",
                "Controller" => "controller",
                _ => continue,
            };
            stated.push(("role", role.into(), cell.leaf));
        }
        for (key, ours) in [("privacy_policy", "policy-url"), ("description", "description")] {
            stated
                .extend(system.text(key).map(|cell| (ours, cell.text.as_str().into(), cell.leaf)));
        }
        if let Some(cell) = system.text("legal_address") {
            let lines: Vec<Value> = cell.text.split(',').map(|line| line.trim().into()).collect();
            stated.push(("address", Value::Array(lines), cell.leaf));
        }
        if let Some(cell) = system.text("legal_name").filter(|cell| cell.text == name.text) {
            self.report.place(cell.leaf, format!("recipient: {}", name.text));
        }
        let grounds = system.texts("legal_basis_for_transfers");
        let instruments: Vec<Value> = grounds
            .iter()
            .filter_map(|ground| match &*ground.text {
                "Adequacy Decision" => Some("adequacy".into()),
                "SCCs" => Some("standard-contractual-clauses".into()),
                "BCRs" => Some("binding-corporate-rules".into()),
                _ => None,
            })
            .collect();
        if let Some((true, leaf)) = system.bool("does_international_transfers") {
            // To where is what Fides has no key for.
            stated.push(("countries", "unknown".into(), leaf));
            if !instruments.is_empty() && instruments.len() == grounds.len() {
                let instruments = instruments.iter().filter_map(Value::as_str).map(str::to_owned);
                let instruments = list(instruments.collect());
                let table: toml::Table =
                    [("unknown".to_owned(), instruments)].into_iter().collect();
                for cell in &grounds {
                    stated.push(("transfers", Value::Table(table.clone()), cell.leaf));
                }
            }
        }
        Party { name: name.clone(), is_category: false, stated, whole: system.leaves() }
    }

    /// The activity of a declaration: of several with one purpose it is one.
    fn declaration(&mut self, declaration: &Node<'_>, own: Option<&Node<'_>>) -> usize {
        let name = declaration.text("name");
        let called = name
            .as_ref()
            .map_or_else(|| format!("#{}", self.found.activities.len()), |name| name.text.clone());
        // As ropa exports it: a declaration a basis, called by the purpose and the basis.
        let purpose = called.split_once('.').map_or(&*called, |(purpose, _)| purpose).to_owned();
        let words = own.and_then(|own| own.get(&purpose));
        let key = if words.is_some() || self.activities.contains_key(&purpose) {
            purpose
        } else {
            called
        };
        let at = *self.activities.entry(key).or_insert_with(|| {
            let called = declaration.text("data_use").map(|cell| cell.text);
            self.found.activities.push(Activity {
                rows: vec![Vec::new()],
                called,
                ..Activity::default()
            });
            self.found.activities.len() - 1
        });
        self.found.activities[at].whole.extend(declaration.leaves());
        let activity = &mut self.found.activities[at];
        let mut push = |fact: Fact, cell: Option<Cell>| {
            activity.rows[0].extend(cell.map(|cell| (Says::Fact(fact), cell)));
        };
        match &words {
            Some(words) => {
                push(Fact::Name, words.text("name"));
                push(Fact::Purpose, words.text("description"));
                if let Some(name) = &name {
                    self.report.place(name.leaf, "the purpose's id");
                }
            }
            None if activity.rows[0].iter().all(|(says, _)| *says != Says::Fact(Fact::Name)) => {
                activity.rows[0].extend(name.map(|cell| (Says::Fact(Fact::Name), cell)));
            }
            None => {
                if let Some(name) = &name {
                    self.report.place(name.leaf, "the purpose's id");
                }
            }
        }
        for (key, fact) in [
            ("data_categories", Fact::PersonalData),
            ("data_subjects", Fact::DataSubjects),
            ("legal_basis_for_processing", Fact::LegalBasis),
            ("special_category_legal_basis", Fact::Condition),
            ("retention_period", Fact::Retention),
            ("third_parties", Fact::Recipients),
            ("impact_assessment_location", Fact::ImpactAssessmentDocuments),
        ] {
            for mut cell in declaration.texts(key) {
                match fact {
                    Fact::PersonalData => self.named("personal-data", &mut cell),
                    Fact::DataSubjects => self.named("data-subject", &mut cell),
                    _ => {}
                }
                let activity = &mut self.found.activities[at];
                activity.rows[0].push((Says::Fact(fact), cell));
            }
        }
        let activity = &mut self.found.activities[at];
        if let Some(cell) = declaration.text("data_use") {
            let is_own = self.names.contains_key(&cell.text);
            if is_own
                || activity.stated.iter().any(|(key, value, _)| {
                    *key == "vocabulary.fides" && value.as_str() == Some(&cell.text)
                })
            {
                self.report.place(cell.leaf, "the purpose");
            } else {
                activity.stated.push(("vocabulary.fides", cell.text.as_str().into(), cell.leaf));
            }
        }
        if let Some((false, leaf)) = declaration.bool("data_shared_with_third_parties") {
            activity.rows[0]
                .push((Says::Fact(Fact::Recipients), Cell { leaf, text: "none".to_owned() }));
        }
        at
    }

    /// Calls a term by its name: the manifest's own, or for one that no entry of ropa stands for its words. Then it is noted
    /// with the entry that it becomes.
    fn named(&mut self, kind: &'static str, cell: &mut Cell) {
        if let Some(name) = self.names.get(&cell.text) {
            cell.text.clone_from(name);
        } else if Lexicon::get().find(kind, &cell.text, "en").is_none() {
            let term = cell.text.clone();
            let mut words = term.replace(['.', '_'], " ");
            if let Some(first) = words.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            cell.text.clone_from(&words);
            self.found.stated.push(Stated {
                kind,
                name: words,
                key: "vocabulary.fides",
                value: term.into(),
                leaf: cell.leaf,
            });
        }
    }

    /// A dataset: which fields hold which data.
    fn dataset(&mut self, dataset: &Node<'_>) {
        let key = dataset.text("fides_key").map(|cell| cell.text).unwrap_or_default();
        for collection in dataset.each("collections") {
            let name = collection.text("name").map(|cell| cell.text).unwrap_or_default();
            let mut left: Vec<(String, Node<'_>)> = collection
                .each("fields")
                .into_iter()
                .map(|field| (format!("{key}.{name}"), field))
                .collect();
            while let Some((path, field)) = left.pop() {
                let Some(called) = field.text("name") else { continue };
                let path = format!("{path}.{}", called.text);
                for mut cell in field.texts("data_categories") {
                    self.named("personal-data", &mut cell);
                    let name = cell.text;
                    self.found.stated.push(Stated {
                        kind: "personal-data",
                        name,
                        key: FIELDS,
                        value: path.as_str().into(),
                        leaf: cell.leaf,
                    });
                    self.report.place(called.leaf, format!("personal-data: fields: {path}"));
                }
                left.extend(field.each("fields").into_iter().map(|inner| (path.clone(), inner)));
            }
        }
    }
}
