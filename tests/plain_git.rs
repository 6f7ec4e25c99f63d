//! ropa inside of plain git: runs the pages of `tests/plain-git/` in a repository of their own, and what the pages can't show.
//! `BLESS=1 cargo test --test plain_git` writes down what the pages' commands print now.
#![cfg(unix)]
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test makes the repositories that it reads, and may fail"
)]

use std::{
    cell::Cell,
    env, fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A repository with a register, whose commits are the same on every machine.
struct Desk {
    root: TempDir,
    /// The day of November 2026 on which a commit is made.
    day: Cell<usize>,
}

impl Desk {
    fn empty() -> Self {
        Self { root: tempfile::tempdir().unwrap(), day: Cell::new(1) }
    }

    fn new() -> Self {
        let desk = Self::empty();
        desk.sh("git init --quiet --initial-branch=main");
        desk.take(&root().join("tests/plain-git/policy"));
        desk.sh("git add . && git commit --quiet --message 'The register'");
        desk
    }

    /// Copies the register of a folder.
    fn take(&self, register: &Path) {
        fs::create_dir_all(self.path("policy")).unwrap();
        for entry in fs::read_dir(register).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "toml") {
                fs::copy(&path, self.path("policy").join(path.file_name().unwrap())).unwrap();
            }
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.root.path().join(name)
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// What the shell makes of a command. `ropa` is the one that is tested.
    fn run(&self, command: &str) -> Output {
        let mut sh = Command::new("sh");
        for (name, _) in env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                sh.env_remove(name);
            }
        }
        let mut path = vec![Path::new(env!("CARGO_BIN_EXE_ropa")).parent().unwrap().to_owned()];
        path.extend(env::split_paths(&env::var_os("PATH").unwrap()));
        let date = format!("2026-11-{:02}T12:00:00 +0000", self.day.get());
        sh.current_dir(self.root.path())
            .args(["-c", &format!("exec 2>&1\n{command}")])
            .env("PATH", env::join_paths(path).unwrap())
            .env("ROPA_TODAY", "2026-11-24")
            .envs([
                ("GIT_PAGER", "cat"),
                ("NO_COLOR", "1"),
                ("LC_ALL", "C.UTF-8"),
                ("GIT_CONFIG_GLOBAL", "/dev/null"),
                ("GIT_CONFIG_NOSYSTEM", "1"),
                ("GIT_AUTHOR_NAME", "Åse Berg"),
                ("GIT_AUTHOR_EMAIL", "aase@example.com"),
                ("GIT_AUTHOR_DATE", &date),
                ("GIT_COMMITTER_NAME", "Åse Berg"),
                ("GIT_COMMITTER_EMAIL", "aase@example.com"),
                ("GIT_COMMITTER_DATE", &date),
            ])
            .output()
            .expect("these tests need a shell")
    }

    /// What a command prints that must succeed.
    fn sh(&self, command: &str) -> String {
        let output = self.run(command);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "these tests need the program `git`: {command}: {text}");
        text
    }

    /// What a command prints that must fail.
    fn fails(&self, command: &str) -> String {
        let output = self.run(command);
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(!output.status.success(), "{command}: {text}");
        text
    }
}

/// Runs the commands in a page's blocks, one after the other, and holds what they print against the page.
fn page(name: &str) {
    let path = root().join("tests/plain-git").join(name);
    let text = fs::read_to_string(&path).unwrap();
    let desk = Desk::new();
    let (mut played, mut commands) = (String::new(), 0);
    let mut lines = text.lines().peekable();
    let mut inside = false;
    while let Some(line) = lines.next() {
        played.push_str(line);
        played.push('\n');
        if line.starts_with("```") {
            inside = line == "```console";
        }
        let Some(first) = line.strip_prefix("$ ").filter(|_| inside) else { continue };
        let mut command = first.to_owned();
        while let Some(more) = lines.next_if(|line| *line == ">" || line.starts_with("> ")) {
            played.extend([more, "\n"]);
            command.push('\n');
            command.push_str(more[1..].trim_start_matches(' '));
        }
        while lines.next_if(|line| !line.starts_with("$ ") && !line.starts_with("```")).is_some() {}
        commands += 1;
        desk.day.set(1 + commands);
        played.push_str(&desk.sh(&command));
    }
    assert!(commands > 0, "{} runs nothing", path.display());
    if env::var_os("BLESS").is_some() {
        fs::write(&path, played).unwrap();
    } else {
        assert!(played == text, "{} is not what is printed:\n{played}", path.display());
    }
}

