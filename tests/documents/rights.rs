//! What people are told of their rights, of their authority and of machines that decide, and what an answer to them is made of.

use super::{policy, record};

/// A purpose with these lines, of a Danish organisation.
fn with(lines: &str) -> String {
    format!("[organisation]\nname = \"A\"\ncountry = \"DK\"\n[purpose.x]\nname = \"X\"\n{lines}\n")
}

/// The part of a document from one line to another.
fn part<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, behind) = text.split_once(from).unwrap_or_else(|| panic!("no `{from}` in\n{text}"));
    behind.split(to).next().unwrap_or(behind)
}

#[test]
fn every_policy_lists_the_rights_that_hold_on_any_basis() {
    for basis in ["consent", "contract", "legal-obligation", "public-task", "legitimate-interests"]
    {
        let text = policy(&with(&format!("legal-basis = \"{basis}\"")));
        for right in [
            "**Right of access (Art. 15 GDPR).**",
            "**Right to rectification (Art. 16 GDPR).**",
            "**Right to erasure (Art. 17 GDPR).**",
            "**Right to restriction of processing (Art. 18 GDPR).**",
        ] {
            assert!(text.contains(right), "{basis}: {right}\n{text}");
        }
    }
}

#[test]
fn erasure_is_not_promised_where_a_law_or_a_task_needs_the_data() {
    let text = policy(&with("legal-basis = \"legal-obligation\""));
    assert!(
        text.contains("as far as we must use them by law, for a public task or for legal claims")
    );
}

#[test]
fn portability_is_told_with_its_condition_and_only_where_it_holds() {
    let told = policy(&with("legal-basis = \"contract\""));
    let words = part(&told, "Right to data portability (Art. 20 GDPR)", "\n- ");
    assert!(words.contains("you gave us") && words.contains("automated"), "{words}");
    assert!(!policy(&with("legal-basis = \"public-task\"")).contains("portability"));
}

#[test]
fn advertising_can_be_objected_to_without_reasons() {
    let text = policy(&with("legal-basis = \"consent\"\ndirect-marketing.channels = \"email\""));
    let words = part(&text, "### Your right to object", "\n## ");
    assert!(words.contains("direct marketing"), "{words}");
    assert!(!words.contains("grounds that concern your own situation"), "{words}");
    let both = policy(&with(
        "legal-basis = \"legitimate-interests\"\ndirect-marketing.channels = \"email\"",
    ));
    let words = part(&both, "### Your right to object", "\n## ");
    let marketing = words.lines().find(|line| line.contains("direct marketing"));
    assert!(marketing.is_some_and(|line| !line.contains("situation")), "{words}");
}

#[test]
fn withdrawing_consent_is_told_beside_the_purpose_and_among_the_rights() {
    let text = policy(&with("legal-basis.consent.withdrawal = \"the link in every message\""));
    let words = part(&text, "### Withdrawing your consent", "\n## ");
    assert!(words.contains("What was done before stays lawful"), "{words}");
    assert!(text.contains("the link in every message"), "{text}");
}

