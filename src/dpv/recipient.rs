//! Recipients and transfers in DPV.

use oxrdf::NamedNode;

use crate::{
    dpv::{Graph, Writer, numbered},
    view::{Purpose, Transfer},
};

/// The class of a recipient by its role, and the property by which a process has it.
fn of_role(role: Option<&str>) -> (&'static str, &'static str) {
    match role {
        Some("processor") => ("dpv:DataProcessor", "dpv:hasDataProcessor"),
        Some("sub-processor") => ("dpv:DataSubProcessor", "dpv:hasDataProcessor"),
        Some("controller") => ("dpv:DataController", "dpv:hasRecipientDataController"),
        Some("joint-controller") => ("dpv:DataController", "dpv:hasRecipient"),
        Some("authority") => ("dpv:Authority", "dpv:hasRecipient"),
        Some("third-party") => ("dpv:ThirdParty", "dpv:hasRecipientThirdParty"),
        _ => ("dpv:Recipient", "dpv:hasRecipient"),
    }
}

/// The instruments of Chapter V that have a term as a measure, beside the one of their article.
const TOOLS: &[(&str, &str)] = &[
    ("instrument.adequacy", "eu-gdpr:AdequacyDecision"),
    ("instrument.binding-corporate-rules", "eu-gdpr:BindingCorporateRules"),
    ("instrument.standard-contractual-clauses", "eu-gdpr:SCCByCommission"),
    ("instrument.authority-clauses", "eu-gdpr:SCCBySupervisoryAuthority"),
    ("instrument.code-of-conduct", "eu-gdpr:CodesOfConductForDataTransfers"),
    ("instrument.certification", "eu-gdpr:CertificationMechanismsForDataTransfers"),
    ("instrument.ad-hoc-clauses", "eu-gdpr:AdHocContractualClauses"),
];

impl Writer<'_> {
    /// Everybody who gets data, once.
    pub(super) fn recipients(&mut self) {
        let view = self.view;
        for recipient in view.recipients.iter().flat_map(|group| &group.recipients) {
            let node = self.graph.node(&recipient.entry);
            let (class, _) = of_role(recipient.role.as_deref());
            self.graph.is(&node, &["dpv:Recipient", class]);
            self.graph.words(&node, "dct:title", &recipient.name);
            if let Some(category) = &recipient.category {
                self.graph.words(&node, "dct:description", category);
            }
            if let Some(description) = &recipient.description {
                self.graph.words(&node, "dct:description", description);
            }
            if let Some(contact) = &recipient.contact {
                self.contact(&node, contact);
            }
            for code in &recipient.country_codes {
                self.country(&node, "dpv:hasCountry", Some(code));
            }
        }
    }

    /// Who gets the data of a purpose.
    pub(super) fn disclosed(&mut self, process: &NamedNode, purpose: &Purpose) {
        let mut joint = Vec::new();
        for recipient in &purpose.recipients.items {
            let node = self.graph.node(&recipient.entry);
            let (class, property) = of_role(recipient.role.as_deref());
            // A group stands here under its own name, and its members among all recipients.
            self.graph.is(&node, &["dpv:Recipient", class]);
            self.graph.words(&node, "dct:title", &recipient.name);
            self.graph.link(process, property, &node);
            if recipient.role.as_deref() == Some("joint-controller") {
                joint.push(node);
            }
            if !recipient.is_plain {
                let here = self.graph.node(&format!("{}/{}", purpose.entry, recipient.entry));
                self.graph.is(&here, &["dpv:Recipient"]);
                self.graph.words(&here, "dct:title", &recipient.name);
                self.graph.words(&here, "dct:description", &recipient.words);
                self.graph.link(process, "dpv:hasRecipient", &here);
                let lost = format!(
                    "{}: what is special about {} here is in words alone",
                    purpose.entry, recipient.entry
                );
                self.lost.push(lost);
            }
        }
        if !joint.is_empty() {
            let node = self.graph.node(&format!("{}/joint-controllers", purpose.entry));
            self.graph.is(&node, &["dpv:JointDataControllers"]);
            let organisation = self.graph.node("organisation");
            for one in std::iter::once(&organisation).chain(&joint) {
                self.graph.link(&node, "dpv:hasDataController", one);
            }
            self.graph.link(process, "dpv:hasJointDataControllers", &node);
        }
        for (at, transfer) in purpose.transfers.items.iter().enumerate() {
            let name = numbered(&format!("{}/transfer", purpose.entry), at);
            let node = self.transfer(&name, transfer);
            self.graph.link(process, "dpv:hasProcessing", &node);
        }
    }

    fn transfer(&mut self, name: &str, transfer: &Transfer) -> NamedNode {
        let node = self.graph.node(name);
        self.graph.is(&node, &["dpv:Processing", "dpv:CrossBorderTransfer"]);
        self.graph.words(&node, "dct:description", &transfer.words);
        let country = transfer.entry.as_deref().and_then(|entry| entry.strip_prefix("country."));
        if let Some(country) = country.and_then(Graph::place) {
            self.graph.is(&country, &["dpv:ThirdCountry"]);
            self.graph.link(&node, "dpv:hasThirdCountry", &country);
        }
        let organisation = self.graph.node("organisation");
        self.graph.is(&organisation, &["dpv:DataExporter"]);
        self.graph.link(&node, "dpv:hasDataExporter", &organisation);
        let view = self.view;
        for recipient in view.recipients.iter().flat_map(|group| &group.recipients) {
            if transfer.recipients.contains(&recipient.name) {
                let importer = self.graph.node(&recipient.entry);
                self.graph.is(&importer, &["dpv:DataImporter"]);
                self.graph.link(&node, "dpv:hasDataImporter", &importer);
            }
        }
        for (at, instrument) in transfer.instruments.items.iter().enumerate() {
            let basis = self.graph.node(&numbered(&format!("{name}/instrument"), at));
            self.graph.is(&basis, &["dpv:LegalBasis"]);
            self.graph.words(&basis, "dct:title", &instrument.name);
            self.graph.words(&basis, "dct:description", &instrument.words);
            self.broader(&basis, instrument.dpv.as_deref());
            self.graph.link(&node, "dpv:hasLegalBasis", &basis);
            if let Some((_, tool)) = TOOLS.iter().find(|(id, _)| *id == instrument.entry) {
                self.graph.link(&node, "dpv:hasOrganisationalMeasure", &Graph::term(tool));
            }
        }
        node
    }
}
