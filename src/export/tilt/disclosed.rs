//! Which data, for what, and where from: an entry a purpose and category of data, so that each keeps its own basis.

use serde_json::{Value, json};

use crate::{
    export::tilt::Writer,
    register::shape::Several,
    view::{Datum, Only, Purpose, RecipientUse, Retention},
};

/// What holds for a datum, if it is narrowed to some data at all.
fn concerns(only: Option<&Only>, datum: &Datum) -> bool {
    only.is_none_or(|only| {
        only.personal_data.is_empty() || only.personal_data.contains(&datum.name)
    })
}

/// What an entry is called: the link between a datum and its basis is the purpose.
fn pair(purpose: &Purpose, datum: &Datum) -> String {
    let id = |entry: &str| entry.split_once('.').map_or(entry, |(_, id)| id).to_owned();
    format!("{}/{}", id(&purpose.entry), id(&datum.entry))
}

/// TILT's way to cite the Regulation: `6(1)(a)` is `GDPR-6-1-a`.
fn reference(article: &str) -> String {
    let parts = article.split(['(', ')']).filter(|part| !part.is_empty());
    format!("GDPR-{}", parts.collect::<Vec<_>>().join("-"))
}

/// Of a ground that stands in a national law alone: TILT's pattern has no room for its name, which the words give.
const ELSEWHERE: &str = "LAW";

