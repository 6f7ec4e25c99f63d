//! `ropa git-setup`, and what plain git shows after it.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test makes the repositories that it reads, and may fail"
)]

mod desk;

use std::fs;

use desk::Desk;

const REGISTER: &str = r#"
[default.purpose]
recipients = ["mail"]

[purpose.newsletter]
name = "Newsletter"
data-subjects = "subscriber"
retention = "1 year after contract-end"
"#;
const RECIPIENTS: &str = r#"
[recipient.mail]
name = "Mail A/S"
role = "processor"
"#;
const COUNTER: &str = r#"
[recipient.counter]
name = "Counter Inc."
role = "processor"
countries = "US"
"#;

fn set_up() -> Desk {
    let desk = Desk::new();
    desk.write("policy/register.toml", REGISTER);
    desk.write("policy/recipients.toml", RECIPIENTS);
    desk.commit("a register", "2026-03-01");
    let said = desk.printed(&["git-setup"]);
    assert!(
        said.starts_with("policy/.gitattributes: marks the register's files: commit it\n"),
        "{said}"
    );
    assert!(said.contains(".git/config: git asks `"), "{said}");
    desk.commit("for everybody", "2026-03-01");
    desk
}

#[test]
fn git_diff_shows_the_meaning_file_by_file_and_names_what_says_the_duties() {
    let desk = set_up();
    let register = REGISTER.replace("[\"mail\"]", "[\n  \"counter\",\n  \"mail\",\n]");
    desk.write("policy/register.toml", &format!("# turned round\n{register}"));
    desk.write("policy/recipients.toml", &format!("{RECIPIENTS}{COUNTER}"));
    assert_eq!(
        desk.git_says(&["diff"]),
        "recipient.counter added Counter Inc.
  role: processor
  countries: US
  at policy/recipients.toml:6

1 change in policy/recipients.toml (1 public); `ropa diff` says what follows

default.purpose
  + recipients.counter
      policy/register.toml:5

1 change in policy/register.toml (1 public); `ropa diff` says what follows

"
    );
}

#[test]
fn what_changes_only_the_layout_is_no_change() {
    let desk = set_up();
    desk.write("policy/register.toml", &format!("# a word\n{}", REGISTER.replace('\n', "\r\n")));
    assert_eq!(desk.git_says(&["diff"]), "nothing changed in policy/register.toml\n\n");
    desk.commit("layout", "2026-03-02");
    let shown = desk.git_says(&["show", "--format=", "policy/register.toml"]);
    assert!(!shown.contains("\n+") && !shown.contains("\n-"), "{shown}");
}

#[test]
fn git_show_and_log_compare_facts_a_line_each() {
    let desk = set_up();
    let register = REGISTER.replace("1 year", "2 years").replace("[\"mail\"]", "\"mail\"");
    desk.write("policy/register.toml", &format!("{register}source.unknown = \"never asked\"\n"));
    desk.commit("longer", "2026-03-02");
    for command in [&["show", "--format="][..], &["log", "-p", "-1", "--format="][..]] {
        let shown = desk.git_says(&[command, &["policy/register.toml"]].concat());
        let lines: Vec<&str> = shown
            .lines()
            .filter(|line| {
                line.starts_with(['+', '-']) && !line.starts_with("+++") && !line.starts_with("---")
            })
            .collect();
        assert_eq!(
            lines,
            [
                "-purpose.newsletter.retention: 1 year after contract-end",
                "+purpose.newsletter.retention: 2 years after contract-end",
                "+purpose.newsletter.source.unknown: never asked",
            ]
        );
    }
}

#[test]
fn files_that_come_go_or_can_not_be_read_are_shown_as_well() {
    let desk = set_up();
    desk.write("policy/new.toml", COUNTER);
    fs::remove_file(desk.path("policy/recipients.toml")).unwrap();
    desk.write("policy/register.toml", "[purpose.newsletter\nname = \"\u{1b}[31mred\"\n");
    desk.git(&["add", "--all"], "2026-03-02");
    let shown = desk.git_says(&["diff", "--cached"]);
    assert!(shown.contains("recipient.counter added Counter Inc."), "{shown}");
    assert!(shown.contains("recipient.mail removed Mail A/S"), "{shown}");
    assert!(shown.contains("policy/register.toml can't be read as a register"), "{shown}");
    assert!(shown.contains("+name = \"␛[31mred\""), "{shown}");
    assert!(!shown.contains('\u{1b}'), "{shown}");
}

