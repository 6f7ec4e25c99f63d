//! The shape of the code: who may use whom, how long a file may be, what stands at the top.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test reads the sources, and may fail"
)]

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each layer may use those before it; the modules of one layer do not use each other.
const LAYERS: &[&[&str]] = &[
    &["source", "languages"],
    &["finding"],
    &["register"],
    &["law"],
    &["settings"],
    &["rules"],
    &["lint"],
    &["coverage", "diff"],
    &["language"],
    &["view"],
    &["dpv"],
    &["document"],
    &["render", "report", "export", "import"],
    &["folder"],
    &["side_by_side"],
    &["workspace", "git"],
    &["cli"],
];

/// What may stand at the top of the repository, hidden files aside.
const TOP: &[&str] = &[
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "action.yml",
    "benches",
    "examples",
    "policy",
    "src",
    "target",
    "templates",
    "tests",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below `src`, by its path from there, with its text.
fn sources() -> Vec<(String, String)> {
    let (mut files, mut folders) = (Vec::new(), vec![root().join("src")]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root().join("src")).unwrap().to_str().unwrap();
                files.push((name.replace('\\', "/"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(files.len() > 10, "the sources were found");
    files.sort();
    files
}

/// The module at the top that a file belongs to: `register/read.rs` to `register`.
fn module(path: &str) -> &str {
    path.split('/').next().unwrap().trim_end_matches(".rs")
}

/// The modules that a text names after `crate::`, those in braces included.
fn used(text: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for after in text.split("crate::").skip(1) {
        let Some(group) = after.strip_prefix('{') else {
            names.insert(first_word(after));
            continue;
        };
        let (mut depth, mut start) = (0, 0);
        for (at, char) in group.char_indices() {
            match char {
                '{' => depth += 1,
                ',' | '}' if depth == 0 => {
                    names.insert(first_word(&group[start..at]));
                    start = at + 1;
                    if char == '}' {
                        break;
                    }
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    names.remove("");
    names
}

fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    &text[..text.find(|char: char| !char.is_alphanumeric() && char != '_').unwrap_or(text.len())]
}

#[test]
fn what_a_file_uses_is_seen_in_every_way_of_writing_it() {
    let text = "use crate::{a::{b, c}, d,\n e::F};\nuse crate::g::h; fn i() { crate::j::k() }";
    assert_eq!(used(text), BTreeSet::from(["a", "d", "e", "g", "j"]));
}

#[test]
fn a_module_uses_only_what_stands_before_it() {
    let rank = |name: &str| LAYERS.iter().position(|layer| layer.contains(&name));
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if matches!(path.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let own = module(&path);
        let own_rank = rank(own).unwrap_or_else(|| panic!("`{own}` has no place in the layers"));
        // A test may look ahead: what it needs is often made further down.
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
        for name in used(text).into_iter().filter(|name| *name != own) {
            // A macro that a module exports stands at the top of the crate.
            if rank(name).is_some_and(|rank| rank >= own_rank) {
                wrong.push(format!("{path} uses {name}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_module_is_on_the_map() {
    let sources = sources();
    let (_, library) = sources.iter().find(|(path, _)| path == "lib.rs").unwrap();
    let map: String = library.lines().filter(|line| line.starts_with("//!")).collect();
    let modules: BTreeSet<_> = sources.iter().map(|(path, _)| module(path)).collect();
    let missing: Vec<_> = modules
        .into_iter()
        .filter(|name| !["lib", "main"].contains(name) && !map.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "src/lib.rs does not say what these are: {missing:?}");
}

#[test]
fn every_file_says_what_it_is_and_is_short() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "src/{path} does not say what it is");
        assert!(!path.ends_with("mod.rs"), "src/{path}: its place is beside its folder");
        let lines = text.lines().count();
        assert!(lines <= 500, "src/{path} has {lines} lines: split it by topic");
    }
}

#[test]
fn the_program_itself_does_nothing() {
    let main = fs::read_to_string(root().join("src/main.rs")).unwrap();
    assert!(main.lines().count() < 30);
}

#[test]
fn nothing_new_stands_at_the_top() {
    let new: Vec<PathBuf> = fs::read_dir(root())
        .unwrap()
        .map(|entry| PathBuf::from(entry.unwrap().file_name()))
        .filter(|name| {
            let name = name.to_str().unwrap();
            !name.starts_with('.') && !TOP.contains(&name)
        })
        .collect();
    assert!(new.is_empty(), "{new:?}");
}
