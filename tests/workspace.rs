//! Folders as they should not be: nothing in them makes ropa hang, panic, read or write elsewhere.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test makes the folders that it reads, and may fail"
)]

use std::{
    fs,
    os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink},
    path::Path,
    process::Command,
};

use ropa::{
    source::{Layer, Span},
    workspace::{Folders, State, Workspace},
};
use tempfile::TempDir;

const FOLDERS: Folders<'_> = Folders { output: "published", templates: "templates", include: &[] };

/// A folder with these files; a path that ends in `/` is an empty folder.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let root = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        if path.to_str().unwrap().ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            fs::write(path, text).unwrap();
        }
    }
    root
}

fn read(root: &Path) -> Workspace {
    let mut workspace = Workspace::open(Some(root)).unwrap();
    workspace.read(&FOLDERS).unwrap();
    workspace
}

/// The paths read as register, from the folder on.
fn register(workspace: &Workspace, root: &Path) -> Vec<String> {
    let files = workspace.sources.iter().filter(|(_, file)| file.layer == Layer::Register);
    files.map(|(_, file)| file.path.replace(&format!("{}/", root.display()), "")).collect()
}

/// What was found, each with its file.
fn found(workspace: &Workspace, root: &Path) -> Vec<String> {
    let shown = |finding: &ropa::finding::Finding| {
        finding.message.replace(&format!("{}/", root.display()), "")
    };
    workspace.findings.iter().map(shown).collect()
}

#[test]
fn files_are_read_by_the_bytes_of_their_paths_and_only_the_registers() {
    let root = folder(&[
        ("ropa.toml", ""),
        ("b.toml", ""),
        ("a/z.toml", ""),
        ("a-b.toml", ""),
        ("x.toml/deep.toml", ""),
        ("Å.toml", ""),
        (".hidden.toml", ""),
        (".git/config.toml", ""),
        ("published/x.toml", ""),
        ("templates/languages/fo.toml", "a = 1"),
        ("notes.md", ""),
    ]);
    let workspace = read(root.path());
    let files = ["a-b.toml", "a/z.toml", "b.toml", "x.toml/deep.toml", "Å.toml"];
    assert_eq!(register(&workspace, root.path()), files);
    assert!(workspace.settings.is_some());
    assert_eq!(workspace.findings.len(), 0);
    let (name, template) = workspace.templates.first_key_value().unwrap();
    assert_eq!(
        (name.as_str(), workspace.sources.file(*template).text.as_str()),
        ("languages/fo.toml", "a = 1")
    );
}

#[test]
fn links_are_reported_and_not_followed() {
    let outside = folder(&[("secret.toml", "[purpose.secret]"), ("page.md", "secret")]);
    let root = folder(&[("a.toml", ""), ("templates/", "")]);
    symlink(outside.path().join("secret.toml"), root.path().join("link.toml")).unwrap();
    symlink(outside.path(), root.path().join("out")).unwrap();
    symlink(root.path(), root.path().join("in")).unwrap();
    symlink(root.path().join("self.toml"), root.path().join("self.toml")).unwrap();
    symlink("nowhere", root.path().join("README.md")).unwrap();
    symlink(outside.path().join("page.md"), root.path().join("templates/page.md")).unwrap();
    let workspace = read(root.path());
    let expected = ["in", "link.toml", "out", "self.toml", "templates/page.md"]
        .map(|path| format!("`{path}` was not read"));
    assert_eq!(found(&workspace, root.path()), expected);
    let mut files = workspace.sources.iter().filter(|(_, file)| file.layer != Layer::Law);
    assert!(files.all(|(_, file)| file.text.is_empty()));
}

#[test]
fn a_settings_file_that_is_a_link_is_not_followed() {
    let outside = folder(&[("elsewhere.toml", "output = \"..\"")]);
    let root = folder(&[("a.toml", "")]);
    symlink(outside.path().join("elsewhere.toml"), root.path().join("ropa.toml")).unwrap();
    let workspace = read(root.path());
    assert_eq!(found(&workspace, root.path()), ["`ropa.toml` was not read"]);
    assert_eq!(workspace.sources.file(workspace.settings.unwrap()).text, "");
}

