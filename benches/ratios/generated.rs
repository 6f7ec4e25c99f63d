//! A register of any size, as a company might write it: split over files, with narrowing, groups and transfers.

use std::fmt::Write as _;

/// The files of a register of so many purposes, by name.
pub(crate) fn register(purposes: usize) -> Vec<(String, String)> {
    let mut files = vec![("organisation.toml".to_owned(), ORGANISATION.to_owned())];
    let mut text = String::new();
    let mut number = 0;
    for at in 0..purposes {
        let topic = TOPICS[at % TOPICS.len()];
        write!(
            text,
            r#"[purpose.{topic}-{at}]
name = "{topic} number {at}"
description = "To do what {topic} number {at} is about, as we agreed with you."
data-subjects = "customer"
personal-data = ["name", "email", "phone", "purchase-history"]
legal-basis.contract.agreement = "the agreement of {topic} number {at}"
legal-basis.legal-obligation = {{ laws = "dk-bookkeeping-act", only.personal-data = "purchase-history", only.stage = "archive" }}
provision.contractual.consequence = "without them we cannot deliver"
provision.voluntary.only.personal-data = "phone"
recipients = ["default", "partner-{}"]
retention.account = {{}}
retention.accounts = {{}}

"#,
            at % 50
        )
        .expect("a string");
        if (at + 1) % 2_000 == 0 || at + 1 == purposes {
            files.push((format!("purposes-{number:03}.toml"), std::mem::take(&mut text)));
            number += 1;
        }
    }
    let mut recipients = String::new();
    for at in 0..50.min(purposes) {
        let place = ["DK", "DE", "US", "GB", "IE"][at % 5];
        write!(recipients, "[recipient.partner-{at}]\nname = \"Partner {at} A/S\"\ncategory = \"delivery\"\nrole = \"processor\"\ncountries = \"{place}\"\ncontract = {{ status = \"signed\", date = 2026-01-02 }}\n").expect("a string");
        match place {
            "US" => recipients.push_str("transfers.US.standard-contractual-clauses = { module = 2, assessment = \"us\" }\ntransfer-copy = \"write to us\"\n"),
            "GB" => recipients.push_str("transfers.GB = \"adequacy\"\n"),
            _ => {}
        }
        recipients.push('\n');
    }
    files.push(("recipients.toml".to_owned(), recipients));
    files
}

const TOPICS: [&str; 6] = ["orders", "returns", "support", "delivery", "accounts", "service"];

const ORGANISATION: &str = r#"[organisation]
name = "Larkfield Trading ApS"
registration = "CVR 12345678"
address = ["Havnegade 4", "9000 Aalborg"]
country = "DK"
email = "privacy@larkfield.example"
data-protection-officer = { none = "no large-scale monitoring, no special data" }
rights.contact = "write to us"

[default.purpose]
source = "data-subject"
recipients = "hosting"
automated-decisions = "none"
measures = ["encryption", "least-access"]

[recipient.hosting]
name = "Brightrack Hosting GmbH"
category = "hosting"
role = "processor"
countries = "DE"
contract = { status = "signed", date = 2026-01-02 }

[retention.account]
keep = "3 years after contract-end"

[retention.accounts]
keep = "5 years after financial-year-end"
laws = "dk-bookkeeping-act"
only.personal-data = "purchase-history"

[assessment.us]
kind = "transfer"
date = 2026-03-01
outcome = "acceptable"

[measure.encryption]
name = "Encryption in transit and at rest"
aim = "encryption-and-pseudonymisation"

[measure.least-access]
name = "Access only for those whose work needs it"
aim = "confidentiality-integrity-availability"

[version.2026-11-01]
changes = "First edition"
"#;
