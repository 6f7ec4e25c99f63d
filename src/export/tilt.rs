//! The Transparency Information Language: a whole notice as JSON, valid by its schema. Where that asks for a fact which
//! the register does not state, none is made up, and nothing is written.

mod disclosed;

use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    export::Exported,
    register::Register,
    view::{Contact, Right, View, number},
};

/// A View as TILT, or what it asks for and the register does not state. The register is asked for the codes of countries
/// and the articles of grounds alone.
pub fn tilt(view: &View, register: &Register) -> Result<Exported, Vec<String>> {
    let mut writer = Writer { view, register, missing: Vec::new(), lost: Vec::new() };
    let mut document = json!({
        "meta": writer.meta(),
        "controller": writer.controller(),
        "dataProtectionOfficer": writer.officer(),
        "dataDisclosed": writer.disclosed(),
        "thirdCountryTransfers": writer.transfers(),
        "accessAndDataPortability": writer.right(&["right.access", "right.portability"]),
        "sources": writer.sources(),
        "rightToInformation": writer.told(Some(String::new())),
        "rightToRectificationOrDeletion": writer.right(&["right.rectification", "right.erasure"]),
        "rightToDataPortability": writer.right(&["right.portability"]),
        "rightToWithdrawConsent": writer.withdrawal(),
        "rightToComplain": writer.complaint(),
        "automatedDecisionMaking": writer.decisions(),
        "changesOfPurpose": writer.changes(),
    });
    writer.name_lost();
    let Writer { missing, lost, .. } = writer;
    if !missing.is_empty() {
        return Err(missing);
    }
    // Over the document as it stands, with zeros in the place of the hash itself.
    let hash = number::hexadecimal(&Sha256::digest(document.to_string().as_bytes()));
    document["meta"]["_hash"] = hash.into();
    Ok(Exported { text: format!("{document:#}\n"), lost })
}

/// What is written, what is missing for it, and what has no place in it.
struct Writer<'v> {
    view: &'v View,
    register: &'v Register,
    missing: Vec<String>,
    lost: Vec<String>,
}