#[test]
fn a_folder_of_templates_that_is_a_link_is_not_followed() {
    let outside = folder(&[("page.md", "secret")]);
    let root = folder(&[("a.toml", "")]);
    symlink(outside.path(), root.path().join("templates")).unwrap();
    let workspace = read(root.path());
    assert_eq!(found(&workspace, root.path()), ["`templates` was not read"]);
    assert_eq!(workspace.templates.len(), 0);
}

#[test]
fn a_template_that_is_no_text_is_found() {
    let root = folder(&[("a.toml", ""), ("templates/", "")]);
    fs::write(root.path().join("templates/page.md"), b"# caf\xe9").unwrap();
    let workspace = read(root.path());
    assert_eq!(found(&workspace, root.path()), ["this file is not UTF-8 text"]);
    assert_eq!(workspace.findings[0].span().start, 5);
}

#[test]
fn what_is_no_plain_file_is_reported_without_waiting_for_it() {
    let root = folder(&[("a.toml", "")]);
    let status = Command::new("mkfifo").arg(root.path().join("pipe.toml")).status().unwrap();
    assert!(status.success());
    let _socket = std::os::unix::net::UnixListener::bind(root.path().join("socket.toml")).unwrap();
    let huge = fs::File::create(root.path().join("sparse.toml")).unwrap();
    huge.set_len(3 << 30).unwrap();
    let workspace = read(root.path());
    let expected =
        ["pipe.toml", "socket.toml", "sparse.toml"].map(|path| format!("`{path}` was not read"));
    assert_eq!(found(&workspace, root.path()), expected);
}

#[test]
fn a_file_without_permission_is_an_error_with_its_name() {
    let root = folder(&[("a.toml", ""), ("locked.toml", ""), ("locked/", "")]);
    let lock = |name: &str, mode| {
        fs::set_permissions(root.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    lock("locked.toml", 0o000);
    if fs::File::open(root.path().join("locked.toml")).is_ok() {
        eprintln!("skipped: this user may read every file");
        return;
    }
    let error = |name: &str| {
        let mut workspace = Workspace::open(Some(root.path())).unwrap();
        let error = workspace.read(&FOLDERS).unwrap_err();
        assert!(format!("{error}").ends_with(&format!("{name} can't be read")), "{error:#}");
    };
    error("locked.toml");
    lock("locked.toml", 0o600);
    lock("locked", 0o000);
    error("locked");
    lock("locked", 0o700);
}

#[test]
fn names_that_steer_a_terminal_are_never_raw() {
    use std::os::unix::ffi::OsStrExt as _;
    let root = folder(&[("\u{1b}[2J\n\u{202e}.toml", "")]);
    let latin = std::ffi::OsStr::from_bytes(b"caf\xe9.toml");
    fs::write(root.path().join(latin), "").unwrap();
    let workspace = read(root.path());
    assert_eq!(register(&workspace, root.path()), ["␛[2J␊\u{fffd}.toml", "caf\u{fffd}.toml"]);
}

#[test]
fn shared_layers_are_read_nearest_first_and_never_twice() {
    let root = folder(&[
        ("group/vendors.toml", "a"),
        ("world/vendors.toml", "b"),
        (".hidden/keys.toml", "c"),
        ("company/policy/a.toml", ""),
        ("company/policy/inner/b.toml", ""),
    ]);
    let policy = root.path().join("company/policy");
    let mut workspace = Workspace::open(Some(&policy)).unwrap();
    let (settings, _) = {
        workspace.read(&FOLDERS).unwrap();
        workspace.sources.iter().find(|(_, file)| file.layer != Layer::Law).unwrap()
    };
    let absolute = root.path().join("group").display().to_string();
    let names = [
        "../../group",
        "../../world/",
        "inner",
        "..",
        "../../group/.",
        "nowhere",
        "../../.hidden",
        &absolute,
        "../../../../../../../..",
    ];
    let include: Vec<_> =
        names.iter().map(|name| ((*name).to_owned(), Span::start_of(settings))).collect();
    let mut workspace = Workspace::open(Some(&policy)).unwrap();
    workspace.read(&Folders { include: &include, ..FOLDERS }).unwrap();
    let shared: Vec<_> = workspace
        .sources
        .iter()
        .filter(|(_, file)| matches!(file.layer, Layer::Shared(_)))
        .map(|(_, file)| (file.path.clone(), file.layer))
        .collect();
    let path = |name: &str| root.path().join(name).display().to_string();
    assert_eq!(
        shared,
        [
            (path("group/vendors.toml"), Layer::Shared(0)),
            (path("world/vendors.toml"), Layer::Shared(1)),
        ]
    );
    let expected: Vec<_> =
        names[2..].iter().map(|name| format!("the shared folder `{name}` was not read")).collect();
    let messages: Vec<_> =
        workspace.findings.iter().map(|finding| finding.message.clone()).collect();
    assert_eq!(messages, expected);
}

#[test]
fn there_is_no_register_in_an_empty_folder() {
    let root = folder(&[("README.md", "")]);
    let error = Workspace::open(Some(root.path())).unwrap().read(&FOLDERS).unwrap_err();
    assert!(error.to_string().starts_with("no register: "), "{error}");
    assert!(Workspace::open(Some(&root.path().join("nowhere"))).is_err());
    assert!(Workspace::open(Some(&root.path().join("README.md"))).is_err());
}

/// Documents by name and text.
fn documents(texts: &[(&str, &str)]) -> Vec<(String, Vec<u8>)> {
    texts.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_owned())).collect()
}

