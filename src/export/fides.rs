//! A manifest of Fides, as `fideslang` 3.1 reads it: the organisation, its own system with a declaration for each purpose
//! and basis, and a system for each recipient with a name.
//!
//! Every string stands in quotes, since readers of YAML 1.1 take `NO` for a no. What Fides has no key for stands in words
//! under `meta`, and is named in the comment at the top.

mod declarations;
mod taxonomy;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value, json};
use serde_yaml::DoubleQuoted;

use crate::{
    export::{Exported, fides::taxonomy::Taxonomy},
    register::{Register, policy::Technique},
    view::{Contact, Recipient, Tracker, Transfer, View},
};

/// A View as a manifest. The register is asked for the terms of vocabularies alone.
pub fn fides(view: &View, register: &Register) -> Exported {
    let taxonomy = Taxonomy::new(register, view.internal);
    let mut writer = Writer { view, register, taxonomy, lost: Vec::new() };
    let organisation = writer.organisation();
    let mut systems = vec![writer.own_system()];
    let recipients = view.recipients.iter().flat_map(|group| &group.recipients);
    for recipient in recipients.filter(|one| is_system(one)) {
        systems.push(writer.system_of(recipient));
    }
    writer.name_lost();
    let Writer { taxonomy, lost, .. } = writer;
    let mut manifest = Map::new();
    manifest.insert("organization".into(), json!([organisation]));
    manifest.extend(taxonomy.own());
    manifest.insert("system".into(), systems.into());
    Exported { text: format!("{}{}", comment(&lost), yaml(&manifest.into())), lost }
}

/// Whether a recipient has a system of its own there: no department, and nobody in general.
fn is_system(recipient: &Recipient) -> bool {
    !matches!(recipient.role.as_deref(), Some("internal" | "the-public" | "the-data-subject"))
}

struct Writer<'v> {
    view: &'v View,
    register: &'v Register,
    taxonomy: Taxonomy<'v>,
    lost: Vec<String>,
}

