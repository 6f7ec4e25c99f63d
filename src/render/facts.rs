//! What a page says, for machines: the Data Privacy Vocabulary 2.3 of the W3C's community group, as JSON-LD. Our own nodes have the type of a top concept and
//! hang under the fine one by `skos:broader`, as the vocabulary's own examples do; what has no term has a title alone.
//!
//! Nothing of Art. 30 is lost, but: contacts are plain strings, data of Art. 10 have no class, and laws have no structure.

use serde_json::{Map, Value, json};

use crate::view::{
    Basis, Condition, Datum, Measure, Purpose, Recipient, Retention, Said, Subject, Transfer, View,
    anchor,
};

/// The vocabulary that every graph says it follows.
const VERSION: &str = "https://w3id.org/dpv/2.3";

type Node = Map<String, Value>;

/// The graph of a View. The names of its nodes begin with `base`: on a page nothing, so that each is the place where the
/// page tells of it.
pub(super) fn json_ld(view: &View, base: &str) -> Value {
    let graph = Graph { view, base };
    let mut whole = match (view.internal, view.indirect) {
        (true, _) => graph.node("record", &["dpv:ROPA"]),
        (_, true) => {
            graph.node("policy", &["dpv:PrivacyNotice", "eu-gdpr:IndirectDataCollectionNotice"])
        }
        _ => graph.node("policy", &["dpv:PrivacyNotice", "eu-gdpr:DirectDataCollectionNotice"]),
    };
    whole.insert("@context".into(), graph.context());
    whole.insert("title".into(), view.organisation.name.clone().into());
    whole.insert("conformsTo".into(), VERSION.into());
    whole.insert("hasApplicableLaw".into(), "legal-eu:law-GDPR".into());
    if let Some(day) = &view.changed {
        whole.insert("modified".into(), day.iso.clone().into());
    }
    whole.insert("hasDataController".into(), graph.controller());
    put(&mut whole, "hasProcess", view.purposes().map(|purpose| graph.process(purpose)));
    let recipients = view.recipients.iter().flat_map(|group| &group.recipients);
    put(&mut whole, "hasRecipient", recipients.map(|one| graph.recipient(one)));
    let rights = view.rights.items.iter().filter_map(|right| right.dpv.as_deref());
    put(&mut whole, "hasRight", rights.map(Value::from));
    Value::Object(whole)
}

/// A key with what it says; what says nothing has no key.
fn put(node: &mut Node, key: &str, values: impl Iterator<Item = Value>) {
    let mut values: Vec<_> = values.collect();
    let value = match values.len() {
        0 => return,
        1 => values.remove(0),
        _ => values.into(),
    };
    node.insert(key.into(), value);
}

/// The finer concept that a node is one of.
fn under(node: &mut Node, broader: Option<&String>) {
    put(node, "broader", broader.map(|iri| iri.clone().into()).into_iter());
}

fn text(node: &mut Node, key: &str, words: &str) {
    node.insert(key.into(), words.into());
}

/// Keys that link to other nodes.
const LINKS: [&str; 21] = [
    "hasApplicableLaw",
    "hasAutomationLevel",
    "hasConsequence",
    "hasCountry",
    "hasDataController",
    "hasDataProtectionOfficer",
    "hasDataSource",
    "hasDataSubject",
    "hasDuration",
    "hasLegalBasis",
    "hasNecessity",
    "hasPersonalData",
    "hasProcess",
    "hasProcessing",
    "hasPurpose",
    "hasRecipient",
    "hasRight",
    "hasStorageCondition",
    "hasTechnicalOrganisationalMeasure",
    "hasThirdCountry",
    "isExercisedAt",
];

struct Graph<'v> {
    view: &'v View,
    base: &'v str,
}