impl Writer<'_> {
    pub(super) fn disclosed(&mut self) -> Value {
        let view = self.view;
        let pairs = view.purposes().flat_map(|purpose| {
            purpose.personal_data.items.iter().map(move |datum| (purpose, datum))
        });
        pairs.map(|(purpose, datum)| self.one(purpose, datum)).collect()
    }

    fn one(&mut self, purpose: &Purpose, datum: &Datum) -> Value {
        let bases = purpose.legal_bases.items.iter();
        let bases: Vec<_> = bases.filter(|basis| concerns(basis.only.as_ref(), datum)).collect();
        let interests =
            bases.iter().filter(|basis| basis.entry == "legal-basis.legitimate-interests");
        let mut interests: Vec<Value> = interests
            .map(|basis| {
                let reasoning = basis.interest.as_ref().unwrap_or(&basis.words);
                json!({ "exists": true, "reasoning": reasoning })
            })
            .collect();
        if interests.is_empty() && !bases.is_empty() {
            interests.push(json!({ "exists": false }));
        }
        let grounds = bases.iter().map(|basis| {
            let article = basis.article.as_deref();
            json!({ "reference": article.map_or_else(|| ELSEWHERE.to_owned(), reference), "description": basis.words })
        });
        let conditions = purpose.conditions.items.iter();
        let conditions = conditions
            .filter(|one| concerns(one.only.as_ref(), datum))
            .filter(|one| one.class.is_none() || one.class == datum.class)
            .map(|one| {
                let id = one.entry.trim_start_matches("condition.");
                let article = self.register.conditions.get(id).and_then(|one| one.article.get());
                let article = article.map(|article| reference(article));
                json!({ "reference": article.unwrap_or_else(|| ELSEWHERE.into()), "description": one.words })
            });
        let grounds: Vec<Value> = grounds.chain(conditions).collect();
        let recipients = purpose.recipients.items.iter();
        let recipients = recipients.filter(|one| concerns(one.only.as_ref(), datum));
        let recipients: Vec<Value> = recipients.map(|one| self.recipient(one)).collect();
        let kept = purpose.retention.items.iter();
        let kept = kept.filter(|one| concerns(one.only.as_ref(), datum));
        let people = purpose.data_subjects.items.iter();
        let people = people
            .filter(|one| one.personal_data.is_empty() || one.personal_data.contains(&datum.name));
        json!({
            "_id": pair(purpose, datum),
            "category": datum.words,
            "purposes": [{
                "purpose": purpose.name,
                "description": purpose.description.as_ref().unwrap_or(&purpose.name),
            }],
            "legalBases": grounds,
            "legitimateInterests": interests,
            "recipients": recipients,
            "storage": kept.map(storage).collect::<Vec<_>>(),
            "nonDisclosure": self.provision(purpose, datum),
            "x-ropa-dataSubjects": people.map(|one| one.words.as_str()).collect::<Vec<_>>(),
        })
    }

    /// TILT wants a category always, and a name beside it if there is one.
    fn recipient(&self, used: &RecipientUse) -> Value {
        let mut all = self.view.recipients.iter().flat_map(|group| &group.recipients);
        let known = all.find(|one| one.entry == used.entry);
        let id = used.entry.trim_start_matches("recipient.");
        let entry = self.register.recipients.get(id);
        let category = known.and_then(|one| one.category.clone());
        let names = entry.and_then(|entry| entry.contact.name.get());
        let is_name = names
            .is_some_and(|name| name.wordings().iter().any(|wording| *wording.words == *used.name));
        let mut recipient = match (category, is_name) {
            (Some(category), _) => json!({ "name": used.name, "category": category }),
            (None, true) => {
                json!({ "name": used.name, "category": used.role_words.as_ref().unwrap_or(&used.name) })
            }
            (None, false) => json!({ "category": used.name }),
        };
        if known.is_some_and(|one| one.countries.items.len() == 1)
            && let Some(places) = entry.and_then(|entry| entry.countries.get())
            && let Some(place) = Several::iter(places).next().filter(|place| place.is_country())
        {
            recipient["country"] = place.0.as_str().into();
        }
        if !used.is_plain {
            recipient["x-ropa-description"] = used.words.as_str().into();
        }
        recipient
    }

    fn provision(&mut self, purpose: &Purpose, datum: &Datum) -> Value {
        let provisions = purpose.provisions.items.iter();
        let provisions: Vec<_> =
            provisions.filter(|one| concerns(one.only.as_ref(), datum)).collect();
        if provisions.is_empty() {
            let lost = format!(
                "{}: whether {} must be given is not stated; TILT wants an answer, and reads that they need not",
                purpose.entry, datum.entry
            );
            self.lost.push(lost);
        }
        let is = |entries: &[&str]| provisions.iter().any(|one| entries.contains(&&*one.entry));
        let law = is(&["provision.statutory"]);
        let contract = is(&["provision.contractual", "provision.pre-contractual"]);
        let words = provisions.iter().map(|one| one.consequence.as_ref().unwrap_or(&one.words));
        json!({
            "legalRequirement": law,
            "contractualRegulation": contract,
            "obligationToProvide": law || contract,
            "consequences": words.map(String::as_str).collect::<Vec<_>>().join(" "),
        })
    }

    /// Where data come from, if not from the person. Art. 14.
    pub(super) fn sources(&self) -> Value {
        let mut found = Vec::new();
        for purpose in self.view.purposes() {
            for datum in &purpose.personal_data.items {
                let sources = purpose.sources.items.iter();
                let sources =
                    sources.filter(|one| one.indirect && concerns(one.only.as_ref(), datum));
                let sources: Vec<_> = sources
                    .map(|one| {
                        // There is no address of a source in a register; the schema takes an empty one.
                        json!({ "description": one.words, "url": "", "publiclyAvailable": one.public })
                    })
                    .collect();
                if !sources.is_empty() {
                    found.push(
                        json!({ "_id": pair(purpose, datum), "dataCategory": datum.words, "sources": sources }),
                    );
                }
            }
        }
        found.into()
    }
}

fn storage(retention: &Retention) -> Value {
    let (mut lengths, mut words) = (Vec::new(), Vec::new());
    for limit in &retention.limits {
        match &limit.iso {
            Some(iso) => lengths.push(json!({ "description": limit.words, "ttl": iso })),
            None => words.push(limit.words.clone()),
        }
    }
    for stage in &retention.stages {
        match stage.keep.as_ref().and_then(|keep| keep.iso.as_ref()) {
            Some(iso) => lengths.push(json!({ "description": stage.words, "ttl": iso })),
            None => words.push(stage.words.clone()),
        }
    }
    // The words of the limits are a part of these.
    if lengths.is_empty() || retention.limits.iter().all(|limit| limit.words != retention.words) {
        words = vec![retention.words.clone()];
    }
    json!({
        "temporal": lengths,
        "purposeConditional": words,
        "legalBasisConditional": [],
        // One stage comes after the other.
        "aggregationFunction": match (retention.stages.is_empty(), retention.first) {
            (false, _) => "sum",
            (true, true) => "min",
            (true, false) => "max",
        },
    })
}
