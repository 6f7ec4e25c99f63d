//! Repositories that were made to do harm: nothing runs, nothing is written, nothing is waited for, nothing panics.

use std::{fs, path::Path};

use ropa::folder::Folders;

use crate::{FOLDERS, Place, at, bytes, git, one, read_all, register};

/// An object with these bytes, as git itself would not make it.
fn object(place: &Place, kind: &str, bytes: &[u8]) -> String {
    let arguments = ["hash-object", "-t", kind, "-w", "--literally", "--stdin"];
    git(&place.path("desk"), &arguments, bytes)
}

/// A folder's object with entries as they are given: mode, name, id.
fn tree(place: &Place, entries: &[(&str, &[u8], &str)]) -> String {
    let mut bytes = Vec::new();
    for (mode, name, id) in entries {
        bytes.extend_from_slice(format!("{mode} ").as_bytes());
        bytes.extend_from_slice(name);
        bytes.push(0);
        let digits = id.as_bytes().chunks(2);
        bytes.extend(
            digits.map(|hex| u8::from_str_radix(std::str::from_utf8(hex).unwrap(), 16).unwrap()),
        );
    }
    object(place, "tree", &bytes)
}

/// Commits a folder as `policy`.
fn commit(place: &Place, policy: &str) -> String {
    let top = tree(place, &[("40000", b"policy", policy)]);
    let id = place.git(&["commit-tree", &top, "-m", "made by hand"]);
    place.git(&["update-ref", "refs/heads/main", &id]);
    id
}

#[test]
fn nothing_that_is_configured_runs_and_nothing_is_written() {
    let place = Place::new();
    let marker = place.path("marker");
    let touch = format!("touch {}", marker.display());
    place.write("policy/.gitattributes", "*.toml filter=evil diff=evil merge=evil\n");
    place.write("policy/--output=x.toml", "one");
    place.write("policy/-p.toml", "two");
    place.commit("first");
    place.change("policy/-p.toml", "three");
    let gone = place.git(&["rev-parse", "HEAD~1:policy/-p.toml"]);
    let evil = place.path("desk/.git/evil");
    fs::write(&evil, format!("[core]\n\tpager = {touch}\n")).unwrap();
    for (key, value) in [
        ("core.fsmonitor", &*touch),
        ("core.sshCommand", &touch),
        ("core.editor", &touch),
        ("core.pager", &touch),
        ("core.askPass", &touch),
        ("core.gitProxy", &touch),
        ("core.alternateRefsCommand", &touch),
        ("core.worktree", "/"),
        ("filter.evil.clean", &touch),
        ("filter.evil.smudge", &touch),
        ("filter.evil.process", &touch),
        ("filter.evil.required", "true"),
        ("diff.evil.textconv", &touch),
        ("diff.evil.command", &touch),
        ("diff.external", &touch),
        ("merge.evil.driver", &touch),
        ("credential.helper", &format!("!{touch}")),
        ("gpg.program", &touch),
        ("uploadpack.packObjectsHook", &touch),
        ("include.path", &evil.display().to_string()),
        ("alias.log", &format!("!{touch}")),
        ("extensions.partialClone", "origin"),
        ("remote.origin.promisor", "true"),
        ("remote.origin.url", &format!("ext::{touch}")),
        ("protocol.ext.allow", "always"),
        ("core.hooksPath", &place.path("desk/.git/hooks").display().to_string()),
    ] {
        git(root(&place), &["config", "--file", "desk/.git/config", key, value], b"");
    }
    for hook in [
        "post-checkout",
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
        "pre-auto-gc",
    ] {
        let path = place.path("desk/.git/hooks").join(hook);
        fs::write(&path, format!("#!/bin/sh\n{touch}\n")).unwrap();
        executable(&path);
    }
    // What is missing is where git would call the promised remote.
    fs::remove_file(place.path("desk/.git/objects").join(&gone[..2]).join(&gone[2..])).unwrap();

    let before = bytes(root(&place));
    let repository = place.repository();
    let head = one(&repository, "main");
    let texts = register(&repository, &head);
    assert_eq!(texts[0], (format!("{head}:policy/--output=x.toml"), "one".to_owned()));
    assert_eq!(texts[1].1, "three");
    for revision in
        ["HEAD", "HEAD@{0}", "HEAD~1", "HEAD...HEAD~1", "--exec=touch", "@{u}", ":/first"]
    {
        let _ = repository.parse(revision);
    }
    let error = read_all(&repository, &one(&repository, "HEAD~1")).unwrap_err();
    assert!(format!("{error:#}").contains("--refetch"), "{error:#}");
    read_all(&repository, &head).unwrap();
    assert!(!marker.exists());
    assert!(bytes(root(&place)) == before, "a file was written");
}

