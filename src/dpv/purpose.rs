//! A purpose in DPV: a process, with a node for all that hangs on it.

use oxrdf::NamedNode;

use crate::{
    dpv::{Graph, Writer, numbered},
    view::{Measure, Only, Purpose, Retention, Said},
};

impl Writer<'_> {
    pub(super) fn purpose(&mut self, purpose: &Purpose) -> NamedNode {
        let entry = &purpose.entry;
        let process = self.graph.node(entry);
        self.graph.is(&process, &["dpv:Process", "dpv:PersonalDataProcess"]);
        self.graph.words(&process, "dct:title", &purpose.name);
        self.graph.plain(&process, "dpv:hasIdentifier", entry.trim_start_matches("purpose."));
        if purpose.draft {
            self.graph.link(
                &process,
                "dpv:hasActivityStatus",
                &Graph::term("dpv:ActivityProposed"),
            );
        }
        let controller = match &purpose.controller {
            None => self.graph.node("organisation"),
            Some(controller) => {
                let node = self.graph.node(&controller.entry);
                self.graph.is(&node, &["dpv:DataController", "dpv:Organisation"]);
                self.graph.plain(&node, "dpv:hasName", &controller.name);
                self.contact(&node, &controller.contact);
                node
            }
        };
        self.graph.link(&process, "dpv:hasDataController", &controller);

        let what_for = self.graph.node(&format!("{entry}/purpose"));
        self.graph.is(&what_for, &["dpv:Purpose"]);
        self.graph.words(&what_for, "dct:title", &purpose.name);
        if let Some(description) = &purpose.description {
            self.graph.words(&what_for, "dct:description", description);
        }
        self.broader(&what_for, purpose.dpv.as_deref());
        self.graph.link(&process, "dpv:hasPurpose", &what_for);

        self.grounds(&process, purpose);
        self.people_and_data(&process, purpose);
        self.disclosed(&process, purpose);
        self.decisions(&process, purpose);
        for measure in purpose.measures.items.iter().filter(|measure| !measure.planned) {
            let node = self.measure(measure);
            self.graph.link(&process, "dpv:hasTechnicalOrganisationalMeasure", &node);
        }
        if let Some(words) =
            purpose.impact_assessment.words.as_ref().filter(|_| !purpose.impact_assessment.none)
        {
            let node = self.graph.node(&format!("{entry}/impact-assessment"));
            self.graph.is(&node, &["dpv:DPIA"]);
            self.graph.words(&node, "dct:description", words);
            self.graph.link(&process, "dpv:hasImpactAssessment", &node);
        }
        self.open(purpose);
        process
    }

    fn grounds(&mut self, process: &NamedNode, purpose: &Purpose) {
        let name = format!("{}/legal-basis", purpose.entry);
        for (at, basis) in purpose.legal_bases.items.iter().enumerate() {
            let node = self.ground(process, &numbered(&name, at), (&basis.name, &basis.words));
            match (&*basis.entry, basis.before_contract, basis.third_party) {
                ("legal-basis.contract", true, _) => {
                    let term = Graph::term("eu-gdpr:A6-1-b-enter-into-contract");
                    self.graph.link(&node, "skos:broader", &term);
                }
                ("legal-basis.legitimate-interests", _, true) => {
                    let term = Graph::term("eu-gdpr:A6-1-f-third-party");
                    self.graph.link(&node, "skos:broader", &term);
                }
                _ => self.broader(&node, basis.dpv.as_deref()),
            }
            if let Some(words) = &basis.assessment {
                let assessment = self.graph.node(&format!("{}/assessment", numbered(&name, at)));
                self.graph.is(&assessment, &["dpv:LegitimateInterestAssessment"]);
                self.graph.words(&assessment, "dct:description", words);
                self.graph.link(process, "dpv:hasAssessment", &assessment);
            }
        }
        let name = format!("{}/condition", purpose.entry);
        for (at, condition) in purpose.conditions.items.iter().enumerate() {
            let said = (&*condition.name, &*condition.words);
            let node = self.ground(process, &numbered(&name, at), said);
            self.broader(&node, condition.dpv.as_deref());
        }
    }

    fn ground(&mut self, process: &NamedNode, name: &str, said: (&str, &str)) -> NamedNode {
        let node = self.graph.node(name);
        self.graph.is(&node, &["dpv:LegalBasis"]);
        self.graph.words(&node, "dct:title", said.0);
        self.graph.words(&node, "dct:description", said.1);
        self.graph.link(process, "dpv:hasLegalBasis", &node);
        node
    }

    fn people_and_data(&mut self, process: &NamedNode, purpose: &Purpose) {
        for subject in &purpose.data_subjects.items {
            let node = self.graph.node(&format!("{}/{}", purpose.entry, subject.entry));
            self.graph.is(&node, &["dpv:DataSubject"]);
            self.graph.words(&node, "dct:title", &subject.name);
            if let Some(only) = &subject.only {
                self.graph.words(&node, "dct:description", &only.words);
            }
            self.broader(&node, subject.dpv.as_deref());
            self.graph.link(process, "dpv:hasDataSubject", &node);
            let data = purpose.personal_data.items.iter();
            for datum in data.filter(|datum| subject.personal_data.contains(&datum.name)) {
                let datum = self.graph.node(&format!("{}/{}", purpose.entry, datum.entry));
                self.graph.link(&node, "dpv:hasPersonalData", &datum);
            }
            if let Some(words) = &subject.personal_data_words {
                self.graph.words(&node, "dct:description", words);
            }
        }
        for datum in &purpose.personal_data.items {
            let node = self.graph.node(&format!("{}/{}", purpose.entry, datum.entry));
            self.graph.is(&node, &["dpv:PersonalData"]);
            if datum.class.as_deref() == Some("special") {
                self.graph.is(&node, &["dpv:SpecialCategoryPersonalData"]);
            }
            self.graph.words(&node, "dct:title", &datum.name);
            if datum.words != datum.name {
                self.graph.words(&node, "dct:description", &datum.words);
            }
            self.broader(&node, datum.dpv.as_deref());
            self.graph.link(process, "dpv:hasPersonalData", &node);
        }
        for (at, source) in purpose.sources.items.iter().enumerate() {
            let node = self.graph.node(&numbered(&format!("{}/source", purpose.entry), at));
            self.graph.is(&node, &["dpv:DataSource"]);
            self.graph.words(&node, "dct:title", &source.name);
            self.graph.words(&node, "dct:description", &source.words);
            let term = match (source.public, source.indirect) {
                (true, _) => Some("dpv:PublicDataSource"),
                (false, true) => Some("dpv:ThirdPartyDataSource"),
                (false, false) if source.entry == "source.data-subject" => {
                    Some("dpv:DataSubjectDataSource")
                }
                (false, false) => None,
            };
            if let Some(term) = term {
                self.graph.link(&node, "skos:broader", &Graph::term(term));
            }
            let at = self.concerned(process, purpose, source.only.as_ref());
            for of in at {
                self.graph.link(&of, "dpv:hasDataSource", &node);
            }
        }
        for (at, provision) in purpose.provisions.items.iter().enumerate() {
            let node = self.graph.node(&numbered(&format!("{}/provision", purpose.entry), at));
            self.graph.is(&node, &["dpv:Necessity"]);
            self.graph.words(&node, "dct:description", &provision.words);
            if let Some(consequence) = &provision.consequence {
                self.graph.words(&node, "dct:description", consequence);
            }
            let term = match &*provision.entry {
                "provision.statutory" | "provision.contractual" | "provision.pre-contractual" => {
                    "dpv:Required"
                }
                "provision.voluntary" => "dpv:Optional",
                _ => "dpv:NotRequired",
            };
            self.graph.link(&node, "skos:broader", &Graph::term(term));
            for of in self.concerned(process, purpose, provision.only.as_ref()) {
                self.graph.link(&of, "dpv:hasNecessity", &node);
            }
        }
        for (at, retention) in purpose.retention.items.iter().enumerate() {
            let node =
                self.retention(&numbered(&format!("{}/retention", purpose.entry), at), retention);
            for of in self.concerned(process, purpose, retention.only.as_ref()) {
                self.graph.link(&of, "dpv:hasStorageCondition", &node);
            }
        }
    }

    /// On what something hangs: on the process, or on the data to which alone it is narrowed.
    fn concerned(
        &self,
        process: &NamedNode,
        purpose: &Purpose,
        only: Option<&Only>,
    ) -> Vec<NamedNode> {
        let named = only.map_or(&[][..], |only| &only.personal_data);
        let data = purpose.personal_data.items.iter().filter(|datum| named.contains(&datum.name));
        let nodes: Vec<_> = data
            .map(|datum| self.graph.node(&format!("{}/{}", purpose.entry, datum.entry)))
            .collect();
        if nodes.is_empty() || nodes.len() < named.len() { vec![process.clone()] } else { nodes }
    }

    fn retention(&mut self, name: &str, retention: &Retention) -> NamedNode {
        let node = self.graph.node(name);
        self.graph.is(&node, &["dpv:StorageCondition", "dpv:StorageDuration"]);
        self.graph.words(&node, "dct:description", &retention.words);
        for (at, limit) in retention.limits.iter().enumerate() {
            let duration = self.graph.node(&numbered(&format!("{name}/limit"), at));
            self.graph.is(&duration, &["dpv:Duration"]);
            self.graph.words(&duration, "dct:description", &limit.words);
            if let Some(iso) = &limit.iso {
                self.graph.is(&duration, &["dpv:TemporalDuration"]);
                self.graph.typed(&duration, "rdf:value", iso, "xsd:duration");
            } else {
                self.graph.is(&duration, &["dpv:UntilEventDuration"]);
            }
            self.graph.link(&node, "dpv:hasDuration", &duration);
        }
        node
    }

    fn decisions(&mut self, process: &NamedNode, purpose: &Purpose) {
        for (at, decision) in purpose.decisions.items.iter().enumerate() {
            let name = numbered(&format!("{}/decision", purpose.entry), at);
            let node = self.graph.node(&name);
            self.graph.is(&node, &["dpv:Processing", "dpv:AutomatedDecisionMaking"]);
            self.graph.words(&node, "dct:title", &decision.name);
            self.graph.words(&node, "dct:description", &decision.words);
            self.graph.link(&node, "dpv:hasAutomationLevel", &Graph::term("dpv:FullAutomation"));
            if let Some(logic) = &decision.logic {
                let inner = self.graph.node(&format!("{name}/logic"));
                self.graph.is(&inner, &["dpv:AlgorithmicLogic"]);
                self.graph.words(&inner, "dct:description", logic);
                self.graph.link(&node, "dpv:hasAlgorithmicLogic", &inner);
            }
            for (what, words) in
                [("significance", &decision.significance), ("consequences", &decision.consequences)]
            {
                if let Some(words) = words {
                    let inner = self.graph.node(&format!("{name}/{what}"));
                    self.graph.is(&inner, &["dpv:Consequence"]);
                    self.graph.words(&inner, "dct:description", words);
                    self.graph.link(&node, "dpv:hasConsequence", &inner);
                }
            }
            self.graph.link(process, "dpv:hasProcessing", &node);
        }
    }

    pub(super) fn measure(&mut self, measure: &Measure) -> NamedNode {
        let node = self.graph.node(&measure.entry);
        self.graph.is(&node, &["dpv:TechnicalOrganisationalMeasure"]);
        self.graph.words(&node, "dct:title", &measure.name);
        if let Some(description) = &measure.description {
            self.graph.words(&node, "dct:description", description);
        }
        self.broader(&node, measure.dpv.as_deref());
        node
    }

    /// What is not known, not decided, or declared to be none: DPV has no way to say so.
    fn open(&mut self, purpose: &Purpose) {
        fn is_lost<T>(said: &Said<T>) -> bool {
            said.none || said.unknown || said.undecided
        }
        let lost = [
            ("the people", is_lost(&purpose.data_subjects)),
            ("the data", is_lost(&purpose.personal_data)),
            ("the legal basis", is_lost(&purpose.legal_bases)),
            ("the condition", is_lost(&purpose.conditions)),
            ("the source", is_lost(&purpose.sources)),
            ("the recipients", is_lost(&purpose.recipients)),
            ("the transfers", is_lost(&purpose.transfers) && !purpose.transfers.none),
            ("how long data are kept", is_lost(&purpose.retention)),
        ];
        let lost: Vec<_> = lost.iter().filter(|(_, is)| *is).map(|(what, _)| *what).collect();
        if !lost.is_empty() {
            self.lost.push(format!(
                "{}: that there are none, or that it is open, DPV can't say: {}",
                purpose.entry,
                lost.join(", ")
            ));
        }
    }
}
