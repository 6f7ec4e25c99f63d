//! The documents that are one table each, the notice of Art. 14, and the answer to a request of Art. 15.

use ropa::{settings::Edition, view::build::Asked};

use crate::document_of;

const REGISTER: &str = r#"
    [organisation]
    name = "Klub"
    [data-subject]
    member = { name = "Members" }
    parent = { name = "Parents" }
    [recipient]
    bank = { name = "Kystbanken A/S", category = "banks", publish = "category", countries = "DK" }
    mail = { name = "Mail Inc.", role = "processor", countries = "US", access-from = "none", transfers.US.standard-contractual-clauses.module = 2 }
    coach = { category = "coaches", role = "internal" }
    [purpose.training]
    name = "Training"
    data-subjects.member.only.personal-data = ["name", "health"]
    data-subjects.parent.only.personal-data = "phone"
    source.data-subject.only.data-subjects = "member"
    source.school.only.data-subjects = "parent"
    recipients.mail.only.data-subjects = "parent"
    recipients.bank.only.data-subjects = "member"
    retention.season = { keep = "1 year after membership-end", only.data-subjects = "member" }
    retention.call = { keep = "30 days", only.data-subjects = "parent", practice = "the app erases them" }
    [source.school]
    name = "the school"
    [purpose.fees]
    name = "Fees"
    data-subjects = "member"
    personal-data = "name"
    source = "data-subject"
    [purpose.inquiry]
    name = "Inquiry"
    not-public = "it would warn who is suspected"
    internal = "led by the board"
    data-subjects = "parent"
    personal-data = "name"
    [version]
    2026-01-02.changes = "Training by app"
    2025-01-02.changes = "First edition"
"#;

fn made(document: &'static str, edition: Edition) -> String {
    document_of(REGISTER, document, &Asked::plain(document, edition))
}

fn answer_to(subject: &str) -> String {
    let asked =
        Asked { subject: Some(subject), ..Asked::plain("access-response", Edition::Public) };
    document_of(REGISTER, "access-response", &asked)
}

#[test]
fn an_answer_tells_of_those_who_ask_and_of_nobody_else() {
    let member = answer_to("member");
    for said in ["Training", "Fees", "Name and Health data", "1 year after", "from you"] {
        assert!(member.contains(said), "{said}\n{member}");
    }
    for other in ["Inquiry", "Telephone", "30 days", "Mail Inc.", "United States", "the school"] {
        assert!(!member.contains(other), "{other}\n{member}");
    }
    let parent = answer_to("parent");
    for said in
        ["Training", "Telephone number", "30 days", "Mail Inc.", "United States", "the school"]
    {
        assert!(parent.contains(said), "{said}\n{parent}");
    }
    for other in ["Fees", "Health", "Kystbanken", "1 year"] {
        assert!(!parent.contains(other), "{other}\n{parent}");
    }
}

#[test]
fn an_answer_names_recipients_and_hides_no_purpose_but_says_nothing_internal() {
    // Art. 15(1)(c) asks for the names, whatever the policy prints.
    assert!(answer_to("member").contains("Kystbanken A/S"));
    assert!(!made("privacy-policy", Edition::Public).contains("Kystbanken"));
    let parent = answer_to("parent");
    assert!(parent.contains("Inquiry"), "{parent}");
    for internal in ["suspected", "led by the board", "the app erases"] {
        assert!(!parent.contains(internal), "{internal}\n{parent}");
    }
}

#[test]
fn an_answer_to_people_of_whom_there_are_no_data_says_so() {
    let nobody = answer_to("visitor");
    assert!(nobody.contains("holds no purpose for which we use data about: Visitors"), "{nobody}");
}

#[test]
fn a_notice_of_art_14_tells_only_what_may_come_from_elsewhere() {
    let asked = Asked { indirect: true, ..Asked::plain("indirect-notice", Edition::Public) };
    let notice = document_of(REGISTER, "indirect-notice", &asked);
    assert!(notice.contains("Training") && notice.contains("the school"), "{notice}");
    assert!(!notice.contains("### Fees"), "{notice}");
}

#[test]
fn each_table_says_what_the_register_does_and_to_the_public_no_more() {
    for (document, edition, rows, hidden) in [
        (
            "recipients",
            Edition::Public,
            &["| banks |", "| Mail Inc.", "| United States | none |"][..],
            &["Kystbanken", "coaches"][..],
        ),
        ("recipients", Edition::Internal, &["| Kystbanken A/S"], &[]),
        (
            "transfers",
            Edition::Public,
            &["| United States", "| Mail Inc. |", "Standard contractual clauses"],
            &["module 2"],
        ),
        ("transfers", Edition::Internal, &["module 2"], &[]),
        (
            "retention",
            Edition::Public,
            &["| Training", "1 year after", "30 days"],
            &["the app erases", "Inquiry"],
        ),
        ("retention", Edition::Internal, &["the app erases them", "| Inquiry"], &[]),
        ("changes", Edition::Public, &["Training by app", "First edition"], &[]),
    ] {
        let text = made(document, edition)
            .replace(" <!-- recipient.bank -->", "")
            .replace(" <!-- recipient.mail -->", "");
        for row in rows {
            assert!(text.contains(row), "{document}: {row}\n{text}");
        }
        for word in hidden {
            assert!(!text.contains(word), "{document}: {word}\n{text}");
        }
    }
}

#[test]
fn an_answer_leaks_nothing_but_the_names_of_recipients() {
    let asked =
        Asked { subject: Some("customer"), ..Asked::plain("access-response", Edition::Public) };
    let answer = document_of(include_str!("secrets.toml"), "access-response", &asked);
    let secrets: Vec<&str> = answer.lines().filter(|line| line.contains("SECRET")).collect();
    assert!(
        secrets
            .iter()
            .all(|line| line.contains("<!-- recipient.") || line.contains(".recipients -->")),
        "{secrets:#?}"
    );
    assert!(answer.len() > 1_000 && !answer.contains("NOWHERE"));
}
