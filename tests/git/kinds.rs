//! Every kind of repository that people and pipelines have.

use std::{fs, path::Path};

use ropa::{
    folder::{Contents, Folders, NoRegister, Node},
    git::Repository,
    source::Span,
    workspace::Workspace,
};

use crate::{FOLDERS, Place, at, git, one, register};

/// What was read and found, without the revision and the place of the repository.
fn told<N: Node>(contents: &Contents<N>, prefix: &str) -> Vec<String> {
    let plain = |text: &str| text.replace(prefix, "");
    let read = contents
        .sources
        .iter()
        .map(|(_, file)| format!("{:?} {}: {}", file.layer, plain(&file.path), file.text));
    let found = contents.findings.iter().map(|finding| plain(&finding.message));
    let templates = contents.templates.keys().cloned();
    read.chain(found).chain(templates).collect()
}

#[test]
fn a_revision_is_read_as_its_checkout_is() {
    let place = Place::new();
    for (path, text) in [
        ("policy/ropa.toml", "include = []"),
        ("policy/b.toml", "b"),
        ("policy/a/z.toml", "z"),
        ("policy/a-b.toml", "a-b"),
        ("policy/x.toml/deep.toml", "deep"),
        ("policy/Å.toml", "å"),
        ("policy/.hidden.toml", "hidden"),
        ("policy/.git-like/config.toml", "hidden"),
        ("policy/published/x.toml", "output"),
        ("policy/templates/languages/fo.toml", "template"),
        ("policy/templates/page.md", "page"),
        ("policy/notes.md", "notes"),
        ("policy/a/ropa.toml", "not the settings"),
        ("group/vendors.toml", "vendors"),
        ("group/published/x.toml", "output"),
        (".hidden/keys.toml", "keys"),
        ("elsewhere.toml", "elsewhere"),
    ] {
        place.write(path, text);
    }
    #[cfg(unix)]
    for (target, link) in [
        ("b.toml", "link.toml"),
        ("../group", "to-folder"),
        ("../elsewhere.toml", "to-file"),
        ("nowhere", "README.md"),
        ("self.toml", "self.toml"),
        ("../../outside", "templates/outside.md"),
    ] {
        std::os::unix::fs::symlink(target, place.path("desk/policy").join(link)).unwrap();
    }
    place.commit("all");

    let policy = place.path("desk/policy");
    let mut disk = Workspace::open(Some(&policy)).unwrap();
    let settings = Span::start_of(disk.settings.unwrap());
    let include: Vec<_> = ["../group", "../nowhere", "../.hidden", "a", "..", "/group"]
        .map(|path| (path.to_owned(), settings))
        .into();
    let folders = Folders { include: &include, ..FOLDERS };
    disk.read(&folders).unwrap();
    let repository = place.repository();
    let head = one(&repository, "HEAD");
    let mut revision = repository.contents(&head).unwrap();
    revision.read(&folders).unwrap();

    let expected = told(&disk, &format!("{}/", place.path("desk").display()));
    assert_eq!(told(&revision, &format!("{head}:")), expected);
    assert!(
        expected.contains(&"Shared(0) group/vendors.toml: vendors".to_owned()),
        "{expected:#?}"
    );
    assert_eq!(revision.findings.len(), if cfg!(unix) { 9 } else { 5 }, "{expected:#?}");
}

#[test]
fn a_shared_folder_outside_of_the_repository_is_told() {
    let place = Place::new();
    place.change("policy/ropa.toml", "");
    let repository = place.repository();
    let mut contents = repository.contents(&one(&repository, "HEAD")).unwrap();
    let settings = Span::start_of(contents.settings.unwrap());
    let include = [("../../group".to_owned(), settings)];
    contents.read(&Folders { include: &include, ..FOLDERS }).unwrap();
    assert_eq!(contents.findings.len(), 1);
    assert!(format!("{:?}", contents.findings[0]).contains("outside of this repository"));
}

#[test]
fn a_file_is_named_by_its_revision() {
    let place = Place::new();
    let id = place.change("policy/a.toml", "one");
    place.change("policy/a.toml", "two");
    let repository = place.repository();
    let expected = [(format!("{}:policy/a.toml", &id[..7]), "one".to_owned())];
    assert_eq!(register(&repository, &one(&repository, "HEAD~1")), expected);
}

/// Asserts that the repository of this folder knows both states of the register.
fn knows_both(folder: &Path) {
    let repository = at(folder);
    let texts = |revision| register(&repository, &one(&repository, revision))[0].1.clone();
    assert_eq!([texts("HEAD~1"), texts("HEAD")], ["one", "two"], "{}", folder.display());
    assert_eq!(repository.history(one(&repository, "HEAD")).unwrap().count(), 2);
}

fn with_two_commits(options: &[&str]) -> Place {
    let place = Place::with(options);
    place.change("policy/a.toml", "one");
    place.change("policy/a.toml", "two");
    place
}

#[test]
fn of_sha_256() {
    let place = with_two_commits(&["--object-format=sha256"]);
    assert_eq!(place.git(&["rev-parse", "HEAD"]).len(), 64);
    knows_both(&place.path("desk/policy"));
}