impl Graph<'_> {
    fn node(&self, entry: &str, types: &[&str]) -> Node {
        let iri = format!("{}#{}", self.base, anchor(entry));
        let mut node = Node::from_iter([("@id".to_owned(), iri.into())]);
        put(&mut node, "@type", types.iter().map(|one| Value::from(*one)));
        node
    }

    /// Short names for what is used, with the language of words.
    fn context(&self) -> Value {
        let language = &self.view.language;
        let mut context = json!({
            "dpv": "https://w3id.org/dpv#",
            "pd": "https://w3id.org/dpv/pd#",
            "loc": "https://w3id.org/dpv/loc#",
            "eu-gdpr": "https://w3id.org/dpv/legal/eu/gdpr#",
            "legal-eu": "https://w3id.org/dpv/legal/eu#",
            "dct": "http://purl.org/dc/terms/",
            "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
            "title": { "@id": "dct:title", "@language": language },
            "description": { "@id": "dct:description", "@language": language },
            "modified": { "@id": "dct:modified", "@type": "xsd:date" },
            "conformsTo": { "@id": "dct:conformsTo", "@type": "@id" },
            "broader": { "@id": "skos:broader", "@type": "@id" },
            "duration": { "@id": "rdf:value", "@type": "xsd:duration" },
        });
        let keys = context.as_object_mut().expect("it was written as one");
        for words in ["hasIdentifier", "hasName", "hasAddress", "hasContact"] {
            keys.insert(words.into(), format!("dpv:{words}").into());
        }
        for link in LINKS {
            keys.insert(link.into(), json!({ "@id": format!("dpv:{link}"), "@type": "@id" }));
        }
        context
    }

    fn controller(&self) -> Value {
        let organisation = &self.view.organisation;
        let mut node = self.node("organisation", &["dpv:DataController", "dpv:Organisation"]);
        text(&mut node, "hasName", &organisation.name);
        let contact = &organisation.contact;
        if !contact.address.is_empty() {
            text(&mut node, "hasAddress", &contact.address.join(", "));
        }
        let channels = contact.channels.iter().map(|channel| channel.words.clone().into());
        put(&mut node, "hasContact", channels);
        if let Some(code) = &contact.country_code {
            text(&mut node, "hasCountry", &format!("loc:{code}"));
        }
        let officers = self.view.officer.items.iter().enumerate().map(|(at, officer)| {
            let entry = format!("officer.{}", at + 1);
            let mut node = self.node(&entry, &["dpv:DataProtectionOfficer"]);
            if let Some(name) = &officer.contact.name {
                text(&mut node, "hasName", name);
            }
            let channels = officer.contact.channels.iter();
            put(&mut node, "hasContact", channels.map(|channel| channel.words.clone().into()));
            Value::Object(node)
        });
        put(&mut node, "hasDataProtectionOfficer", officers);
        Value::Object(node)
    }

    fn process(&self, purpose: &Purpose) -> Value {
        let of = Part { graph: self, purpose };
        let mut node = self.node(&purpose.entry, &["dpv:PersonalDataProcess"]);
        text(&mut node, "hasIdentifier", purpose.entry.trim_start_matches("purpose."));
        text(&mut node, "title", &purpose.name);
        node.insert("hasPurpose".into(), of.purpose());
        put(
            &mut node,
            "hasDataSubject",
            purpose.data_subjects.items.iter().map(|one| of.people(one)),
        );
        put(
            &mut node,
            "hasPersonalData",
            purpose.personal_data.items.iter().map(|one| of.datum(one)),
        );
        let bases = purpose.legal_bases.items.iter().enumerate().map(|(at, one)| of.basis(at, one));
        let grounds = purpose.conditions.items.iter().enumerate();
        let grounds = grounds.map(|(at, one)| of.condition(at, one));
        put(&mut node, "hasLegalBasis", bases.chain(grounds));
        put(&mut node, "hasDataSource", sources(purpose).into_iter().map(Value::from));
        let recipients = purpose.recipients.items.iter();
        put(&mut node, "hasRecipient", recipients.map(|one| self.node(&one.entry, &[]).into()));
        let terms = purpose.retention.items.iter().enumerate();
        put(&mut node, "hasStorageCondition", terms.map(|(at, one)| of.term(at, one)));
        let transfers = purpose.transfers.items.iter().enumerate();
        put(&mut node, "hasProcessing", transfers.filter_map(|(at, one)| of.transfer(at, one)));
        if !purpose.decisions.items.is_empty() {
            text(&mut node, "hasAutomationLevel", "dpv:FullAutomation");
        }
        let consequences = purpose.decisions.items.iter().filter_map(|decision| {
            let entry = format!("{}.consequence", decision.entry);
            let mut node = self.node(&entry, &["dpv:Consequence"]);
            text(&mut node, "description", decision.consequences.as_ref()?);
            Some(Value::Object(node))
        });
        put(&mut node, "hasConsequence", consequences);
        self.measures(&mut node, &purpose.measures);
        Value::Object(node)
    }

    fn recipient(&self, recipient: &Recipient) -> Value {
        let class = match recipient.role.as_deref() {
            Some("processor") => "dpv:DataProcessor",
            Some("controller" | "joint-controller") => "dpv:DataController",
            Some("authority") => "dpv:Authority",
            Some("third-party") => "dpv:ThirdParty",
            _ => "dpv:Recipient",
        };
        let mut types = vec![class, "dpv:Recipient"];
        types.dedup();
        let mut node = self.node(&recipient.entry, &types);
        text(&mut node, "hasName", &recipient.name);
        if let Some(category) = &recipient.category {
            text(&mut node, "description", category);
        }
        let codes = recipient.country_codes.iter();
        put(&mut node, "hasCountry", codes.map(|code| format!("loc:{code}").into()));
        Value::Object(node)
    }

    fn measures(&self, node: &mut Node, measures: &Said<Measure>) {
        let measures = measures.items.iter().map(|measure| {
            let types = ["dpv:TechnicalOrganisationalMeasure"];
            let mut node = self.node(&measure.entry, &types);
            text(&mut node, "title", &measure.name);
            Value::Object(node)
        });
        put(node, "hasTechnicalOrganisationalMeasure", measures);
    }
}