#[test]
fn the_page_on_git_setup_is_true() {
    page("git-setup.md");
}

#[test]
fn the_page_on_log_is_true() {
    page("log.md");
}

#[test]
fn git_tells_of_a_processor_abroad_what_ropa_diff_tells() {
    let desk = Desk::empty();
    desk.sh("git init --quiet --initial-branch=main");
    desk.take(&root().join("policy"));
    desk.sh("git add . && git commit --quiet --message begin && ropa git-setup");
    let recipients = desk.read("policy/recipients.toml");
    let counter = "\n[recipient.counter]\nname = \"Counter Inc.\"\ncategory = \"statistics\"\n\
                   role = \"processor\"\ncountries = \"US\"\n";
    fs::write(desk.path("policy/recipients.toml"), recipients + counter).unwrap();
    let told = "recipient.counter added Counter Inc.\n  category: statistics\n  role: processor\n  countries: US\n";
    let (git, ropa) = (desk.sh("git diff"), desk.sh("ropa diff"));
    assert!(ropa.contains(told), "{ropa}");
    assert!(git.starts_with(&format!("policy/recipients.toml\n\n{told}")), "{git}");
    assert!(git.contains("(1 public): `ropa diff` compares the whole register"), "{git}");
    assert_eq!(desk.sh("git diff --exit-code >/dev/null || echo $?"), "1\n");
}

#[test]
fn only_facts_are_changes_and_a_default_is_its_own() {
    let desk = Desk::new();
    desk.sh("ropa git-setup");
    let register = desk.read("policy/register.toml");
    let mut entries: Vec<&str> = register.split("\n\n").collect();
    entries.reverse();
    let turned = entries.join("\r\n# moved\r\n") + "\n";
    fs::write(desk.path("policy/register.toml"), turned).unwrap();
    let told = desk.sh("git diff");
    assert!(told.contains("nothing changed in substance"), "{told}");
    desk.sh("git commit --quiet --all --message layout");
    let told = desk.sh("git show --format=");
    assert!(!told.contains("@@"), "{told}");
    // A default that only other files' entries stand on, and one that this file's do.
    fs::write(desk.path("policy/defaults.toml"), "[default.recipient]\ncategory = \"one\"\n")
        .unwrap();
    fs::write(
        desk.path("policy/register.toml"),
        format!("{register}\n[default.purpose]\ndescription = \"a\"\n"),
    )
    .unwrap();
    desk.sh("git add . && git commit --quiet --message defaults");
    desk.sh("sed -i.old 's/one/two/' policy/defaults.toml && sed -i.old 's/\"a\"/\"b\"/' policy/register.toml");
    let told = desk.sh("git diff");
    assert_eq!(
        told.matches("default.recipient\n  ~ category (wording): one → two\n").count(),
        1,
        "{told}"
    );
    assert_eq!(
        told.matches("default.purpose\n  ~ description (wording): a → b\n").count(),
        1,
        "{told}"
    );
    assert!(!told.contains("purpose.newsletter"), "{told}");
}

