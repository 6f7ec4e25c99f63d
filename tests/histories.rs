//! Histories that really happened, modelled as registers: each step says what its label says.
#![allow(clippy::disallowed_methods, reason = "a test reads its registers")]

use std::{fs, path::Path};

use ropa::{
    diff::{self, Revision, duties},
    law,
    register::{self, Register},
    report::changes::Changes,
    source::{Layer, Sources},
};

/// By day, what the commit's own title says that it does, and what is found that it did.
const GITHUB_SUB_PROCESSORS: &[(&str, &str, &[&str])] = &[
    (
        "2024-04-17",
        "GitHub Subsidiary Location Updates (#919)",
        &[
            "+ recipient GitHub Australia Pty Ltd (recipient.github-australia-pty-ltd)",
            "+ recipient GitHub BV (recipient.github-bv)",
            "+ recipient GitHub Canada ULC (recipient.github-canada-ulc)",
            "+ recipient GitHub Germany GmbH (recipient.github-germany-gmbh)",
            "+ recipient GitHub India Pty Ltd (recipient.github-india-pty-ltd)",
            "+ recipient Npm, Inc. (recipient.npm)",
            "+ recipient Semmle Inc. (recipient.semmle)",
            "Azure (Microsoft): countries + FR, CH, JP",
        ],
    ),
    (
        "2024-06-03",
        "Update github-subprocessors.md",
        &["- recipient Splunk (recipient.splunk)", "- recipient Zapier (recipient.zapier)"],
    ),
    (
        "2025-05-07",
        "Tweak Subprocessor list to separate GH subsidiaries",
        &[
            "+ recipient Anthropic PBC (recipient.anthropic)",
            "+ recipient OpenAI (recipient.openai)",
            "- recipient SendGrid (recipient.sendgrid)",
            "Amazon Web Services Inc (AWS): name Amazon Web Services (AWS) → Amazon Web Services Inc (AWS)",
            "Google Cloud Platform (GCP): countries + BE",
            "Microsoft (Azure): countries - FR, CH, JP",
            "Microsoft (Azure): name Azure (Microsoft) → Microsoft (Azure), Azure Cognitive Services → Microsoft (Azure)",
            "Microsoft: countries + AU, BR, CA, FR, JP, NO, ES, SE, CH, GB",
            "NexMo Inc (aka Vonage): name NexMo (aka Vonage) → NexMo Inc (aka Vonage)",
            "Twilio (SendGrid): name Twilio → Twilio (SendGrid)",
            "npm Inc: name Npm, Inc. → npm Inc",
            "Semmle Inc: name Semmle Inc. → Semmle Inc",
            "Amazon Web Services Inc (AWS): category other words",
            "Google Cloud Platform (GCP): category other words",
            "Microsoft (Azure): category other words",
        ],
    ),
    (
        "2025-07-15",
        "Remove VividCortex from GitHub subprocessors list",
        &[
            "- recipient VividCortex (recipient.vividcortex)",
            "Google Cloud Platform (GCP): countries + SG",
        ],
    ),
    (
        "2025-08-29",
        "Add Fireworks AI to subprocessors list",
        &[
            "+ recipient CoreWeave, Inc. (recipient.coreweave)",
            "+ recipient Fireworks AI (recipient.fireworks)",
            "+ recipient Hewlett-Packard Limited (recipient.hewlett-packard)",
            "+ recipient LambdaTest (recipient.lambdatest)",
            "+ recipient Oracle America, Inc. (recipient.oracle)",
            "+ recipient xAI (recipient.xai)",
        ],
    ),
    (
        "2025-11-06",
        "Add FullStory, Inc. to subprocessors list",
        &["+ recipient FullStory, Inc. (recipient.fullstory)"],
    ),
    (
        "2025-12-08",
        "Add Elasticsearch as a subprocessors entry",
        &["+ recipient Elasticsearch, Inc. (recipient.elasticsearch)"],
    ),
    (
        "2026-01-27",
        "Remove CoreWeave, Inc. from subprocessors list",
        &["- recipient CoreWeave, Inc. (recipient.coreweave)"],
    ),
    (
        "2026-03-02",
        "Update Microsoft (Azure) location to include Canada",
        &["Microsoft (Azure): countries + CA"],
    ),
    (
        "2026-03-11",
        "Add Tines Automation Inc. to subprocessors list",
        &["+ recipient Tines Automation Inc. (recipient.tines)"],
    ),
];

fn read(day: &str) -> (Sources, Register) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/histories/github-subprocessors");
    let bytes = fs::read(folder.join(format!("{day}.toml"))).expect("a register of that day");
    let mut sources = Sources::default();
    sources.add(format!("{day}.toml"), bytes, Layer::Register);
    law::add_to(&mut sources);
    let (register, found) = register::read(&sources);
    assert!(found.is_empty(), "{day}: {found:?}");
    (sources, register)
}

#[test]
fn each_step_says_what_its_label_says() {
    let mut before = read("2023-12-27");
    for (day, label, expected) in GITHUB_SUB_PROCESSORS {
        let after = read(day);
        let old = Revision { register: &before.1, sources: &before.0, first_language: "en" };
        let new = Revision { register: &after.1, sources: &after.0, first_language: "en" };
        let changes = diff::between(old, new);
        let report = Changes {
            old,
            new,
            called: ("before".to_owned(), (*day).to_owned()),
            changes: &changes,
            duties: &duties::follow(old, new, &changes),
            language: None,
            width: 100,
        };
        assert_eq!(report.phrases(), *expected, "{day}: {label}");
        before = after;
    }
}
