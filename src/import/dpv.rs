//! The Data Privacy Vocabulary, in any of its versions, as JSON-LD or Turtle: a process is an activity. Terms are known by
//! their last part, as the address before it changed from version to version.

mod graph;

use std::collections::BTreeSet;

use toml::Value;

use crate::{
    import::{
        Refusal,
        dpv::graph::{Graph, Said, local},
        draft::list,
        found::{Activity, Cell, Found, Party, Says, Stated},
        lexicon::Lexicon,
        place::has_legal_form,
        report::{Leaf, Report},
        table::decode,
    },
    view::layouts::Fact,
};

pub(super) fn dpv(bytes: &[u8], report: &mut Report) -> Result<Found, Refusal> {
    let text = decode(bytes);
    let graph = Graph::read(&text, report)?;
    let mut reader = Reader { graph: &graph, found: Found::default(), report };
    reader.organisation();
    for process in graph.processes() {
        reader.process(&process);
    }
    let languages = graph.languages.iter().max_by_key(|(_, count)| **count);
    reader.found.language = languages.map(|(code, _)| code.clone());
    Ok(reader.found)
}

/// A name of DPV in words: `EncryptionInTransfer`.
fn words(name: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for char in name.chars() {
        if char.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        if char.is_uppercase() && before.is_lowercase() || words.is_empty() {
            words.extend(if words.is_empty() { vec![char] } else { char.to_lowercase().collect() });
        } else {
            words.push(char);
        }
        before = char;
    }
    words
}

struct Reader<'g> {
    graph: &'g Graph,
    found: Found,
    report: &'g mut Report,
}

const TITLES: &[&str] = &["title", "label", "prefLabel", "hasName", "name"];
const WORDS: &[&str] = &["description", "definition", "comment"];
/// By which properties a recipient is named, and its role.
const PARTIES: [(&str, Option<&str>); 8] = [
    ("hasDataProcessor", Some("processor")),
    ("hasDataSubProcessor", Some("processor")),
    ("hasRecipientDataController", Some("controller")),
    ("hasJointDataControllers", Some("joint-controller")),
    ("hasRecipientThirdParty", Some("third-party")),
    ("hasThirdParty", Some("third-party")),
    ("hasRecipient", None),
    ("hasDataImporter", None),
];