fn root(place: &Place) -> &Path {
    place.root.path()
}

fn executable(path: &Path) {
    #[cfg(unix)]
    fs::set_permissions(path, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    #[cfg(not(unix))]
    let _ = path;
}

#[test]
fn a_name_that_no_file_has_is_told_and_leads_nowhere() {
    let place = Place::new();
    place.commit("first");
    let text = object(&place, "blob", b"text");
    let folder = tree(&place, &[("100644", b"x.toml", &text)]);
    let names: &[&[u8]] = &[
        b"../x.toml",
        b"..",
        b".",
        b".git",
        b".GIT",
        b"/etc/x.toml",
        b"a/../../x.toml",
        b"sub/x.toml",
        b"",
        b"x.toml/",
        b"//x.toml",
    ];
    let files = names.iter().map(|name| ("100644", *name, text.as_str()));
    let folders = names.iter().map(|name| ("40000", *name, folder.as_str()));
    let policy = tree(&place, &files.chain(folders).collect::<Vec<_>>());
    let twice = [("40000", &b"templates"[..], policy.as_str()), ("40000", b"policy", &policy)];
    commit(&place, &tree(&place, &twice));
    let repository = place.repository();
    let head = one(&repository, "HEAD");
    let mut contents = repository.contents(&head).unwrap();
    let settings = ropa::source::Span::start_of(contents.sources.add(
        "",
        Vec::new(),
        ropa::source::Layer::Beside,
    ));
    let include = [("policy".to_owned(), settings), ("policy/..".to_owned(), settings)];
    contents.read(&Folders { include: &include, ..FOLDERS }).unwrap();
    let mut files =
        contents.sources.iter().filter(|(_, file)| file.layer != ropa::source::Layer::Law);
    assert!(files.all(|(_, file)| file.text.is_empty()), "none was read");
    assert!(contents.findings.len() > 6, "{:#?}", contents.findings);
    read_all(&repository, &head).unwrap();
}

#[cfg(unix)]
#[test]
fn a_name_that_steers_a_terminal_is_never_raw() {
    let place = Place::new();
    let text = object(&place, "blob", b"text");
    let policy = tree(
        &place,
        &[("100644", b"\x1b[2J\n\xe2\x80\xae.toml", &text), ("100644", b"caf\xe9.toml", &text)],
    );
    commit(&place, &policy);
    let repository = place.repository();
    let head = one(&repository, "HEAD");
    let names: Vec<_> = register(&repository, &head).into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["␛[2J␊\u{fffd}.toml", "caf\u{fffd}.toml"].map(|name| format!("{head}:policy/{name}"))
    );
}

