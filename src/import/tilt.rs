//! The Transparency Information Language, read for what it says: most documents in it are not valid, with empty lists
//! and nulls where texts should be. A purpose is an activity, whatever data name it.

use std::collections::BTreeMap;

use toml::{Table, Value};

use crate::{
    import::{
        Refusal,
        found::{Activity, Cell, Found, Party, Says, Stated},
        lexicon::Lexicon,
        place::looks_like,
        report::{Leaf, Report},
        table::decode,
        tree::{Node, Tree},
    },
    view::layouts::Fact,
};

pub(super) fn tilt(bytes: &[u8], report: &mut Report) -> Result<Found, Refusal> {
    let text = decode(bytes);
    // What a strict reader refuses, a comma too many, YAML allows.
    let value = serde_json::from_str(&text)
        .or_else(|error| serde_yaml::from_str(&text).map_err(|_| error))
        .map_err(|error| Refusal::new(format!("it can't be read as JSON: {error}")))?;
    let tree = Tree::new(value, report)?;
    let root = tree.root();
    let mut reader = Reader {
        purposes: BTreeMap::new(),
        transfers: BTreeMap::new(),
        found: Found::default(),
        report,
    };
    reader.organisation(&root);
    reader.transfers(&root);
    for disclosed in root.each("dataDisclosed") {
        reader.disclosed(&disclosed);
    }
    reader.rights(&root);
    Ok(reader.found)
}

/// The rights that TILT knows, and ropa's keys for how they are used.
const RIGHTS: [(&str, &str); 5] = [
    ("accessAndDataPortability", "rights.access"),
    ("rightToRectificationOrDeletion", "rights.rectification"),
    ("rightToDataPortability", "rights.portability"),
    ("rightToWithdrawConsent", "rights.withdraw-consent"),
    ("rightToComplain", "rights.complaint"),
];

struct Reader<'r> {
    /// Where the activity of a purpose's name stands.
    purposes: BTreeMap<String, usize>,
    /// What transfers to a country rest on.
    transfers: BTreeMap<String, Vec<(&'static str, Leaf)>>,
    found: Found,
    report: &'r mut Report,
}

