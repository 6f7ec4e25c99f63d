//! The Data Privacy Vocabulary 2.3 of a W3C community group, as JSON-LD or Turtle: what a reader is told, in terms that
//! programs know. DPV prescribes no shape for a record; ours is published with SHACL shapes in `examples/`.
//!
//! A node of ours has the vocabulary's top concept as its type and the finer term as `skos:broader`, as the levels of
//! its taxonomies hang together. What has no term there keeps its name and its words.

mod graph;
mod purpose;
mod recipient;

use oxrdf::NamedNode;

use crate::{
    export::{
        Exported,
        dpv::graph::Graph,
        known::{Known, number},
    },
    register::{Register, entry::Entry},
    view::{Contact, Link, View},
};

/// A notation of RDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// JSON-LD 1.1, with its context in itself.
    JsonLd,
    /// Turtle.
    Turtle,
}

/// A View as DPV. The register is asked for the vocabularies' terms and the codes of countries alone; what may be told
/// is decided by the View.
pub fn dpv(view: &View, register: &Register, notation: Notation) -> Exported {
    let (graph, lost) = Writer::write(view, register);
    let text = match notation {
        Notation::JsonLd => format!("{:#}\n", graph.json_ld()),
        Notation::Turtle => graph.turtle(),
    };
    Exported { text, lost }
}

/// A View as JSON-LD, to stand in a page: no text in it can end a script.
pub fn json_ld(view: &View, register: &Register) -> String {
    let (graph, _) = Writer::write(view, register);
    graph.json_ld().to_string().replace('<', "\\u003c")
}

/// What is written, and what could not be.
struct Writer<'v> {
    view: &'v View,
    register: &'v Register,
    known: Known<'v>,
    graph: Graph,
    lost: Vec<String>,
}

impl<'v> Writer<'v> {
    fn write(view: &'v View, register: &'v Register) -> (Graph, Vec<String>) {
        let page = view.organisation.policy_url.as_ref().map(Link::as_str);
        let page = page.map(|url| url.split('#').next().unwrap_or(url));
        let page = page.filter(|url| NamedNode::new(*url).is_ok());
        let base = page.map_or_else(|| format!("urn:uuid:{}", number(view)), str::to_owned);
        let mut writer = Self {
            view,
            register,
            known: Known::new(register, view.internal),
            graph: Graph::new(&base, &view.language),
            lost: Vec::new(),
        };
        writer.whole(page);
        (writer.graph, writer.lost)
    }

    /// The record, or the notice: whose it is, and what stands in it.
    fn whole(&mut self, page: Option<&str>) {
        let view = self.view;
        // To the public, the page itself is the notice.
        let page = page.map(NamedNode::new_unchecked);
        let whole = match (view.internal, &page) {
            (true, _) => self.graph.node("record"),
            (false, Some(page)) => page.clone(),
            (false, None) => self.graph.node("notice"),
        };
        self.graph.is(&whole, if view.internal { &["dpv:ROPA"] } else { &["dpv:PrivacyNotice"] });
        self.graph.plain(&whole, "dct:title", &view.organisation.name);
        self.graph.plain(&whole, "dct:language", &view.language);
        self.graph.link(
            &whole,
            "dct:conformsTo",
            &NamedNode::new_unchecked("https://w3id.org/dpv/2.3"),
        );
        if let Some(day) = &view.changed {
            self.graph.typed(&whole, "dct:modified", &day.iso, "xsd:date");
        }
        if let Some(page) = page.filter(|_| view.internal) {
            self.graph.is(&page, &["dpv:PrivacyNotice"]);
            self.graph.link(&whole, "dpv:hasNotice", &page);
        }
        self.graph.link(&whole, "dpv:hasApplicableLaw", &Graph::term("legal-eu:law-GDPR"));
        let organisation = self.organisation();
        self.graph.link(&whole, "dpv:hasDataController", &organisation);
        self.recipients();
        for purpose in view.purposes() {
            let process = self.purpose(purpose);
            self.graph.link(&whole, "dpv:hasProcess", &process);
        }
        for measure in view.measures.items.iter().filter(|measure| !measure.planned) {
            let node = self.measure(measure);
            self.graph.link(&whole, "dpv:hasTechnicalOrganisationalMeasure", &node);
        }
        self.rights(&whole);
        if !view.services.is_empty() {
            self.lost.push(
                "what is done for other controllers is not in it: DPV's record is a controller's"
                    .into(),
            );
        }
        if !view.trackers.is_empty() {
            self.lost.push("cookies and the like are not in it".into());
        }
        if view.california.is_some() {
            self.lost.push("what Californians are told is not in it".into());
        }
    }

