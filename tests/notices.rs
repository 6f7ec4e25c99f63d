//! What every document says by itself, whatever the register's author writes: the duties that are met by construction.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::sync::Arc;

use ropa::{
    document::Documents,
    language::Language,
    law, register,
    render::Format,
    settings::{Edition, Settings},
    source::{Layer, Sources},
    view::{
        View,
        build::{Asked, build},
    },
};

fn view(text: &str, edition: Edition) -> View {
    let mut sources = Sources::default();
    sources.add("register.toml", text.as_bytes().to_vec(), Layer::Register);
    law::add_to(&mut sources);
    let (register, findings) = register::read(&sources);
    let findings: Vec<_> = findings.iter().map(|finding| &finding.message).collect();
    assert!(findings.is_empty(), "{findings:?}");
    let document = if edition == Edition::Public { "privacy-policy" } else { "record" };
    let english = Language::of("en").unwrap();
    build(&register, &Settings::default(), &english, &Asked::plain(document, edition))
}

fn rendered(text: &str, document: &str, edition: Edition) -> String {
    let english = Arc::new(Language::of("en").unwrap());
    let documents = Documents::new(&Arc::new(view(text, edition)), &english, &Arc::default());
    let bytes = Format::Markdown.render(&documents.make(document));
    let text = String::from_utf8(bytes.unwrap_or_else(|fault| panic!("{fault}"))).unwrap();
    // What would be markup is escaped; a reader sees the words alone.
    text.replace('\\', "")
}

fn policy(text: &str) -> String {
    rendered(text, "privacy-policy", Edition::Public)
}

fn record(text: &str) -> String {
    rendered(text, "record", Edition::Internal)
}

fn says(document: &str, words: &[&str]) {
    for words in words {
        assert!(document.contains(words), "nothing says {words:?} in\n{document}");
    }
}

const SHOP: &str = r#"
    [organisation]
    name = "Larkfield Candles Ltd"
    registration = "IE 123456"
    address = ["2 Mill Lane", "Galway"]
    country = "IE"
    email = "privacy@larkfield.example"
    phone = "+353 91 000000"
    contact-person = { name = "Anna Kelly", email = "anna@larkfield.example" }
    data-protection-officer = { name = "Mo Byrne", email = "dpo@larkfield.example" }
    representatives.GB = { name = "Standby Ltd", email = "gb@standby.example" }
    rights.contact = "write to us"

    [purpose.order]
    name = "Selling candles"
    description = "To sell and deliver."
    data-subjects.customer = {}
    data-subjects.business-contact.only.personal-data = "name"
    personal-data = ["name", "credit-rating"]
    legal-basis.contract.agreement = "the sale"
    source.data-subject = {}
    source.bureau = { informed = "at-collection", only.personal-data = "credit-rating" }
    provision.contractual = { consequence = "we cannot deliver", only.personal-data = "name" }
    recipients.parcels = { only.personal-data = "name" }
    recipients.counters.form = "pseudonymised"
    recipients.network = {}
    retention = "3 years after delivery"
    measures = ["access-control", "vault"]
    automated-decisions = "none"

    [source.bureau]
    name = "Scoring Ltd"
    category = "a credit agency"
    public = false

    [recipient.parcels]
    name = "Swift Parcels Ltd"
    role = "controller"
    countries = ["IE", "GB"]
    transfers.GB = "adequacy"

    [recipient.counters]
    name = "Counting Ltd"
    role = "processor"
    countries = "IE"

    [recipient.network]
    name = "Friendnet Ltd"
    role = "joint-controller"
    countries = "IE"
    arrangement = { date = 2026-01-01, essence = "it answers for its own statistics" }

    [measure.vault]
    name = "A vault behind the third shelf"
    public = false
"#;

#[test]
fn a_policy_says_who_the_controller_is_and_how_it_is_reached() {
    says(
        &policy(SHOP),
        &[
            "Larkfield Candles Ltd",
            "IE 123456",
            "2 Mill Lane",
            "Galway",
            "Ireland",
            "privacy@larkfield.example",
            "+353 91 000000",
            "Standby Ltd",
        ],
    );
}

#[test]
fn a_policy_begins_with_who_is_speaking_and_is_one_document() {
    let text = policy(SHOP);
    let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}"));
    let order =
        ["# Privacy policy", "Larkfield Candles Ltd", "### Selling candles", "## Your rights"];
    assert!(order.is_sorted_by_key(|words| at(words)), "{text}");
    assert_eq!(text.lines().filter(|line| line.starts_with("# ")).count(), 1);
}

#[test]
fn a_contact_person_is_not_called_an_officer() {
    let text = policy(SHOP);
    says(
        &text,
        &["Your questions are answered by:", "Our data protection officer is:", "Mo Byrne"],
    );
    let officer = text.find("Our data protection officer is:").unwrap();
    assert!(text.find("Anna Kelly").unwrap() < officer, "{text}");
    let without = SHOP.replace("data-protection-officer = {", "# = {");
    let text = policy(&without);
    assert!(text.contains("Anna Kelly") && !text.contains("protection officer"), "{text}");
}

#[test]
fn recipients_of_pseudonymised_data_are_named_all_the_same() {
    let text = policy(SHOP);
    says(&text, &["Counting Ltd", "pseudonymised"]);
}