impl Reader<'_> {
    /// What is said of something, in this file.
    fn whole(&self, subject: &str) -> Vec<Leaf> {
        self.graph.said.get(subject).into_iter().flatten().filter_map(|said| said.leaf).collect()
    }

    /// A term in words, where it is known by its address alone.
    fn named(list: &str, mut cell: Cell) -> Cell {
        if cell.text.contains("://") && Lexicon::get().find(list, &cell.text, "").is_none() {
            cell.text = words(local(&cell.text));
        }
        cell
    }

    fn cell(said: &Said) -> Option<Cell> {
        Some(Cell { leaf: said.leaf?, text: said.object.trim_matches(['<', '>']).to_owned() })
    }

    /// The first text by which something is called.
    fn text(&self, subject: &str, properties: &[&str]) -> Option<Cell> {
        let said = self.graph.of(subject, properties).find(|said| said.is_literal);
        said.and_then(Self::cell)
    }

    /// What something of a kind is called: by itself, or by what it narrows; and that this link is followed.
    fn called(&mut self, said: &Said) -> Option<Cell> {
        let title = self.text(&said.object, TITLES).or_else(|| self.text(&said.object, WORDS));
        let broader: Vec<Said> = self.graph.of(&said.object, &["broader"]).cloned().collect();
        for one in &broader {
            if let Some(leaf) = one.leaf {
                self.report.place(leaf, "what it narrows");
            }
        }
        if let (Some(leaf), true) = (said.leaf, self.graph.said.contains_key(&said.object)) {
            self.report.place(leaf, "the shape of the file");
        }
        title.or_else(|| broader.first().and_then(Self::cell)).or_else(|| Self::cell(said))
    }

    fn organisation(&mut self) {
        let subjects: BTreeSet<String> = self
            .graph
            .said
            .values()
            .flatten()
            .filter(|said| said.property == "hasDataController")
            .map(|said| said.object.clone())
            .collect();
        for said in self.graph.said.values().flatten() {
            if matches!(
                &*said.property,
                "hasDataController" | "hasProcess" | "hasDataProtectionOfficer"
            ) && let Some(leaf) = said.leaf
            {
                self.report.place(leaf, "the shape of the file");
            }
        }
        let Some(controller) = subjects.into_iter().next() else { return };
        self.contact(&controller, [Fact::OrganisationName, Fact::Address, Fact::Email]);
        if let Some(said) = self.graph.of(&controller, &["hasCountry"]).next()
            && let Some(leaf) = said.leaf
        {
            let code = local(said.object.trim_matches(['<', '>'])).to_owned();
            self.found.stated.push(Stated {
                kind: "organisation",
                name: "organisation".to_owned(),
                key: "country",
                value: code.into(),
                leaf,
            });
        }
        let officers: Vec<String> = self
            .graph
            .of(&controller, &["hasDataProtectionOfficer"])
            .map(|said| said.object.clone())
            .collect();
        for officer in officers {
            self.contact(&officer, [Fact::OfficerName, Fact::OfficerAddress, Fact::OfficerEmail]);
        }
    }

    fn contact(&mut self, subject: &str, [name, address, contact]: [Fact; 3]) {
        let facts = [(TITLES, name), (&["hasAddress"], address), (&["hasContact"], contact)];
        for (properties, fact) in facts {
            if let Some(cell) = self.text(subject, properties) {
                self.found.organisation.push((fact, cell));
            }
        }
    }

    fn process(&mut self, process: &str) {
        let graph = self.graph;
        let mut activity = Activity { rows: vec![Vec::new()], ..Activity::default() };
        let mut row: Vec<(Says, Cell)> = Vec::new();
        row.extend(self.text(process, TITLES).map(|cell| (Says::Fact(Fact::Name), cell)));
        row.extend(self.text(process, WORDS).map(|cell| (Says::Fact(Fact::Purpose), cell)));
        if let Some(cell) = self.text(process, &["hasIdentifier"]) {
            self.report.place(cell.leaf, "the purpose's id");
        }
        let said: Vec<Said> = graph.said.get(process).cloned().unwrap_or_default();
        for said in &said {
            let fact = match &*said.property {
                "hasPurpose" => {
                    self.purpose(said, &mut row, &mut activity);
                    continue;
                }
                "hasPersonalData" => {
                    self.datum(said, &mut activity);
                    continue;
                }
                "hasProcessing" => {
                    self.processing(said, &mut row, &mut activity);
                    continue;
                }
                "hasStorageCondition" => {
                    self.storage(&said.object, &mut row);
                    continue;
                }
                "hasDataSubject" => Fact::DataSubjects,
                "hasLegalBasis" => {
                    self.basis(said, &mut row);
                    continue;
                }
                "hasTechnicalMeasure"
                | "hasOrganisationalMeasure"
                | "hasPhysicalMeasure"
                | "hasTechnicalOrganisationalMeasure" => Fact::Measures,
                "hasDataSource" => Fact::Source,
                "hasRight" => {
                    let about = self.whole(&said.object);
                    for leaf in said.leaf.into_iter().chain(about) {
                        self.report.place(leaf, "what follows from the legal bases");
                    }
                    continue;
                }
                "hasActivityStatus" => {
                    let status = match local(said.object.trim_matches(['<', '>'])) {
                        "ActivityOngoing" => "active",
                        "ActivityProposed" | "ActivityPlanned" => "draft",
                        "ActivityCompleted" => "retired",
                        _ => continue,
                    };
                    activity.stated.extend(said.leaf.map(|leaf| ("status", status.into(), leaf)));
                    continue;
                }
                property => {
                    if let Some((_, role)) = PARTIES.iter().find(|(known, _)| *known == property) {
                        activity.parties.extend(self.party(said, *role));
                    }
                    continue;
                }
            };
            let list = match fact {
                Fact::Measures => "measure",
                Fact::Source => "source",
                _ => "data-subject",
            };
            let cell = self.called(said).map(|cell| Self::named(list, cell));
            row.extend(cell.map(|cell| (Says::Fact(fact), cell)));
        }
        activity.rows[0].extend(row);
        activity.whole.extend(self.whole(process));
        self.found.activities.push(activity);
    }

    fn purpose(&mut self, said: &Said, row: &mut Vec<(Says, Cell)>, activity: &mut Activity) {
        let text = self.text(&said.object, WORDS).or_else(|| self.text(&said.object, TITLES));
        row.extend(text.clone().map(|cell| (Says::Fact(Fact::Purpose), cell)));
        let broader: Option<Said> = self.graph.of(&said.object, &["broader"]).next().cloned();
        let term = broader.as_ref().or(Some(said).filter(|_| text.is_none())).and_then(Self::cell);
        activity
            .stated
            .extend(term.map(|cell| ("vocabulary.dpv", cell.text.as_str().into(), cell.leaf)));
        if let Some(leaf) = said.leaf {
            self.report.place(leaf, "the purpose");
        }
    }

    /// A ground: an IRI of Art. 6 or 9, or a node of the file's own that narrows one and says more.
    fn basis(&mut self, said: &Said, row: &mut Vec<(Says, Cell)>) {
        let broader: Vec<Said> = self.graph.of(&said.object, &["broader"]).cloned().collect();
        let terms: Vec<&Said> =
            if broader.is_empty() { vec![said] } else { broader.iter().collect() };
        for term in terms {
            if let Some(mut cell) = Self::cell(term) {
                let name = local(&cell.text).to_owned();
                cell.text = name;
                let fact =
                    if cell.text.starts_with("A9") { Fact::Condition } else { Fact::LegalBasis };
                row.push((Says::Fact(fact), cell));
            }
        }
        if let (Some(leaf), false) = (said.leaf, broader.is_empty()) {
            self.report.place(leaf, "the shape of the file");
        }
    }

    fn datum(&mut self, said: &Said, activity: &mut Activity) {
        let mut row = Vec::new();
        let cell = self.called(said).map(|cell| Self::named("personal-data", cell));
        row.extend(cell.map(|cell| (Says::Fact(Fact::PersonalData), cell)));
        activity.whole.extend(self.whole(&said.object));
        let kept: Vec<Said> =
            self.graph.of(&said.object, &["hasStorageCondition"]).cloned().collect();
        for one in kept {
            if let Some(leaf) = one.leaf {
                self.report.place(leaf, "the shape of the file");
            }
            self.storage(&one.object, &mut row);
        }
        let sources: Vec<Said> = self.graph.of(&said.object, &["hasDataSource"]).cloned().collect();
        for one in sources {
            let cell = self.called(&one).map(|cell| Self::named("source", cell));
            row.extend(cell.map(|cell| (Says::Fact(Fact::Source), cell)));
        }
        activity.rows.push(row);
    }

    /// How long: the words if they can be read, and lengths that say the same.
    fn storage(&mut self, condition: &str, row: &mut Vec<(Says, Cell)>) {
        row.extend(self.text(condition, WORDS).map(|cell| (Says::Fact(Fact::Retention), cell)));
        let has_words = self.text(condition, WORDS).is_some();
        let lengths: Vec<Said> = self.graph.of(condition, &["hasDuration"]).cloned().collect();
        for length in lengths {
            let value = self.text(&length.object, &["value"]);
            if has_words {
                // The same again, for machines.
                for cell in value.into_iter().chain(self.text(&length.object, WORDS)) {
                    self.report.place(cell.leaf, "the period");
                }
            } else {
                row.extend(value.map(|cell| (Says::Fact(Fact::Retention), cell)));
            }
            if let Some(leaf) = length.leaf {
                self.report.place(leaf, "the shape of the file");
            }
        }
    }

    fn party(&mut self, said: &Said, role: Option<&'static str>) -> Option<Party> {
        let name = self.text(&said.object, TITLES).or_else(|| self.text(&said.object, WORDS));
        let name = name.or_else(|| Self::cell(said))?;
        let is_named = self.text(&said.object, &["hasName"]).is_some();
        let is_category = !is_named && role != Some("processor") && !has_legal_form(&name.text);
        if let Some(leaf) = said.leaf {
            self.report.place(leaf, "the recipient");
        }
        let mut stated: Vec<(&'static str, Value, Leaf)> = Vec::new();
        if let Some(role) = role {
            stated.push(("role", role.into(), name.leaf));
        }
        let places: Vec<Said> =
            self.graph.of(&said.object, &["hasCountry", "hasLocation"]).cloned().collect();
        for one in places {
            let code = local(one.object.trim_matches(['<', '>'])).to_owned();
            if let Some(leaf) = one.leaf
                && code.len() == 2
            {
                stated.push((
                    if one.property == "hasCountry" { "country" } else { "countries" },
                    code.into(),
                    leaf,
                ));
            }
        }
        Some(Party { name, is_category, stated, whole: self.whole(&said.object) })
    }

    /// A transfer is processing that has a third country.
    fn processing(&mut self, said: &Said, row: &mut Vec<(Says, Cell)>, activity: &mut Activity) {
        let countries: Vec<Said> =
            self.graph.of(&said.object, &["hasThirdCountry"]).cloned().collect();
        if countries.is_empty() {
            return;
        }
        if let Some(leaf) = said.leaf {
            self.report.place(leaf, "the shape of the file");
        }
        let importers: Vec<Said> =
            self.graph.of(&said.object, &["hasDataImporter"]).cloned().collect();
        let exporters: Vec<Said> =
            self.graph.of(&said.object, &["hasDataExporter"]).cloned().collect();
        for one in &exporters {
            if let Some(leaf) = one.leaf {
                self.report.place(leaf, "the shape of the file");
            }
        }
        let grounds: Vec<Said> = self.graph.of(&said.object, &["hasLegalBasis"]).cloned().collect();
        let instruments: Vec<(&str, Leaf)> = grounds
            .iter()
            .filter_map(|one| {
                let id = match local(one.object.trim_matches(['<', '>'])) {
                    "A45-3" | "A45" => "adequacy",
                    "A46-2-a" => "public-instrument",
                    "A46-2-b" => "binding-corporate-rules",
                    "A46-2-c" => "standard-contractual-clauses",
                    "A46-2-d" => "authority-clauses",
                    "A46-2-e" => "code-of-conduct",
                    "A46-2-f" => "certification",
                    _ => return None,
                };
                Some((id, one.leaf?))
            })
            .collect();
        for importer in importers {
            let Some(mut party) = self.party(&importer, None) else { continue };
            for country in &countries {
                let code = local(country.object.trim_matches(['<', '>'])).to_owned();
                let Some(leaf) = country.leaf else { continue };
                let values: Vec<String> =
                    instruments.iter().map(|(id, _)| (*id).to_owned()).collect();
                if values.is_empty() {
                    // Where they go is known, and nothing of what that rests on.
                    party.stated.push(("countries", code.into(), leaf));
                    continue;
                }
                let table: toml::Table = [(code, list(values))].into_iter().collect();
                party.stated.push(("transfers", Value::Table(table.clone()), leaf));
                for (_, leaf) in &instruments {
                    party.stated.push(("transfers", Value::Table(table.clone()), *leaf));
                }
            }
            activity.parties.push(party);
        }
        for measure in
            self.graph.of(&said.object, &["hasOrganisationalMeasure"]).cloned().collect::<Vec<_>>()
        {
            row.extend(Self::cell(&measure).map(|cell| (Says::Note, cell)));
        }
    }
}