    fn organisation(&mut self) -> NamedNode {
        let view = self.view;
        let node = self.graph.node("organisation");
        self.graph.is(&node, &["dpv:DataController", "dpv:Organisation"]);
        self.graph.plain(&node, "dpv:hasName", &view.organisation.name);
        self.contact(&node, &view.organisation.contact);
        let country = self.register.organisation().contact.country.get();
        self.country(&node, "dpv:hasCountry", country.map(|country| country.id.as_str()));
        for authority in &view.authorities {
            let id = authority.entry.trim_start_matches("authority.");
            let is_known = self.register.authorities.get(id).is_some_and(Entry::is_built_in);
            // One for each state of the EEA, and the United Kingdom; of Switzerland's there is no term.
            let term = (is_known && id.len() == 2 && id != "ch").then(|| {
                format!("https://w3id.org/dpv/legal/{id}#DPA-{}", id.to_ascii_uppercase())
            });
            let known = term.map(NamedNode::new_unchecked);
            let one = known.unwrap_or_else(|| self.graph.node(&authority.entry));
            self.graph.is(&one, &["dpv:DataProtectionAuthority"]);
            self.graph.plain(&one, "dpv:hasName", &authority.name);
            self.contact(&one, &authority.contact);
            self.graph.link(&node, "dpv:hasAuthority", &one);
        }
        for (at, officer) in view.officer.items.iter().enumerate() {
            let one = self.graph.node(&numbered("officer", at));
            self.graph.is(&one, &["dpv:DataProtectionOfficer"]);
            self.contact(&one, &officer.contact);
            self.graph.link(&node, "dpv:hasDataProtectionOfficer", &one);
        }
        for (at, representative) in view.representatives.items.iter().enumerate() {
            let one = self.graph.node(&numbered("representative", at));
            self.graph.is(&one, &["dpv:Representative"]);
            self.graph.words(&one, "dct:description", &representative.place);
            self.contact(&one, &representative.contact);
            self.graph.link(&node, "dpv:hasRepresentative", &one);
        }
        node
    }

    fn contact(&mut self, node: &NamedNode, contact: &Contact) {
        if let Some(name) = &contact.name {
            self.graph.plain(node, "dpv:hasName", name);
        }
        if !contact.address.is_empty() {
            self.graph.plain(node, "dpv:hasAddress", &contact.address.join(", "));
        }
        for channel in &contact.channels {
            self.graph.plain(node, "dpv:hasContact", &channel.words);
        }
    }

    /// A country, or a union of them, by its code.
    fn country(&mut self, node: &NamedNode, property: &str, code: Option<&str>) {
        match code {
            // Kosovo has no code of ISO 3166-1, and so none in DPV.
            Some("worldwide" | "XK") | None => {}
            Some(code) => self.graph.link(node, property, &Graph::term(&format!("loc:{code}"))),
        }
    }

    /// The finer term, if there is one.
    fn broader(&mut self, node: &NamedNode, entry: &str) {
        let Some(written) = self.known.dpv(entry) else { return };
        match Graph::foreign(written) {
            Some(term) => self.graph.link(node, "skos:broader", &term),
            None => self.lost.push(format!("{entry}: `{written}` is no term of DPV")),
        }
    }

    fn rights(&mut self, whole: &NamedNode) {
        let rights = &self.view.rights;
        for right in &rights.items {
            let node = self.graph.node(&right.entry);
            self.graph.is(&node, &["dpv:Right"]);
            self.graph.words(&node, "dct:title", &right.name);
            self.graph.words(&node, "dct:description", &right.words);
            self.broader(&node, &right.entry);
            self.graph.link(whole, "dpv:hasRight", &node);
        }
        for (is, right) in [
            (rights.withdrawal.is_some(), "eu-gdpr:A7-3"),
            (rights.objection.is_some(), "eu-gdpr:A21"),
            (!self.view.authorities.is_empty(), "eu-gdpr:A77"),
        ] {
            if is {
                self.graph.link(whole, "dpv:hasRight", &Graph::term(right));
            }
        }
    }
}

/// Of several, each has a name of its own.
fn numbered(name: &str, at: usize) -> String {
    if at == 0 { name.to_owned() } else { format!("{name}.{}", at + 1) }
}
