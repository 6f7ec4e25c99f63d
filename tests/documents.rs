//! From a register to what its documents say: facts arrive, nothing else does, and each edition says what it may.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads its registers, and may fail"
)]

#[path = "documents/lists.rs"]
mod lists;
#[path = "documents/rights.rs"]
mod rights;
#[path = "documents/third_language.rs"]
mod third_language;

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
        layouts::{BUILT_IN, Kind, Layout},
    },
};

fn read(text: &str) -> Register {
    let mut sources = Sources::default();
    sources.add("register.toml", text.as_bytes().to_vec(), Layer::Register);
    law::add_to(&mut sources);
    let (register, findings) = register::read(&sources);
    let findings: Vec<_> = findings.iter().map(|finding| &finding.message).collect();
    assert!(findings.is_empty(), "{findings:?}");
    register
}

fn settings(text: &str) -> Settings {
    let mut sources = Sources::default();
    let file = sources.add("ropa.toml", text.as_bytes().to_vec(), Layer::Beside);
    let (settings, findings) = settings::read(&sources, file);
    assert!(findings.is_empty(), "{findings:?}");
    settings
}

fn english() -> Language {
    Language::of("en").unwrap()
}

fn view(text: &str, edition: Edition) -> View {
    let document = if edition == Edition::Public { "privacy-policy" } else { "record" };
    build(&read(text), &Settings::default(), &english(), &Asked::plain(document, edition))
}

fn rendered(view: View, document: &str, format: Format) -> String {
    let documents = Documents::new(&Arc::new(view), &Arc::new(english()), &Arc::default());
    let bytes = format.render(&documents.make(document));
    String::from_utf8(bytes.unwrap_or_else(|fault| panic!("{fault}"))).unwrap()
}

fn document_of(text: &str, document: &str, asked: &Asked<'_>) -> String {
    let (register, settings, english) = (read(text), Settings::default(), english());
    let asked = Asked { audience: None, sections: None, ..*asked };
    rendered(build(&register, &settings, &english, &asked), document, Format::Markdown)
}

fn policy(text: &str) -> String {
    rendered(view(text, Edition::Public), "privacy-policy", Format::Markdown)
}

fn record(text: &str) -> String {
    rendered(view(text, Edition::Internal), "record", Format::Markdown)
}

/// The whole registers that `answers.rs` reads too, by their heading.
fn whole(name: &str) -> String {
    let page = fs::read_to_string(root().join("tests/answers/registers.md")).unwrap();
    let (_, case) = page.split_once(&format!("## {name}\n")).unwrap();
    let (_, text) = case.split_once("```toml\n").unwrap();
    text.split_once("\n```").unwrap().0.to_owned()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The register of `policy/`, with its settings.
fn spektr(edition: Edition) -> View {
    let (mut sources, mut register_files) = (Sources::default(), Vec::new());
    for entry in fs::read_dir(root().join("policy")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|ending| ending == "toml") && !path.ends_with("ropa.toml") {
            register_files.push(path);
        }
    }
    register_files.sort();
    for path in register_files {
        sources.add(path.to_string_lossy(), fs::read(&path).unwrap(), Layer::Register);
    }
    law::add_to(&mut sources);
    let (register, _) = register::read(&sources);
    let settings = settings(&fs::read_to_string(root().join("policy/ropa.toml")).unwrap());
    let document = if edition == Edition::Public { "privacy-policy" } else { "record" };
    build(&register, &settings, &english(), &Asked::plain(document, edition))
}

fn bases(purpose: &Purpose) -> Vec<&str> {
    purpose.legal_bases.items.iter().map(|basis| basis.article.as_deref().unwrap()).collect()
}

