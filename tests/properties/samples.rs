//! The registers that properties start from: the examples, and the pages of `tests/answers/`.
#![allow(clippy::disallowed_methods, reason = "a test reads its pages")]

use std::{fs, path::Path, sync::LazyLock};

/// Every register of the repository, each as one text.
pub(crate) static REGISTERS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join("policy")];
    folders.extend(entries(&root.join("examples")).into_iter().filter(|path| path.is_dir()));
    for folder in folders {
        let mut texts = Vec::new();
        collect(&folder, &mut texts);
        found.push(texts.join("\n"));
    }
    for page in entries(&root.join("tests/answers")) {
        let page = fs::read_to_string(page).expect("a page is text");
        let fences = page.split("```toml\n").skip(1);
        found.extend(fences.map(|rest| rest.split("```").next().expect("a fence").to_owned()));
    }
    assert!(found.len() > 60, "the samples are found");
    found
});

/// The files of a register, in its folders too.
fn collect(folder: &Path, texts: &mut Vec<String>) {
    for path in entries(folder) {
        let name = path.file_name().unwrap_or_default();
        if path.is_dir() {
            collect(&path, texts);
        } else if path.extension().is_some_and(|ending| ending == "toml") && name != "ropa.toml" {
            texts.push(fs::read_to_string(path).expect("text"));
        }
    }
}

fn entries(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

/// A register's text, an entry or a table of entries at a time; what belongs to one entry stays together.
pub(crate) fn chunks(text: &str) -> Vec<String> {
    let mut chunks: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.split(']').next().expect("a header ends");
            let mut parts = header.splitn(3, '.');
            let kind = parts.next().expect("a first part");
            let entry = match parts.next() {
                Some(id) if kind != "organisation" => format!("{kind}.{id}"),
                _ => kind.to_owned(),
            };
            if chunks.last().is_none_or(|(last, _)| *last != entry) {
                chunks.push((entry, String::new()));
            }
        }
        if let Some((_, chunk)) = chunks.last_mut() {
            chunk.push_str(line);
            chunk.push('\n');
        }
    }
    chunks.into_iter().map(|(_, chunk)| chunk).collect()
}

/// Pieces that a hostile hand puts anywhere.
pub(crate) const PIECES: &[&str] = &[
    "[",
    "]",
    "\"",
    "\"\"\"",
    "'",
    "=",
    ".",
    ",",
    "\n",
    "\r",
    "\t",
    "#",
    "{",
    "}",
    "{}",
    "\u{feff}",
    "\0",
    "æ",
    "\u{202e}",
    "🦀",
    "é",
    "\u{301}",
    " = ",
    "= \"none\"",
    "= \"unknown\"",
    "= { undecided = \"x\" }",
    "= true",
    "= -1",
    "= 99999999999999999999",
    "= 2026-13-40",
    "= 1979-05-27T07:32:00Z",
    "= 1e400",
    "= nan",
    "= [[[[]]]]",
    "= [\"default\", \"none\", \"all\"]",
    "= { none = 5 }",
    "= { a.b.c.d = {} }",
    "\n[purpose]\n",
    "\n[purpose.a]\n",
    "\n[[purpose]]\n",
    "\n[default]\n",
    "\n[default.purpose]\n",
    "\n[topic.t.default]\n",
    "\n[purpose.name]\n",
    "\n[organisation]\n",
    "\n[country.DK]\n",
    "only.personal-data",
    "only.when",
    "includes = [\"name\", \"a\"]",
    "is = \"a\"",
    "retention = \"5 years after x\"",
    "keep.first-of = [\"1 day\"]",
];
