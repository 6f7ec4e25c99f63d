//! `ropa check --fix` and `--write-waivers`: what they write, and all that they leave alone.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test makes the folders that it reads and runs the program, and may fail"
)]

use std::{
    fs,
    os::unix::fs::{PermissionsExt as _, symlink},
    path::Path,
    process::Command,
};

use serde_json::Value;

/// A complete register of one purpose: nothing is found in it.
const CLEAN: &str = include_str!("../examples/minimal/register.toml");

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = root.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

/// A register's own TOML files, without its settings, as a folder of their own.
fn copy(register: &str) -> tempfile::TempDir {
    let copy = tempfile::tempdir().unwrap();
    fs::create_dir(copy.path().join("policy")).unwrap();
    for file in fs::read_dir(root().join(register)).unwrap() {
        let file = file.unwrap().path();
        let name = file.file_name().unwrap();
        if file.extension().is_some_and(|extension| extension == "toml") && name != "ropa.toml" {
            fs::copy(&file, copy.path().join("policy").join(name)).unwrap();
        }
    }
    copy
}

/// The status, the output and what is said beside it.
fn check(root: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ropa"));
    command.current_dir(root).arg("check").args(arguments);
    let output = command.env("ROPA_TODAY", "2026-11-24").env("NO_COLOR", "1").output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn read(root: &Path, name: &str) -> String {
    fs::read_to_string(root.join(name)).unwrap()
}

/// The rules of what stands.
fn standing(root: &Path) -> Vec<String> {
    let (_, json, _) = check(root, &["--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let findings = json["findings"].as_array().unwrap().iter();
    let standing = findings.filter(|finding| finding["waived"].is_null());
    standing.map(|finding| finding["rule"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_fix_leaves_every_other_byte_and_the_file_its_rights() {
    let right = format!("\u{feff}# ø\t\n{CLEAN}").replace('\n', "\r\n");
    let wrong = right.replace("country = ", "cuontry = ").replace("[purpose.", "[purposes.");
    assert!(wrong.contains("cuontry") && wrong.contains("[purposes."));
    let root = folder(&[("policy/a.toml", &wrong)]);
    let path = root.path().join("policy/a.toml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let (status, found, said) = check(root.path(), &["--fix"]);
    assert_eq!(status, 0, "{found}{said}");
    assert_eq!(read(root.path(), "policy/a.toml"), right);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(said.contains("policy/a.toml:") && said.contains("cuontry is now country"), "{said}");
    let left: Vec<_> = fs::read_dir(root.path().join("policy")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing else is left in the folder");
    let (status, _, said) = check(root.path(), &["--fix"]);
    assert_eq!((status, said.as_str()), (0, "0 findings mended\n"));
}

#[test]
fn what_is_not_the_registers_own_is_never_written() {
    let wrong = "[recipient.post]\nnmae = \"Post\"\n";
    let root = folder(&[
        ("policy/a.toml", CLEAN),
        ("policy/ropa.toml", "include = \"../shared\"\n"),
        ("shared/b.toml", wrong),
        ("elsewhere/c.toml", wrong),
    ]);
    symlink(root.path().join("elsewhere/c.toml"), root.path().join("policy/c.toml")).unwrap();
    symlink(root.path().join("elsewhere"), root.path().join("policy/d.toml")).unwrap();
    let (status, ..) = check(root.path(), &["--fix"]);
    assert_eq!(status, 1, "the mistake is told");
    assert_eq!(read(root.path(), "shared/b.toml"), wrong);
    assert_eq!(read(root.path(), "elsewhere/c.toml"), wrong);
    assert!(root.path().join("policy/c.toml").is_symlink());

    let linked =
        folder(&[("policy/a.toml", "[purpose.x]\nname = \"X\"\n"), ("elsewhere.toml", "")]);
    symlink(linked.path().join("elsewhere.toml"), linked.path().join("policy/ropa.toml")).unwrap();
    let (status, _, said) = check(linked.path(), &["--write-waivers", "2027-06-30"]);
    assert_eq!(status, 2, "{said}");
    assert_eq!(read(linked.path(), "elsewhere.toml"), "");
}

#[test]
fn a_fix_that_would_break_its_file_is_not_made() {
    let twice = format!("{CLEAN}\n[purposes.membership]\nname = \"Again\"\n");
    assert!(twice.contains("[purpose.membership]"));
    let root = folder(&[("policy/a.toml", &twice)]);
    let (status, found, said) = check(root.path(), &["--fix"]);
    assert_eq!((status, said.as_str()), (1, "0 findings mended\n"), "{found}");
    assert_eq!(read(root.path(), "policy/a.toml"), twice);
}

#[test]
fn a_fix_does_not_touch_what_only_its_owner_knows() {
    let recipients = "\n[recipient.supplier-a]\nname = \"A\"\ncategory = \"shops\"\n";
    let wrong = format!("{CLEAN}{recipients}")
        .replace("recipients = \"none\"", "recipients = \"supplier-b\"");
    let root = folder(&[("policy/a.toml", &wrong)]);
    let (status, found, said) = check(root.path(), &["--fix"]);
    assert_eq!((status, said.as_str()), (1, "0 findings mended\n"), "{found}");
    assert_eq!(read(root.path(), "policy/a.toml"), wrong);
}

#[test]
fn after_adoption_nothing_stands_but_what_cannot_be_waived() {
    for register in ["policy", "tests/ten-mistakes"] {
        let root = copy(register);
        let before = standing(root.path());
        assert!(before.len() > 5, "{register}");
        let (status, _, said) = check(root.path(), &["--write-waivers", "2027-06-30"]);
        assert!(status < 2, "{said}");
        let settings = read(root.path(), "policy/ropa.toml");
        let fixed: Vec<_> =
            ropa::rules::all().filter(|rule| rule.fixed).map(|rule| rule.name).collect();
        for rule in standing(root.path()) {
            assert!(fixed.contains(&&*rule), "{register}: {rule} stands\n{settings}");
        }
        let (again, _, said) = check(root.path(), &["--write-waivers", "2027-12-31"]);
        assert_eq!((again, said.as_str()), (status, "0 findings waived until 2027-12-31\n"));
        assert_eq!(read(root.path(), "policy/ropa.toml"), settings);
    }
}

#[test]
fn waivers_are_added_to_the_settings_as_they_are() {
    let register = "[purpose.x]\nname = \"X\"\n";
    for settings in [
        "",
        "# ours\nlanguages = \"en\"",
        "\u{feff}languages = \"en\"\r\n\r\n[waiver.adopted-missing-legal-basis]\r\nrule = \"missing-name\"\r\nreason = \"x\"\r\nuntil = 2030-01-01\r\n",
        "[waiver]\nx = { rule = \"missing-name\", reason = \"x\", until = 2030-01-01 }\n",
    ] {
        let root = folder(&[("policy/a.toml", register), ("policy/ropa.toml", settings)]);
        let (status, _, said) = check(root.path(), &["--write-waivers", "2027-06-30"]);
        assert!(status < 2, "{said}");
        let written = read(root.path(), "policy/ropa.toml");
        assert!(
            written.starts_with(settings) && written.contains("missing-legal-basis"),
            "{written}"
        );
        let bare = written.matches('\n').count() - written.matches("\r\n").count();
        assert!(bare == 0 || !settings.contains('\r'), "line ends are as they were");
        let stand = standing(root.path());
        assert!(stand.iter().all(|rule| rule == "unused-waiver"), "{stand:?}\n{written}");
    }
    for settings in [
        "waiver = { x = { rule = \"missing-name\", reason = \"x\", until = 2030-01-01 } }\n",
        "languages = \"en\n",
    ] {
        let root = folder(&[("policy/a.toml", register), ("policy/ropa.toml", settings)]);
        let (status, _, said) = check(root.path(), &["--write-waivers", "2027-06-30"]);
        assert_eq!(status, 2);
        assert!(said.contains("under a header"), "{said}");
        assert_eq!(read(root.path(), "policy/ropa.toml"), settings);
    }
}

#[test]
fn a_day_that_is_past_waives_nothing() {
    let root = folder(&[("policy/a.toml", "[purpose.x]\nname = \"X\"\n")]);
    let (status, _, said) = check(root.path(), &["--write-waivers", "2026-11-23"]);
    assert_eq!(status, 2);
    assert!(said.contains("2026-11-23"), "{said}");
    assert!(!root.path().join("policy/ropa.toml").exists());
    assert!(check(root.path(), &["--write-waivers", "2026-11-24"]).0 < 2, "today is the last day");
}
