//! The history of a branch, as its officer would tell it.

use std::path::Path;

use ropa::git::{Commit, Parent, Repository};

use crate::{FOLDERS, Place, at, git, one, register};

fn history(repository: &Repository, tip: &str) -> Vec<Commit> {
    let tip = one(repository, tip);
    repository.history(tip).unwrap().map(Result::unwrap).collect()
}

/// Each commit's subject, with a star if the register changed.
fn told(commits: &[Commit]) -> Vec<String> {
    let told =
        |commit: &Commit| format!("{}{}", commit.subject, if commit.changed { " *" } else { "" });
    commits.iter().map(told).collect()
}

#[test]
fn each_change_is_told_once_at_the_commit_that_brought_it() {
    let place = Place::new();
    place.change("README.md", "begin");
    place.change("policy/a.toml", "one");
    place.git(&["switch", "--quiet", "--create", "side"]);
    place.change("policy/b.toml", "side");
    place.change("policy/b.toml", "side again");
    place.git(&["switch", "--quiet", "main"]);
    place.change("src/main.rs", "code");
    place.git(&["merge", "--quiet", "--no-ff", "--message", "Merge side", "side"]);
    place.change("policy/published/policy.md", "document");
    place.change("policy/.hidden.toml", "hidden");
    place.change("policy/templates/page.md", "template");
    place.git(&["rm", "--quiet", "-r", "policy"]);
    place.commit("gone");
    place.commit("nothing");
    let commits = history(&place.repository(), "main");
    let expected = [
        "nothing",
        "gone *",
        "policy/templates/page.md: template",
        "policy/.hidden.toml: hidden",
        "policy/published/policy.md: document",
        "Merge side *",
        "src/main.rs: code",
        "policy/a.toml: one *",
        "README.md: begin",
    ];
    assert_eq!(told(&commits), expected);
    assert_eq!(commits.last().unwrap().parent, Parent::None);
    for pair in commits.windows(2) {
        assert_eq!(pair[0].parent, Parent::Known(pair[1].revision.clone()));
    }
}

#[test]
fn a_commit_says_who_and_when_in_their_own_time() {
    let place = Place::new();
    place.write("policy/a.toml", "");
    place.git(&["add", "--all"]);
    place.git(&["commit", "--quiet", "--message", "A subject\nof two lines\n\nA body."]);
    let [commit] = &history(&place.repository(), "HEAD")[..] else { panic!("one commit") };
    assert_eq!(commit.date.unwrap().to_rfc3339(), "2026-03-01T23:30:00+01:00");
    assert_eq!(commit.author, "Åse Berg");
    assert_eq!(commit.subject, "A subject of two lines");
    assert!(commit.changed, "a history that begins with the register");
}

#[test]
fn what_a_commit_does_not_say_legibly_is_left_out() {
    let place = Place::new();
    let first = place.change("policy/a.toml", "one");
    let tree = place.git(&["rev-parse", "HEAD^{tree}"]);
    for (author, name) in [
        ("author Latin \u{e9} <a@b> 99999999999999999999 +9999", "Latin \u{e9}"),
        ("author Time <a@b> yesterday", ""),
        ("author Zone <a@b> 1 +999999", "Zone"),
    ] {
        let text = format!(
            "tree {tree}\nparent {first}\n{author}\ncommitter C <c@d> 1 +0000\n\nsubject\n"
        );
        let arguments = ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"];
        let id = git(&place.path("desk"), &arguments, text.as_bytes());
        let commits = history(&place.repository(), &id);
        assert_eq!((commits[0].date, commits[0].subject.as_str()), (None, "subject"), "{author}");
        assert_eq!((commits[0].author.as_str(), commits.len()), (name, 2), "{author}");
    }
}

#[test]
fn a_history_that_is_cut_off_says_so() {
    let place = Place::new();
    for text in ["one", "two", "three"] {
        place.change("policy/a.toml", text);
    }
    let source = format!("file://{}", place.path("desk").display());
    git(place.root.path(), &["clone", "--quiet", "--depth", "2", &source, "shallow"], b"");
    let commits = history(&at(&place.path("shallow/policy")), "HEAD");
    assert_eq!(told(&commits), ["policy/a.toml: three *", "policy/a.toml: two"]);
    assert_eq!(commits[1].parent, Parent::Cut);
}

#[test]
fn a_shared_folder_is_watched_if_it_is_named() {
    let place = Place::new();
    place.change("policy/a.toml", "one");
    place.change("group/vendors.toml", "one");
    place.change("group/vendors.toml", "two");
    let repository = place.repository();
    let tip = one(&repository, "HEAD");
    let mut watching = repository.history(tip.clone()).unwrap();
    watching.watch(["../group", "../nowhere", "../../outside"]);
    let watched: Vec<_> = watching.map(|commit| commit.unwrap().changed).collect();
    assert_eq!(watched, [true, true, true]);
    let own: Vec<_> =
        repository.history(tip).unwrap().map(|commit| commit.unwrap().changed).collect();
    assert_eq!(own, [false, false, true]);
}