#[test]
fn packed() {
    let place = with_two_commits(&[]);
    place.git(&["gc", "--quiet"]);
    assert!(place.path("desk/.git/packed-refs").is_file());
    knows_both(&place.path("desk/policy"));
    place.git(&["multi-pack-index", "write"]);
    place.git(&["commit-graph", "write", "--reachable"]);
    knows_both(&place.path("desk/policy"));
}

#[test]
fn bare() {
    let place = with_two_commits(&[]);
    place.git(&["clone", "--quiet", "--bare", ".", "../bare.git"]);
    knows_both(&place.path("bare.git"));
    knows_both(&place.path("bare.git/policy"));
}

#[test]
fn with_a_worktree_and_detached() {
    let place = with_two_commits(&[]);
    place.git(&["worktree", "add", "--quiet", "--detach", "../side", "HEAD"]);
    knows_both(&place.path("side/policy"));
    let side = place.path("side");
    git(&side, &["commit", "--quiet", "--allow-empty", "--message", "here"], b"");
    let head = |folder| one(&at(&place.path(folder)), "HEAD").id();
    assert_ne!(head("side/policy"), head("desk/policy"), "each has a head of its own");
}

#[test]
fn in_a_submodule() {
    let place = with_two_commits(&[]);
    let outer = Place::new();
    let desk = place.path("desk").display().to_string();
    outer.git(&["submodule", "--quiet", "add", &desk, "privacy"]);
    outer.write("ropa.toml", "");
    outer.commit("added");
    knows_both(&outer.path("desk/privacy/policy"));
    let repository = at(&outer.path("desk"));
    let mut contents = repository.contents(&one(&repository, "HEAD")).unwrap();
    contents.read(&FOLDERS).unwrap();
    let [found] = &contents.findings[..] else { panic!("{:?}", contents.findings) };
    assert!(found.message.ends_with(":privacy` was not read"), "{}", found.message);
    let below = at(&outer.path("desk/gone/privacy"));
    assert!(below.contents(&one(&below, "HEAD")).is_err_and(|error| error.is::<NoRegister>()));
}

/// As in a container, where git itself refuses.
#[cfg(unix)]
#[test]
fn of_another_owner() {
    let place = with_two_commits(&["--object-format=sha256"]);
    for folder in ["desk", "desk/.git", "desk/policy"] {
        if std::os::unix::fs::chown(place.path(folder), Some(4321), None).is_err() {
            eprintln!("skipped: this user may give no file away");
            return;
        }
    }
    knows_both(&place.path("desk/policy"));
}

#[cfg(unix)]
#[test]
fn reached_through_a_link() {
    let place = with_two_commits(&[]);
    std::os::unix::fs::symlink(place.path("desk/policy"), place.path("link")).unwrap();
    knows_both(&place.path("link"));
}

#[test]
fn whose_folder_is_gone() {
    let place = with_two_commits(&[]);
    fs::remove_dir_all(place.path("desk/policy")).unwrap();
    knows_both(&place.path("desk/policy"));
}

#[test]
fn with_a_register_at_its_top() {
    let place = Place::new();
    place.change("ropa.toml", "");
    place.change("a.toml", "one");
    let repository = at(&place.path("desk"));
    let head = one(&repository, "HEAD");
    assert_eq!(register(&repository, &head), [(format!("{head}:a.toml"), "one".to_owned())]);
}

#[test]
fn of_which_the_environment_says_otherwise() {
    let place = with_two_commits(&[]);
    let other = with_two_commits(&[]);
    other.change("policy/a.toml", "other");
    let git_dir = other.path("desk/.git");
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "kinds::played_in_another_environment", "--nocapture"])
        .envs([("GIT_DIR", git_dir.as_os_str()), ("GIT_WORK_TREE", other.path("desk").as_os_str())])
        .env("ROPA_TEST_FOLDER", place.path("desk/policy"))
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

/// Part of the test above: does nothing but there.
#[test]
fn played_in_another_environment() {
    if let Some(folder) = std::env::var_os("ROPA_TEST_FOLDER") {
        knows_both(Path::new(&folder));
    }
}

#[test]
fn empty() {
    let place = Place::new();
    place.write("policy/a.toml", "");
    let error = place.repository().parse("HEAD").unwrap_err().to_string();
    assert!(error.ends_with("it has no commit yet"), "{error}");
}

#[test]
fn none() {
    let place = Place::empty();
    assert!(Repository::at(root(&place)).unwrap().is_none());
    assert!(Repository::at(&place.path("nowhere/policy")).unwrap().is_none());
    fs::create_dir(place.path(".git")).unwrap();
    assert!(Repository::at(root(&place)).unwrap().is_none(), "an empty folder is none");
}

fn root(place: &Place) -> &Path {
    place.root.path()
}

#[test]
fn without_a_register_then() {
    let place = Place::new();
    place.change("README.md", "nothing yet");
    place.change("policy/notes.md", "soon");
    place.change("policy/a.toml", "");
    let repository = place.repository();
    let no_register = |revision| {
        let contents = repository.contents(&one(&repository, revision));
        let error = contents.and_then(|mut contents| contents.read(&FOLDERS)).unwrap_err();
        assert!(error.is::<NoRegister>(), "{error:#}");
        error.to_string()
    };
    assert!(no_register("HEAD~2").contains("there is no folder policy in "));
    assert!(no_register("HEAD~1").ends_with(":policy holds no file that ends in .toml"));
}