/// Every file below a folder with its text, by path.
fn tree(root: &Path) -> Vec<(String, String)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            files.extend(tree(&path));
        } else {
            files.push((path.display().to_string(), fs::read_to_string(path).unwrap_or_default()));
        }
    }
    files.sort();
    files
}

#[test]
fn documents_are_written_readable_and_whole() {
    let root =
        folder(&[("a.toml", ""), ("published/old.md", "old"), ("published/.ropa-killed", "half")]);
    let workspace = read(root.path());
    let new = documents(&[("old.md", "new"), ("record.csv", "a,b")]);
    let written = workspace.write("published", &new).unwrap();
    let path = |name: &str| root.path().join(name).display().to_string();
    assert_eq!(written, [path("published/old.md"), path("published/record.csv")]);
    assert_eq!(
        tree(&root.path().join("published")),
        [
            (path("published/old.md"), "new".to_owned()),
            (path("published/record.csv"), "a,b".to_owned()),
        ]
    );
    let mode = fs::metadata(path("published/record.csv")).unwrap().permissions().mode();
    let plain = fs::metadata(path("a.toml")).unwrap().permissions().mode();
    assert_eq!(mode, plain, "as any other file that this user makes");
    assert!(workspace.compare("published", &new).unwrap().is_empty());
    workspace.write("published/en/public", &new).unwrap();
    assert!(workspace.compare("published/en/public", &new).unwrap().is_empty());
}

#[test]
fn a_document_that_says_the_same_is_left_alone() {
    let root = folder(&[("a.toml", ""), ("same.md", "same"), ("published/", "")]);
    symlink(root.path().join("same.md"), root.path().join("published/link.md")).unwrap();
    let workspace = read(root.path());
    let file = |name: &str| fs::symlink_metadata(root.path().join("published").join(name)).unwrap();
    let names = ["link.md", "other.md", "same.md"];
    let write = |other| {
        let all = documents(&[("link.md", "same"), ("other.md", other), ("same.md", "same")]);
        let written = workspace.write("published", &all).unwrap();
        assert!(written.iter().zip(names).all(|(path, name)| path.ends_with(name)), "{written:?}");
        names.map(|name| file(name).ino())
    };
    let before = write("one");
    assert!(file("link.md").is_file(), "what a link leads to is not the document");
    let after = write("two");
    assert_eq!((before[0], before[2]), (after[0], after[2]));
    assert_ne!(before[1], after[1]);
    assert_eq!(fs::read_to_string(root.path().join("published/other.md")).unwrap(), "two");
}