impl Reader<'_> {
    fn organisation(&mut self, root: &Node<'_>) {
        self.found.language =
            root.at(&["meta", "language"]).and_then(|node| node.cell()).map(|cell| {
                self.report.place(cell.leaf, "ropa.toml: languages");
                cell.text
            });
        let facts = [
            (&["controller", "name"][..], Fact::OrganisationName),
            (&["controller", "address"], Fact::Address),
            (&["controller", "representative", "name"], Fact::ContactPerson),
            (&["controller", "representative", "email"], Fact::Email),
            (&["controller", "representative", "phone"], Fact::Phone),
            (&["dataProtectionOfficer", "name"], Fact::OfficerName),
            (&["dataProtectionOfficer", "address"], Fact::OfficerAddress),
            (&["dataProtectionOfficer", "email"], Fact::OfficerEmail),
            (&["dataProtectionOfficer", "phone"], Fact::OfficerPhone),
            (&["meta", "url"], Fact::PolicyUrl),
        ];
        let name = root.at(&["controller", "name"]).and_then(|node| node.cell());
        for (keys, fact) in facts {
            let Some(cell) = root.at(keys).and_then(|node| node.cell()) else { continue };
            let is_same = fact == Fact::ContactPerson
                && name.as_ref().is_some_and(|name| name.text == cell.text);
            if is_same {
                self.report.place(cell.leaf, "organisation.name");
            } else {
                self.found.organisation.push((fact, cell));
            }
        }
        if let Some(cell) = root.at(&["controller", "country"]).and_then(|node| node.cell())
            && is_code(&cell.text)
        {
            self.state("organisation", "country", cell.text.as_str().into(), cell.leaf);
        }
        if let Some((false, leaf)) =
            root.get("automatedDecisionMaking").and_then(|node| node.bool("inUse"))
        {
            self.found.stated.push(Stated {
                kind: "default",
                name: "purpose".to_owned(),
                key: "automated-decisions",
                value: "none".into(),
                leaf,
            });
        }
    }

    fn state(&mut self, kind: &'static str, key: &'static str, value: Value, leaf: Leaf) {
        self.found.stated.push(Stated { kind, name: kind.to_owned(), key, value, leaf });
    }

    /// TILT says for a country what transfers rest on, and not of whom.
    fn transfers(&mut self, root: &Node<'_>) {
        for transfer in root.each("thirdCountryTransfers") {
            let Some(country) = transfer.text("country").filter(|cell| is_code(&cell.text)) else {
                continue;
            };
            let mut grounds = Vec::new();
            for (key, instrument) in [
                ("adequacyDecision", "adequacy"),
                ("standardDataProtectionClause", "standard-contractual-clauses"),
            ] {
                let ground = transfer.get(key);
                let available = ground.as_ref().and_then(|ground| ground.text("available"));
                if let Some(available) = available.filter(|cell| cell.text == "true") {
                    grounds.push((instrument, available.leaf));
                }
            }
            if !grounds.is_empty() {
                grounds.push((grounds[0].0, country.leaf));
            }
            self.transfers.entry(country.text).or_default().extend(grounds);
        }
    }

    fn disclosed(&mut self, disclosed: &Node<'_>) {
        let purposes: Vec<Node<'_>> = disclosed.each("purposes");
        let mut names: Vec<(Option<Cell>, Option<Cell>)> = purposes
            .iter()
            .map(|purpose| (purpose.text("purpose"), purpose.text("description")))
            .collect();
        names.retain(|(name, description)| name.is_some() || description.is_some());
        if names.is_empty() {
            names.push((None, None));
        }
        let id = disclosed.text("_id");
        for (name, description) in names {
            let called = name.as_ref().or(description.as_ref()).map(|cell| cell.text.clone());
            let met = called.as_ref().and_then(|called| self.purposes.get(called).copied());
            let at = met.unwrap_or_else(|| {
                self.found.activities.push(Activity::default());
                self.found.activities.len() - 1
            });
            if let Some(called) = &called {
                self.purposes.insert(called.clone(), at);
            }
            let is_new = self.found.activities[at].rows.is_empty();
            let mut row = Vec::new();
            if is_new {
                row.extend(name.clone().map(|cell| (Says::Fact(Fact::Name), cell)));
                row.extend(description.clone().map(|cell| (Says::Fact(Fact::Purpose), cell)));
            } else if let Some(cell) = &name {
                self.report.place(cell.leaf, "the purpose's name");
            }
            if !is_new && let Some(cell) = description {
                // Said before, or else kept.
                let same =
                    self.found.activities[at].rows.iter().flatten().any(|(says, one)| {
                        *says == Says::Fact(Fact::Purpose) && one.text == cell.text
                    });
                if same {
                    self.report.place(cell.leaf, "the purpose's description");
                } else {
                    row.push((Says::Note, cell));
                }
            }
            if called.is_none() {
                self.found.activities[at].called = disclosed.text("category").map(|cell| cell.text);
            }
            self.row(disclosed, &mut row);
            self.provision(disclosed, at);
            self.found.activities[at].whole.extend(disclosed.leaves());
            self.found.activities[at].rows.push(row);
            if let Some(cell) = &id {
                self.report.place(cell.leaf, "the order of the entries");
            }
            let parties: Vec<Party> =
                disclosed.each("recipients").iter().filter_map(|one| self.party(one)).collect();
            self.found.activities[at].parties.extend(parties);
        }
    }

    /// What is said of one category of data for one purpose.
    fn row(&mut self, disclosed: &Node<'_>, row: &mut Vec<(Says, Cell)>) {
        let subcategories = disclosed.texts("subcategories");
        if subcategories.is_empty() {
            row.extend(
                disclosed.text("category").map(|cell| (Says::Fact(Fact::PersonalData), cell)),
            );
        } else {
            row.extend(
                subcategories.into_iter().map(|cell| (Says::Fact(Fact::PersonalData), cell)),
            );
        }
        for basis in disclosed.each("legalBases") {
            // A reference to some law is no basis of Art. 6.
            row.extend(basis.text("reference").map(|cell| {
                let is_article = cell.text.contains(|char: char| char.is_ascii_digit());
                (if is_article { Says::Fact(Fact::LegalBasis) } else { Says::Note }, cell)
            }));
            row.extend(basis.text("description").map(|cell| (Says::Note, cell)));
        }
        for interest in disclosed.each("legitimateInterests") {
            if let Some((false, leaf)) = interest.bool("exists") {
                self.report.place(leaf, "no legitimate interest");
            }
            row.extend(interest.text("reasoning").map(|cell| (Says::Fact(Fact::Interests), cell)));
        }
        for storage in disclosed.each("storage") {
            for period in storage.each("temporal") {
                let (length, words) = (period.text("ttl"), period.text("description"));
                // Words that are a period say more than the length: from when it counts.
                let is_told = words
                    .as_ref()
                    .is_some_and(|cell| looks_like(Fact::Retention, &cell.text, Lexicon::get()));
                let says = if is_told { Says::Fact(Fact::Retention) } else { Says::Note };
                row.extend(words.map(|cell| (says, cell)));
                match length {
                    Some(cell) if is_told => self.report.place(cell.leaf, "the period's words"),
                    length => {
                        row.extend(length.map(|cell| (Says::Fact(Fact::Retention), cell)));
                    }
                }
            }
            row.extend(
                storage
                    .texts("purposeConditional")
                    .into_iter()
                    .map(|cell| (Says::Fact(Fact::Retention), cell)),
            );
            if let Some(cell) = storage.text("aggregationFunction") {
                self.report.place(cell.leaf, "how TILT reckons with several periods");
            }
        }
    }

    /// Whether the data must be given, and what follows if they are not.
    fn provision(&mut self, disclosed: &Node<'_>, at: usize) {
        let Some(told) = disclosed.get("nonDisclosure") else { return };
        let asked = ["legalRequirement", "contractualRegulation", "obligationToProvide"];
        let answers: Vec<Option<(bool, Leaf)>> = asked.iter().map(|key| told.bool(key)).collect();
        let id = match answers[..] {
            [Some((true, _)), ..] => "statutory",
            [_, Some((true, _)), _] => "contractual",
            [Some((false, _)), Some((false, _)), Some((false, _))] => "voluntary",
            _ => return,
        };
        let words = told.text("consequences");
        let (key, value) = match (id, &words) {
            ("statutory", Some(words)) => ("provision.statutory.consequence", words.text.as_str()),
            ("contractual", Some(words)) => {
                ("provision.contractual.consequence", words.text.as_str())
            }
            ("voluntary", Some(words)) => ("provision.voluntary.consequence", words.text.as_str()),
            _ => ("provision", id),
        };
        let leaf = words.as_ref().map(|words| words.leaf);
        let leaves = answers.into_iter().flatten().map(|(_, leaf)| leaf).chain(leaf);
        let stated = leaves.map(|leaf| (key, Value::from(value), leaf));
        self.found.activities[at].stated.extend(stated);
    }

    fn party(&mut self, party: &Node<'_>) -> Option<Party> {
        let (name, category) = (party.text("name"), party.text("category"));
        let called = name.clone().or_else(|| category.clone())?;
        let mut stated: Vec<(&'static str, Value, Leaf)> = Vec::new();
        if name.is_some() {
            stated.extend(category.map(|cell| ("category", cell.text.as_str().into(), cell.leaf)));
        }
        if let Some(cell) = party.text("address") {
            let lines: Vec<Value> =
                cell.text.split([',', '\n']).map(|line| line.trim().into()).collect();
            stated.push(("address", Value::Array(lines), cell.leaf));
        }
        if let Some(cell) = party.text("country").filter(|cell| is_code(&cell.text)) {
            stated.push(("country", cell.text.as_str().into(), cell.leaf));
            for (instrument, leaf) in self.transfers.get(&cell.text).into_iter().flatten() {
                let table: Table =
                    [(cell.text.clone(), (*instrument).into())].into_iter().collect();
                stated.push(("transfers", Value::Table(table), *leaf));
            }
        }
        for (key, ours) in [("email", "email"), ("phone", "phone")] {
            let cell = party.at(&["representative", key]).and_then(|node| node.cell());
            stated.extend(cell.map(|cell| (ours, cell.text.as_str().into(), cell.leaf)));
        }
        Some(Party { name: called, is_category: name.is_none(), stated, whole: party.leaves() })
    }

    fn rights(&mut self, root: &Node<'_>) {
        for (key, ours) in RIGHTS {
            let Some(right) = root.get(key) else { continue };
            if let Some((true, leaf)) = right.bool("available") {
                self.report.place(leaf, format!("organisation.{ours}"));
            }
            if let Some(cell) = right.text("description") {
                self.state("organisation", ours, cell.text.as_str().into(), cell.leaf);
            }
        }
    }
}

/// Whether a text is formed like a country's code.
fn is_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
