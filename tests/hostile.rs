//! Registers as they should not be, given to the program itself: each is answered, none breaks it.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test makes the folders that it reads and runs the program, and may fail"
)]

use std::{
    fmt::Write as _,
    fs,
    io::Read as _,
    path::Path,
    process::{Command, Output, Stdio},
};

/// A complete register of one purpose: nothing is found in it.
const CLEAN: &str = include_str!("../examples/minimal/register.toml");

fn ropa(root: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ropa"));
    command.current_dir(root).args(arguments);
    command.env("ROPA_TODAY", "2026-11-24").env_remove("NO_COLOR").env("RUST_BACKTRACE", "0");
    command
}

/// A folder whose `policy` holds these files.
fn register(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("policy")).unwrap();
    for (name, bytes) in files {
        fs::write(root.path().join("policy").join(name), bytes).unwrap();
    }
    root
}

/// The status, and what is printed; nothing of it may steer a terminal (CSV ends its lines as RFC 4180 has it).
fn run(root: &Path, arguments: &[&str]) -> (i32, String) {
    let Output { status, stdout, stderr } = ropa(root, arguments).output().unwrap();
    let text = String::from_utf8([stdout, stderr].concat()).unwrap();
    let raw = |char: char| {
        !matches!(char, '\n' | '\r')
            && (char.is_control() || ('\u{202a}'..='\u{202e}').contains(&char))
    };
    assert!(!text.contains(raw), "{text:?}");
    (status.code().expect("no signal ended it"), text)
}