#[test]
fn what_is_stale_missing_or_surplus_is_told() {
    let root = folder(&[
        ("a.toml", ""),
        ("published/a.md", "old"),
        ("published/z.md", "z"),
        ("published/.gitattributes", ""),
        ("published/assets/logo.svg", ""),
    ]);
    let outside = folder(&[("c.md", "c")]);
    symlink(outside.path().join("c.md"), root.path().join("published/c.md")).unwrap();
    symlink(outside.path().join("c.md"), root.path().join("published/y.md")).unwrap();
    let workspace = read(root.path());
    let wanted = documents(&[("a.md", "new"), ("b.md", "b"), ("c.md", "c")]);
    let differences: Vec<_> = workspace
        .compare("published", &wanted)
        .unwrap()
        .into_iter()
        .map(|difference| {
            (difference.path.rsplit('/').next().unwrap().to_owned(), difference.state)
        })
        .collect();
    assert_eq!(
        differences,
        [
            ("a.md".to_owned(), State::Stale(b"old".to_vec())),
            ("b.md".to_owned(), State::Missing),
            ("c.md".to_owned(), State::Missing),
            // A link is not followed.
            ("y.md".to_owned(), State::Surplus(Vec::new())),
            ("z.md".to_owned(), State::Surplus(b"z".to_vec())),
        ]
    );
}

#[test]
fn nothing_is_written_outside_of_the_output_folder() {
    let outside = folder(&[("policy.md", "theirs")]);
    let root = folder(&[
        ("a.toml", ""),
        ("taken.md/", ""),
        ("published/b.md", "old"),
        ("published/taken.md/", ""),
    ]);
    symlink(outside.path(), root.path().join("link")).unwrap();
    symlink(root.path(), root.path().join("published/up")).unwrap();
    symlink(outside.path().join("policy.md"), root.path().join("published/policy.md")).unwrap();
    let workspace = read(root.path());
    let before = tree(root.path());
    let one = documents(&[("b.md", "new")]);
    for output in [
        "link",
        "link/en",
        "published/up",
        "..",
        "../x",
        "/elsewhere/x",
        ".",
        "",
        "a.toml",
        "published/../..",
    ] {
        assert!(workspace.write(output, &one).is_err(), "{output}");
        assert!(workspace.compare(output, &one).is_err(), "{output}");
    }
    for name in [
        "../b.md",
        "en/b.md",
        "/elsewhere/b.md",
        "",
        ".",
        "..",
        ".hidden",
        "a\nb.md",
        "b.md/",
        "taken.md",
    ] {
        let names = documents(&[("b.md", "new"), (name, "new")]);
        assert!(workspace.write("published", &names).is_err(), "{name}");
    }
    assert_eq!(tree(root.path()), before);
    workspace.write("published", &documents(&[("policy.md", "ours")])).unwrap();
    assert_eq!(fs::read_to_string(outside.path().join("policy.md")).unwrap(), "theirs");
    assert_eq!(fs::read_to_string(root.path().join("published/policy.md")).unwrap(), "ours");
}

#[test]
fn a_folder_that_cannot_be_written_keeps_what_it_has() {
    let root = folder(&[("a.toml", ""), ("published/a.md", "old")]);
    let published = root.path().join("published");
    fs::set_permissions(&published, fs::Permissions::from_mode(0o500)).unwrap();
    if fs::write(published.join("probe"), "").is_ok() {
        fs::remove_file(published.join("probe")).unwrap();
        eprintln!("skipped: this user may write into every folder");
        return;
    }
    let error = read(root.path()).write("published", &documents(&[("a.md", "new")])).unwrap_err();
    assert!(error.to_string().contains("nothing was changed"), "{error:#}");
    fs::set_permissions(&published, fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(fs::read_to_string(published.join("a.md")).unwrap(), "old");
    assert_eq!(fs::read_dir(&published).unwrap().count(), 1);
}
