//! The registers of this repository: their documents are what is committed, and spektr's policy says what its facts are.
#![allow(clippy::disallowed_methods, reason = "a test runs ropa and reads what it wrote")]

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

const TODAY: &str = "2026-11-24";

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn ropa(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_ropa"))
        .current_dir(root())
        .args(arguments)
        .env("ROPA_TODAY", TODAY)
        .env("NO_COLOR", "1")
        .output()
        .expect("ropa runs")
}

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// `policy/` and every folder of `examples/` that holds a register.
fn registers() -> Vec<PathBuf> {
    let mut found = vec![root().join("policy")];
    for entry in fs::read_dir(root().join("examples")).expect("examples") {
        let path = entry.expect("an entry").path();
        if path.join("ropa.toml").is_file() {
            found.push(path);
        }
    }
    found.sort();
    assert!(found.len() >= 7, "policy/ and six examples");
    found
}

fn name(path: &Path) -> String {
    let path = path.strip_prefix(root()).expect("a folder of this repository");
    path.to_str().expect("a plain name").to_owned()
}

#[test]
fn committed_documents_are_what_the_registers_make() {
    for register in registers() {
        let name = name(&register);
        let documents =
            fs::read_dir(register.join("published")).expect("published documents").count();
        assert!(documents >= 2, "{name} has its policy and its record");
        let output = ropa(&["build", "--check", "--policy", &name]);
        assert!(
            output.status.success(),
            "{name} is stale: cargo run -- build --policy {name}\n{}{}",
            printed(&output),
            String::from_utf8_lossy(&output.stderr),
        );
    }
}

#[test]
fn examples_have_nothing_to_report() {
    for register in registers().iter().filter(|path| !path.ends_with("policy")) {
        let name = name(register);
        let output = ropa(&["check", "--no-waivers", "--format", "concise", "--policy", &name]);
        assert!(output.status.success(), "{name}:\n{}", String::from_utf8_lossy(&output.stderr));
        // Notes too: whoever learns from an example learns from one that is done.
        assert_eq!(printed(&output), "", "{name}");
    }
}