/// The folder of each commit.
fn folders(commits: &[Commit]) -> Vec<&str> {
    commits.iter().map(|commit| commit.revision.folder().to_str().unwrap()).collect()
}

#[test]
fn a_register_is_followed_to_where_it_was() {
    let place = Place::new();
    place.change("notes/ropa.toml", "another's = 1");
    place.change("policy/ropa.toml", "languages = [\"en\"]");
    place.change("policy/a.toml", "one");
    place.git(&["mv", "policy", "privacy"]);
    place.commit("renamed");
    place.git(&["mv", "privacy", "register"]);
    std::fs::create_dir(place.path("desk/privacy")).unwrap();
    place.git(&["mv", "register", "privacy/register"]);
    place.change("privacy/register/a.toml", "two, in the commit that moved it");
    let repository = at(&place.path("desk/privacy/register"));
    let commits = history(&repository, "HEAD");
    assert_eq!(folders(&commits), ["privacy/register", "privacy", "policy", "policy", "policy"]);
    let changed: Vec<_> = commits.iter().map(|commit| commit.changed).collect();
    assert_eq!(changed, [true, false, true, true, false]);
    assert_eq!(commits[4].subject, "notes/ropa.toml: another's = 1", "never another's folder");

    let (head, old) = (one(&repository, "HEAD"), one(&repository, "HEAD~2"));
    assert!(repository.contents(&old).is_err());
    let old = repository.follow(&head, old).unwrap();
    assert_eq!(old.folder(), Path::new("policy"));
    assert_eq!(register(&repository, &old)[0].1, "one");
    let before = repository.follow(&head, one(&repository, "HEAD~4")).unwrap();
    assert!(repository.contents(&before).is_err(), "there was none yet");
}

#[test]
fn a_register_is_followed_from_the_top_and_to_it() {
    let place = Place::new();
    place.change("ropa.toml", "at = \"the top\"");
    place.change("a.toml", "one");
    std::fs::create_dir(place.path("desk/policy")).unwrap();
    place.git(&["mv", "ropa.toml", "a.toml", "policy"]);
    place.commit("down");
    place.git(&["mv", "policy/ropa.toml", "policy/a.toml", "."]);
    place.commit("up");
    let commits = history(&at(&place.path("desk")), "HEAD");
    assert_eq!(folders(&commits), ["", "policy", "", ""]);
    assert_eq!(told(&commits), ["up", "down", "a.toml: one *", "ropa.toml: at = \"the top\" *"]);
}

#[test]
fn a_register_without_settings_is_followed_by_most_of_its_files() {
    let place = Place::new();
    for name in ["a", "b", "c", "d"] {
        place.write(&format!("old/{name}.toml"), name);
        place.write(&format!("copied/{name}.toml"), name);
    }
    place.commit("begin");
    place.git(&["mv", "old", "policy"]);
    place.change("policy/a.toml", "changed");
    assert_eq!(folders(&history(&place.repository(), "HEAD")), ["policy", "old"]);
    place.git(&["mv", "policy", "new"]);
    for name in ["a", "b"] {
        place.write(&format!("new/{name}.toml"), "changed in the commit that moved it");
    }
    place.commit("moved");
    let commits = history(&at(&place.path("desk/new")), "HEAD");
    assert_eq!(folders(&commits), ["new", "new", "new"], "half of the files are no proof");
}

#[test]
fn a_copy_of_an_example_is_a_beginning() {
    let place = Place::new();
    place.change("examples/shop/ropa.toml", "languages = [\"en\"]");
    place.change("policy/ropa.toml", "languages = [\"en\"]");
    let commits = history(&place.repository(), "HEAD");
    assert_eq!(folders(&commits), ["policy", "policy"]);
    assert!(commits[0].changed);
}

#[test]
fn a_revision_beside_the_branch_is_followed_by_its_files() {
    let place = Place::new();
    place.change("policy/ropa.toml", "languages = [\"en\"]");
    place.git(&["switch", "--quiet", "--create", "side"]);
    place.change("policy/b.toml", "side");
    place.git(&["switch", "--quiet", "main"]);
    place.git(&["mv", "policy", "privacy"]);
    place.commit("moved");
    let repository = at(&place.path("desk/privacy"));
    let (main, side) = (one(&repository, "main"), one(&repository, "side"));
    let side = repository.follow(&main, side).unwrap();
    assert_eq!(side.folder(), Path::new("policy"));
    let mut contents = repository.contents(&side).unwrap();
    contents.read(&FOLDERS).unwrap();
}