impl Writer<'_> {
    /// A fact that TILT can't do without.
    fn needed(&mut self, fact: Option<String>, key: &str) -> String {
        fact.unwrap_or_else(|| {
            let key = format!("`{key}`");
            if !self.missing.contains(&key) {
                self.missing.push(key);
            }
            String::new()
        })
    }

    fn meta(&mut self) -> Value {
        let view = self.view;
        let first = view.versions.last().map(|version| version.date.iso.clone());
        let url = view.organisation.policy_url.as_ref().map_or("", |url| url.as_str());
        if url.is_empty() {
            self.lost.push(
                "`organisation.policy-url` is not stated: the document's address is empty".into(),
            );
        }
        json!({
            "_id": view.number(),
            "name": view.organisation.name,
            "created": self.needed(first, "version.DATE"),
            "modified": self.needed(view.changed.as_ref().map(|day| day.iso.clone()), "version.DATE"),
            "version": view.versions.len().max(1),
            "language": view.language,
            "status": "active",
            "url": url,
            "_hash": "0".repeat(64),
        })
    }

    /// The code of the organisation's country.
    fn country(&mut self) -> String {
        let country = self.register.organisation().contact.country.get();
        self.needed(country.map(|country| country.id.to_string()), "organisation.country")
    }

    fn controller(&mut self) -> Value {
        let organisation = &self.view.organisation;
        let person = organisation.contact_person.as_ref();
        let name = person.and_then(|person| person.name.clone());
        let email = person.and_then(|person| channel(person, "email"));
        let email = email.or_else(|| channel(&organisation.contact, "email"));
        let phone = person.and_then(telephone);
        let phone = phone.or_else(|| telephone(&organisation.contact));
        let address = (!organisation.contact.address.is_empty())
            .then(|| organisation.contact.address.join(", "));
        let mut representative = json!({
            "name": name.unwrap_or_else(|| organisation.name.clone()),
            "email": self.needed(email, "organisation.email"),
        });
        put(&mut representative, "phone", phone);
        json!({
            "name": organisation.name,
            "address": self.needed(address, "organisation.address"),
            "country": self.country(),
            "representative": representative,
        })
    }

    /// TILT can't say that there is no officer: then the organisation itself stands in the place.
    fn officer(&mut self) -> Value {
        let organisation = &self.view.organisation;
        let officer = self.view.officer.items.first().map(|officer| &officer.contact);
        if officer.is_none() {
            let words = self.view.officer.words.clone();
            let why = words.map(|words| format!(": {words}")).unwrap_or_default();
            self.lost.push(format!(
                "TILT wants a data protection officer: the organisation itself stands there{why}"
            ));
        }
        let contact = officer.unwrap_or(&organisation.contact);
        let own = !contact.address.is_empty();
        let address = if own { contact } else { &organisation.contact }.address.join(", ");
        let email = channel(contact, "email").or_else(|| channel(&organisation.contact, "email"));
        let mut officer = json!({
            "name": contact.name.as_ref().or(contact.title.as_ref()).unwrap_or(&organisation.name),
            "address": address,
            "country": self.country(),
            "email": self.needed(email, "organisation.email"),
        });
        put(&mut officer, "phone", telephone(contact));
        officer
    }

    /// Once a country: TILT has no place for who is there, nor for which purpose.
    fn transfers(&mut self) -> Value {
        let mut countries: Map<String, Value> = Map::new();
        for transfer in &self.view.transfers.items {
            let entry = transfer.entry.as_deref();
            let Some(code) = entry.and_then(|entry| entry.strip_prefix("country.")) else {
                self.lost.push(format!("a transfer to no single country: {}", transfer.words));
                continue;
            };
            for instrument in &transfer.instruments.items {
                let members: &[&str] = match instrument.article.as_deref() {
                    Some(article) if article.starts_with("45") => &["adequacyDecision"],
                    Some("46(2)(c)" | "46(2)(d)") => {
                        &["appropriateGuarantees", "standardDataProtectionClause"]
                    }
                    Some(article) if article.starts_with("46") => &["appropriateGuarantees"],
                    _ => {
                        self.lost.push(format!("what a transfer rests on: {}", instrument.words));
                        &[]
                    }
                };
                let country = countries.entry(code).or_insert_with(|| {
                    json!({
                        "country": code,
                        "adequacyDecision": { "available": false },
                        "appropriateGuarantees": { "available": false },
                        "standardDataProtectionClause": { "available": false },
                    })
                });
                for member in members {
                    let before = country[member]["description"].as_str();
                    let words = match before {
                        Some(before) if before != instrument.words => {
                            format!("{before}; {}", instrument.words)
                        }
                        _ => instrument.words.clone(),
                    };
                    country[member] = json!({ "available": true, "description": words });
                }
            }
            if transfer.instruments.items.is_empty() {
                countries.entry(code).or_insert_with(|| json!({ "country": code }));
            }
        }
        countries.into_iter().map(|(_, country)| country).collect()
    }

    fn right(&self, entries: &[&str]) -> Value {
        let rights = self.view.rights.items.iter();
        let rights: Vec<&Right> = rights.filter(|right| entries.contains(&&*right.entry)).collect();
        let words = rights.iter().flat_map(|right| [Some(&right.words), right.way.as_ref()]);
        let words: Vec<_> = words.flatten().map(String::as_str).collect();
        self.told((!rights.is_empty()).then(|| words.join(" ")))
    }

    /// A right, with the way in general.
    fn told(&self, words: Option<String>) -> Value {
        let Some(words) = words else { return json!({ "available": false }) };
        let rights = &self.view.rights;
        let said = [Some(words), rights.contact.clone(), rights.description.clone()];
        let said: Vec<_> = said.into_iter().flatten().filter(|words| !words.is_empty()).collect();
        let mut right = json!({ "available": true, "description": said.join(" ") });
        let contact = &self.view.organisation.contact;
        put(&mut right, "email", channel(contact, "email"));
        put(&mut right, "url", link(contact, "contact-form"));
        right
    }

    fn withdrawal(&self) -> Value {
        let withdrawal = self.view.rights.withdrawal.as_ref();
        self.told(withdrawal.map(|withdrawal| withdrawal.way.clone().unwrap_or_default()))
    }

    fn complaint(&mut self) -> Value {
        let view = self.view;
        let Some(authority) = view.authorities.first() else {
            return json!({ "available": false });
        };
        for other in &view.authorities[1..] {
            self.lost.push(format!("a second authority: {}", other.name));
        }
        let id = authority.entry.trim_start_matches("authority.");
        let country = self.register.authorities.get(id);
        let country = country.and_then(|one| one.contact.country.get());
        let mut one = json!({ "name": authority.name });
        let address = &authority.contact.address;
        put(&mut one, "address", (!address.is_empty()).then(|| address.join(", ")));
        put(&mut one, "country", country.map(|country| country.id.to_string()));
        put(&mut one, "email", channel(&authority.contact, "email"));
        put(&mut one, "phone", telephone(&authority.contact));
        let words = view.rights.complaint.clone().unwrap_or_else(|| authority.name.clone());
        let mut right = json!({ "available": true, "description": words });
        put(&mut right, "url", link(&authority.contact, "website"));
        right["supervisoryAuthority"] = one;
        right
    }

    /// Where nothing is said, nothing is: TILT allows an empty answer.
    fn decisions(&self) -> Value {
        let decisions = &self.view.decisions;
        if decisions.items.is_empty() {
            return if decisions.none { json!({ "inUse": false }) } else { json!({}) };
        }
        let all = |of: fn(&crate::view::Decision) -> Vec<Option<&String>>| -> String {
            let words = decisions.items.iter().flat_map(of).flatten();
            words.map(String::as_str).collect::<Vec<_>>().join(" ")
        };
        json!({
            "inUse": true,
            "logicInvolved": all(|one| vec![Some(&one.name), one.logic.as_ref()]),
            "scopeAndIntendedEffects":
                all(|one| vec![one.significance.as_ref(), one.consequences.as_ref()]),
        })
    }

    fn changes(&self) -> Value {
        let further = self.view.purposes().filter(|one| !one.further_processing_of.is_empty());
        let change = further.map(|purpose| {
            let data = purpose.personal_data.items.iter().map(|datum| datum.name.as_str());
            json!({
                "description": purpose.description.as_ref().unwrap_or(&purpose.name),
                "affectedDataCategories": data.collect::<Vec<_>>(),
            })
        });
        change.collect()
    }

    /// What TILT has no place for, of what is stated.
    fn name_lost(&mut self) {
        let view = self.view;
        let has = |entry| view.rights.items.iter().any(|right: &Right| right.entry == entry);
        for (is, what) in [
            (!view.representatives.items.is_empty(), "the representatives of Art. 27"),
            (!view.measures.items.is_empty(), "security measures"),
            (has("right.restriction"), "the right to restriction (Art. 18)"),
            (view.rights.objection.is_some(), "the right to object (Art. 21)"),
            (!view.rights.limits.is_empty(), "limits of rights (Art. 23)"),
            (!view.services.is_empty(), "services for other controllers"),
            (!view.trackers.is_empty(), "cookies and the like"),
            (view.california.is_some(), "what Californians are told"),
            (!view.transfers.items.is_empty(), "which recipient a transfer goes to"),
            (
                view.purposes().any(|one| one.controller.is_some()),
                "another controller of a purpose",
            ),
        ] {
            if is {
                self.lost.push(format!("TILT has no place for: {what}"));
            }
        }
    }
}

fn put(object: &mut Value, key: &str, value: Option<String>) {
    if let Some(value) = value {
        object[key] = value.into();
    }
}

fn channel(contact: &Contact, kind: &str) -> Option<String> {
    let found = contact.channels.iter().find(|channel| channel.kind == kind);
    found.map(|channel| channel.words.clone())
}

fn link(contact: &Contact, kind: &str) -> Option<String> {
    let found = contact.channels.iter().find(|channel| channel.kind == kind)?;
    found.link.as_ref().map(|link| link.as_str().to_owned())
}

/// A number, if it is written as TILT wants it: with the country's prefix, and digits alone.
fn telephone(contact: &Contact) -> Option<String> {
    let number = channel(contact, "phone")?;
    let rest = number.strip_prefix('+').unwrap_or(&number);
    let fits = rest.starts_with(|first: char| first.is_ascii_digit())
        && rest.chars().all(|char| char.is_ascii_digit() || " -./".contains(char));
    fits.then_some(number)
}
