//! `ropa log` and `ropa diff` in a repository: a history that really happened, and a merge request played through.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test makes the repositories that it reads, and may fail"
)]

mod desk;

use std::{fs, path::Path};

use desk::Desk;

/// The days of the modelled history, oldest first.
fn days() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/histories/github-subprocessors");
    let mut days: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let day = path.file_stem().unwrap().to_str().unwrap().to_owned();
            (day, fs::read_to_string(path).unwrap())
        })
        .collect();
    days.sort();
    days
}

#[test]
fn the_history_is_one_line_a_commit() {
    let desk = Desk::new();
    for (day, text) in days() {
        desk.write("policy/register.toml", &text);
        desk.commit(&format!("as of {day}"), &day);
        // What changes nothing in substance is no line.
        desk.write("policy/register.toml", &format!("# moved\n{text}"));
        desk.commit("a comment", &day);
    }
    let log = desk.printed(&["log"]);
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), days().len(), "{log}");
    assert!(lines[0].starts_with("2026-03-11  "), "{log}");
    assert!(lines[0].ends_with("  + recipient Tines Automation Inc. (recipient.tines)"), "{log}");
    assert!(lines[1].ends_with("  Microsoft (Azure): countries + CA"), "{log}");
    assert!(lines[2].ends_with("  - recipient CoreWeave, Inc. (recipient.coreweave)"), "{log}");
    let since = desk.printed(&["log", "--since", "2026-01-01"]);
    assert_eq!(since.lines().count(), 3, "{since}");
    let json: serde_json::Value =
        serde_json::from_str(&desk.printed(&["log", "--format", "json"])).unwrap();
    assert_eq!(json["commits"][0]["date"], "2026-03-11");
    assert_eq!(json["commits"][0]["author"], "Åse Berg");
}

#[test]
fn one_purpose_is_followed_through_its_renaming_and_a_broken_commit() {
    let desk = Desk::new();
    let news = |id: &str, recipients: &str| {
        format!(
            "[purpose.{id}]\nname = \"News\"\ndata-subjects = \"customer\"\npersonal-data = \"email\"\n\
             recipients = {recipients}\n[purpose.other]\nname = \"Other\"\n[recipient]\nmail = {{ name = \"Mail ApS\" }}\n"
        )
    };
    desk.write("policy/register.toml", &news("news", "\"none\""));
    desk.commit("begin", "2025-01-01");
    desk.write("policy/register.toml", "[purpose.news\n");
    desk.commit("broken", "2025-02-01");
    desk.write("policy/register.toml", &news("news", "\"mail\""));
    desk.commit("share", "2025-03-01");
    desk.write("policy/register.toml", &news("newsletter", "\"mail\""));
    desk.commit("rename", "2025-04-01");
    desk.write(
        "policy/register.toml",
        &news("newsletter", "\"mail\"")
            .replace("\"Other\"\n", "\"Other\"\nretention = \"1 year\"\n"),
    );
    desk.commit("something else", "2025-05-01");
    let log = desk.printed(&["log", "--purpose", "newsletter"]);
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len(), 4, "{log}");
    assert!(lines[0].starts_with("2025-04-01") && lines[0].contains("was news"), "{log}");
    assert!(lines[1].starts_with("2025-03-01") && lines[1].contains("none → mail"), "{log}");
    assert!(lines[2].starts_with("2025-02-01") && lines[2].contains("could not be read"), "{log}");
    assert!(lines[3].starts_with("2025-01-01"), "{log}");
}

#[test]
fn a_merge_request_is_told_and_its_documents_are_rebuilt() {
    let desk = Desk::new();
    let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/webshop");
    for name in ["organisation.toml", "purposes.toml", "recipients.toml", "ropa.toml"] {
        desk.write(&format!("policy/{name}"), &fs::read_to_string(example.join(name)).unwrap());
    }
    assert!(desk.ropa(&["build"]).status.success());
    desk.commit("the register and its documents", "2026-01-01");
    // A branch: a change of substance.
    desk.git(&["switch", "--quiet", "--create", "analytics"], "2026-02-01");
    let recipients = fs::read_to_string(desk.path("policy/recipients.toml")).unwrap();
    desk.write(
        "policy/recipients.toml",
        &format!("{recipients}\n[recipient.counter]\nname = \"Counter Inc.\"\ncategory = \"statistics\"\nrole = \"processor\"\ncountries = \"US\"\n"),
    );
    let purposes = fs::read_to_string(desk.path("policy/purposes.toml")).unwrap();
    let changed = purposes.replacen("\"payments\"", "\"payments\", \"counter\"", 1);
    let changed = if changed == purposes {
        purposes.replacen("recipients.payments", "recipients.counter = {}\nrecipients.payments", 1)
    } else {
        changed
    };
    assert_ne!(changed, purposes, "the webshop's order has the recipient `payments`");
    desk.write("policy/purposes.toml", &changed);
    desk.commit("count visitors", "2026-02-01");
    // The job: the check finds what the register lacks, the comment says what it means, the documents are stale.
    assert_eq!(desk.ropa(&["check"]).status.code(), Some(1));
    let comment = desk.printed(&["diff", "main...HEAD", "--format", "markdown"]);
    for told in
        ["Counter Inc.", "no instrument allows this transfer", "Art. 28(3)", "recipient.counter"]
    {
        assert!(comment.contains(told), "{told}: {comment}");
    }
    let failing = desk.ropa(&["diff", "main...HEAD", "--fail-on", "inform"]);
    assert_eq!(failing.status.code(), Some(1));
    // The branch is mended, merged, and its documents are built and committed.
    let mended = fs::read_to_string(desk.path("policy/recipients.toml")).unwrap();
    desk.write(
        "policy/recipients.toml",
        &mended.replace("countries = \"US\"\n", "countries = \"IE\"\n"),
    );
    desk.commit("in Ireland", "2026-02-02");
    desk.git(&["switch", "--quiet", "main"], "2026-02-03");
    desk.git(&["merge", "--quiet", "--no-ff", "--message", "merge", "analytics"], "2026-02-03");
    assert_eq!(desk.ropa(&["build", "--check"]).status.code(), Some(1));
    let log = desk.printed(&["log"]);
    assert!(log.lines().next().unwrap().contains("+ recipient Counter Inc."), "{log}");
    assert_eq!(log.lines().count(), 2, "a merge is one step: {log}");
}
