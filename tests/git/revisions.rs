//! What a user may write for a revision, and what they are told if it is none.

use std::fmt::Write as _;

use ropa::git::Revisions;

use crate::{Place, at, git, one, refused};

#[test]
fn every_way_to_name_a_commit() {
    let place = Place::new();
    let first = place.change("policy/a.toml", "one");
    place.git(&["tag", "--annotate", "v1.0", "--message", "the first"]);
    let second = place.change("policy/a.toml", "two");
    place.git(
        &["branch", "-", "--force", "HEAD"]
            .map(|word| if word == "-" { "feature/x" } else { word }),
    );
    let repository = place.repository();
    for (text, id) in [
        ("HEAD", &second),
        ("@", &second),
        ("main", &second),
        ("feature/x", &second),
        ("refs/heads/main", &second),
        ("HEAD~1", &first),
        ("HEAD^", &first),
        ("main~", &first),
        ("v1.0", &first),
        ("v1.0^{commit}", &first),
        ("HEAD@{1}", &first),
        (":/policy/a.toml: one", &first),
        (first.as_str(), &first),
        (&first[..7], &first),
    ] {
        let revision = one(&repository, text);
        assert_eq!(&revision.id(), id, "{text}");
        assert_eq!(revision.folder().to_str(), Some("policy"));
    }
    assert_eq!(one(&repository, "v1.0").to_string(), first[..7]);
}

#[test]
fn two_commits_and_where_they_parted() {
    let place = Place::new();
    let base = place.change("policy/a.toml", "base");
    place.git(&["switch", "--quiet", "--create", "side"]);
    let side = place.change("policy/a.toml", "side");
    place.git(&["switch", "--quiet", "main"]);
    let main = place.change("policy/b.toml", "main");
    let repository = place.repository();
    let two = |text: &str| match repository.parse(text).unwrap() {
        Revisions::Two { old, new } => [old.id(), new.id()],
        Revisions::One(_) => panic!("{text} is two"),
    };
    assert_eq!(two("main..side"), [main.clone(), side.clone()]);
    assert_eq!(two("main...side"), [base.clone(), side.clone()]);
    assert_eq!(two("side..."), [base.clone(), main.clone()]);
    assert_eq!(two("HEAD~1..HEAD"), [base, main]);
    place.git(&["checkout", "--quiet", "--orphan", "other"]);
    place.commit("alone");
    assert!(refused(&repository, "main...other").contains("have no commit in common"));
}

#[test]
fn what_is_none_is_told_with_what_to_write() {
    let place = Place::new();
    place.change("policy/a.toml", "one");
    let repository = place.repository();
    for text in ["nowhere", "origin/main", "HEAD..nowhere", "v9", "é", "a b", "HEAD~x", "@{u}"] {
        let error = refused(&repository, text);
        assert!(
            error.starts_with(&format!("`{text}` is no revision of this repository: ")),
            "{error}"
        );
        assert!(!error.contains("fetch-depth"), "{error}");
    }
    assert!(refused(&repository, "nowhere").contains("no branch, tag or commit has this name"));
    for text in ["", "-", "--exec=touch x", "--output=x", "-p"] {
        let error = refused(&repository, text);
        assert_eq!(
            error,
            format!("`{text}` is no revision: write a branch, a tag or a commit's id")
        );
    }
    for text in ["^HEAD", "HEAD^@", "HEAD^!"] {
        assert!(refused(&repository, text).contains("means a set of commits"), "{text}");
    }
    for text in ["HEAD:policy", "HEAD:policy/a.toml", "HEAD^{tree}"] {
        assert!(refused(&repository, text).contains("is no commit"), "{text}");
    }
    for text in [
        "HEAD~1",
        "HEAD^2",
        "HEAD@{7}",
        ":/nothing says this",
        "0000000",
        ":policy",
        "HEAD:nowhere",
    ] {
        let error = refused(&repository, text);
        assert!(error.contains("is no revision of this repository"), "{error}");
    }
    assert!(!refused(&repository, "\u{1b}[2J").contains('\u{1b}'));
}

#[test]
fn an_id_that_is_too_short_lists_what_it_may_be() {
    let place = Place::new();
    let mut stream = String::new();
    for at in 0..2000 {
        let subject = format!("number {at}");
        write!(
            stream,
            "commit refs/heads/main\ncommitter C <c@d> 1 +0000\ndata {}\n{subject}\n",
            subject.len()
        )
        .unwrap();
    }
    git(&place.path("desk"), &["fast-import", "--quiet"], stream.as_bytes());
    let ids = place.git(&["rev-list", "main"]);
    let mut ids: Vec<_> = ids.lines().collect();
    ids.sort_unstable();
    let pair = ids.windows(2).find(|pair| pair[0][..4] == pair[1][..4]).expect("two of so many");
    let error = refused(&place.repository(), &pair[0][..4]);
    for id in pair {
        let subject = place.git(&["show", "--no-patch", "--format=%s", id]);
        assert!(error.contains(&id[..5]) && error.contains(&subject), "{error}");
    }
    assert!(error.ends_with("write more of it"), "{error}");
}

#[test]
fn a_shallow_copy_says_what_is_missing() {
    let place = Place::new();
    place.change("policy/a.toml", "one");
    place.git(&["tag", "v1.0"]);
    place.change("policy/a.toml", "two");
    place.change("policy/a.toml", "three");
    let source = format!("file://{}", place.path("desk").display());
    git(place.root.path(), &["clone", "--quiet", "--depth", "2", &source, "shallow"], b"");
    let repository = at(&place.path("shallow/policy"));
    assert_eq!(one(&repository, "HEAD~1").to_string().len(), 7);
    for text in ["HEAD~2", "v1.0", "HEAD~1~1", "v1.0...HEAD", "HEAD~2..HEAD"] {
        let error = refused(&repository, text);
        assert!(error.contains("fetch-depth: 0"), "{text}: {error}");
    }
}