/// The eight purposes of the first user's own document: which data in which order, and which bases.
#[test]
fn every_fact_of_the_first_user_arrives() {
    type Expected = (&'static [&'static str], &'static [&'static str]);
    let expected: [Expected; 8] = [
        (&["Name", "Email", "Username", "Telephone number", "Position"], &["6(1)(b)", "6(1)(f)"]),
        (&["Name", "Email", "Position"], &["6(1)(b)", "6(1)(f)"]),
        (
            &[
                "First Name",
                "Middle Name",
                "Last Name",
                "Phone Number",
                "Corporate email address",
                "Employer",
                "Linkedin Profile URL",
                "Job title",
                "Country",
                "Geo location",
                "Usage data",
            ],
            &["6(1)(f)"],
        ),
        (
            &["Name", "Email", "Username", "Telephone number", "Position", "Interaction history"],
            &["6(1)(b)", "6(1)(f)"],
        ),
        (&["Billing information", "Transaction history"], &["6(1)(b)", "6(1)(c)"]),
        (&["Name", "Email"], &["6(1)(f)"]),
        (&["Name", "Email", "Position"], &["6(1)(f)"]),
        (&["Name", "Email", "Telephone number", "Position"], &["6(1)(f)"]),
    ];
    for edition in [Edition::Public, Edition::Internal] {
        let view = spektr(edition);
        let found: Vec<_> = view
            .purposes()
            .map(|purpose| {
                let data = &purpose.personal_data.items;
                (data.iter().map(|datum| &*datum.name).collect(), bases(purpose))
            })
            .collect();
        let expected = expected.map(|(data, bases)| (data.to_vec(), bases.to_vec())).to_vec();
        assert_eq!(found, expected);
    }
    let text = rendered(spektr(Edition::Public), "privacy-policy", Format::Text);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for fact in [
        "spektr ApS",
        "CVR 44012677",
        "Bredgade 75, 4.",
        "1260 København K",
        "privacy@spektr.com",
        "General Data Protection Regulation",
        "Danish Data Protection Act",
        "20 February 2024",
        "Danish Data Protection Agency",
        "Carl Jacobsens Vej 35",
        "DK-2500 Valby",
        "+45 33 19 32 00",
        "dt@datatilsynet.dk",
        "www.datatilsynet.dk",
        "We use ordinary personal data only",
        "affiliates",
        "vendors",
        "business partners",
        "other collaborators",
        "Standard contractual clauses",
        "certification",
        "Adequacy decision",
        "You can have a copy of the safeguards",
        "Backup copies are overwritten",
        "Encryption at rest and in transit",
        "Right of access (Art. 15 GDPR)",
        "Right to rectification (Art. 16 GDPR)",
        "Right to erasure (Art. 17 GDPR)",
        "Right to restriction of processing (Art. 18 GDPR)",
        "Right to data portability (Art. 20 GDPR)",
        "Your right to object",
        "Withdrawing your consent",
        "What was done before stays lawful",
        "We do not sell personal information",
        "We do not share personal information",
        "We disclose personal data only as this policy describes",
        "We change this policy",
    ] {
        assert!(text.contains(fact), "{fact}");
    }
}

/// A block of a document: from the heading of an entry to the next heading.
fn block<'t>(text: &'t str, entry: &str) -> &'t str {
    let (_, block) = text.split_once(&format!("<!-- {entry} -->\n")).unwrap();
    block.split("\n#").next().unwrap()
}

#[test]
fn what_is_not_declared_is_not_said() {
    let text = "[organisation]\nname = \"A\"\n[purpose.x]\nname = \"Purpose X\"";
    for (document, text) in [("policy", policy(text)), ("record", record(text))] {
        assert!(text.contains("### Purpose X"), "{document}");
        let block = block(&text, "purpose.x").trim();
        let nothing = block.is_empty() || block == "- **(b) Purpose:** Purpose X";
        assert!(nothing, "{document}: {block}");
        for word in ["none", "unknown", "not known", "Ask us", "Right to object", "outside the EU"]
        {
            assert!(!text.contains(word), "{document} says {word:?}");
        }
    }
}

#[test]
fn none_unknown_and_undecided_are_said_to_each_as_they_may_be_read() {
    let text = r#"
        [organisation]
        name = "A"
        data-protection-officer = { unknown = "SECRET one" }
        [purpose.x]
        name = "X"
        recipients = { none = "all is done in the house" }
        source = { unknown = "SECRET two" }
        retention = { undecided = "SECRET three" }
        automated-decisions = "none"
    "#;
    let public = policy(text);
    for said in [
        "Nobody outside our organisation receives the data – all is done in the house.",
        "Ask us, and we tell you what we know of where your data come from",
        "We make no decision about you by automated means alone",
        "Questions about personal data reach us",
    ] {
        assert!(public.contains(said), "{said}");
    }
    assert!(!public.contains("SECRET"));
    let internal = record(text);
    for said in [
        "**(d) Recipients:** none: all is done in the house",
        "**Source, Art. 14(2)(f):** not known: SECRET two",
        "**(f) Time limits for erasure:** to be decided: SECRET three",
        "organisation.data-protection-officer: not known: SECRET one",
        "purpose.x.retention: to be decided: SECRET three",
        "Draft. Not for publication",
    ] {
        assert!(internal.contains(said), "{said}");
    }
}

