//! What requirements ask for and every document has by the way it is made, whatever its author writes.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads its registers, and may fail"
)]

use std::{fs, path::Path, sync::Arc};

use ropa::{
    document::Documents,
    language::Language,
    law,
    register::{self, Register},
    render::Format,
    settings::{self, Edition, Settings},
    source::{Layer, Sources},
    view::{
        Purpose, View,
        build::{Asked, build},
    },
};

fn register(texts: &[&str]) -> Register {
    let mut sources = Sources::default();
    for (at, text) in texts.iter().enumerate() {
        sources.add(format!("{at}.toml"), text.as_bytes().to_vec(), Layer::Register);
    }
    law::add_to(&mut sources);
    let (register, findings) = register::read(&sources);
    let findings: Vec<_> = findings.iter().map(|finding| &finding.message).collect();
    assert!(findings.is_empty(), "{findings:?}");
    register
}

fn settings(text: &str) -> Settings {
    let mut sources = Sources::default();
    let file = sources.add("ropa.toml", text.as_bytes().to_vec(), Layer::Beside);
    settings::read(&sources, file).0
}

fn view(
    register: &Register,
    settings: &Settings,
    document: &'static str,
    edition: Edition,
) -> View {
    let english = Language::of("en").unwrap();
    build(register, settings, &english, &Asked::plain(document, edition))
}

fn policy(register: &Register, settings: &Settings) -> String {
    let view = Arc::new(view(register, settings, "privacy-policy", Edition::Public));
    let english = Arc::new(Language::of("en").unwrap());
    let documents = Documents::new(&view, &english, &Arc::default());
    let bytes = Format::Markdown.render(&documents.make("privacy-policy"));
    String::from_utf8(bytes.unwrap_or_else(|fault| panic!("{fault}"))).unwrap()
}

/// What people have to be told of a purpose and the record has to hold of it, in words.
fn facts(purpose: &Purpose) -> Vec<String> {
    let people = purpose.data_subjects.items.iter().map(|people| people.name.clone());
    let data = purpose.personal_data.items.iter().map(|datum| datum.name.clone());
    let bases = purpose.legal_bases.items.iter().filter_map(|basis| basis.article.clone());
    let recipients = purpose.recipients.items.iter().map(|recipient| recipient.name.clone());
    let places = purpose.transfers.items.iter().filter_map(|transfer| transfer.place.clone());
    let kept = purpose.retention.items.iter().map(|kept| kept.words.clone());
    people.chain(data).chain(bases).chain(recipients).chain(places).chain(kept).collect()
}

#[test]
fn policy_and_record_tell_the_same_of_every_public_purpose() {
    let webshop = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/webshop");
    let texts = ["organisation.toml", "purposes.toml", "recipients.toml"]
        .map(|name| fs::read_to_string(webshop.join(name)).unwrap());
    let hidden = "[purpose.fraud]\nname = \"Fraud\"\nnot-public = \"it would warn the fraudsters\"";
    let register = register(&[&texts[0], &texts[1], &texts[2], hidden]);
    let settings = Settings::default();
    let record = view(&register, &settings, "record", Edition::Internal);
    let told = view(&register, &settings, "privacy-policy", Edition::Public);
    let policy = policy(&register, &settings);
    let mut compared = 0;
    for purpose in told.purposes() {
        let same = record.purposes().find(|recorded| recorded.entry == purpose.entry).unwrap();
        assert_eq!(facts(purpose), facts(same));
        for fact in facts(purpose) {
            assert!(policy.contains(&fact), "the policy lacks {fact}");
            compared += 1;
        }
    }
    assert!(compared >= 20, "only {compared} facts were compared");
    let untold: Vec<_> = record
        .purposes()
        .filter(|recorded| told.purposes().all(|purpose| purpose.entry != recorded.entry))
        .map(|recorded| &*recorded.entry)
        .collect();
    assert_eq!(untold, ["purpose.fraud"], "only what is said to be untold is untold");
}

const CALIFORNIA: &str = r#"
    [organisation]
    name = "A"
    [purpose.shop]
    name = "Selling candles"
    data-subjects = "customer"
    personal-data = ["name", "email", "location-precise"]
    source = "data-subject"
    recipients = "network"
    retention = "3 years after delivery"
    [recipient.network]
    name = "Adreach Inc."
    category = "advertising networks"
    shares = true
    [version.2026-11-01]
    changes = "First edition"
    [california]
    applies = true
    sold = "none"
    shared.email.recipients = "network"
    disclosed.name = { for = "sending parcels", recipients = "network" }
    methods = ["the form on our site", "a call to 1-800-555-0100"]
    verification = "we ask for your last order"
    agents = "with a letter that you signed"
    sensitive-use = "only to bring the parcel"
    minors = "none"
    incentives = "five dollars for the newsletter"
    signals = "the Global Privacy Control opts you out"
    opt-out-link = "https://candles.example/do-not-sell"
"#;

fn in_california(text: &str) -> String {
    policy(&register(&[text]), &settings("jurisdictions = [\"eu\", \"california\"]"))
}

#[test]
fn californians_are_told_their_rights_and_how_to_use_them() {
    let policy = in_california(CALIFORNIA);
    for said in [
        "To know what personal information",
        "To have personal information deleted",
        "To have inaccurate personal information corrected",
        "To opt out of the sale",
        "To limit our use of sensitive",
        "Not to be treated worse",
        "the form on our site",
        "1-800-555-0100",
        "we ask for your last order",
        "with a letter that you signed",
        "https://candles.example/do-not-sell",
        "only to bring the parcel",
        "five dollars for the newsletter",
        "the Global Privacy Control opts you out",
    ] {
        assert!(policy.contains(said), "the policy lacks {said}");
    }
    let applies_not = in_california(&CALIFORNIA.replace("applies = true", "applies = false"));
    assert!(!applies_not.contains("To have inaccurate personal information corrected"));
}

#[test]
fn californians_are_told_what_was_sold_shared_and_disclosed_and_to_whom() {
    let policy = in_california(CALIFORNIA);
    let line = |start: &str| {
        let line = policy.lines().find(|line| line.contains(start));
        line.unwrap_or_else(|| panic!("the policy lacks {start}")).to_owned()
    };
    assert!(line("Sold in the last twelve months").contains("None"));
    let shared = line("Shared for cross-context");
    assert!(shared.contains("E-mail address") && shared.contains("Adreach"), "{shared}");
    let disclosed = line("Disclosed for a business purpose");
    assert!(disclosed.contains("Adreach") && disclosed.contains("sending parcels"), "{disclosed}");
}

#[test]
fn californians_are_told_categories_sources_purposes_and_periods() {
    let policy = in_california(CALIFORNIA);
    for said in ["Category A", "Category G", "Category L", "We do not collect: "] {
        assert!(policy.contains(said), "the policy lacks {said}");
    }
    let (_, block) = policy.split_once("### Selling candles").unwrap();
    for said in ["E-mail address", "from you", "Adreach Inc.", "3 years after the delivery"] {
        assert!(block.contains(said), "the purpose lacks {said}: {block}");
    }
}

#[test]
fn a_policy_bears_the_date_of_its_latest_edition() {
    let policy = in_california(CALIFORNIA);
    assert!(policy.contains("This edition is of 1 November 2026."));
    assert!(policy.contains("We change this policy when our processing or the law changes."));
}
