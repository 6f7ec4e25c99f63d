//! What changed, and what follows: every page of `tests/diff/` is a table of cases that anybody can read and extend.
//! A case is a heading, the register before, the register after, and what is printed.
//! `BLESS=1 cargo test --test diff` writes what is printed into the pages; read it before you commit it.
#![allow(
    clippy::disallowed_methods,
    reason = "a test reads its pages and writes them when blessed"
)]

use std::{
    fs,
    path::{Path, PathBuf},
};

use libtest_mimic::{Arguments, Failed, Trial};
use ropa::{
    diff::{self, Revision, duties},
    language::Language,
    law, register,
    report::changes::{Changes, Format},
    source::{Layer, Sources},
};

fn main() {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let mut pages: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the pages")
        .map(|entry| entry.expect("a page").path())
        .collect();
    pages.sort();
    let trials = pages
        .into_iter()
        .map(|page| {
            let stem = page.file_stem().expect("a name").to_string_lossy().into_owned();
            Trial::test(stem, move || run(&page))
        })
        .chain([Trial::test("every obligation is shown by a case", every_obligation)])
        .collect();
    libtest_mimic::run(&arguments, trials).exit();
}

/// Each case: its heading, the two registers, and what is printed.
fn run(page: &Path) -> Result<(), Failed> {
    let text = fs::read_to_string(page)?;
    let bless = std::env::var_os("BLESS").is_some();
    let (mut blessed, mut wrong, mut cases) = (String::new(), String::new(), 0);
    let mut lines = text.lines();
    let (mut name, mut registers): (&str, Vec<String>) = ("", Vec::new());
    while let Some(line) = lines.next() {
        blessed.push_str(line);
        blessed.push('\n');
        if let Some(heading) = line.strip_prefix("## ") {
            if !registers.is_empty() {
                return Err(format!("`{name}` expects nothing").into());
            }
            name = heading;
        }
        let Some(fence) = line.strip_prefix("```") else { continue };
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        let mut body = body.join("\n");
        match fence {
            "toml" => registers.push(body.clone()),
            "text" => {
                let [old, new] = &*registers else {
                    return Err(format!("`{name}` wants two registers").into());
                };
                let printed = printed(old, new)?;
                if printed != body {
                    wrong.extend(["## ", name, "\n", &printed, "\n"]);
                    body = printed;
                }
                registers.clear();
                cases += 1;
            }
            other => return Err(format!("`{other}` is no fence of a case").into()),
        }
        if !body.is_empty() {
            blessed.push_str(&body);
            blessed.push('\n');
        }
        blessed.push_str("```\n");
    }
    if cases == 0 {
        return Err("a page has cases".into());
    }
    if bless {
        fs::write(page, blessed)?;
        return Ok(());
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.into()) }
}

fn read(text: &str) -> Result<(Sources, register::Register), Failed> {
    let mut sources = Sources::default();
    sources.add("register.toml", text.as_bytes().to_vec(), Layer::Register);
    law::add_to(&mut sources);
    let (register, found) = register::read(&sources);
    match found.first() {
        Some(finding) => Err(format!("could not be read: {}", finding.message).into()),
        None => Ok((sources, register)),
    }
}

fn printed(old: &str, new: &str) -> Result<String, Failed> {
    let ((old_sources, old), (new_sources, new)) = (read(old)?, read(new)?);
    let old = Revision { register: &old, sources: &old_sources, first_language: "en" };
    let new = Revision { register: &new, sources: &new_sources, first_language: "en" };
    let changes = diff::between(old, new);
    let duties = duties::follow(old, new, &changes);
    let report = Changes {
        old,
        new,
        called: ("before".to_owned(), "after".to_owned()),
        changes: &changes,
        duties: &duties,
        language: Language::of("en"),
        width: 100,
    };
    let mut out = Vec::new();
    Format::Terminal.write(&report, &mut out)?;
    Ok(String::from_utf8(out)?.trim_end().to_owned())
}

fn every_obligation() -> Result<(), Failed> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff");
    let mut pages = String::new();
    for page in fs::read_dir(folder)? {
        pages.push_str(&fs::read_to_string(page?.path())?.replace(['\n', ' '], ""));
    }
    let shown = |says: &str| pages.contains(&says.replace(' ', ""));
    let missing: Vec<_> = duties::OBLIGATIONS
        .iter()
        .filter(|obligation| !shown(obligation.says))
        .map(|obligation| obligation.name)
        .collect();
    if missing.is_empty() { Ok(()) } else { Err(format!("no case shows {missing:?}").into()) }
}