#[test]
fn what_a_datum_leaves_open_is_told_where_it_is_used() {
    let register = |phone: &str| {
        format!(
            "[purpose.a]\nname = \"A\"\ndata-subjects = \"customer\"\npersonal-data = [\"email\", \"phone\"]\n\
             retention = \"30 days\"\n[personal-data.phone]\nretention = {phone}\n"
        )
    };
    let (known, open) = (register("\"60 days\""), register("{ unknown = \"Anna asks\" }"));
    assert!(!record(&known).contains("not known"), "{}", record(&known));
    assert!(record(&open).contains("not known: Anna asks"), "{}", record(&open));
    assert!(!policy(&open).contains("Anna asks"), "{}", policy(&open));
    let retention = view(&open, Edition::Public).purposes().next().unwrap().retention.clone();
    assert!(retention.unknown, "{retention:?}");
    let nothing =
        register("\"none\"").replace("\"email\", ", "").replace("retention = \"30 days\"\n", "");
    assert!(view(&nothing, Edition::Internal).purposes().next().unwrap().retention.words.is_some());
}

/// One purpose of which each part once read badly.
const PARTS: &str = r#"
    [purpose.a]
    name = "A"
    data-subjects.patient.only.personal-data = "contact"
    data-subjects.relative.only.personal-data = "phone"
    legal-basis.task = { is = "public-task", task = "caring", laws = ["act", "gdpr"], only.data-subjects = "patient" }
    legal-basis.consent = { withdrawal = "say no", only.data-subjects = "relative" }
    condition = "explicit-consent"
    source.register = {}
    provision.voluntary.description = "nobody need say who they are"
    retention = { x = { keep = "30 days", backups = "none" } }
    measures = "access-control"
    systems = "files"
    [personal-data.contact]
    name = "Contact"
    includes = ["phone", "health"]
    [source.register]
    category = "the register of houses"
    [law]
    act = { name = "Care Act", section = "7", country = "DK" }
    gdpr = { name = "GDPR", section = "9", country = "EU" }
    [system.files]
    name = "Files"
    measures = ["access-control", "backups"]
"#;

#[test]
fn people_are_told_the_part_of_a_group_that_they_have() {
    let text = policy(PARTS);
    assert!(text.contains("Patients:** Contact (Telephone number and Health data)\n"), "{text}");
    assert!(text.contains("Relatives and next of kin:** Telephone number\n"), "{text}");
    // Beside its whole group a member says nothing new.
    let both = PARTS.replace("data = \"contact\"", "data = [\"phone\", \"contact\"]");
    let text = policy(&both);
    assert!(text.contains("Patients:** Contact (Telephone number and Health data)\n"), "{text}");
}