#[test]
fn words_are_compared_in_the_language_of_the_settings() {
    let desk = Desk::new();
    fs::write(desk.path("policy/ropa.toml"), "languages = [\"da\", \"en\"]\n").unwrap();
    fs::write(desk.path("policy/a.toml"), "[recipient.a]\nname = \"A\"\ndescription = \"noget\"\n")
        .unwrap();
    desk.sh("ropa git-setup && git add . && git commit --quiet --message a");
    let text =
        "[recipient.a]\nname = \"A\"\ndescription = { da = \"noget\", en = \"something\" }\n";
    fs::write(desk.path("policy/a.toml"), text).unwrap();
    let told = desk.sh("git diff");
    assert!(told.contains("+ description.en (wording): something\n"), "{told}");
    assert!(told.contains("1 change in this file"), "{told}");
}

#[test]
fn whatever_a_file_holds_git_goes_on() {
    let desk = Desk::new();
    desk.sh("ropa git-setup && git mv policy/register.toml policy/moved.toml");
    let hostile: &[(&str, &[u8])] = &[
        ("-p.toml", b"[purpose.x]\nname = \"\\u001b[31mred\\u202e\"\n"),
        ("--output=x.toml", b"[purpose.y]\nnam = \"\x1b[31mred\"\n"),
        ("broken.toml", b"[purpose\n\x1b]0;title\x07\n"),
        ("bytes.toml", b"\xff\xfe\x00\x1b[31m"),
        ("empty.toml", b""),
        ("\x1b[31m.toml", b"[recipient.z]\nname = \"z\"\n"),
    ];
    for (name, bytes) in hostile {
        fs::write(desk.path("policy").join(name), bytes).unwrap();
    }
    // At the top, git gives a name as it is.
    fs::write(desk.path(".gitattributes"), "*.toml diff=ropa\n").unwrap();
    fs::write(desk.path("-p.toml"), "[purpose.top]\nname = \"top\"\n").unwrap();
    symlink("/etc/passwd", desk.path("policy/link.toml")).unwrap();
    desk.sh("git add .");
    let all = desk.sh("git diff --cached; git commit --quiet --message all; git show --format=");
    for told in [
        "purpose.top added",
        "purpose.x added",
        "recipient.z added",
        "moved.toml (was policy/register.toml)",
        "so its lines are shown",
    ] {
        assert!(all.contains(told), "{told}: {all}");
    }
    desk.sh("git rm --quiet -r policy && git diff --cached >removed");
    let removed = desk.read("removed");
    assert!(removed.contains("policy/-p.toml (removed)"), "{removed}");
    for text in [&all, &removed] {
        assert!(!text.contains(['\x1b', '\x07', '\u{202e}']), "{text}");
        assert!(!text.contains("root:"), "a link was followed: {text}");
    }
    assert!(!desk.path("x.toml").exists() && !desk.path("policy/x.toml").exists());
    // In conflict, and of files that are gone.
    assert!(desk.sh("ropa git-driver diff -- policy/a.toml").contains("not merged yet"));
    let gone = desk.sh("ropa git-driver diff -- a.toml gone 1 100644 gone 2 100755; ropa git-driver textconv -- gone");
    assert!(gone.contains("a.toml (now of mode 100755)\n\nnot compared: "), "{gone}");
    assert!(gone.contains("not read: "), "{gone}");
}