#[test]
fn a_decision_is_told_with_its_ground_and_the_way_to_a_human() {
    let text = policy(&with(
        "automated-decisions.score = { name = \"Credit score\", logic = \"points\", ground = \"contract\", \
         human-review = \"call us\" }",
    ));
    for said in [
        "Credit score",
        "points",
        "how you reach a human: call us",
        "You may ask for a human to look at such a decision, say what you think of it and contest it",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
}

#[test]
fn artificial_intelligence_is_marked_where_it_is_used() {
    let text = policy(&with("ai-use = \"a model sorts the letters\""));
    assert!(text.contains("**Artificial intelligence:** a model sorts the letters"), "{text}");
    assert!(!policy(&with("")).contains("Artificial intelligence"));
}

#[test]
fn who_is_not_identified_is_told_so() {
    let text = policy(&with("identification = false"));
    assert!(text.contains("We can’t tell from these data who you are (Art. 11 GDPR)"), "{text}");
    assert!(!policy(&with("")).contains("Art. 11 GDPR"));
}

#[test]
fn limits_of_rights_are_told_with_their_law() {
    let lines = "rights-limits.access.laws = \"tax-act\"\n[law.tax-act]\nname = \"Tax Act\"\nsection = \"22\"";
    for text in [policy(&with(lines)), record(&with(lines))] {
        let line = text.lines().find(|line| line.contains("Tax Act"));
        let line = line.unwrap_or_else(|| panic!("{text}"));
        assert!(line.contains("22") && line.to_lowercase().contains("access"), "{line}");
    }
}

#[test]
fn the_authority_of_the_country_stands_with_its_address() {
    let text = policy(&with("legal-basis = \"contract\""));
    for line in ["Carl Jacobsens Vej 35", "DK-2500 Valby", "+45 33 19 32 00", "dt@datatilsynet.dk"]
    {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let text = policy(&with("").replace("\"DK\"", "\"IE\""));
    assert!(
        !text.contains("Datatilsynet") && text.contains("Data Protection Commission"),
        "{text}"
    );
}

/// Art. 15(1)(a)–(h) and (2), letter by letter: an answer to a request for access is the block of each of the person's purposes.
#[test]
fn what_a_request_for_access_asks_for_stands_in_every_block() {
    let text = policy(
        r#"
        [organisation]
        name = "A"
        country = "DK"
        [purpose.x]
        name = "Deliveries"
        data-subjects = "customer"
        personal-data = ["name", "postal-address"]
        legal-basis.contract.agreement = "the sale"
        recipients = "parcels"
        retention = "3 years after delivery"
        source = "partner"
        automated-decisions.route.logic = "the shortest way"
        [source.partner]
        name = "our partners"
        direct = false
        [recipient.parcels]
        name = "Parcel Inc."
        category = "parcel services"
        role = "controller"
        countries = "US"
        transfers.US.standard-contractual-clauses.module = 1
        transfer-copy = "write to us"
        "#,
    );
    for (letter, said) in [
        ("a", "Deliveries"),
        ("b", "postal address"),
        ("c", "Parcel Inc."),
        ("c", "United States"),
        ("d", "3 years after the delivery"),
        ("e", "Right to erasure (Art. 17 GDPR)"),
        ("f", "Danish Data Protection Agency"),
        ("g", "our partners"),
        ("h", "the shortest way"),
        ("2", "Standard contractual clauses"),
    ] {
        assert!(text.to_lowercase().contains(&said.to_lowercase()), "({letter}): {said}\n{text}");
    }
}

#[test]
fn a_name_behind_a_category_is_kept_for_requests_of_access() {
    let lines = "recipients = \"bank\"\n[recipient.bank]\nname = \"Kystbanken A/S\"\ncategory = \"banks\"\npublish = \"category\"";
    let (public, internal) = (policy(&with(lines)), record(&with(lines)));
    assert!(public.contains("banks") && !public.contains("Kystbanken"), "{public}");
    assert!(internal.contains("Kystbanken A/S"), "{internal}");
}

#[test]
fn the_record_says_whose_which_data_and_who_gets_them() {
    let text = record(&with(
        "data-subjects.customer.only.personal-data = [\"name\", \"email\"]\n\
         data-subjects.visitor.only.personal-data = \"photo\"\n\
         recipients.desk.only = { personal-data = \"email\", data-subjects = \"customer\" }\n\
         [recipient.desk]\nname = \"Desk ApS\"",
    ));
    let line = |word: &str| {
        let told = |line: &&str| line.contains(word) && line.trim_start().starts_with("- ");
        text.lines().find(told).unwrap_or_else(|| panic!("{word}\n{text}"))
    };
    assert!(line("Photograph").contains("Visitors"), "{text}");
    let desk = line("Desk ApS").to_lowercase();
    assert!(desk.contains("email") || desk.contains("e-mail"), "{desk}");
    assert!(desk.contains("customers"), "{desk}");
}

#[test]
fn the_record_holds_how_compelling_interests_were_weighed() {
    let text = record(&with(
        "recipients = \"bank\"\n[recipient.bank]\nname = \"Bank\"\ncountries = \"IN\"\n\
         transfers.IN.compelling-interests = { reason = \"a fraud under way\", assessment = \"fraud\" }\n\
         [assessment.fraud]\nname = \"The fraud of May\"\nkind = \"transfer\"\ndate = 2026-05-04",
    ));
    assert!(text.contains("The fraud of May"), "{text}");
}
