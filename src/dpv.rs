//! What a reader is told, in the terms of the Data Privacy Vocabulary 2.3 of a W3C community group, so that programs know
//! it: on a page, and where a register leaves. DPV prescribes no shape for a record; ours is published with SHACL shapes in
//! `examples/`.
//!
//! A node of ours has the vocabulary's top concept as its type and the finer term as `skos:broader`, as the levels of
//! its taxonomies hang together. What has no term there keeps its name and its words.

mod graph;
mod purpose;
mod recipient;

use oxrdf::NamedNode;

pub use crate::dpv::graph::Graph;
use crate::{
    law::known,
    view::{Contact, Link, View},
};

/// Below what the nodes have their names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The page that the graph stands in, whose places they are.
    Page,
    /// The address at which the policy is published; a number, if it has none.
    Published,
}

/// A graph, and what of the View it can't say.
#[derive(Debug)]
pub struct Described {
    /// What is said.
    pub graph: Graph,
    /// What is not, a sentence each.
    pub lost: Vec<String>,
}

/// What a View tells.
pub fn describe(view: &View, base: Base) -> Described {
    let published = view.organisation.policy_url.as_ref().map(Link::as_str);
    let published = published.map(|url| url.split('#').next().unwrap_or(url));
    let published = published.filter(|url| NamedNode::new(*url).is_ok());
    let (base, page) = match (base, published) {
        (Base::Page, _) => (String::new(), None),
        (Base::Published, Some(url)) => (url.to_owned(), published),
        (Base::Published, None) => (format!("urn:uuid:{}", view.number()), None),
    };
    let mut writer = Writer { view, graph: Graph::new(&base, &view.language), lost: Vec::new() };
    writer.whole(page);
    Described { graph: writer.graph, lost: writer.lost }
}

/// What is written, and what could not be.
struct Writer<'v> {
    view: &'v View,
    graph: Graph,
    lost: Vec<String>,
}

impl Writer<'_> {
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
        self.graph.is(
            &whole,
            match (view.internal, view.indirect) {
                (true, _) => &["dpv:ROPA"],
                (_, true) => &["dpv:PrivacyNotice", "eu-gdpr:IndirectDataCollectionNotice"],
                _ => &["dpv:PrivacyNotice", "eu-gdpr:DirectDataCollectionNotice"],
            },
        );
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
        self.country(&node, "dpv:hasCountry", view.organisation.contact.country_code.as_deref());
        for authority in &view.authorities {
            let known = authority.dpv.as_deref().and_then(known::term);
            let known = known.map(NamedNode::new_unchecked);
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

    fn country(&mut self, node: &NamedNode, property: &'static str, code: Option<&str>) {
        if let Some(place) = code.and_then(Graph::place) {
            self.graph.link(node, property, &place);
        }
    }

    /// The finer term, if there is one.
    fn broader(&mut self, node: &NamedNode, dpv: Option<&str>) {
        // A View may come from a file.
        if let Some(term) = dpv.and_then(known::term) {
            self.graph.link(node, "skos:broader", &NamedNode::new_unchecked(term));
        }
    }

    fn rights(&mut self, whole: &NamedNode) {
        let rights = &self.view.rights;
        for right in &rights.items {
            let node = self.graph.node(&right.entry);
            self.graph.is(&node, &["dpv:Right"]);
            self.graph.words(&node, "dct:title", &right.name);
            self.graph.words(&node, "dct:description", &right.words);
            self.broader(&node, right.dpv.as_deref());
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