#[test]
fn what_has_one_name_twice_or_another_kind_than_it_says_is_no_panic() {
    let place = Place::new();
    let text = object(&place, "blob", b"text");
    let folder = tree(&place, &[("100644", b"a.toml", &text)]);
    for entries in [
        &[
            ("100644", &b"a.toml"[..], &*text),
            ("40000", b"a.toml", &folder),
            ("100644", b"a.toml", &text),
        ][..],
        &[("100644", b"a.toml", &folder)],
        &[("40000", b"a", &text)],
        &[("120000", b"a.toml", &folder)],
        &[("160000", b"a.toml", &text)],
        &[("777777", b"a.toml", &text)],
        &[("100644", b"ropa.toml", &folder)],
        &[("40000", b"templates", &text)],
    ] {
        commit(&place, &tree(&place, entries));
        let repository = place.repository();
        let _ = read_all(&repository, &one(&repository, "HEAD"));
    }
    for bytes in [&b""[..], b"100644", b"100644 a.toml\0short", b"40000 \0", b"\0\0\0\0"] {
        let policy = object(&place, "tree", bytes);
        commit(&place, &policy);
        let repository = place.repository();
        let _ = read_all(&repository, &one(&repository, "HEAD"));
    }
    for text in ["", "tree 0\n", "tree x\nparent y\n\n", "parent 1\n", "\n\n"] {
        let id = object(&place, "commit", text.as_bytes());
        let repository = place.repository();
        let read = repository
            .parse(&id)
            .map(|_| ())
            .and_then(|()| read_all(&repository, &one(&repository, &id)));
        assert!(read.is_err(), "{text:?}");
    }
}

#[test]
fn a_large_file_is_read() {
    let place = Place::new();
    place.write("policy/a.toml", "# fifty megabytes\n".repeat(50 << 20 >> 4));
    place.git(&["config", "core.compression", "0"]);
    place.commit("large");
    let repository = place.repository();
    assert!(register(&repository, &one(&repository, "HEAD"))[0].1.len() >= 50 << 20);
}

/// An object's file that says it is of this size, and holds nothing.
fn boast(place: &Place, id: &str, size: u64) {
    let header = format!("blob {size}\0");
    let length = u16::try_from(header.len()).unwrap();
    // A stored block of zlib's, which needs no compressing, without the check sum that no one comes to.
    let mut bytes = vec![0x78, 0x01, 0x00];
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(header.as_bytes());
    let folder = place.path("desk/.git/objects").join(&id[..2]);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join(&id[2..]), bytes).unwrap();
}

#[test]
fn a_file_that_says_it_is_too_large_is_not_read() {
    for (size, told) in [(1 << 30, true), (u64::MAX, true), ((1 << 30) - 1, false)] {
        let place = Place::new();
        place.commit("first");
        let id = "ab".repeat(20);
        boast(&place, &id, size);
        commit(&place, &tree(&place, &[("100644", b"a.toml", &id)]));
        let repository = place.repository();
        let mut contents = repository.contents(&one(&repository, "HEAD")).unwrap();
        let read = contents.read(&FOLDERS);
        assert_eq!(read.is_ok(), told, "{size}: {read:?}");
        assert_eq!(contents.findings.len(), usize::from(told));
    }
}

#[test]
fn folders_in_folders_are_read_to_the_last() {
    let place = Place::new();
    let text = object(&place, "blob", b"text");
    let deep = format!("policy/{}a.toml", "d/".repeat(1500));
    let stream = format!(
        "commit refs/heads/main\ncommitter C <c@d> 1 +0000\ndata 1\nx\nM 100644 {text} {deep}\n\
         commit refs/heads/main\ncommitter C <c@d> 2 +0000\ndata 1\ny\nM 100644 {text} policy/b.toml\n"
    );
    git(&place.path("desk"), &["fast-import", "--quiet"], stream.as_bytes());
    let repository = place.repository();
    let head = one(&repository, "main");
    assert_eq!(register(&repository, &head).len(), 2);
    read_all(&repository, &head).unwrap();
}