#[test]
fn a_conflict_and_a_renamed_file_end_well() {
    let desk = set_up();
    desk.git(&["checkout", "--quiet", "-b", "other"], "2026-03-02");
    desk.write("policy/recipients.toml", &RECIPIENTS.replace("A/S", "Inc."));
    desk.commit("other", "2026-03-02");
    desk.git(&["checkout", "--quiet", "main"], "2026-03-02");
    desk.write("policy/recipients.toml", &RECIPIENTS.replace("A/S", "ApS"));
    desk.commit("main", "2026-03-02");
    desk.git_may_fail(&["merge", "--quiet", "other"]);
    let shown = desk.git_says(&["diff"]);
    assert!(shown.contains("policy/recipients.toml"), "{shown}");
    desk.git(&["checkout", "--quiet", "--force", "main"], "2026-03-02");
    desk.git(&["mv", "policy/recipients.toml", "policy/others.toml"], "2026-03-02");
    let text = fs::read_to_string(desk.path("policy/others.toml")).unwrap();
    desk.write("policy/others.toml", &format!("# a word\n{text}"));
    desk.git(&["add", "--all"], "2026-03-02");
    let shown = desk.git_says(&["diff", "--cached", "--find-renames"]);
    assert_eq!(shown, "nothing changed in policy/others.toml\n\n");
}

#[test]
fn it_is_done_once_and_undone_whole() {
    let desk = set_up();
    let attributes = fs::read_to_string(desk.path("policy/.gitattributes")).unwrap();
    let configuration = fs::read_to_string(desk.path(".git/config")).unwrap();
    let said = desk.printed(&["git-setup"]);
    assert!(said.contains("already"), "{said}");
    assert_eq!(fs::read_to_string(desk.path("policy/.gitattributes")).unwrap(), attributes);
    assert_eq!(fs::read_to_string(desk.path(".git/config")).unwrap(), configuration);

    desk.write("policy/.gitattributes", &format!("*.png binary\n{attributes}"));
    desk.write(".git/config", &format!("{configuration}[user]\n\t# me\n\tname = Åse\n"));
    desk.printed(&["git-setup", "--undo"]);
    assert_eq!(fs::read_to_string(desk.path("policy/.gitattributes")).unwrap(), "*.png binary\n");
    let left = fs::read_to_string(desk.path(".git/config")).unwrap();
    assert!(!left.contains("ropa") && left.contains("[user]\n\t# me\n\tname = Åse\n"), "{left}");
    desk.write("policy/.gitattributes", &attributes);
    let said = desk.printed(&["git-setup", "--undo"]);
    assert!(said.contains("marks no file any more") && said.contains("did not ask ropa"), "{said}");
    assert!(!desk.path("policy/.gitattributes").exists());
}

#[test]
fn a_linked_worktree_shares_the_configuration_and_a_bare_repository_has_nothing_to_mark() {
    let desk = set_up();
    desk.git(&["worktree", "add", "--quiet", "beside"], "2026-03-02");
    let said = desk.printed(&["--policy", "beside/policy", "git-setup"]);
    assert!(
        said.contains("beside/policy/.gitattributes: marks the register's files already"),
        "{said}"
    );
    assert!(said.contains("asks already"), "{said}");
    desk.git(&["clone", "--quiet", "--bare", ".", "bare.git"], "2026-03-02");
    let output = desk.ropa(&["--policy", "bare.git/policy", "git-setup"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("a bare repository has no files to mark"), "{said}");
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_file_is_left_alone() {
    let desk = Desk::new();
    desk.write("policy/register.toml", REGISTER);
    desk.commit("a register", "2026-03-01");
    desk.write("elsewhere", "untouched\n");
    std::os::unix::fs::symlink("../elsewhere", desk.path("policy/.gitattributes")).unwrap();
    let output = desk.ropa(&["git-setup"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("policy/.gitattributes is a link, and is left alone"), "{said}");
    assert_eq!(fs::read_to_string(desk.path("elsewhere")).unwrap(), "untouched\n");
    assert!(!fs::read_to_string(desk.path(".git/config")).unwrap().contains("ropa"));
}