#[test]
fn data_from_elsewhere_are_told_with_their_source_and_nobody_is_asked_for_them() {
    let text = policy(SHOP);
    says(&text, &["Scoring Ltd", "a credit agency", "Credit information and rating"]);
    let given = text.split("Whether you must give us the data:").nth(1).unwrap();
    let given = given.split("Who receives the data:").next().unwrap();
    assert!(given.contains("we cannot deliver") && !given.contains("Credit"), "{given}");
}

#[test]
fn rights_are_used_free_of_charge_and_answered_within_a_month() {
    let text = policy(SHOP);
    says(
        &text,
        &[
            "Using them costs nothing.",
            "How to use them: write to us.",
            "We answer within one month.",
        ],
    );
    for demand in ["copy of your passport", "copy of your identity", "identity card"] {
        assert!(!text.contains(demand), "nobody is asked for papers: {demand}");
    }
}

#[test]
fn consent_is_told_with_the_way_to_withdraw_it() {
    let text = policy(
        "[organisation]\nname = \"A\"\n[purpose.x]\nname = \"X\"\n\
         legal-basis.consent.withdrawal = \"use the link at the foot\"",
    );
    says(
        &text,
        &["you withdraw it so: use the link at the foot", "What was done before stays lawful"],
    );
}

#[test]
fn a_complaint_goes_to_an_authority_that_can_be_reached_or_to_one_nearer() {
    says(
        &policy(SHOP),
        &[
            "in particular in the Member State where you live, where you work, or where you think the law was infringed",
            "Data Protection Commission",
            "dataprotection.ie",
        ],
    );
}

#[test]
fn a_record_has_every_letter_of_its_article() {
    says(
        &record(SHOP),
        &[
            // (a)
            "Larkfield Candles Ltd",
            "privacy@larkfield.example",
            "Mo Byrne",
            "dpo@larkfield.example",
            "Standby Ltd",
            "Friendnet Ltd",
            // (b) to (g)
            "**(b) Purpose:** To sell and deliver.",
            "**(c) Data subjects:**",
            "**(c) Personal data:**",
            "**(d) Recipients:**",
            "**(e) Transfers:** United Kingdom",
            "**(f) Time limits for erasure:** 3 years after the delivery",
            "**(g) Security measures:**",
            "A vault behind the third shelf",
        ],
    );
}

#[test]
fn a_record_says_whose_data_which_are_and_who_gets_which() {
    let text = record(SHOP);
    let block = text.split("<!-- purpose.order -->").nth(1).unwrap();
    let parcels = block.lines().find(|line| line.contains("Swift Parcels")).unwrap();
    assert!(parcels.contains("Name") && !parcels.contains("redit"), "{parcels}");
    let kept = view(SHOP, Edition::Internal);
    let people = &kept.purposes().next().unwrap().data_subjects.items;
    let data: Vec<usize> = people.iter().map(|one| one.personal_data.len()).collect();
    assert_eq!(data, [2, 1], "customers have both, contacts a name alone");
    for one in people {
        says(block, &[one.personal_data_words.as_deref().unwrap()]);
    }
}

#[test]
fn a_record_says_that_there_are_no_transfers_where_that_is_declared() {
    const NONE: &str = "**(e) Transfers:** none";
    let with = |recipient: &str| {
        record(&format!(
            "[organisation]\nname = \"A\"\n[purpose.x]\nname = \"X\"\nrecipients = \"b\"\n[recipient.b]\nname = \"B\"\n{recipient}"
        ))
    };
    says(&with("role = \"controller\"\ncountries = \"DE\"\naccess-from = \"none\""), &[NONE]);
    // Neither who reaches them nor who is taken on was asked.
    assert!(!with("role = \"controller\"\ncountries = \"DE\"").contains("Transfers"));
    assert!(
        !with("role = \"processor\"\ncountries = \"DE\"\naccess-from = \"none\"")
            .contains("Transfers")
    );
    assert!(!with("").contains("Transfers"));
    let nobody =
        record("[organisation]\nname = \"A\"\n[purpose.x]\nname = \"X\"\nrecipients = \"none\"");
    says(&nobody, &[NONE]);
}

#[test]
fn how_data_are_protected_in_detail_is_told_to_insiders_only() {
    assert!(!policy(SHOP).contains("vault"));
    says(&record(SHOP), &["vault"]);
}

#[test]
fn a_record_holds_its_content_and_refers_to_no_other_document() {
    let text = record(SHOP);
    let links = text.match_indices("](").map(|(at, _)| &text[at + 2..]);
    for link in links {
        assert!(link.starts_with("mailto:") || link.starts_with("tel:"), "{link}");
    }
}

#[test]
fn policy_and_record_are_made_of_the_same_facts() {
    let (told, kept) = (view(SHOP, Edition::Public), view(SHOP, Edition::Internal));
    let (told, kept) = (told.purposes().next().unwrap(), kept.purposes().next().unwrap());
    assert_eq!((&told.name, &told.description), (&kept.name, &kept.description));
    assert_eq!(told.data_subjects, kept.data_subjects);
    assert_eq!(told.personal_data, kept.personal_data);
    assert_eq!(told.legal_bases.words, kept.legal_bases.words);
    assert_eq!(told.retention.words, kept.retention.words);
    let places = |purpose: &ropa::view::Purpose| -> Vec<_> {
        purpose.transfers.items.iter().map(|transfer| transfer.place.clone()).collect()
    };
    assert_eq!(places(told), places(kept));
    let names = |purpose: &ropa::view::Purpose| -> Vec<_> {
        purpose.recipients.items.iter().map(|recipient| recipient.name.clone()).collect()
    };
    assert_eq!(names(told), names(kept));
}