/// What a check of one file says.
fn check(bytes: &[u8]) -> (i32, String) {
    let root = register(&[("a.toml", bytes)]);
    run(root.path(), &["check", "--format", "concise"])
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_nothing() {
    let text = format!("\u{feff}{}", CLEAN.replace('\n', "\r\n"));
    assert_eq!(check(text.as_bytes()), (0, String::new()));
    let wrong = text.replace("country = ", "cuontry = ");
    let (status, text) = check(wrong.as_bytes());
    assert_eq!(status, 1);
    let line = CLEAN.lines().position(|line| line.starts_with("country")).unwrap() + 1;
    assert!(text.contains(&format!("policy/a.toml:{line}:1: error[unknown-key]")), "{text}");
}

#[test]
fn bytes_that_are_no_text_are_found_with_their_place() {
    let mut bytes = CLEAN.as_bytes().to_vec();
    bytes.extend(b"\n[purpose.x]\nname = \"caf\xe9\"\n");
    let (status, text) = check(&bytes);
    assert_eq!(status, 1);
    assert!(text.contains("error[unreadable-file]"), "{text}");
}

#[test]
fn depth_and_length_do_not_end_the_program() {
    let depth = 10_000;
    let list = format!("x = {}1{}", "[".repeat(depth), "]".repeat(depth));
    let table = format!("x = {}1{}", "{ a = ".repeat(depth), " }".repeat(depth));
    let dotted = format!("{} = 1", vec!["a"; depth].join("."));
    let header = format!("[{}]", vec!["a"; depth].join("."));
    let unclosed = "[".repeat(depth);
    let long = format!("[purpose.x]\nname = \"{}\"", "é\u{202e}".repeat(500_000));
    for text in [list, table, dotted, header, unclosed, long] {
        let (status, found) = check(text.as_bytes());
        assert_eq!(status, 1, "{text:.80}: {found:.200}");
        assert!(found.contains("policy/a.toml:"), "{found:.200}");
    }
}

#[test]
fn texts_and_names_that_steer_a_terminal_are_shown_and_not_obeyed() {
    let name = "\u{1b}]0;owned\u{7}.toml";
    let text = "[purpose.\"\u{202e}x\"]\nna\u{9b}me = 1\nname = \"\\u001b[31m\"\n";
    let root = register(&[(name, text.as_bytes())]);
    for format in ["terminal", "concise", "json", "github", "gitlab", "junit", "rdjson", "sarif"] {
        let (status, text) = run(root.path(), &["check", "--format", format]);
        assert_eq!(status, 1, "{text}");
        // A path is a URI there.
        let name = if format == "sarif" { "owned%E2%90%87.toml" } else { "␛]0;owned␇.toml" };
        assert!(text.contains(name), "{text}");
    }
    let root = register(&[("a.toml", b"[measure.x]\nname = \"\\u001b[31m\\u202e\\u009b\"\n")]);
    for format in ["table", "json", "yaml", "csv"] {
        let (status, text) = run(root.path(), &["show", "measure", "--format", format]);
        assert_eq!(status, 0, "{text}");
        assert!(text.contains("31m"), "{text}");
    }
    let (status, _) = run(root.path(), &["show", "\u{1b}[31m", "\u{202e}"]);
    assert_eq!(status, 2);
    let (status, _) = run(root.path(), &["explain", "\u{1b}[31m"]);
    assert_eq!(status, 2);
}

#[test]
fn ten_mistakes_in_three_files_are_ten_findings_in_one_run() {
    let organisation = CLEAN
        .replace("address =", "adress =")
        .replace("\"DK\"", "\"dk\"")
        .replace("\"board@example.org\"", "7")
        .replace("measures = \"board-only\"", "measures = [\"board-only\", \"board-onyl\"]");
    let purposes = "[purpose.news]\nname = \"News\"\nstatus = \"activ\"\ndata-subjects = \"subscriber\"\n\
                    personal-data = \"email\"\nlegal-basis.consentt.given = \"you ask for it\"\n\
                    provision = \"voluntary\"\nretention = \"5 moons\"\nrecipients = \"post\"\n";
    let recipients = "[recipient.post]\nname = \"Post\"\nrole = \"controler\"\ncountries = \"DK\"\n\
                      [recipient.Two]\nname = \"Two\"\n[reciepient.x]\nname = \"X\"\n";
    let root = register(&[
        ("organisation.toml", organisation.as_bytes()),
        ("purposes.toml", purposes.as_bytes()),
        ("recipients.toml", recipients.as_bytes()),
    ]);
    let (status, text) = run(root.path(), &["check", "--format", "concise"]);
    assert_eq!(status, 1);
    let line = |start: &str| CLEAN.lines().position(|line| line.starts_with(start)).unwrap() + 1;
    let expected = [
        format!("organisation.toml:{}:1: error[unknown-key]", line("address")),
        format!("organisation.toml:{}:11: error[ill-formed-id]", line("country")),
        format!("organisation.toml:{}:9: error[wrong-shape]", line("email")),
        format!("organisation.toml:{}:27: error[unknown-reference]", line("measures")),
        "purposes.toml:3:10: error[unknown-word]".to_owned(),
        "purposes.toml:6:13: error[unknown-reference]".to_owned(),
        "purposes.toml:8:13: error[unreadable-term]".to_owned(),
        "recipients.toml:3:8: error[unknown-word]".to_owned(),
        "recipients.toml:5:12: error[ill-formed-id]".to_owned(),
        "recipients.toml:7:2: error[unknown-table]".to_owned(),
    ];
    let found: Vec<_> =
        text.lines().map(|line| line.split(' ').take(2).collect::<Vec<_>>().join(" ")).collect();
    let expected: Vec<_> = expected.iter().map(|place| format!("policy/{place}")).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn nobody_has_to_read_the_whole_output() {
    // More findings than a pipe holds unread.
    let mut entries = String::new();
    for id in 0..2_000 {
        writeln!(entries, "[purpose.p{id}]\nname = \"P\"").unwrap();
    }
    let root = register(&[("a.toml", entries.as_bytes())]);
    let mut child = ropa(root.path(), &["check"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 16];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    assert!(output.status.code().is_some());
}

#[test]
fn colours_are_for_terminals_and_for_those_who_ask() {
    let root = register(&[("a.toml", b"[purpose.x]\n")]);
    let escapes = |arguments: &[&str], no_color: bool| {
        let mut command = ropa(root.path(), arguments);
        if no_color {
            command.env("NO_COLOR", "1");
        }
        String::from_utf8(command.output().unwrap().stdout).unwrap().contains('\u{1b}')
    };
    assert!(!escapes(&["check"], false));
    assert!(escapes(&["check", "--color", "always"], false));
    assert!(!escapes(&["check", "--color", "never"], false));
    assert!(escapes(&["check", "--color", "always"], true), "asked for on the command line");
    assert!(!escapes(&["check", "--format", "json", "--color", "always"], false));
}

/// Every file of the output folder that is not hidden, with its bytes.
fn published(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(root.join("policy/published"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .filter(|(name, _)| !name.starts_with('.'))
        .collect();
    files.sort();
    files
}

/// A register of many purposes, and documents of an earlier day.
fn large() -> tempfile::TempDir {
    let purposes: String = (0..60)
        .map(|id| {
            let start = CLEAN.find("[purpose.membership]").unwrap();
            let end = start + CLEAN[start..].find("\n\n").unwrap();
            CLEAN[start..end].replace("purpose.membership", &format!("purpose.p{id}")) + "\n"
        })
        .collect();
    let root = register(&[("a.toml", CLEAN.as_bytes()), ("b.toml", purposes.as_bytes())]);
    fs::create_dir(root.path().join("policy/published")).unwrap();
    for name in ["privacy-policy.md", "record.md"] {
        fs::write(root.path().join("policy/published").join(name), "old").unwrap();
    }
    root
}

#[test]
fn a_killed_build_leaves_every_document_whole() {
    let root = large();
    let old = published(root.path());
    let started = std::time::Instant::now();
    assert_eq!(run(root.path(), &["build"]).0, 0);
    let whole = started.elapsed();
    let new = published(root.path());
    assert_eq!(new.len(), 2);
    let mut killed = 0;
    for step in 0..12 {
        for (name, bytes) in &old {
            fs::write(root.path().join("policy/published").join(name), bytes).unwrap();
        }
        let mut child = ropa(root.path(), &["build"]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(whole * step / 10);
        child.kill().unwrap();
        killed += i32::from(child.wait().unwrap().code().is_none());
        for (at, document) in published(root.path()).iter().enumerate() {
            assert!(*document == old[at] || *document == new[at], "{} is neither", document.0);
        }
    }
    assert!(killed > 0, "every build was done before it was killed");
    assert_eq!(run(root.path(), &["build"]).0, 0);
    let left = fs::read_dir(root.path().join("policy/published")).unwrap().count();
    assert_eq!(left, 2, "what the killed ones left is cleared away");
}

#[test]
fn a_build_that_cannot_write_all_writes_nothing() {
    let root = large();
    fs::write(root.path().join("policy/c.toml"), "[purpose.wrong]\n").unwrap();
    let old = published(root.path());
    let (status, text) = run(root.path(), &["build"]);
    assert_eq!((status, published(root.path())), (1, old), "{text}");

    fs::remove_file(root.path().join("policy/c.toml")).unwrap();
    fs::remove_file(root.path().join("policy/published/record.md")).unwrap();
    fs::create_dir(root.path().join("policy/published/record.md")).unwrap();
    let (status, text) = run(root.path(), &["build"]);
    assert_eq!(status, 2, "{text}");
    assert_eq!(fs::read(root.path().join("policy/published/privacy-policy.md")).unwrap(), b"old");

    let outside = tempfile::tempdir().unwrap();
    fs::remove_dir_all(root.path().join("policy/published")).unwrap();
    std::os::unix::fs::symlink(outside.path(), root.path().join("policy/published")).unwrap();
    assert_eq!(run(root.path(), &["build"]).0, 2);
    assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
}

#[test]
fn an_output_folder_outside_of_the_register_is_a_finding_and_never_written() {
    for output in ["..", "../elsewhere", "/tmp", ".", "", "a/../../b"] {
        let settings = format!("output = {output:?}\n");
        let root = register(&[("a.toml", CLEAN.as_bytes()), ("ropa.toml", settings.as_bytes())]);
        let (status, text) = run(root.path(), &["build"]);
        assert_eq!(status, 1, "{output}: {text}");
        assert!(text.contains("policy/ropa.toml:1:10"), "{text}");
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1, "{output}");
        assert_eq!(fs::read_dir(root.path().join("policy")).unwrap().count(), 2, "{output}");
    }
}

#[test]
fn a_template_of_ones_own_that_fails_is_shown_at_its_place() {
    let settings = "[document.privacy-policy]\n[document.mine]\n";
    let root = register(&[("a.toml", CLEAN.as_bytes()), ("ropa.toml", settings.as_bytes())]);
    let templates = root.path().join("policy/templates");
    fs::create_dir(&templates).unwrap();
    for (template, place) in [
        ("# Mine\n\n{{ organization.name }}\n", "mine.md:3"),
        ("no title\n", "mine.md"),
        ("# Mine\n{% for x in purposes %}\n", "mine.md:"),
        ("# Mine\n{% include '../../secret' %}\n", "mine.md:2"),
    ] {
        fs::write(templates.join("mine.md"), template).unwrap();
        let (status, text) = run(root.path(), &["build"]);
        assert_eq!(status, 1, "{text}");
        assert!(text.contains("error[faulty-template]") && text.contains(place), "{text}");
        assert!(!root.path().join("policy/published").exists(), "nothing is written");
    }
    fs::write(templates.join("mine.md"), "# Mine\n\n{{ organisation.name }}\n").unwrap();
    assert_eq!(run(root.path(), &["build"]).0, 0);
    let mine = fs::read_to_string(root.path().join("policy/published/mine.md")).unwrap();
    assert_eq!(mine, "# Mine\n\nØsterby Chess Club\n");
}