/// The block of one entry in a document that is rendered anew.
fn block(document: &str, register: &str, entry: &str) -> String {
    let output = ropa(&["render", document, "--policy", register]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = printed(&output);
    let (_, block) = text.split_once(&format!("<!-- {entry} -->\n")).expect("a block of it");
    block.split("\n#").next().expect("its text").to_owned()
}

#[test]
fn a_processors_record_says_for_whom_and_where() {
    let of = |entry| block("processor-record", "examples/processor", entry);
    let calls = of("service.calls");
    for fact in [
        "**(a) On behalf of:** Tidewater Energy DAC, ",
        "  - noting what was asked and answered\n",
        "agents at night, processor); the data are in: Ireland; for this: calls between midnight and \
         06:00 – for: Tidewater Energy DAC and Fjordtel AS <!-- recipient.night-agents -->\n",
        "  - South Africa (recipients: Table Bay Contact (Pty) Ltd): Standard contractual clauses",
        "  - Separation of each customer's data <!-- ",
    ] {
        assert!(calls.contains(fact), "{fact}\n{calls}");
    }
    assert!(of("service.platform").contains("contract file, sheet 2 (143, 2 November 2026)"));
    let customer = of("controller.alpsport");
    assert!(customer.contains("**Data protection officer:** Reto Caflisch"), "{customer}");
    assert!(customer.contains("**Representative in the European Union (EU):** Bodensee"));
    assert!(of("controller.weald").contains("**Representative, Art. 27:** none: It addresses"));
}

#[test]
fn the_members_of_a_group_and_sub_processors_are_told_with_their_countries() {
    let of = |entry| block("privacy-policy", "examples/employer", entry);
    let transfers = of("transfers");
    for sister in
        ["United Kingdom (recipients: Wessex Flow Ltd)", "Switzerland (recipients: Alpstrom"]
    {
        assert!(transfers.contains(sister), "{transfers}");
    }
    // Whom a processor takes on may sit elsewhere than the processor.
    assert!(transfers.contains("India (recipients: Nattevagt Cyber India Pvt Ltd): Standard"));
    let record = block("record", "examples/employer", "purpose.intranet");
    assert!(record.contains("the data are in: United Kingdom and Switzerland"), "{record}");
}

#[test]
fn a_condition_for_what_data_reveal_is_told() {
    let scheme = block("privacy-policy", "examples/employer", "purpose.whistleblowing");
    assert!(scheme.contains("(Art. 9(2)(g) GDPR)") && scheme.contains("(Art. 10 GDPR)"));
}

/// spektr's purposes: the name, the data as the policy of 2024 words them, and the legal bases.
const PURPOSES: &[(&str, &[&str], &[&str])] = &[
    (
        "User accounts",
        &["Name", "Email", "Username", "Telephone number", "Position"],
        &["6(1)(b)", "6(1)(f)"],
    ),
    ("Running the platform", &["Name", "Email", "Position"], &["6(1)(b)", "6(1)(f)"]),
    (
        "A better experience",
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
        "Support",
        &["Name", "Email", "Username", "Telephone number", "Position", "Interaction history"],
        &["6(1)(b)", "6(1)(f)"],
    ),
    (
        "Payments and billing",
        &["Billing information", "Transaction history"],
        &["6(1)(b)", "6(1)(c)"],
    ),
    ("Newsletters that you subscribe to", &["Name", "Email"], &["6(1)(f)"]),
    ("News and offers on the platform", &["Name", "Email", "Position"], &["6(1)(f)"]),
    ("Business relations", &["Name", "Email", "Telephone number", "Position"], &["6(1)(f)"]),
];

/// What the policy says besides, in words that must appear.
const STATEMENTS: &[&str] = &[
    "spektr ApS",
    "CVR 44012677",
    "Bredgade 75, 4.",
    "1260 København K",
    "Denmark",
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
    "persons and authorities that need the data",
    "authorities, where the law makes us disclose data",
    "affiliates",
    "vendors",
    "business partners",
    "other collaborators",
    "backup and cloud storage",
    "on our instructions alone",
    "in writing",
    "standard contractual clauses",
    "certification",
    "adequacy",
    "Backup copies are overwritten in turn",
    "assessed for security",
    "Access only for the few whose work requires it",
    "training of all staff",
    "malware",
    "vulnerabilities",
    "recovery after an incident",
    "Encryption at rest and in transit",
    "Access",
    "Rectification",
    "Erasure",
    "Restriction",
    "data portability",
    "right to object",
    "California",
];

#[test]
fn spektrs_policy_says_every_fact_each_purpose_in_its_own_block() {
    let output = ropa(&["render", "privacy-policy", "--format", "text", "--policy", "policy"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Lines are wrapped for reading; a fact may run over the end of one.
    let text = printed(&output).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut blocks = Vec::new();
    for (purpose, ..) in PURPOSES {
        let from = blocks.last().map_or(0, |(at, _): &(usize, &str)| at + 1);
        let at = text[from..].find(&format!("{purpose} ")).map(|at| at + from);
        blocks.push((at.unwrap_or_else(|| panic!("no block `{purpose}` in\n{text}")), *purpose));
    }
    for (number, (purpose, data, bases)) in PURPOSES.iter().enumerate() {
        let (from, _) = blocks[number];
        let to = blocks.get(number + 1).map_or(text.len(), |(at, _)| *at);
        let block = &text[from..to];
        let mut rest = block;
        for datum in *data {
            let at = rest.find(datum);
            let at =
                at.unwrap_or_else(|| panic!("`{purpose}` lacks `{datum}`, in its place:\n{block}"));
            rest = &rest[at + datum.len()..];
        }
        for basis in *bases {
            assert!(block.contains(basis), "`{purpose}` lacks Art. {basis}:\n{block}");
        }
        let all = ["6(1)(a)", "6(1)(b)", "6(1)(c)", "6(1)(d)", "6(1)(e)", "6(1)(f)"];
        if number + 1 < PURPOSES.len() {
            for other in all.iter().filter(|other| !bases.contains(other)) {
                assert!(!block.contains(other), "`{purpose}` has Art. {other} too:\n{block}");
            }
        }
    }
    let lower = text.to_lowercase();
    for statement in STATEMENTS {
        assert!(
            lower.contains(&statement.to_lowercase()),
            "the policy lacks `{statement}`:\n{text}"
        );
    }
}

#[test]
fn a_view_that_was_printed_gives_the_same_documents() {
    let folder = tempfile::tempdir().expect("a folder");
    let view = folder.path().join("view.json");
    let view = view.to_str().expect("a plain path");
    for register in registers() {
        let name = name(&register);
        for document in ["privacy-policy", "record", "processor-record"] {
            let made = |arguments: &[&str]| {
                let output = ropa(&[&["render", document], arguments].concat());
                assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
                output.stdout
            };
            made(&["--policy", &name, "--format", "json", "-o", view]);
            for format in ["json", "html", "docx"] {
                let of_view = made(&["--policy", &name, "--format", format, "--from-view", view]);
                assert!(
                    of_view == made(&["--policy", &name, "--format", format]),
                    "{name} {document} {format}"
                );
            }
        }
    }
}

#[test]
fn what_is_no_view_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let view = folder.path().join("view.json");
    for (text, said) in [
        ("{\"version\": 1}", "is no View as `ropa render --format json` prints it: missing field"),
        ("nothing", "is no View as"),
    ] {
        fs::write(&view, text).expect("a file");
        let output = ropa(&["render", "record", "--from-view", view.to_str().expect("plain")]);
        let error = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{error}");
        assert!(error.contains(said), "{error}");
    }
}