#[test]
fn folders_that_unfold_without_end_are_an_error() {
    let place = Place::new();
    let text = object(&place, "blob", b"text");
    let bomb = |text: &str| {
        let mut folder = tree(&place, &[("100644", b"a.toml", text)]);
        for _ in 0..12 {
            let names: Vec<_> = (b'a'..b'm').map(|name| [name]).collect();
            let entries: Vec<_> =
                names.iter().map(|name| ("40000", &name[..], folder.as_str())).collect();
            folder = tree(&place, &entries);
        }
        folder
    };
    let first = commit(&place, &bomb(&text));
    let second = object(&place, "blob", b"other");
    let top = tree(&place, &[("40000", b"policy", &bomb(&second))]);
    let id = place.git(&["commit-tree", &top, "-p", &first, "-m", "second"]);
    let moved =
        tree(&place, &[("40000", b"moved", &place.git(&["rev-parse", &format!("{id}:policy")]))]);
    let moved = place.git(&["commit-tree", &moved, "-p", &id, "-m", "moved"]);
    let repository = place.repository();
    let mut contents = repository.contents(&one(&repository, &id)).unwrap();
    let error = contents.read(&FOLDERS).unwrap_err().to_string();
    assert!(error.contains("folders that are the same"), "{error}");
    let changed: Vec<_> = repository
        .history(one(&repository, &id))
        .unwrap()
        .map(|commit| commit.unwrap().changed)
        .collect();
    assert_eq!(changed, [true, true]);
    let repository = at(&place.path("desk/moved"));
    assert!(read_all(&repository, &one(&repository, &moved)).is_err());
}

#[test]
fn a_damaged_object_is_an_error_that_names_it() {
    for (object, packed) in [
        ("HEAD", false),
        ("HEAD:", false),
        ("HEAD:policy", false),
        ("HEAD:policy/a.toml", false),
        ("", true),
    ] {
        let place = Place::new();
        place.change("policy/a.toml", &"text ".repeat(500));
        let repository = place.repository();
        let head = one(&repository, "HEAD");
        let file = if packed {
            place.git(&["gc", "--quiet"]);
            let packs = fs::read_dir(place.path("desk/.git/objects/pack")).unwrap();
            packs
                .map(|entry| entry.unwrap().path())
                .find(|path| path.extension().unwrap() == "pack")
                .unwrap()
        } else {
            let id = place.git(&["rev-parse", object]);
            place.path("desk/.git/objects").join(&id[..2]).join(&id[2..])
        };
        let mut bytes = fs::read(&file).unwrap();
        for byte in bytes.iter_mut().skip(12) {
            *byte ^= 0x55;
        }
        fs::remove_file(&file).unwrap();
        fs::write(&file, &bytes).unwrap();
        let repository = place.repository();
        let error = format!("{:#}", read_all(&repository, &head).unwrap_err());
        assert!(error.contains("git fsck"), "{object}: {error}");
        for length in [0, 1, 7, bytes.len() / 2] {
            fs::write(&file, &bytes[..length]).unwrap();
            assert!(read_all(&place.repository(), &head).is_err());
        }
    }
}

#[test]
fn a_repository_of_nonsense_is_none_or_an_error() {
    for (file, text) in [
        ("HEAD", "nonsense"),
        ("HEAD", "ref: refs/heads/../../../../etc/passwd"),
        ("config", "[core\n"),
        ("config", "[core]\n\trepositoryformatversion = 9\n"),
        ("config", "[extensions]\n\tobjectFormat = md5\n"),
        ("shallow", "nonsense"),
        ("packed-refs", "nonsense"),
        ("commondir", "../../../nowhere"),
        ("objects/info/alternates", "../../.git/objects\n/nowhere\n\n"),
        ("refs/heads/main", "ref: refs/heads/main"),
    ] {
        let place = Place::new();
        place.change("policy/a.toml", "one");
        fs::create_dir_all(place.path("desk/.git/objects/info")).unwrap();
        fs::write(place.path("desk/.git").join(file), text).unwrap();
        let Ok(Some(repository)) = ropa::git::Repository::at(&place.path("desk/policy")) else {
            continue;
        };
        if let Ok(ropa::git::Revisions::One(revision)) = repository.parse("HEAD") {
            let _ = read_all(&repository, &revision);
        }
    }
}
