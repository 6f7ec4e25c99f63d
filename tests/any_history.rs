//! `ropa diff` and `ropa log` on whatever history there is: cut off, bare, in a linked worktree, of SHA-256, with merges,
//! with registers that can't be read, that moved, that share folders; and in a repository that means harm.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test makes the repositories that it reads, and may fail"
)]

mod desk;

use std::fs;

use desk::Desk;

const SETTINGS: &str = "languages = [\"en\"]\n";

fn purposes(names: &[&str]) -> String {
    let purpose = |name: &&str| format!("[purpose.{name}]\nname = \"{name}\"\n\n");
    names.iter().map(purpose).collect::<Vec<_>>().concat()
}

/// Three commits: a purpose, a second one beside the first, and a third.
fn with_history(desk: &Desk) {
    desk.write("policy/ropa.toml", SETTINGS);
    for (names, day) in [
        (&["orders"][..], "2026-01-05"),
        (&["orders", "support"], "2026-02-05"),
        (&["orders", "support", "letters"], "2026-03-05"),
    ] {
        desk.write("policy/register.toml", &purposes(names));
        desk.commit(names.last().unwrap(), day);
    }
}

/// What `log` prints, without the commits' ids.
fn log(desk: &Desk, arguments: &[&str]) -> Vec<String> {
    let text = desk.printed(&[arguments, &["log"]].concat());
    text.lines().map(|line| format!("{}{}", &line[..12], &line[19..])).collect()
}

const HISTORY: [&str; 3] = [
    "2026-03-05    + purpose letters (purpose.letters)",
    "2026-02-05    + purpose support (purpose.support)",
    "2026-01-05    + purpose orders (purpose.orders)",
];

fn is_the_last_change(text: &str) -> bool {
    text.contains("purpose.letters added letters") && !text.contains("purpose.support")
}

#[test]
fn a_repository_of_sha_256() {
    let desk = Desk::with(&["--object-format=sha256"]);
    with_history(&desk);
    assert_eq!(log(&desk, &[]), HISTORY);
    assert!(is_the_last_change(&desk.printed(&["diff", "HEAD~1"])));
}

#[test]
fn a_bare_repository_and_a_linked_worktree() {
    let desk = Desk::new();
    with_history(&desk);
    desk.git(&["clone", "--quiet", "--bare", ".", "bare.git"], "2026-03-06");
    desk.git(&["worktree", "add", "--quiet", "--detach", "beside"], "2026-03-06");
    for policy in ["bare.git/policy", "beside/policy"] {
        assert_eq!(log(&desk, &["--policy", policy]), HISTORY, "{policy}");
        let text = desk.printed(&["--policy", policy, "diff", "HEAD~1..HEAD"]);
        assert!(is_the_last_change(&text), "{policy}: {text}");
    }
}

