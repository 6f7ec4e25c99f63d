//! The policy's date against its history: what `ropa check` finds in it, and the edition that `ropa diff --public` writes.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test makes the repositories that it reads, and may fail"
)]

mod desk;

use desk::Desk;

const NEWSLETTER: &str = "
[purpose.newsletter]
name = \"Newsletter\"
data-subjects = \"customer\"
recipients = \"mail\"
[recipient.mail]
name = \"Mail A/S\"
role = \"processor\"
";
const SECOND: &str = "
[purpose.support]
name = \"Support\"
";
const FIRST_EDITION: &str = "[version.2026-03-01]\nchanges = \"The newsletter is new.\"\n";
const SECOND_EDITION: &str = "[version.2026-06-01]\nchanges = \"We answer questions.\"\n";

/// The two rules' findings alone: their names, and where.
fn found(desk: &Desk) -> (Vec<String>, String) {
    let output = desk.ropa(&["check", "--format", "concise"]);
    let text = String::from_utf8(output.stdout).unwrap();
    let about = |line: &&str| line.contains("undated-change") || line.contains("unchanged-version");
    let lines = text.lines().filter(about).map(str::to_owned).collect();
    (lines, String::from_utf8(output.stderr).unwrap())
}

fn is_one(lines: &[String], rule: &str) -> bool {
    matches!(lines, [line] if line.contains(rule))
}

#[test]
fn a_change_of_fact_after_the_date_is_found_until_an_edition_dates_it() {
    let desk = Desk::new();
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}"));
    desk.commit("the first edition", "2026-03-01");
    assert_eq!(found(&desk).0, Vec::<String>::new());

    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}{SECOND}"));
    let uncommitted = found(&desk).0;
    assert!(is_one(&uncommitted, "warning[undated-change]"), "{uncommitted:?}");
    desk.commit("support", "2026-05-30");
    assert_eq!(found(&desk).0, uncommitted, "committed or not, readers were not told");

    let both = format!("{FIRST_EDITION}{SECOND_EDITION}{NEWSLETTER}{SECOND}");
    desk.write("policy/register.toml", &both);
    assert_eq!(found(&desk).0, Vec::<String>::new(), "an edition that is not committed yet");
    desk.commit("an edition", "2026-06-01");
    assert_eq!(found(&desk).0, Vec::<String>::new());
}

#[test]
fn an_edition_may_be_written_on_until_its_day_ends() {
    let desk = Desk::new();
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}"));
    desk.commit("the edition of March is drafted", "2026-02-20");
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}{SECOND}"));
    desk.commit("and grows", "2026-03-01");
    assert_eq!(found(&desk).0, Vec::<String>::new());
}

#[test]
fn an_edition_that_reads_as_the_one_before_is_found() {
    let desk = Desk::new();
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}"));
    desk.commit("the first edition", "2026-03-01");
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{SECOND_EDITION}{NEWSLETTER}"));
    desk.commit("an edition for nothing", "2026-06-01");
    let (lines, _) = found(&desk);
    assert!(is_one(&lines, "warning[unchanged-version]"), "{lines:?}");
    assert!(lines[0].contains("register.toml:3:"), "{lines:?}");
}

#[test]
fn words_alone_weigh_as_a_note_and_a_waiver_that_waits_is_not_unused() {
    let desk = Desk::new();
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}"));
    desk.commit("the first edition", "2026-03-01");
    let reworded = NEWSLETTER.replace("\"Newsletter\"", "\"Our newsletter\"");
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{reworded}"));
    let (lines, _) = found(&desk);
    assert!(is_one(&lines, "note[undated-change]"), "{lines:?}");

    let waiver = "[waiver.a]\nrule = \"undated-change\"\nreason = \"a word\"\nuntil = 2027-01-01\n";
    desk.write("policy/ropa.toml", waiver);
    let output = desk.ropa(&["check", "--format", "concise"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains("undated-change") && !text.contains("unused-waiver"), "{text}");
    std::fs::remove_dir_all(desk.path(".git")).unwrap();
    let output = desk.ropa(&["check", "--format", "concise"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains("unused-waiver"), "without git nothing is known: {text}");

    desk.write("policy/ropa.toml", "[rules]\nundated-change = \"off\"\n");
    assert_eq!(found(&desk).0, Vec::<String>::new());
}

#[test]
fn where_the_history_is_cut_off_nothing_is_found_and_that_is_said() {
    let origin = Desk::new();
    origin.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}"));
    origin.commit("the first edition", "2026-03-01");
    origin.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}{SECOND}"));
    origin.commit("support", "2026-05-30");
    let desk = Desk::new();
    let url = format!("file://{}", origin.path("").display());
    desk.git(&["clone", "--quiet", "--depth", "1", &url, "copy"], "2026-06-02");
    let output = desk.ropa(&["--policy", "copy/policy", "check", "--format", "concise"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("whether the policy changed since edition 2026-03-01 is not known"),
        "{said}"
    );
    assert!(!String::from_utf8(output.stdout).unwrap().contains("undated-change"));
    let output = desk.ropa(&["--policy", "copy/policy", "diff", "--public"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the history here does not reach back to edition 2026-03-01"), "{said}");
}

#[test]
fn the_text_for_the_public_is_an_edition_that_the_register_takes() {
    let desk = Desk::new();
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}"));
    desk.commit("the first edition", "2026-03-01");
    desk.write("policy/register.toml", &format!("{FIRST_EDITION}{NEWSLETTER}{SECOND}"));
    desk.commit("support", "2026-05-30");
    let text = desk.printed(&["diff", "--public"]);
    assert!(
        text.starts_with("What changed since 1 March 2026\n- New purpose: Support.\n"),
        "{text}"
    );
    let edition = &text[text.find("[version.").unwrap()..];
    desk.write("policy/edition.toml", edition);
    desk.commit("dated", "2026-11-24");
    let (lines, _) = found(&desk);
    assert_eq!(lines, Vec::<String>::new());
    let shown = desk.printed(&["show", "version", "2026-11-24"]);
    assert!(shown.contains("New purpose: Support."), "{shown}");
    let text = desk.printed(&["diff", "--public"]);
    assert_eq!(
        text,
        "What changed since 24 November 2026\n- Nothing that you read here changed.\n\n"
    );
}
