//! Runs every page of `tests/cli/` and the README: what they show is what ropa prints.
//! `TRYCMD=overwrite cargo test --test cli` writes down what it prints now.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads its pages, and may fail"
)]

use std::{fs, path::Path};

/// The day of every page: what they show must not change overnight.
const TODAY: &str = "2026-11-24";

/// The commands in a page's blocks. The runner passes over a block of a program that it does not
/// know, so a misspelt one would go unseen: here it fails.
fn commands(page: &Path) -> usize {
    let text = fs::read_to_string(page).unwrap();
    let (mut inside, mut commands) = (false, 0);
    for line in text.lines() {
        if let Some(info) = line.strip_prefix("```") {
            inside = !inside && matches!(info.trim(), "console" | "trycmd");
        } else if let Some(command) = line.strip_prefix("$ ")
            && inside
        {
            let program = command.split(' ').find(|word| !word.contains('=')).unwrap_or_default();
            assert_eq!(program, "ropa", "{}: `{command}` is not run", page.display());
            commands += 1;
        }
    }
    commands
}

#[test]
fn pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages: Vec<_> = fs::read_dir(root.join("tests/cli"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .collect();
    pages.sort();
    let commands_of_ropa = [
        "build",
        "check",
        "completions",
        "coverage",
        "diff",
        "explain",
        "export",
        "import",
        "init",
        "man",
        "render",
        "rules",
        "schema",
        "show",
    ];
    let named: Vec<_> =
        pages.iter().map(|path| path.file_stem().unwrap().to_str().unwrap()).collect();
    for command in commands_of_ropa {
        assert!(named.contains(&command), "tests/cli/{command}.md is not there");
    }
    for page in &pages {
        assert!(commands(page) > 0, "{} runs nothing", page.display());
    }
    let cases = trycmd::TestCases::new();
    cases.env("ROPA_TODAY", TODAY).env("NO_COLOR", "1").case("tests/cli/*.md");
    if root.join("README.md").exists() {
        assert!(commands(&root.join("README.md")) > 0, "the README runs nothing");
        cases.case("README.md");
    }
    cases.run();
}