#[test]
fn a_shallow_clone_tells_what_it_has_and_that_there_was_more() {
    let desk = Desk::new();
    with_history(&desk);
    let url = format!("file://{}", desk.path("").display());
    desk.git(&["clone", "--quiet", "--depth=2", &url, "copy"], "2026-03-06");
    assert_eq!(log(&desk, &["--policy", "copy/policy"]), HISTORY[..1]);
    let output = desk.ropa(&["--policy", "copy/policy", "log"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the history is cut off here"), "{said}");
    let output = desk.ropa(&["--policy", "copy/policy", "diff", "HEAD~2"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("git fetch --unshallow"), "{said}");
}

#[test]
fn a_merge_is_one_step_of_the_branch_that_it_came_to() {
    let desk = Desk::new();
    with_history(&desk);
    desk.git(&["checkout", "--quiet", "-b", "side"], "2026-03-06");
    desk.write("policy/side.toml", &purposes(&["events"]));
    desk.commit("events", "2026-03-07");
    desk.write("policy/side.toml", &purposes(&["events", "parking"]));
    desk.commit("parking", "2026-03-08");
    desk.git(&["checkout", "--quiet", "main"], "2026-03-08");
    desk.git(&["merge", "--quiet", "--no-ff", "--message", "merged", "side"], "2026-03-09");
    let lines = log(&desk, &[]);
    assert_eq!(lines.len(), 4, "{lines:?}");
    assert!(
        lines[0].starts_with("2026-03-09")
            && lines[0].contains("events")
            && lines[0].contains("parking")
    );
    let text = desk.printed(&["diff", "main~1...side"]);
    assert!(
        text.contains("purpose.events added") && text.contains("purpose.parking added"),
        "{text}"
    );
}

#[test]
fn a_register_that_can_not_be_read_is_told_and_passed_over() {
    let desk = Desk::new();
    with_history(&desk);
    desk.write("policy/register.toml", "[purpose.orders\n");
    desk.commit("half a line", "2026-03-06");
    desk.write("policy/register.toml", &purposes(&["orders", "support", "letters", "events"]));
    desk.commit("events", "2026-03-07");
    let lines = log(&desk, &[]);
    assert_eq!(lines[0], "2026-03-07    + purpose events (purpose.events)");
    assert_eq!(lines[1], "2026-03-06    the register could not be read");
    assert_eq!(lines[2..], HISTORY);
    let output = desk.ropa(&["diff", "HEAD~1"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("something could not be read, and is not compared"), "{said}");
}

#[test]
fn a_register_that_moved_is_followed() {
    let desk = Desk::new();
    with_history(&desk);
    desk.git(&["mv", "policy", "privacy"], "2026-03-06");
    desk.commit("moved", "2026-03-06");
    assert_eq!(log(&desk, &["--policy", "privacy"]), HISTORY);
    let text = desk.printed(&["--policy", "privacy", "diff", "HEAD~2"]);
    assert!(is_the_last_change(&text), "{text}");
}

#[test]
fn before_its_move_is_committed_all_of_a_register_is_new_and_that_is_said() {
    let desk = Desk::new();
    with_history(&desk);
    desk.git(&["mv", "policy", "privacy"], "2026-03-06");
    let output = desk.ropa(&["--policy", "privacy", "diff"]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("there is no folder privacy in "), "{said}");
    assert!(said.contains("a move of the folder is followed once it is committed"), "{said}");
}

#[test]
fn a_shared_folder_of_the_repository_belongs_to_it_and_one_outside_does_not() {
    let desk = Desk::new();
    desk.write("policy/ropa.toml", "include = [\"../shared\"]\n");
    desk.write("policy/register.toml", &purposes(&["orders"]));
    desk.write("shared/group.toml", &purposes(&["group"]));
    desk.commit("with a shared folder", "2026-01-05");
    desk.write("shared/group.toml", &purposes(&["group", "cars"]));
    desk.commit("only in the shared folder", "2026-02-05");
    let lines = log(&desk, &[]);
    assert_eq!(lines[0], "2026-02-05    + purpose cars (purpose.cars)");
    assert_eq!(lines.len(), 2, "{lines:?}");

    let outer = Desk::new();
    outer.write("outside/group.toml", &purposes(&["group"]));
    fs::remove_dir_all(outer.path(".git")).unwrap();
    outer.write("inner/policy/ropa.toml", "include = [\"../../outside\"]\n");
    outer.write("inner/policy/register.toml", &purposes(&["orders"]));
    for arguments in [&["init", "--quiet", "inner"][..], &["-C", "inner", "add", "--all"]] {
        outer.git(arguments, "2026-01-05");
    }
    outer.git(&["-C", "inner", "commit", "--quiet", "--message", "a register"], "2026-01-05");
    let output = outer.ropa(&["--policy", "inner/policy", "diff"]);
    let (text, said) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(text.starts_with("nothing changed"), "{text}");
    assert!(said.contains("../../outside, which the working tree shares, lies outside"), "{said}");
}

#[test]
fn without_git_two_folders_are_compared() {
    let desk = Desk::new();
    fs::remove_dir_all(desk.path(".git")).unwrap();
    desk.write("before/register.toml", &purposes(&["orders"]));
    desk.write("after/all.toml", &purposes(&["letters", "orders"]));
    let text = desk.printed(&["diff", "before", "after"]);
    assert!(
        text.contains("purpose.letters added letters") && !text.contains("purpose.orders"),
        "{text}"
    );
}

#[cfg(unix)]
#[test]
fn a_repository_that_means_harm_runs_nothing_and_has_nothing_written() {
    use std::os::unix::fs::PermissionsExt as _;

    let desk = Desk::new();
    with_history(&desk);
    desk.write("policy/--output=taken.toml", &purposes(&["odd"]));
    desk.commit("a file named like an option", "2026-03-06");
    desk.write("policy/.gitattributes", "*.toml diff=evil filter=evil\n");
    let trap = desk.path("trap.sh");
    fs::write(&trap, format!("#!/bin/sh\ntouch {}\n", desk.path("sprung").display())).unwrap();
    fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    let run = trap.display();
    let config = fs::read_to_string(desk.path(".git/config")).unwrap();
    let evil = format!(
        "{config}[core]\n\tfsmonitor = {run}\n\thooksPath = {hooks}\n\teditor = {run}\n\tpager = {run}\n\
         [diff]\n\texternal = {run}\n[diff \"evil\"]\n\tcommand = {run}\n\ttextconv = {run}\n\
         [filter \"evil\"]\n\tsmudge = {run}\n\tclean = {run}\n\tprocess = {run}\n\trequired = true\n\
         [pager]\n\tdiff = {run}\n\tlog = {run}\n",
        hooks = desk.path("").display(),
    );
    desk.write(".git/config", &evil);
    for hook in ["post-checkout", "post-index-change", "fsmonitor-watchman"] {
        fs::copy(&trap, desk.path(hook)).unwrap();
    }
    let everything = || {
        let mut found: Vec<String> = Vec::new();
        let mut folders = vec![desk.path("")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let entry = entry.unwrap();
                let metadata = entry.metadata().unwrap();
                found.push(format!(
                    "{:?} {} {:?}",
                    entry.path(),
                    metadata.len(),
                    metadata.modified().unwrap()
                ));
                if metadata.is_dir() {
                    folders.push(entry.path());
                }
            }
        }
        found.sort();
        found
    };
    let before = everything();
    for arguments in [
        &["log"][..],
        &["log", "--format", "json"],
        &["diff"],
        &["diff", "HEAD~2"],
        &["diff", "--public", "HEAD~2"],
        &["diff", "HEAD~2...HEAD", "--format", "markdown"],
        &["check"],
    ] {
        desk.ropa(arguments);
        assert_eq!(everything(), before, "after {arguments:?}");
    }
    for option in ["--output=taken", "-o", "--upload-pack=touch sprung"] {
        let output = desk.ropa(&["log", "--", option]);
        assert_eq!(output.status.code(), Some(2), "{option}");
        assert_eq!(everything(), before, "after {option:?}");
    }
}