/// Where a purpose's data come from, each kind once.
fn sources(purpose: &Purpose) -> Vec<&'static str> {
    let sources =
        purpose.sources.items.iter().map(|source| match (&*source.entry, source.public) {
            ("source.data-subject", _) => "dpv:DataSubjectDataSource",
            ("source.observed" | "source.generated", _) => "dpv:DataControllerDataSource",
            (_, true) => "dpv:PublicDataSource",
            _ => "dpv:ThirdPartyDataSource",
        });
    let mut sources: Vec<_> = sources.collect();
    sources.sort_unstable();
    sources.dedup();
    sources
}

/// What hangs on one purpose: each node is its own, as what is said of it holds for that purpose alone.
struct Part<'v> {
    graph: &'v Graph<'v>,
    purpose: &'v Purpose,
}

impl Part<'_> {
    fn node(&self, part: &str, types: &[&str]) -> Node {
        self.graph.node(&format!("{}.{part}", self.purpose.entry), types)
    }

    fn purpose(&self) -> Value {
        let mut node = self.node("purpose", &["dpv:Purpose"]);
        text(&mut node, "title", &self.purpose.name);
        if let Some(words) = &self.purpose.description {
            text(&mut node, "description", words);
        }
        Value::Object(node)
    }

    fn people(&self, people: &Subject) -> Value {
        let mut node = self.node(&people.entry, &["dpv:DataSubject"]);
        text(&mut node, "title", &people.name);
        under(&mut node, people.dpv.as_ref());
        Value::Object(node)
    }

    fn datum(&self, datum: &Datum) -> Value {
        let mut types = vec!["dpv:PersonalData"];
        if datum.class.as_deref() == Some("special") {
            types.push("dpv:SpecialCategoryPersonalData");
        }
        let mut node = self.node(&datum.entry, &types);
        text(&mut node, "title", &datum.name);
        under(&mut node, datum.dpv.as_ref());
        Value::Object(node)
    }

    fn ground(&self, (entry, at): (&str, usize), words: &str, dpv: Option<&String>) -> Value {
        let mut node = self.node(&format!("{entry}.{}", at + 1), &["dpv:LegalBasis"]);
        text(&mut node, "description", words);
        under(&mut node, dpv);
        Value::Object(node)
    }

    fn basis(&self, at: usize, basis: &Basis) -> Value {
        self.ground((&basis.entry, at), &basis.words, basis.dpv.as_ref())
    }

    fn condition(&self, at: usize, condition: &Condition) -> Value {
        self.ground((&condition.entry, at), &condition.words, condition.dpv.as_ref())
    }

    fn term(&self, at: usize, term: &Retention) -> Value {
        let entry = format!("retention.{}", at + 1);
        let mut node = self.node(&entry, &["dpv:StorageDuration"]);
        text(&mut node, "description", &term.words);
        let lengths = term.limits.iter().enumerate().filter_map(|(at, limit)| {
            let mut node = self.node(&format!("{entry}.{}", at + 1), &["dpv:TemporalDuration"]);
            text(&mut node, "description", &limit.words);
            text(&mut node, "duration", limit.iso.as_ref()?);
            Some(Value::Object(node))
        });
        put(&mut node, "hasDuration", lengths);
        Value::Object(node)
    }

    /// `None` for a place that is no country: the vocabulary has no transfer without one.
    fn transfer(&self, at: usize, transfer: &Transfer) -> Option<Value> {
        let code = transfer.entry.as_deref()?.strip_prefix("country.")?;
        let types = ["dpv:Processing", "dpv:CrossBorderTransfer"];
        let mut node = self.node(&format!("transfer.{}", at + 1), &types);
        text(&mut node, "description", &transfer.words);
        let country = json!({ "@id": format!("loc:{code}"), "@type": "dpv:ThirdCountry" });
        node.insert("hasThirdCountry".into(), country);
        let instruments = transfer.instruments.items.iter().filter_map(|one| one.dpv.as_deref());
        put(&mut node, "hasLegalBasis", instruments.map(Value::from));
        Some(Value::Object(node))
    }
}