impl Writer<'_> {
    fn organisation(&mut self) -> Value {
        let view = self.view;
        let mut organisation = json!({
            "fides_key": "default_organization",
            "name": view.organisation.name,
            "controller": details(&view.organisation.contact, &view.organisation.name),
        });
        if let Some(officer) = view.officer.items.first() {
            organisation["data_protection_officer"] = details(&officer.contact, "");
        }
        if let Some(representative) = view.representatives.items.first() {
            organisation["representative"] = details(&representative.contact, "");
        }
        for other in view.representatives.items.iter().skip(1) {
            self.lost
                .push(format!("Fides has room for one representative: not in {}", other.place));
        }
        organisation
    }

    /// What the organisation does itself.
    fn own_system(&mut self) -> Value {
        let view = self.view;
        let declarations: Vec<Value> =
            view.purposes().flat_map(|purpose| self.declarations(purpose)).collect();
        let mut system = json!({
            "fides_key": "own_organisation",
            "organization_fides_key": "default_organization",
            "name": view.organisation.short_name,
            "system_type": "Service",
            "responsibility": ["Controller"],
            "legal_name": view.organisation.name,
            "processes_personal_data": true,
        });
        let contact = &view.organisation.contact;
        if !contact.address.is_empty() {
            system["legal_address"] = contact.address.join(", ").into();
        }
        if let Some(url) = &view.organisation.policy_url {
            system["privacy_policy"] = url.as_str().into();
        }
        if let Some(words) = view.officer.items.first().and_then(|one| one.contact.words.as_ref()) {
            system["dpo"] = words.as_str().into();
        }
        let measures = view.measures.items.iter().filter(|measure| !measure.planned);
        let measures: Vec<_> = measures.map(|measure| measure.words.as_str()).collect();
        if !measures.is_empty() {
            system["data_security_practices"] = measures.join("; ").into();
        }
        let is_cookie = |tracker: &Tracker| {
            let id = tracker.entry.trim_start_matches("tracker.");
            let tracker = self.register.trackers.get(id);
            tracker.is_some_and(|one| one.technique.get() == Some(&Technique::Cookie))
        };
        if view.trackers.iter().any(is_cookie) {
            system["uses_cookies"] = true.into();
        }
        let joint = view.recipients.iter().flat_map(|group| &group.recipients);
        let joint = joint.filter(|one| one.role.as_deref() == Some("joint-controller"));
        let joint: Vec<_> = joint.map(|one| one.words.as_str()).collect();
        if !joint.is_empty() {
            system["joint_controller_info"] = joint.join("; ").into();
        }
        let is_none = view.transfers.none;
        let transfers: Vec<_> = view.transfers.items.iter().collect();
        Self::put_transfers(&mut system, &transfers, is_none);
        system["privacy_declarations"] = declarations.into();
        system["meta"] = json!({ "ropa": self.words_of_purposes() });
        system
    }

    fn system_of(&mut self, recipient: &Recipient) -> Value {
        let view = self.view;
        let id = recipient.entry.trim_start_matches("recipient.");
        let mut system = json!({
            "fides_key": id,
            "organization_fides_key": "default_organization",
            "name": recipient.name,
            "system_type": "Third Party",
        });
        let responsibility = match recipient.role.as_deref() {
            Some("processor") => Some("Processor"),
            Some("sub-processor") => Some("Sub-Processor"),
            Some("controller" | "joint-controller") => Some("Controller"),
            _ => None,
        };
        if let Some(responsibility) = responsibility {
            system["responsibility"] = json!([responsibility]);
        }
        if let Some(words) = recipient.description.as_ref().or(recipient.category.as_ref()) {
            system["description"] = words.as_str().into();
        }
        let contact = recipient.contact.as_ref();
        if let Some(contact) = contact.filter(|contact| !contact.address.is_empty()) {
            system["legal_address"] = contact.address.join(", ").into();
        }
        if let Some(url) = &recipient.policy_url {
            system["privacy_policy"] = url.as_str().into();
        }
        let transfers = view.transfers.items.iter();
        let transfers: Vec<_> =
            transfers.filter(|one| one.recipients.contains(&recipient.name)).collect();
        Self::put_transfers(&mut system, &transfers, false);
        let used: Vec<_> = view
            .purposes()
            .filter_map(|purpose| {
                let uses = purpose.recipients.items.iter();
                uses.clone().find(|one| one.entry == recipient.entry).map(|one| (purpose, one))
            })
            .collect();
        let declarations: Vec<Value> =
            used.into_iter().map(|(purpose, used)| self.disclosure(purpose, used)).collect();
        system["privacy_declarations"] = declarations.into();
        system["meta"] = json!({ "ropa": { "words": recipient.words } });
        if !recipient.countries.items.is_empty() {
            system["meta"]["ropa"]["countries"] = recipient.countries.items.clone().into();
        }
        system
    }

    /// Fides knows that there is a transfer, and on which of five grounds; where it goes, it has no key for.
    fn put_transfers(system: &mut Value, transfers: &[&Transfer], none: bool) {
        if transfers.is_empty() {
            if none {
                system["does_international_transfers"] = false.into();
            }
            return;
        }
        let mut grounds: Vec<&str> = Vec::new();
        for instrument in transfers.iter().flat_map(|transfer| &transfer.instruments.items) {
            let ground = match instrument.article.as_deref() {
                Some("45") => "Adequacy Decision",
                Some("46(2)(b)") => "BCRs",
                Some("46(2)(c)" | "46(2)(d)") => "SCCs",
                _ => "Other",
            };
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
        system["does_international_transfers"] = true.into();
        if !grounds.is_empty() {
            system["legal_basis_for_transfers"] = json!(grounds);
        }
    }

    fn name_lost(&mut self) {
        let view = self.view;
        let purposes = || view.purposes();
        for (is, what) in [
            (!view.transfers.items.is_empty(), "to which country a transfer goes"),
            (purposes().any(|one| !one.sources.items.is_empty()), "where data come from"),
            (purposes().any(|one| !one.provisions.items.is_empty()), "whether data must be given"),
            (
                purposes().any(|one| !one.retention.items.is_empty()),
                "periods, their beginning and their end, other than as a string",
            ),
            (!view.rights.items.is_empty(), "how people use their rights"),
            (!view.authorities.is_empty(), "the supervisory authority"),
            (!view.services.is_empty(), "services for other controllers"),
            (purposes().any(|one| one.controller.is_some()), "another controller of a purpose"),
        ] {
            if is {
                self.lost.push(format!("Fides has no key for: {what}"));
            }
        }
    }
}

fn details(contact: &Contact, name: &str) -> Value {
    let channel = |kind: &str| {
        let found = contact.channels.iter().find(|channel| channel.kind == kind);
        found.map_or("", |channel| channel.words.as_str())
    };
    let said = contact.name.as_deref().or(contact.title.as_deref());
    let address = contact.address.join(", ");
    let details = [
        ("name", said.unwrap_or(name)),
        ("address", &address),
        ("email", channel("email")),
        ("phone", channel("phone")),
    ];
    let details = details.iter().filter(|(_, said)| !said.is_empty());
    details.map(|(key, said)| ((*key).to_owned(), Value::from(*said))).collect()
}

/// What is lost, for whoever opens the file. A text can't end its line.
fn comment(lost: &[String]) -> String {
    let is_break =
        |char: char| char.is_control() || matches!(char, '\u{2028}' | '\u{2029}' | '\u{feff}');
    let lines = lost.iter().map(|sentence| format!("# {}\n", sentence.replace(is_break, " ")));
    lines.collect()
}

fn yaml(manifest: &Value) -> String {
    let mut text = String::new();
    let options = serde_yaml::ser_options! { prefer_block_scalars: false };
    serde_yaml::to_fmt_writer_with_options(&mut text, &Quoted(manifest), options)
        .expect("a string takes all that is written to it");
    text
}

/// A value whose texts stand in quotes, all of them.
struct Quoted<'v>(&'v Value);

impl Serialize for Quoted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::String(text) => DoubleQuoted(text).serialize(serializer),
            Value::Array(members) => serializer.collect_seq(members.iter().map(Quoted)),
            Value::Object(keys) => {
                serializer.collect_map(keys.iter().map(|(key, value)| (key, Quoted(value))))
            }
            plain => plain.serialize(serializer),
        }
    }
}