#[test]
fn each_part_of_a_block_reads_as_a_sentence() {
    let text = policy(PARTS);
    for said in [
        "(Art. 6(1)(e) GDPR): caring; resting on: Care Act, s. 7; and GDPR, Art. 9 –",
        "Explicit consent (Art. 9(2)(a) GDPR); you withdraw it so: say no <!-- purpose.a.condition -->\n",
        "come from:** the register of houses <!-- ",
        "You are free not to give them – nobody need say who they are <!-- ",
        "keep the data:** 30 days <!-- ",
        "- Regular backups <!-- measure.backups -->",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    let measures = "measures:**\n  - Access only for those whose work needs it <!-- measure.access-control -->\n  - \
                    Regular backups <!-- measure.backups -->\n";
    assert!(record(PARTS).contains(measures), "{}", record(PARTS));
}

#[test]
fn a_notice_for_one_audience_opens_with_whom_it_speaks_to() {
    let register = read(
        "[organisation]\nname = \"A\"\nscope = \"For all\"\n[audience]\n\
         staff = { name = \"Staff\", description = \"For staff\" }\nothers = { name = \"Others\" }\n",
    );
    let plain = Asked::plain("privacy-policy", Edition::Public);
    for (audience, scope) in
        [(None, "For all."), (Some("others"), "For all."), (Some("staff"), "For staff.")]
    {
        let asked = Asked { audience, ..plain };
        let view = build(&register, &Settings::default(), &english(), &asked);
        assert_eq!(view.organisation.scope.as_deref(), Some(scope));
    }
}

#[test]
fn what_insiders_alone_may_read_is_in_no_public_document() {
    let text = include_str!("documents/secrets.toml");
    let told = view(text, Edition::Public);
    let every: Vec<&str> = ropa::document::BUILT_IN.iter().map(|document| document.id).collect();
    assert!(every.len() >= 10, "{every:?}");
    for format in [Format::Markdown, Format::Html, Format::Text, Format::Json, Format::Yaml] {
        for document in &every {
            let public = rendered(told.clone(), document, format);
            let at = public.find("SECRET");
            assert_eq!(at.map(|at| &public[at..(at + 60).min(public.len())]), None);
        }
    }
    for (id, _) in BUILT_IN {
        for kind in [Kind::Record, Kind::ProcessorRecord] {
            let layout = Layout::built_in(id).unwrap().lay_out(id, kind, &told, &english());
            let Some(layout) = layout else { continue };
            let told = View { layout: Some(layout), ..told.clone() };
            for format in [Format::Markdown, Format::Csv, Format::Json] {
                let public = rendered(told.clone(), kind.document(), format);
                assert!(!public.contains("SECRET") && public.len() > 40, "{id}: {public}");
            }
        }
    }
    // The same words do reach insiders, or this test would show nothing.
    let internal = rendered(view(text, Edition::Internal), "record", Format::Json);
    let told: Vec<_> = (1..=40).filter(|at| internal.contains(&format!("SECRET{at:02}"))).collect();
    assert!(told.len() >= 25, "insiders are told only {told:?}");
    assert!(!internal.contains("NOWHERE"), "a note is printed nowhere");
}

#[test]
fn drafts_are_marked_for_insiders_and_told_to_nobody_else() {
    let text = "[organisation]\nname = \"A\"\n\
        [purpose.a]\nname = \"Active\"\n[purpose.d]\nname = \"Planned\"\nstatus = \"draft\"\n\
        [purpose.r]\nname = \"Gone\"\nstatus = \"retired\"\n\
        [purpose.n]\nname = \"Hidden\"\nnot-public = \"a reason\"";
    let names = |edition| -> Vec<String> {
        view(text, edition).purposes().map(|purpose| purpose.name.clone()).collect()
    };
    assert_eq!(names(Edition::Public), ["Active"]);
    assert_eq!(names(Edition::Internal), ["Active", "Planned", "Hidden"]);
    let internal = record(text);
    assert!(block(&internal, "purpose.d").contains("Draft: this activity is planned."));
    assert!(!block(&internal, "purpose.a").contains("Draft"));
}

/// Bases, whether it is advertising, and which rights follow: Art. 15–18 always, the others by what is declared.
#[test]
fn rights_follow_from_the_bases() {
    let case = |rest: &str| {
        let text = format!("[organisation]\nname = \"A\"\n[purpose.x]\nname = \"X\"\n{rest}");
        let rights = view(&text, Edition::Public).rights;
        let ids: Vec<_> = rights.items.iter().map(|right| right.entry.clone()).collect();
        assert_eq!(
            ids[..4],
            ["right.access", "right.rectification", "right.erasure", "right.restriction"]
        );
        let objection = rights.objection.as_ref();
        [
            ids.contains(&"right.portability".to_owned()),
            ids.contains(&"right.automated-decisions".to_owned()),
            rights.withdrawal.is_some(),
            objection.is_some_and(|objection| objection.situation),
            objection.is_some_and(|objection| objection.marketing),
        ]
    };
    let basis = |basis: &str| case(&format!("legal-basis = \"{basis}\""));
    assert_eq!(basis("consent"), [true, false, true, false, false]);
    assert_eq!(basis("contract"), [true, false, false, false, false]);
    assert_eq!(basis("legal-obligation"), [false; 5]);
    assert_eq!(basis("vital-interests"), [false; 5]);
    assert_eq!(basis("public-task"), [false, false, false, true, false]);
    assert_eq!(basis("legitimate-interests"), [false, false, false, true, false]);
    assert_eq!(case("direct-marketing = true"), [false, false, false, false, true]);
    assert_eq!(case("condition = \"explicit-consent\""), [false, false, true, false, false]);
    let decided = "automated-decisions.score.logic = \"points\"";
    assert_eq!(case(decided), [false, true, false, false, false]);
}

#[test]
fn the_right_to_object_stands_apart_from_all_other_rights() {
    let text = policy(
        "[organisation]\nname = \"A\"\n[purpose.x]\nname = \"X\"\nlegal-basis = \"legitimate-interests\"",
    );
    let (before, objection) = text.split_once("### Your right to object").unwrap();
    assert!(before.contains("Right of access") && !before.contains("Art. 21"));
    assert!(objection.contains("**You may object at any time, on grounds"));
    assert!(!objection.contains("direct marketing"));
}

#[test]
fn transfers_follow_from_where_recipients_are() {
    let shop = view(&whole("a webshop"), Edition::Public);
    let transfers: Vec<_> = shop.transfers.items.iter().map(|transfer| &*transfer.words).collect();
    assert_eq!(
        transfers,
        [
            "United Kingdom (recipients: parcel services): Adequacy decision of the European \
             Commission (Art. 45 GDPR)",
            "United States (recipients: Postkit Inc.): Adequacy decision of the European Commission \
             (Art. 45 GDPR); and Standard contractual clauses of the European Commission \
             (Art. 46(2)(c) GDPR), if the others fall away",
        ]
    );
    assert_eq!(shop.transfer_copies, ["write to us"]);
    let order = shop.purposes().next().unwrap();
    assert_eq!(order.transfers.items.len(), 1, "the newsletter's transfer is not the order's");
    let inside = "[organisation]\nname = \"A\"\n[purpose.x]\nrecipients = \"b\"\n\
        [recipient.b]\nname = \"B\"\ncountries = [\"IE\", \"NO\", \"EEA\"]\naccess-from = \"none\"";
    assert!(view(inside, Edition::Public).transfers.items.is_empty());
    let reached = "[organisation]\nname = \"A\"\n[purpose.x]\nrecipients = \"b\"\n\
        [recipient.b]\nname = \"B\"\ncountries = \"IE\"\naccess-from = \"US\"";
    let reached = view(reached, Edition::Public);
    assert_eq!(reached.transfers.items[0].place.as_deref(), Some("United States"));
}

#[test]
fn each_answer_says_for_what_it_holds() {
    let clinic = view(&whole("a clinic"), Edition::Public);
    let treatment = clinic.purposes().next().unwrap();
    assert!(treatment.data_by_subject);
    let data: Vec<_> =
        treatment.data_subjects.items.iter().map(|people| people.personal_data.len()).collect();
    assert_eq!(data, [4, 3, 2]);
    let words: Vec<_> = treatment.retention.items.iter().map(|kept| &*kept.words).collect();
    assert_eq!(words.len(), 4);
    assert_eq!(
        words[0],
        "2 years after the latest contact; copies in backups last longer by 35 days"
    );
    assert!(words[1].starts_with("at least 10 years after the last entry in the file; laid down"));
    assert!(words[3].starts_with(
        "whichever comes last: 10 years after the last entry in the file and until the coming of age"
    ));
    assert!(words[3].ends_with("for people in: Germany"));
    assert_eq!(treatment.retention.items[1].limits[0].iso.as_deref(), Some("P10Y"));
    let conditions: Vec<_> = treatment.conditions.items.iter().map(|one| &one.only).collect();
    assert_eq!(conditions, [&None, &None], "that a condition is for its own class is no narrowing");
}

#[test]
fn what_is_the_same_for_every_purpose_is_said_once() {
    let spektr = spektr(Edition::Public);
    assert!(spektr.common.recipients.is_some() && spektr.common.retention.is_some());
    let text = rendered(spektr, "privacy-policy", Format::Markdown);
    assert_eq!(text.matches("business partners").count(), 2, "as a recipient, and in a transfer");
    let shop = view(&whole("a webshop"), Edition::Public);
    assert!(shop.common.recipients.is_none() && shop.common.sources.is_some());
}

#[test]
fn settings_choose_sections_audiences_and_jurisdictions() {
    let text = r#"
        [organisation]
        name = "A"
        [audience.staff]
        name = "Staff"
        data-subjects = "employee"
        [purpose.wages]
        name = "Wages"
        data-subjects = "employee"
        personal-data = "name"
        [purpose.shop]
        name = "Shop"
        data-subjects = "customer"
        personal-data = "name"
        [section.more]
        title = "More"
        text = "*Some* words"
        place.after = "contact"
        [statement.no-children]
        [statement.own]
        text = "We are kind"
        place.closes = "complaints"
        [topic.t]
        name = "Topic"
        [purpose.topical]
        name = "Topical"
        topic = "t"
        data-subjects = "customer"
        personal-data = "name"
    "#;
    let register = read(text);
    let ids = |view: &View| view.sections.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
    let plain = Asked::plain("privacy-policy", Edition::Public);
    let whole = build(&register, &Settings::default(), &english(), &plain);
    assert_eq!(
        ids(&whole),
        ["introduction", "contact", "section.more", "purposes", "rights", "complaints"]
    );
    assert_eq!(whole.sections[5].closes[0].words.as_deref(), Some("We are kind."));
    assert_eq!(whole.sections[0].closes[0].entry, "statement.no-children");
    assert!(whole.california.is_none());
    let text = rendered(whole, "privacy-policy", Format::Markdown);
    assert!(text.contains("## More\n<!-- section.more -->\n\n*Some* words\n"));
    assert!(text.contains("### Topic\n<!-- topic.t -->\n\n#### Topical\n"));

    let written = settings(
        "jurisdictions = [\"eu\", \"california\"]\n[document.p]\nsections = [\"rights\", \"purposes\"]",
    );
    let sections = written.document.get().unwrap().get("p").unwrap().sections.get();
    let asked = Asked { audience: Some("staff"), sections, ..plain };
    let staff = build(&register, &written, &english(), &asked);
    assert_eq!(ids(&staff), ["rights", "purposes"]);
    let names: Vec<_> = staff.purposes().map(|purpose| &*purpose.name).collect();
    assert_eq!(names, ["Wages"]);
    assert!(staff.california.is_some());
}

#[test]
fn california_is_told_by_the_letters_of_the_data() {
    let text = "[organisation]\nname = \"A\"\n[purpose.x]\ndata-subjects = \"customer\"\n\
        personal-data = [\"name\", \"email\"]\n[california]\nsold = \"none\"";
    let settings = settings("jurisdictions = \"california\"");
    let asked = Asked::plain("privacy-policy", Edition::Public);
    let california =
        |text: &str| build(&read(text), &settings, &english(), &asked).california.unwrap();
    let told = california(text);
    let letters: Vec<_> = told.collected.iter().map(|one| &*one.letter).collect();
    assert_eq!(letters, ["A", "B"]);
    assert_eq!(told.not_collected.len(), 10);
    assert_eq!(told.sold.words.as_deref(), Some("None."));
    assert!(told.shared.is_silent() && told.rights.is_empty());
    let unplaced = text.replace("\"email\"]", "\"own\"]") + "\n[personal-data.own]\nname = \"Own\"";
    assert!(
        california(&unplaced).not_collected.is_empty(),
        "what nobody placed may be of any category"
    );
}

#[test]
fn a_text_without_the_language_says_so_and_borrows_none() {
    let text = "[organisation]\nname = \"A\"\n[purpose.x]\nname = { da = \"Navn\" }";
    let told = view(text, Edition::Public);
    assert_eq!(told.purposes().next().unwrap().name, "(no wording in English)");
    assert!(!rendered(told, "privacy-policy", Format::Text).contains("Navn"));
}

#[test]
fn a_stored_view_gives_the_same_document() {
    let told = spektr(Edition::Internal);
    let stored = serde_json::to_string(&told).unwrap();
    let read: View = serde_json::from_str(&stored).unwrap();
    assert_eq!(read, told);
    assert_eq!(rendered(read, "record", Format::Html), rendered(told, "record", Format::Html));
}