#[test]
fn setup_is_done_once_and_undone_without_a_trace() {
    let desk = Desk::new();
    let config = "# mine\n[core]\n\trepositoryformatversion = 0 ; kept\n  bare=false\n[diff \"other\"]\n\tcommand = \"a b\"\n[ alias ]\n\tx = y\n"
        .replace("[ alias ]", "[alias]");
    fs::write(desk.path(".git/config"), &config).unwrap();
    fs::write(desk.path("policy/.gitattributes"), "*.md text\r\n").unwrap();
    desk.sh("ropa git-setup");
    let (once, attributes) = (desk.read(".git/config"), desk.read("policy/.gitattributes"));
    assert!(once.starts_with(&config), "{once}");
    assert_eq!(desk.sh("git config diff.ropa.command"), "ropa git-driver diff --\n");
    assert_eq!(desk.sh("git config diff.ropa.textconv"), "ropa git-driver textconv --\n");
    assert!(desk.sh("ropa git-setup").contains("nothing to do"));
    assert_eq!((desk.read(".git/config"), desk.read("policy/.gitattributes")), (once, attributes));
    // What somebody else put in ropa's section stays.
    desk.sh("git config diff.ropa.xfuncname x && ropa git-setup --undo");
    assert_eq!(desk.sh("git config --get-regexp '^diff.ropa'"), "diff.ropa.xfuncname x\n");
    desk.sh("git config --unset diff.ropa.xfuncname && ropa git-setup && ropa git-setup --undo");
    assert_eq!(desk.read(".git/config"), config);
    assert_eq!(desk.read("policy/.gitattributes"), "*.md text\r\n");
    assert!(desk.sh("ropa git-setup --undo").contains("nothing to do"));
    // A program that the shell does not find is called by its path.
    let path = env!("CARGO_BIN_EXE_ropa");
    desk.sh(&format!("PATH=/usr/bin:/bin '{path}' git-setup"));
    let real = Path::new(path).canonicalize().unwrap();
    assert_eq!(
        desk.sh("git config diff.ropa.command"),
        format!("'{}' git-driver diff --\n", real.display())
    );
    desk.sh("PATH=/usr/bin:/bin; echo '[recipient.a]' >> policy/register.toml; git diff | grep 'recipient.a added'");
}

#[test]
fn every_kind_of_repository_with_files_is_set_up() {
    let desk = Desk::new();
    desk.sh("git worktree add --quiet tree");
    desk.sh("cd tree && ropa git-setup && echo '[recipient.a]' >> policy/register.toml && git diff | grep 'recipient.a added'");
    assert!(desk.read(".git/config").contains("git-driver"));
    assert!(!desk.path("policy/.gitattributes").exists());
    let sha256 = Desk::empty();
    sha256.sh("git init --quiet --object-format=sha256");
    sha256.take(&root().join("tests/plain-git/policy"));
    sha256.sh("ropa git-setup && git add . && git diff --cached | grep 'purpose.newsletter added'");
}

#[test]
fn what_is_not_the_repositorys_own_is_not_written() {
    let desk = Desk::new();
    desk.sh("git clone --quiet --bare . bare.git");
    let told = desk.fails("ropa git-setup --policy bare.git/policy");
    assert!(told.contains("this repository is bare"), "{told}");
    let outside = Desk::empty();
    assert!(outside.fails("mkdir policy && ropa git-setup").contains("no git repository"));

    fs::write(outside.path("target"), "mine\n").unwrap();
    let refuses = |why: &str| {
        let config = fs::read(desk.path(".git/config")).unwrap();
        let told = desk.fails("ropa git-setup");
        assert!(told.contains(why), "{told}");
        assert_eq!(outside.read("target"), "mine\n");
        assert_eq!(fs::read(desk.path(".git/config")).unwrap(), config);
    };
    symlink(outside.path("target"), desk.path("policy/.gitattributes")).unwrap();
    refuses("no plain file");
    fs::remove_file(desk.path("policy/.gitattributes")).unwrap();
    fs::write(desk.path(".git/config.lock"), "").unwrap();
    refuses("can't be written; nothing was changed");
    assert!(!desk.path("policy/.gitattributes").exists());
    fs::remove_file(desk.path(".git/config.lock")).unwrap();
    fs::rename(desk.path(".git/config"), desk.path("config")).unwrap();
    symlink(desk.path("config"), desk.path(".git/config")).unwrap();
    refuses("no plain file");
    fs::remove_file(desk.path(".git/config")).unwrap();
    fs::rename(desk.path("config"), desk.path(".git/config")).unwrap();
    // A repository that says its configuration is another's.
    let other = Desk::new();
    fs::write(desk.path(".git/commondir"), other.path(".git").to_str().unwrap()).unwrap();
    let before = other.read(".git/config");
    refuses("no part of this repository");
    assert_eq!(other.read(".git/config"), before);
}
